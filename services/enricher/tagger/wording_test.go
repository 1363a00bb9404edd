package tagger

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"
)

// wording is one file of testdata/wording: sentences by the type of event that they tell, under "none" those that tell
// nothing as a fact.
type wording struct {
	First string              `yaml:"first"`
	Types map[string][]string `yaml:",inline"`
}

func TestWordingInLanguages(t *testing.T) {
	files, err := filepath.Glob("testdata/wording/*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files of wording: %v", len(files), err)
	}
	tg := testTagger(t)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var w wording
			if err := yaml.Unmarshal(data, &w); err != nil {
				t.Fatal(err)
			}
			for typ, sentences := range w.Types {
				for _, s := range sentences {
					got := toldTypes(tg, w.First+" "+s)
					if typ == "none" && len(got) > 0 || typ != "none" && !slices.Contains(got, typ) {
						t.Errorf("%s: %v in %q", typ, got, s)
					}
				}
			}
		})
	}
}

// toldTypes are the types of events that a text tells as facts or announces.
func toldTypes(tg *Tagger, text string) []string {
	var out []string
	for _, e := range tg.Tag(Input{Text: text, Published: "2025-11-10"}).Events {
		if e.Status == reported || e.Status == announced {
			out = append(out, e.Type)
		}
	}
	return out
}
