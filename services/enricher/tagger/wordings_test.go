package tagger

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestPositionsAsThePressWordsThem: welcome, rejection, refusal, entry and exit, sanctions and criminal cases, in verb-first
// and verb-last languages and in scripts without spaces.
func TestPositionsAsThePressWordsThem(t *testing.T) {
	files, err := filepath.Glob("testdata/stances/*.yaml")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d files of stances: %v", len(files), err)
	}
	tg := testTagger(t)
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var tests []struct {
				Text string
				Want []string
			}
			if err := yaml.Unmarshal(data, &tests); err != nil {
				t.Fatal(err)
			}
			for _, test := range tests {
				got := stancesTold(tg, test.Text)
				for _, want := range test.Want {
					if !slices.Contains(got, want) {
						t.Errorf("no %q among %q in %s", want, got, test.Text)
					}
				}
			}
		})
	}
}

// stancesTold are the positions that a text tells, each as "actor stance target".
func stancesTold(tg *Tagger, text string) []string {
	var out []string
	for _, p := range tg.Tag(Input{Text: text, Published: "2025-04-10"}).Positions {
		out = append(out, p.Actor+" "+p.Stance+" "+p.Target)
	}
	return out
}
