package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
)

// output is what a command prints.
func output(t *testing.T, run func(*streams) error) (string, error) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	failed := run(&streams{out: f})
	text, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text), failed
}

func show(t *testing.T, c catalogueShowCmd) (string, error) {
	t.Helper()
	return output(t, func(s *streams) error { return c.Run(t.Context(), s) })
}

func ours(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ours.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestCatalogueListIsWholeAndStandsAlone(t *testing.T) {
	text, err := output(t, func(s *streams) error {
		return (&catalogueListCmd{Type: "all", JSON: true}).Run(t.Context(), s)
	})
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]int{}
	for line := range strings.Lines(text) {
		var e entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		types[e.Type]++
		have := map[string]bool{}
		for _, s := range e.Sources {
			have[s.Key] = s.Title != "" && s.Publisher != ""
		}
		for _, key := range e.SourceKeys() {
			if !have[key] {
				t.Errorf("%s: source %s is not told", e.ID, key)
			}
		}
	}
	for _, name := range catalogue.Types() {
		if types[name] == 0 {
			t.Errorf("no entity of type %s", name)
		}
	}
}

func TestCatalogueListOfOneType(t *testing.T) {
	text, err := output(t, func(s *streams) error { return (&catalogueListCmd{Type: "treaty"}).Run(t.Context(), s) })
	if err != nil || !strings.Contains(text, "treaty:rome-statute") || strings.Contains(text, "state:") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestCatalogueShow(t *testing.T) {
	tests := []struct {
		name, on string
		want     []string
	}{
		{"person:fatou-bensouda", "2020-05-14", []string{"on 2020-05-14: icc-prosecutor", "sources:"}},
		{"Cour pénale internationale", "2024", []string{"org:icc", "Q47488"}},
		{"ICC-01/18", "2022-01-01", []string{"situation:palestine", "on 2022-01-01: investigation\n"}},
		{"icc-prosecutor", "2015-01-01", []string{"person:fatou-bensouda"}},
		{"icc-prosecutor", "2025-09-01", []string{"person:karim-khan", "(on-leave)", "(acting)"}},
		{"former-icc-prosecutor", "2015-01-01", []string{"person:luis-moreno-ocampo"}},
		{"suspect", "2024-12-01", []string{"person:benjamin-netanyahu", "person:vladimir-putin"}},
		{"International Cricket Council", "", []string{"cricket", "not org:icc"}},
		{"state:PSE", "1990-01-01", []string{"on 1990-01-01: nothing known"}},
		{"icc-registrar", "1999-01-01", []string{"nobody known"}},
		{"state:USA", "2020-01-01", []string{"signatory", "no intent to join since 2002-05-06"}},
		{"icc-president", "2099-01-01", []string{"unverified"}},
	}
	for _, tt := range tests {
		text, err := show(t, catalogueShowCmd{Entity: []string{tt.name}, On: tt.on})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		for _, want := range tt.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s on %s: no %q in\n%s", tt.name, tt.on, want, text)
			}
		}
	}
}

func TestCatalogueShowAsJSON(t *testing.T) {
	text, err := show(t, catalogueShowCmd{Entity: []string{"icc-prosecutor"}, On: "2015", JSON: true})
	var o office
	if err != nil || json.Unmarshal([]byte(text), &o) != nil || len(o.Holders) != 1 || o.Holders[0].ID != "person:fatou-bensouda" || o.Holders[0].From != "2012-06-15" {
		t.Errorf("%v %s", err, text)
	}
	text, err = show(t, catalogueShowCmd{Entity: []string{"state:UGA"}, On: "2010-01-01", JSON: true})
	var e entry
	if err != nil || json.Unmarshal([]byte(text), &e) != nil || e.On == nil || e.On.Status != "party" || e.Labels["fr"] != "Ouganda" {
		t.Errorf("%v %s", err, text)
	}
}

func TestCatalogueShowRefuses(t *testing.T) {
	for name, c := range map[string]catalogueShowCmd{
		"knows nothing by the name": {Entity: []string{"nobody", "at", "all"}},
		"is no date":                {Entity: []string{"org:icc"}, On: "yesterday"},
		"ours.yaml:1: ":             {Entity: []string{"org:icc"}, folderFlag: folderFlag{ours(t, "entities: 7")}},
	} {
		if _, err := show(t, c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v, want %q", err, name)
		}
	}
}

func TestCatalogueDiff(t *testing.T) {
	folder := ours(t, "as_of: 2026-11-01\nentities: [{id: org:zz-test, label: Test Body, sources: [ours]}, {id: org:icc, wikidata: Q1}]\nsources: {ours: {title: Register, publisher: Us}}\n")
	text, err := output(t, func(s *streams) error { return (&catalogueDiffCmd{A: folder}).Run(t.Context(), s) })
	if err != nil || text != "org:icc wikidata: Q47488 -> Q1\n+ org:zz-test\n+ source:ours\n" {
		t.Errorf("%v\n%s", err, text)
	}
	text, err = output(t, func(s *streams) error {
		return (&catalogueDiffCmd{A: builtIn, B: "../../catalogue/data"}).Run(t.Context(), s)
	})
	if err != nil || text != "" {
		t.Errorf("the built-in catalogue differs from the YAML: %v\n%s", err, text)
	}
	if _, err = output(t, func(s *streams) error { return (&catalogueDiffCmd{A: builtIn, B: t.TempDir()}).Run(t.Context(), s) }); err == nil {
		t.Error("an empty folder passed for a catalogue")
	}
}

func TestCatalogueLint(t *testing.T) {
	if text, err := output(t, func(s *streams) error { return (&catalogueLintCmd{}).Run(t.Context(), s) }); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	bad := ours(t, "as_of: 2026-11-01\nentities:\n  - {id: org:zz-test, label: Test Body}\n")
	text, err := output(t, func(s *streams) error { return (&catalogueLintCmd{Dir: bad}).Run(t.Context(), s) })
	if err == nil || !strings.HasPrefix(text, "ours.yaml:3: ") || !strings.Contains(err.Error(), "1 problem found") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestCatalogueStats(t *testing.T) {
	text, err := output(t, func(s *streams) error { return (&catalogueStatsCmd{}).Run(t.Context(), s) })
	if err != nil || !strings.Contains(text, "oldest as_of") || !strings.Contains(text, "situation") || !strings.Contains(text, "names") {
		t.Errorf("%v\n%s", err, text)
	}
	text, err = output(t, func(s *streams) error { return (&catalogueStatsCmd{JSON: true}).Run(t.Context(), s) })
	var stats catalogue.Stats
	if err != nil || json.Unmarshal([]byte(text), &stats) != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for name, s := range stats.Types {
		if s.Facts != s.Sourced {
			t.Errorf("%s: %d facts, %d with a source", name, s.Facts, s.Sourced)
		}
	}
}
