package catalogue

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Lint reads a folder and returns everything wrong in it, in order of file and line: what Load refuses, and beyond it
// references that lead nowhere, facts without a source, dates out of order, seats held twice, histories that cannot
// be, names in a foreign script and names claimed by two. References may also lead into base, for a folder that is an
// overlay. An empty result means clean.
func Lint(fsys fs.FS, base ...*Catalogue) []Problem {
	l := &linter{base: base, own: newTables(), where: map[string]place{}, anew: map[string]bool{}}
	l.read(fsys)
	if len(l.docs) > 0 {
		l.known()
		for _, d := range l.docs {
			l.removals(d)
		}
		for _, d := range l.docs {
			for i := range d.file.Entities {
				l.entity(d, i)
			}
			l.others(d)
		}
		l.names()
		l.seats()
		l.cases()
		l.circles()
	}
	slices.SortStableFunc(l.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return l.problems
}

// linter holds what one run of Lint has read and found.
type linter struct {
	base     []*Catalogue
	docs     []*document
	own      *tables          // all files of the folder together
	where    map[string]place // where an entity is written
	anew     map[string]bool  // ids that replace what lies below
	problems []Problem

	entities map[string]*Entity // all that there will be: the bases with the folder's entries over them
	roles    map[string]bool
	sources  map[string]*Source
	unique   map[string]bool // roles of which there is one holder at a time
}

type place struct {
	file string
	line int
}

func (l *linter) add(file string, line int, right, format string, args ...any) {
	l.problems = append(l.problems, Problem{file, line, fmt.Sprintf(format, args...), right})
}

// at reports a problem of an entity where it is written; one that lies in a base is not this folder's fault.
func (l *linter) at(id, right, format string, args ...any) {
	if p, ok := l.where[id]; ok {
		l.add(p.file, p.line, right, format, args...)
	}
}

// read decodes all files and notes what cannot even be loaded.
func (l *linter) read(fsys fs.FS) {
	names, err := yamlFiles(fsys)
	if err != nil {
		l.refuse("", err)
		return
	}
	seen := map[string]string{}
	for _, name := range names {
		d, err := readDocument(fsys, name)
		if err != nil {
			l.refuse(name, err)
			continue
		}
		l.problems = append(l.problems, d.check(seen)...)
		l.docs = append(l.docs, d)
		l.own.apply(&d.file)
		for i := range d.file.Entities {
			l.where[d.file.Entities[i].ID] = place{name, d.line("entities", i, "id", 0)}
			l.anew[d.file.Entities[i].ID] = d.file.Entities[i].Replace
		}
	}
}

func (l *linter) refuse(name string, err error) {
	var p Problem
	if !errors.As(err, &p) {
		p = Problem{File: name, What: err.Error(), Right: "a readable file"}
	}
	l.problems = append(l.problems, p)
}

// known gathers everything that may be referred to: the folder's own entries and those of the bases.
func (l *linter) known() {
	l.entities, l.roles, l.sources, l.unique = map[string]*Entity{}, map[string]bool{}, map[string]*Source{}, map[string]bool{}
	for _, c := range append(l.base, newCatalogue(l.own)) {
		for _, e := range c.entities {
			l.entities[e.ID] = l.over(l.entities[e.ID], e)
		}
		for _, r := range c.roles {
			l.roles[r.Slug] = true
			l.unique[r.Slug] = r.Unique
		}
		for key, s := range c.sources {
			l.sources[key] = &s
		}
	}
}

// over lays an entry of the folder over the one below, as loading does.
func (l *linter) over(below, e *Entity) *Entity {
	if below == nil || l.anew[e.ID] {
		return e
	}
	m := *below
	m.Number, m.Wikidata = cmp.Or(e.Number, below.Number), cmp.Or(e.Wikidata, below.Wikidata)
	m.Names = slices.Concat(below.Names, e.Names)
	m.Offices = slices.Concat(below.Offices, e.Offices)
	m.Status = slices.Concat(below.Status, e.Status)
	m.Links = slices.Concat(below.Links, e.Links)
	m.Milestones = slices.Concat(below.Milestones, e.Milestones)
	m.Charges = slices.Concat(below.Charges, e.Charges)
	return &m
}

// removals checks that what the folder takes away is there and that nothing else needs it.
func (l *linter) removals(d *document) {
	for i, w := range d.file.Entities {
		if !w.Remove {
			continue
		}
		line := d.line("entities", i, "id", 0)
		if l.entities[w.ID] == nil {
			l.add(d.name, line, "the id of an entity below this folder", "%s is removed and was never there", w.ID)
		}
		delete(l.entities, w.ID)
	}
	for i, w := range d.file.Entities {
		if by := l.needs(w.ID); w.Remove && by != "" {
			l.add(d.name, d.line("entities", i, "id", 0), "to remove or replace what refers to it too", "%s is removed and %s refers to it", w.ID, by)
		}
	}
}

// needs returns an entity that refers to id.
func (l *linter) needs(id string) string {
	for _, other := range sortedKeys(l.entities) {
		e := l.entities[other]
		used := slices.Contains(e.Charges, id) || slices.ContainsFunc(e.Links, func(k Link) bool { return k.ID == id }) ||
			slices.ContainsFunc(e.Offices, func(o Office) bool { return o.Body == id }) || slices.ContainsFunc(e.Milestones, func(m Milestone) bool { return m.Who == id })
		if used {
			return other
		}
	}
	return ""
}

// others checks roles, look-alikes and sources.
func (l *linter) others(d *document) {
	for i, r := range d.file.Roles {
		line := d.line("roles", i, "slug", 0)
		if r.Labels["en"] == "" {
			l.add(d.name, line, "labels: {en: …}", "role %s has no English label", r.Slug)
		}
		if r.Body != "" && l.entities[r.Body] == nil {
			l.add(d.name, line, "the id of an entity", "role %s: body %s is unknown", r.Slug, r.Body)
		}
		l.scripts(d.name, line, "role "+r.Slug, withLabels(r.list(), r.Labels))
	}
	for i, k := range d.file.Lookalikes {
		line := d.line("lookalikes", i, "id", 0)
		if k.Is == "" || len(k.list()) == 0 {
			l.add(d.name, line, "is: what it is, and at least one name", "look-alike %s says too little", k.ID)
		}
		if k.InsteadOf != "" && l.entities[k.InsteadOf] == nil {
			l.add(d.name, line, "the id of an entity", "look-alike %s: instead_of %s is unknown", k.ID, k.InsteadOf)
		}
	}
	for _, key := range sortedKeys(d.file.Sources) {
		s := d.file.Sources[key]
		if s.Title == "" || s.Publisher == "" {
			l.add(d.name, d.keys[key], "title and publisher", "source %s does not say what it is", key)
		}
		if s.URL != "" && !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://") {
			l.add(d.name, d.keys[key], "an address that begins with https:// or http://", "source %s: url %q", key, s.URL)
		}
		l.clean(d.name, d.keys[key], "source "+key, s.Title, s.Publisher, s.URL, s.Seen)
	}
}
