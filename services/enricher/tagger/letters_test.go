package tagger

import (
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

const twoLetters = "Two groups of lawmakers sent letters on Wednesday calling for a defence against the International Criminal Court. " +
	"The Senate letter was led by Ben Cardin and Rob Portman. It included 69 signatures. " +
	"In the House, Elaine Luria and Mike Gallagher spearheaded the letter, which contained 260 signatures."

func lettersIn(t *testing.T, text string) []contract.Event {
	a := testTagger(t).Tag(Input{Text: text, Published: "2020-05-14"})
	return slices.DeleteFunc(a.Events, func(e contract.Event) bool { return e.Type != "letter_against" })
}

func TestTwoLettersAreTwoEvents(t *testing.T) {
	got := lettersIn(t, twoLetters)
	if len(got) != 2 || got[0].EventID == got[1].EventID {
		t.Fatalf("want two letters of their own, got %+v", got)
	}
	for i, want := range []struct {
		n   int
		who string
	}{{69, "person:rob-portman"}, {260, "person:mike-gallagher"}} {
		if got[i].Count == nil || got[i].Count.N != want.n || got[i].Count.Unit != "signatures" {
			t.Errorf("letter %d: count %+v, want %d signatures", i, got[i].Count, want.n)
		}
		if !slices.Contains(got[i].Participants, want.who) || got[i].Date != "2020-05-13" {
			t.Errorf("letter %d: %v on %s, want %s", i, got[i].Participants, got[i].Date, want.who)
		}
	}
}

func TestOneLetterStaysOne(t *testing.T) {
	first, _, _ := strings.Cut(twoLetters, "In the House")
	got := lettersIn(t, first)
	if len(got) != 1 || got[0].Count == nil || !slices.Contains(got[0].Participants, "person:ben-cardin") {
		t.Errorf("want one letter with its signatures, got %+v", got)
	}
}

func TestStatementTakesTheCountOfItsGroup(t *testing.T) {
	a := testTagger(t).Tag(Input{Published: "2024-06-15", Text: "A group of 93 states spoke up for the International Criminal Court. " +
		"In a statement the group said it would defend the court."})
	i := slices.IndexFunc(a.Events, func(e contract.Event) bool { return e.Type == "statement_of_support" })
	if i < 0 || a.Events[i].Count == nil || *a.Events[i].Count != (contract.Count{N: 93, Unit: "states"}) {
		t.Errorf("want a statement by 93 states, got %+v", a.Events)
	}
}

func TestAggressionInAList(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"The International Criminal Court knows genocide, war crimes and aggression.", true},
		{"The International Criminal Court spoke of aggression in the street.", false},
	}
	for _, test := range tests {
		a := testTagger(t).Tag(Input{Text: test.text})
		got := slices.ContainsFunc(a.Entities, func(e contract.Entity) bool { return e.ID == "crime:aggression" })
		if got != test.want {
			t.Errorf("%q: crime of aggression %v, want %v", test.text, got, test.want)
		}
	}
}

func TestStandingIsReadable(t *testing.T) {
	for status, want := range map[string]string{"signatory": "signatory, not a party", "non-party": "not a party", "party": "party"} {
		if got := standing(status); got != want {
			t.Errorf("%s: %q, want %q", status, got, want)
		}
	}
}
