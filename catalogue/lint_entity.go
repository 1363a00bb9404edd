package catalogue

import (
	"cmp"
	"slices"
	"strings"
)

// standings are the statuses that each type of entity may have.
var standings = map[string][]string{
	"state":     {"party", "signatory", "non-party", "withdrawing", "withdrawn"},
	"person":    {"suspect", "accused", "convicted", "acquitted", "warrant-requested", "charges-not-confirmed", "charges-withdrawn", "charges-vacated", "warrant-vacated", "inadmissible", "deceased"},
	"situation": {"investigation", "preliminary-examination", "examination-closed", "concluded"},
	"case":      {"warrant-requested", "pre-trial", "trial", "convicted", "acquitted", "reparations", "terminated", "charges-not-confirmed", "charges-withdrawn", "inadmissible"},
}

// steps are the milestones that each type of entity may have.
var steps = map[string][]string{
	"state": {
		"signed", "ratified", "acceded", "succeeded", "jurisdiction-accepted", "withdrawal-announced", "withdrawal-notified", "withdrawal-revoked",
		"no-intent-declared", "article-98-agreement", "aggression-amendments-ratified", "referral",
	},
	"case": {
		"warrant-requested", "warrant", "unsealed", "summons", "arrest", "surrender", "hearing", "confirmation", "charges-declined", "charges-dropped",
		"trial-opened", "verdict", "sentence", "appeal", "reparations", "release", "warrant-vacated", "terminated", "death",
	},
	"situation": {
		"referral", "jurisdiction-accepted", "examination-opened", "examination-closed", "investigation-requested", "investigation-authorised",
		"investigation-opened", "investigation-closed", "investigation-resumed", "deferral", "appeal",
	},
	"treaty":     {"adopted", "signed", "in-force", "amended", "revoked"},
	"instrument": {"adopted", "signed", "in-force", "amended", "revoked"},
	"org":        {"established"},
	"organ":      {"established"},
}

// bases are the ways in which a situation comes before the Court (articles 12(3), 13 and 15 of the Statute).
var bases = []string{"state-referral", "security-council", "proprio-motu", "declaration"}

// kinds are what an organisation may be. Other courts and outlets are named in reports without being actors in them.
var kinds = []string{
	"armed-group", "company", "court", "government", "intergovernmental", "legislature", "military", "ngo", "outlet", "party", "security", "un",
}

var officeStates = []string{"", "acting", "on-leave", "suspended", "elect"}

// namesOnly is the key of sources that vouch for a name and for no fact.
const namesOnly = "official-names"

// entity checks one entry by itself and its references.
func (l *linter) entity(d *document, i int) {
	w := &d.file.Entities[i]
	e := l.own.entities[w.ID]
	if e == nil { // taken away by an overlay
		return
	}
	line := d.line("entities", i, "id", 0)
	inBase := len(l.base) > 0 && l.base[0].byID[w.ID] != nil
	if e.Label == "" && e.Type != "state" && !inBase {
		l.add(d.name, line, "label: the usual English name", "%s has no label", e.ID)
	}
	if e.AsOf == "" && !inBase {
		l.add(d.name, line, "as_of: the day it was checked, in the entry or at the head of the file", "%s has no as_of", e.ID)
	}
	if len(e.Sources) == 0 && !inBase {
		l.add(d.name, line, "sources: [a key of sources.yaml]", "%s has no source", e.ID)
	}
	if w.Wikidata != "" && !qidForm.MatchString(w.Wikidata) {
		l.add(d.name, line, "a Wikidata item as Q47488", "%s: wikidata %q", e.ID, w.Wikidata)
	}
	for j, key := range w.Sources {
		if l.sources[key] == nil {
			l.add(d.name, d.line("entities", i, "sources", j), "a key of sources.yaml", "%s: source %q is unknown", e.ID, key)
		}
	}
	if known := slices.Contains(kinds, w.Kind); w.Kind != "" && (!known || e.Type != "org") {
		l.add(d.name, d.line("entities", i, "kind", 0), "for an organisation one of "+strings.Join(kinds, ", "), "%s: kind %q", e.ID, w.Kind)
	}
	l.situation(d, i, e)
	l.clean(d.name, line, e.ID, w.Label, w.Note, w.Number)
	l.facts(d, i, w)
	l.references(d, i, w)
	l.scripts(d.name, line, e.ID, withLabels(w.list(), w.Labels))
}

// situation checks how it came before the Court: an investigation must say.
func (l *linter) situation(d *document, i int, e *Entity) {
	right := "basis: one or more of " + strings.Join(bases, ", ")
	if len(e.Basis) > 0 && e.Type != "situation" {
		l.add(d.name, d.line("entities", i, "basis", 0), "basis for situations only", "%s has a basis", e.ID)
	}
	for j, b := range e.Basis {
		if !slices.Contains(bases, b) {
			l.add(d.name, d.line("entities", i, "basis", j), right, "%s: basis %q", e.ID, b)
		}
	}
	investigated := slices.ContainsFunc(e.Status, func(s Status) bool { return s.Status == "investigation" })
	if e.Type == "situation" && investigated && len(e.Basis) == 0 {
		l.add(d.name, d.line("entities", i, "id", 0), right, "%s is investigated and does not say how it came", e.ID)
	}
}

// facts checks offices, statuses and milestones: sourced, known words, dates in order.
func (l *linter) facts(d *document, i int, w *fileEntity) {
	kind, _, _ := strings.Cut(w.ID, ":")
	for j, o := range w.Offices {
		line := d.line("entities", i, "offices", j)
		l.fact(d.name, line, w.ID, o.Source, o.From, o.To)
		l.end(d.name, line, w.ID, o, cmp.Or(o.AsOf, w.AsOf, d.file.AsOf))
		if !l.roles[o.Role] {
			l.add(d.name, line, "a slug of roles.yaml", "%s: role %q is unknown", w.ID, o.Role)
		}
		if !slices.Contains(officeStates, o.State) {
			l.add(d.name, line, "acting, on-leave, suspended, elect, or nothing", "%s: state %q", w.ID, o.State)
		}
	}
	for j, s := range w.Status {
		line := d.line("entities", i, "status", j)
		l.fact(d.name, line, w.ID, s.Source, s.From, s.To)
		if asOf := cmp.Or(s.AsOf, w.AsOf, d.file.AsOf); asOf.Before(s.From) {
			l.add(d.name, line, "what is known, not what is to come", "%s: %s from %s, known as of %s", w.ID, s.Status, s.From, asOf)
		}
		if words, ok := standings[kind]; ok && !slices.Contains(words, s.Status) {
			l.add(d.name, line, "one of "+strings.Join(words, ", "), "%s: status %q", w.ID, s.Status)
		}
	}
	for j, m := range w.Milestones {
		line := d.line("entities", i, "milestones", j)
		l.fact(d.name, line, w.ID, m.Source, m.Date, m.Date)
		if words := steps[kind]; !slices.Contains(words, m.Type) {
			l.add(d.name, line, "one of "+orNone(strings.Join(words, ", ")), "%s: milestone type %q", w.ID, m.Type)
		}
	}
	l.history(d, i, l.entities[w.ID])
	l.death(d, i, l.entities[w.ID])
}

// end checks that the end of an office was known when it was written down and that a source is young enough to tell it.
// Terms at the Court and its Assembly are fixed in advance, by the election.
func (l *linter) end(file string, line int, id string, o Office, asOf Date) {
	if o.ToSource != "" && l.sources[o.ToSource] == nil {
		l.add(file, line, "a key of sources.yaml", "%s: source %q is unknown", id, o.ToSource)
		return
	}
	if strings.HasPrefix(o.Role, "icc-") || strings.HasPrefix(o.Role, "asp-") {
		return
	}
	if asOf.Before(o.From) && o.State != "elect" {
		l.add(file, line, "what is known, not what is to come", "%s: begins on %s, known as of %s", id, o.From, asOf)
	}
	if asOf.Before(o.To) {
		l.add(file, line, "an as_of that is not before the end", "%s: ends on %s, known as of %s", id, o.To, asOf)
	}
	if s := l.sources[cmp.Or(o.ToSource, o.Source)]; s != nil && s.Date.Before(o.To) {
		l.add(file, line, "to_source: the source of the end, as a successor's", "%s: ends on %s, its source is of %s", id, o.To, s.Date)
	}
}

func (l *linter) fact(file string, line int, id, source string, from, to Date) {
	switch {
	case source == "":
		l.add(file, line, "source: a key of sources.yaml", "%s: a fact without a source", id)
	case source == namesOnly:
		l.add(file, line, "a source that states the fact", "%s: %s vouches for names only", id, namesOnly)
	case l.sources[source] == nil:
		l.add(file, line, "a key of sources.yaml", "%s: source %q is unknown", id, source)
	}
	if to.Before(from) {
		l.add(file, line, "from before to", "%s: ends on %s before it begins on %s", id, to, from)
	}
}

// lineOf is where the j-th fact of an entity is written; facts below the folder stand where its own entry does.
func (l *linter) lineOf(d *document, i int, list string, j, all, own int) int {
	if j -= all - own; j >= 0 {
		return d.line("entities", i, list, j)
	}
	return d.line("entities", i, "id", 0)
}

// history checks that statuses follow each other without overlap.
func (l *linter) history(d *document, i int, e *Entity) {
	own := len(d.file.Entities[i].Status)
	if own == 0 {
		return
	}
	for j := 1; j < len(e.Status); j++ {
		if s, last := e.Status[j], e.Status[j-1]; s.From.Before(last.To) {
			l.add(d.name, l.lineOf(d, i, "status", j, len(e.Status), own), "statuses in order of time", "%s: %s begins before %s ended", e.ID, s.Status, last.Status)
		}
	}
	if e.Type == "state" {
		l.standing(d, i, e)
	}
}

// death checks that nobody holds an office after it.
func (l *linter) death(d *document, i int, e *Entity) {
	at := slices.IndexFunc(e.Status, func(s Status) bool { return s.Status == Deceased && s.From != "" })
	if at < 0 {
		return
	}
	for _, o := range e.Offices {
		if o.To == "" || e.Status[at].From.Before(o.To) {
			l.add(d.name, d.line("entities", i, "id", 0), "an end to the office", "%s died on %s and is %s after it", e.ID, e.Status[at].From, o.Role)
		}
	}
}

// references checks that ids in links, bodies, charges and milestones lead somewhere.
func (l *linter) references(d *document, i int, w *fileEntity) {
	need := func(list string, j int, id string) {
		if id != "" && l.entities[id] == nil {
			l.add(d.name, d.line("entities", i, list, j), "the id of an entity of this catalogue", "%s: %s is unknown", w.ID, id)
		}
	}
	for j, o := range w.Offices {
		need("offices", j, o.Body)
	}
	for j, k := range w.Links {
		need("links", j, k.ID)
		if k.Rel == "" {
			l.add(d.name, d.line("entities", i, "links", j), "rel: in, of, against …", "%s: a link without rel", w.ID)
		}
	}
	for j, c := range w.Charges {
		need("charges", j, c)
	}
	for j, m := range w.Milestones {
		need("milestones", j, m.Who)
	}
}
