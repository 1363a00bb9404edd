package tagger

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// TestMentionsDoNotOverlap reads every fixture: a place counts once for an entity.
func TestMentionsDoNotOverlap(t *testing.T) {
	files, err := filepath.Glob("testdata/*.in.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var in Input
		if err := json.Unmarshal(data, &in); err != nil {
			t.Fatal(err)
		}
		noOverlaps(t, file, testTagger(t).Tag(in))
	}
}

// noOverlaps also wants mentions in the order of the text.
func noOverlaps(t *testing.T, name string, a contract.Article) {
	t.Helper()
	for _, e := range a.Entities {
		end := map[string]int{}
		for _, m := range e.Mentions {
			if m.Start < end[m.Field] {
				t.Errorf("%s: %s: mention %q at %d to %d begins before the one in front of it ends", name, e.ID, m.Text, m.Start, m.End)
			}
			end[m.Field] = max(end[m.Field], m.End)
		}
	}
}

func TestOnePerPlace(t *testing.T) {
	at := func(first, last int, weak bool) mention { return mention{first: first, last: last, weak: weak} }
	tests := []struct {
		name     string
		in, want []mention
	}{
		{"none", nil, nil},
		{"apart and side by side", []mention{at(4, 5, false), at(0, 2, true), at(2, 4, false)}, []mention{at(0, 2, true), at(2, 4, false), at(4, 5, false)}},
		{"the very same", []mention{at(1, 3, true), at(1, 3, true)}, []mention{at(1, 3, true)}},
		{"one within the other", []mention{at(2, 3, true), at(1, 3, true)}, []mention{at(1, 3, true)}},
		{"the longer begins later", []mention{at(1, 3, true), at(2, 6, true), at(6, 7, true)}, []mention{at(2, 6, true), at(6, 7, true)}},
		{"one of them is firm", []mention{at(1, 3, true), at(2, 3, false)}, []mention{at(1, 3, false)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := onePerPlace(test.in); !slices.Equal(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// TestSalienceCountsPlacesOnce: a second reading of the same place adds no weight.
func TestSalienceCountsPlacesOnce(t *testing.T) {
	r := testTagger(t).read(Input{Text: "The court sat. Nobody came."})
	f := r.entityByID(idICC)
	f.why = "set by the test"
	f.mentions = []mention{{first: 0, last: 2, weak: true}}
	want := r.entityList()[0]
	f.mentions = []mention{{first: 0, last: 2, weak: true}, {first: 1, last: 2, weak: true}}
	if got := r.entityList()[0]; got.Salience != want.Salience || len(got.Mentions) != 1 || got.Mentions[0].Text != "The court" {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestDeathIsNoRole(t *testing.T) {
	tests := []struct {
		id, on string
		want   []string
	}{
		{"person:ismail-haniyeh", "2024-06-05", []string{"hamas-leader", "warrant-requested"}},
		{"person:yahya-sinwar", "2024-06-05", []string{"hamas-leader", "warrant-requested"}},
		{"person:yahya-sinwar", "", []string{"former-hamas-leader"}},
		{"person:mohammed-deif", "2024-07-12", []string{"hamas-leader", "warrant-requested"}},
		{"person:mohammed-deif", "2025-06-01", []string{"former-hamas-leader"}},
		{"person:saleh-jerbo", "2012-01-01", []string{"accused"}},
		{"person:saleh-jerbo", "2014-01-01", nil},
	}
	for _, test := range tests {
		e, ok := testTagger(t).cat.Entity(test.id)
		if !ok {
			t.Fatalf("no %s", test.id)
		}
		if got, _ := rolesOn(e, catalogue.Date(test.on)); !slices.Equal(got, test.want) {
			t.Errorf("%s on %q: %q, want %q", test.id, test.on, got, test.want)
		}
	}
	for _, e := range testTagger(t).cat.Entities() {
		for _, on := range []catalogue.Date{"", "2005-01-01", "2015-01-01", "2024-06-05", "2026-01-01"} {
			if got, _ := rolesOn(e, on); slices.Contains(got, catalogue.Deceased) {
				t.Errorf("%s on %q: %q", e.ID, on, got)
			}
		}
	}
}

func TestTimes(t *testing.T) {
	for n, want := range map[int]string{1: "once", 3: "3 times"} {
		if got := times(n); got != want {
			t.Errorf("times(%d) = %q, want %q", n, got, want)
		}
	}
}
