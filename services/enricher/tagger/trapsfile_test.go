package tagger

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/iccwire/iccwire/contract"
	"go.yaml.in/yaml/v3"
)

// trap is a sentence of testdata/traps.yaml.
type trap struct {
	Lang, Text, Date string
	Never            []string
}

func readTraps(t *testing.T) map[string][]trap {
	t.Helper()
	data, err := os.ReadFile("testdata/traps.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var out map[string][]trap
	if err := dec.Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTrapSentences: each sentence alone must be told apart, and what is not the Court's leaves nothing of the Court.
func TestTrapSentences(t *testing.T) {
	traps := readTraps(t)
	if len(traps["court"]) < 70 || len(traps["other"]) < 70 {
		t.Fatalf("%d and %d sentences, want 70 of each kind", len(traps["court"]), len(traps["other"]))
	}
	for kind, sentences := range traps {
		for i, s := range sentences {
			t.Run(fmt.Sprintf("%s %s %d", kind, s.Lang, i), func(t *testing.T) { s.check(t, kind == "court") })
		}
	}
}

func (s trap) check(t *testing.T, court bool) {
	if s.Date == "" {
		s.Date = "2024-12-02"
	}
	a := testTagger(t).Tag(Input{Text: s.Text, Lang: s.Lang, Published: s.Date})
	if a.IsICC != court {
		t.Errorf("%s: is_icc is %v: %+v", s.Text, a.IsICC, a.Relevance)
	}
	never := s.Never
	if !court {
		never = append(never, idICC)
	}
	for _, id := range never {
		if slices.Contains(ids(a), id) {
			t.Errorf("%s: tags %s", s.Text, id)
		}
	}
}

// TestReasonsNameTheRival: whoever reads why an article was left out sees what the letters stand for.
func TestReasonsNameTheRival(t *testing.T) {
	tests := []struct{ text, is string }{
		{"The Imaginary Coastal Commission (ICC) opened a hearing. The ICC judges met in The Hague.", "Imaginary Coastal Commission"},
		{"ICC, the Inland Canoe Club, met. The ICC warrant is a joke.", "the Inland Canoe Club"},
		{"The ICC fined the bowler for the third time in the T20 series.", "International Cricket Council"},
	}
	for _, test := range tests {
		a := testTagger(t).Tag(Input{Text: test.text, Lang: "en"})
		named := slices.ContainsFunc(a.Relevance.Reasons, func(x contract.Reason) bool {
			return x.InsteadOf == idICC && x.Is == test.is && x.Text == "ICC" && x.Why != ""
		})
		if a.IsICC || !named {
			t.Errorf("%s: reasons are %+v", test.text, a.Relevance.Reasons)
		}
	}
}
