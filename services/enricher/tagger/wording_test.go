package tagger

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
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
			lang := strings.TrimSuffix(filepath.Base(name), ".yaml")
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
					got := factsTold(tg, w.First+" "+s, lang)
					if typ == "none" && len(got) > 0 || typ != "none" && !slices.Contains(got, typ) {
						t.Errorf("%s: %v in %q", typ, got, s)
					}
				}
			}
		})
	}
}

// factsTold are the types of events that a text tells as facts or announces.
func factsTold(tg *Tagger, text, lang string) []string {
	var out []string
	for _, e := range tg.Tag(Input{Text: text, Lang: lang, Published: "2025-11-10"}).Events {
		if e.Status == reported || e.Status == announced {
			out = append(out, e.Type)
		}
	}
	return out
}
