package catalogue

import (
	"maps"
	"slices"
	"strings"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// apply lays a file over what is there: a new id is added, a known one has its single values overridden and its lists
// extended. Replace and Remove say otherwise.
func (t *tables) apply(f *file) {
	for i := range f.Entities {
		t.applyEntity(&f.Entities[i], f.AsOf)
	}
	for _, r := range f.Roles {
		t.applyRole(r)
	}
	for _, l := range f.Lookalikes {
		t.applyLookalike(l)
	}
	for key, s := range f.Sources {
		s.Key = key
		t.sources[key] = s
	}
}

func (t *tables) applyEntity(w *fileEntity, asOf Date) {
	if w.Remove {
		delete(t.entities, w.ID)
		delete(t.extra, w.ID)
		return
	}
	e, ok := t.entities[w.ID]
	if !ok || w.Replace {
		kind, _, _ := strings.Cut(w.ID, ":")
		e = &Entity{ID: w.ID, Type: kind, AsOf: asOf}
		t.entities[w.ID], t.extra[w.ID] = e, written{}
	}
	set(&e.Label, w.Label)
	set(&e.Kind, w.Kind)
	set(&e.Wikidata, w.Wikidata)
	set(&e.Number, w.Number)
	set(&e.Note, w.Note)
	e.Basis = append(e.Basis, w.Basis...)
	set(&e.AsOf, w.AsOf)
	e.Labels = overlaid(e.Labels, w.Labels)
	e.Names = append(e.Names, w.list()...)
	e.Offices = append(e.Offices, w.Offices...)
	e.Status = append(e.Status, w.Status...)
	e.Links = append(e.Links, w.Links...)
	e.Milestones = append(e.Milestones, w.Milestones...)
	e.Charges = append(e.Charges, w.Charges...)
	e.Sources = append(e.Sources, w.Sources...)
	x := t.extra[w.ID]
	t.extra[w.ID] = written{x.FamilyFirst || w.FamilyFirst, x.NoShort || w.NoShort, append(x.Short, sortedKeys(w.Short)...)}
}

func (t *tables) applyRole(w fileRole) {
	r, ok := t.roles[w.Slug]
	if !ok {
		r = &Role{Slug: w.Slug}
		t.roles[w.Slug] = r
	}
	set(&r.Body, w.Body)
	r.Unique = r.Unique || w.Unique
	r.Labels = overlaid(r.Labels, w.Labels)
	r.Names = withLabels(append(r.Names, w.list()...), w.Labels)
}

func (t *tables) applyLookalike(w fileLookalike) {
	l, ok := t.lookalikes[w.ID]
	if !ok {
		l = &Lookalike{ID: w.ID}
		t.lookalikes[w.ID] = l
	}
	set(&l.Is, w.Is)
	set(&l.InsteadOf, w.InsteadOf)
	l.Names = append(l.Names, w.list()...)
	l.Context = append(l.Context, fileNames{Names: w.Context}.list()...)
}

func set[T ~string](field *T, v T) {
	if v != "" {
		*field = v
	}
}

func overlaid(base, over map[string]string) map[string]string {
	if len(over) == 0 {
		return base
	}
	out := maps.Clone(base)
	if out == nil {
		out = map[string]string{}
	}
	maps.Copy(out, over)
	return out
}

// withLabels puts the labels among the names, in order of language, where they are not already.
func withLabels(names []Name, labels map[string]string) []Name {
	for _, lang := range sortedKeys(labels) {
		n := Name{Text: labels[lang], Lang: lang, Kind: Full}
		if !slices.ContainsFunc(names, func(m Name) bool { return m.Text == n.Text && m.Lang == n.Lang }) {
			names = append(names, n)
		}
	}
	return names
}
