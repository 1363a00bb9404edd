package tagger

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

var update = flag.Bool("update", false, "write the expected output of the fixtures anew")

// summary is what a fixture pins down of an article's tags: what a reader would notice, without offsets and reasons.
type summary struct {
	Lang      string              `json:"lang"`
	IsICC     bool                `json:"is_icc"`
	InsteadOf []string            `json:"instead_of,omitempty"`
	Entities  map[string][]string `json:"entities"`
	Roles     map[string][]string `json:"roles,omitempty"`
	Offices   []string            `json:"offices,omitempty"`
	Events    []string            `json:"events,omitempty"`
	Quotes    []string            `json:"quotes,omitempty"`
	Positions []string            `json:"positions,omitempty"`
	Parties   int                 `json:"parties,omitempty"`
}

func summarise(a contract.Article) summary {
	s := summary{Lang: a.Lang, IsICC: a.IsICC, Entities: map[string][]string{}, Roles: map[string][]string{}}
	for _, x := range a.Relevance.Reasons {
		if x.InsteadOf != "" {
			s.InsteadOf = append(s.InsteadOf, x.InsteadOf+" is "+x.Is)
		}
	}
	for _, e := range a.Entities {
		s.Entities[e.ID] = []string{}
		for _, m := range e.Mentions {
			if !slices.Contains(s.Entities[e.ID], m.Text) {
				s.Entities[e.ID] = append(s.Entities[e.ID], m.Text)
			}
		}
		if len(e.Role) > 0 {
			s.Roles[e.ID] = e.Role
		}
	}
	for _, x := range a.RoleRefs {
		s.Offices = append(s.Offices, x.Text+" = "+strings.Join(x.ResolvesTo, " "))
	}
	for _, e := range a.Events {
		s.Events = append(s.Events, strings.Join(strings.Fields(e.Type+" "+e.Date+" "+e.Status+" "+e.Outcome+" "+e.Situation), " "))
	}
	for _, q := range a.Quotes {
		s.Quotes = append(s.Quotes, q.Speaker+": "+q.Text)
	}
	for _, p := range a.Positions {
		s.Positions = append(s.Positions, p.Actor+" "+p.Stance+" "+p.Target)
	}
	for _, f := range a.Facts {
		s.Parties = f.N
	}
	return s
}

// TestFixtures tags every invented article in testdata and compares with what stands beside it.
func TestFixtures(t *testing.T) {
	tg := testTagger(t)
	files, err := filepath.Glob("testdata/*.in.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".in.json"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var in Input
			if err := json.Unmarshal(data, &in); err != nil {
				t.Fatal(err)
			}
			a := tg.Tag(in)
			checkOffsets(t, in, a)
			compare(t, strings.Replace(file, ".in.", ".want.", 1), summarise(a))
		})
	}
}

func compare(t *testing.T, file string, s summary) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update and read what it wrote", err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s: got\n%s", file, got.String())
	}
}

// checkOffsets proves that every offset points at the words it comes with.
func checkOffsets(t *testing.T, in Input, a contract.Article) {
	t.Helper()
	title, body := []rune(in.Title), []rune(in.Text)
	at := func(field string, start, end int, text string) {
		t.Helper()
		from := body
		if field == "title" {
			from = title
		}
		if start < 0 || end > len(from) || start > end || string(from[start:end]) != text {
			t.Errorf("offsets %d to %d of %s do not hold %q", start, end, field, text)
		}
	}
	for _, e := range a.Entities {
		for _, m := range e.Mentions {
			at(m.Field, m.Start, m.End, m.Text)
		}
	}
	for _, x := range a.RoleRefs {
		at(x.Field, x.Start, x.End, x.Text)
	}
	for _, e := range a.Events {
		at(e.Evidence.Field, e.Evidence.Start, e.Evidence.End, e.Evidence.Text)
	}
	for _, p := range a.Positions {
		at(p.Evidence.Field, p.Evidence.Start, p.Evidence.End, p.Evidence.Text)
	}
	for _, q := range a.Quotes {
		at("", q.Start, q.End, q.Text)
	}
}
