package api

import (
	"os"
	"regexp"
	"testing"
)

// TestEventNamesCoverTheRules reads the types of events that the enricher's rules can find, so that
// a new one gets a name for people too.
func TestEventNamesCoverTheRules(t *testing.T) {
	rules, err := os.ReadFile("../../enricher/tagger/lexicon/data/rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	types := regexp.MustCompile(`\{type: ([a-z_]+),`).FindAllStringSubmatch(string(rules), -1)
	if len(types) < 20 {
		t.Fatalf("only %d rules were found", len(types))
	}
	for _, m := range types {
		if eventNames[m[1]] == "" {
			t.Errorf("%s has no name", m[1])
		}
	}
}

func TestEventName(t *testing.T) {
	for typ, want := range map[string]string{
		"referral_asp": "Referred to the Assembly", "arrest_surrender": "Arrest or surrender", "letter_against": "Letter against the Court",
		"something_new": "something new", "": "",
	} {
		if got := EventName(typ); got != want {
			t.Errorf("%s: %q, want %q", typ, got, want)
		}
	}
	for typ, name := range eventNames {
		if name == "" || regexp.MustCompile(`[_-]`).MatchString(name) {
			t.Errorf("%s: %q", typ, name)
		}
	}
}
