package catalogue

import (
	"fmt"
	"regexp"
	"slices"
)

// Types of entities, as the prefix of their ids.
var types = []string{"article", "case", "crime", "instrument", "org", "organ", "person", "situation", "state", "treaty"}

// Types returns the types of entities, sorted: the prefixes of ids.
func Types() []string { return slices.Clone(types) }

var (
	idForm    = regexp.MustCompile(`^([a-z]+):([a-z0-9]+(-[a-z0-9]+)*|[A-Z]{3})$`)
	slugForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	qidForm   = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)
	stateForm = regexp.MustCompile(`^state:[A-Z]{3}$`)
)

// check finds what makes a file unusable by itself: malformed ids and dates, an id written twice in the folder. What
// needs the rest of the catalogue is Lint's work.
func (d *document) check(seen map[string]string) []Problem {
	var out []Problem
	bad := func(line int, right, format string, args ...any) {
		out = append(out, Problem{d.name, line, fmt.Sprintf(format, args...), right})
	}
	once := func(id string, line int) {
		if where, ok := seen[id]; ok {
			bad(line, "one entry for each id", "%s is written a second time (first in %s)", id, where)
		}
		seen[id] = fmt.Sprintf("%s:%d", d.name, line)
	}
	if !d.file.AsOf.Valid() {
		bad(1, "a date as 2026-10-31", "as_of %q is no date", d.file.AsOf)
	}
	for i := range d.file.Entities {
		e, line := &d.file.Entities[i], d.line("entities", i, "id", 0)
		if right := wrongID(e.ID); right != "" {
			bad(line, right, "id %q is malformed", e.ID)
		}
		once(e.ID, line)
		d.checkDates(i, e, bad)
	}
	for i, r := range d.file.Roles {
		line := d.line("roles", i, "slug", 0)
		if !slugForm.MatchString(r.Slug) {
			bad(line, "lower-case words joined by hyphens: foreign-minister", "role slug %q is malformed", r.Slug)
		}
		once("role "+r.Slug, line)
	}
	for i, l := range d.file.Lookalikes {
		line := d.line("lookalikes", i, "id", 0)
		if !slugForm.MatchString(l.ID) {
			bad(line, "lower-case words joined by hyphens: cricket-council", "look-alike id %q is malformed", l.ID)
		}
		once("look-alike "+l.ID, line)
	}
	for _, key := range sortedKeys(d.file.Sources) {
		if s := d.file.Sources[key]; !s.Date.Valid() {
			bad(d.keys[key], "a date as 2026-10-31, 2026-10 or 2026", "date %q of source %s is no date", s.Date, key)
		}
		once("source "+key, d.keys[key])
	}
	return out
}

func wrongID(id string) string {
	m := idForm.FindStringSubmatch(id)
	switch {
	case m == nil:
		return "type:slug in lower-case ASCII, words joined by hyphens, as person:karim-khan; states as state:UGA"
	case !slices.Contains(types, m[1]):
		return fmt.Sprintf("a type among %v", types)
	case (m[1] == "state") != stateForm.MatchString(id):
		return "states, and only they, have three capital letters: state:UGA"
	}
	return ""
}

func (d *document) checkDates(i int, e *fileEntity, bad func(int, string, string, ...any)) {
	day := func(list string, j int, dates ...Date) {
		for _, v := range dates {
			if !v.Valid() {
				bad(d.line("entities", i, list, j), "a date as 2026-10-31, 2026-10 or 2026, in quotes", "%q of %s is no date", v, e.ID)
			}
		}
	}
	day("as_of", 0, e.AsOf)
	for j, o := range e.Offices {
		day("offices", j, o.From, o.To, o.AsOf)
	}
	for j, s := range e.Status {
		day("status", j, s.From, s.To, s.NoIntentSince, s.AsOf)
	}
	for j, m := range e.Milestones {
		day("milestones", j, m.Date)
	}
}
