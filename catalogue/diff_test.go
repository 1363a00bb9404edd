package catalogue

import (
	"slices"
	"strings"
	"testing"
)

func TestDiff(t *testing.T) {
	base := dir("a.yaml", sound)
	tests := []struct {
		name, overlay string
		want          []string // beginnings of changes
	}{
		{"nothing", "# nothing", nil},
		{"an entity more", "entities: [{id: org:x, label: X}]", []string{"+ org:x"}},
		{"an entity less", "entities: [{id: org:court, remove: true}]", []string{"- org:court"}},
		{"another label", "entities: [{id: org:court, label: The Court, as_of: 2026-05-05}]",
			[]string{"org:court as_of: 2026-01-01 -> 2026-05-05", "org:court label: Court -> The Court", "org:court labels.en: Court -> The Court", "org:court names: "}},
		{"a field more", "entities: [{id: org:court, wikidata: Q1}]", []string{"org:court wikidata: none -> Q1"}},
		{"an item of a list", "entities: [{id: person:anna-example, links: [{rel: of, id: org:court}]}]", []string{`person:anna-example links: none -> {"id":"org:court","rel":"of"}`}},
		{"a title", "roles: [{slug: chief, names: {fr: [chef]}}]", []string{`role:chief names: none -> {"kind":"full","lang":"fr","text":"chef"}`}},
		{"a source", "sources: {reg: {title: Registry, publisher: Court}}", []string{"source:reg title: Register -> Registry"}},
		{"a role more", "roles: [{slug: cook}]", []string{"+ role:cook"}},
		{"a look-alike", "lookalikes: [{id: tennis-court, is: a lawn}]", []string{"look-alike:tennis-court is: a place for tennis -> a lawn"}},
	}
	for _, tt := range tests {
		changes := Diff(mustLoad(t, base), mustLoad(t, base, dir("o.yaml", tt.overlay)))
		ok := slices.EqualFunc(changes, tt.want, func(c Change, want string) bool { return strings.HasPrefix(c.String(), want) })
		if !ok {
			t.Errorf("%s: %v, want %q", tt.name, changes, tt.want)
		}
	}
}

func TestDiffOfTheRemovedField(t *testing.T) {
	with := mustLoad(t, dir("a.yaml", "entities: [{id: org:x, label: X, note: gone}]"))
	without := mustLoad(t, dir("a.yaml", "entities: [{id: org:x, label: X}]"))
	got := Diff(with, without)
	if len(got) != 1 || got[0].String() != "org:x note: gone -> none" {
		t.Errorf("%v", got)
	}
}
