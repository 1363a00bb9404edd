package pages

import (
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

func TestWording(t *testing.T) {
	s := &server{Options: Options{Facts: facts}.withDefaults()}
	for _, c := range []struct{ got, want string }{
		{stanceWords("supports", "sanctions_on_court"), "supports sanctions on the Court"},
		{stanceWords("opposes", "warrant"), "opposes a warrant"},
		{stanceWords("<b>", "some_target"), "opposes some target"},
		{showCount(contract.Count{N: 79, Unit: "states"}), "79 states"},
		{showCount(contract.Count{N: 1, Unit: "states"}), "1 state"},
		{showCount(contract.Count{N: 1200, Unit: "mps"}), "1,200 MPs"},
		{showCount(contract.Count{N: 9, Unit: "sénateurs"}), "9 sénateurs"},
		{s.reasonWords(contract.Reason{Why: "names the Court in full, 1 times"}), "names the Court in full, once"},
		{s.reasonWords(contract.Reason{Why: "names the Court in full, 12 times"}), "names the Court in full, 12 times"},
		{s.reasonWords(contract.Reason{Why: "x", Is: "Norland County", InsteadOf: "state:XNO", Text: "Norland"}), "“Norland” is read as Norland County, not as Norland (state)"},
		{s.reasonWords(contract.Reason{Why: "x", Is: "International Cricket Council", InsteadOf: "org:icc"}), "read as International Cricket Council, not as International Criminal Court"},
		{s.reasonWords(contract.Reason{Is: "a film", Text: "The Court"}), "“The Court” is read as a film"},
		{plainTitle("pre-trial"), "Pre-trial"}, {plainTitle("warrant-requested"), "Warrant requested"},
		{s.chipClass("state:XNO"), "chip t-state"}, {s.chipClass("person:nobody-known"), "chip t-person faint"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestEveryTargetIsWorded holds the table of targets against those of the contract.
func TestEveryTargetIsWorded(t *testing.T) {
	for _, slug := range strings.Fields("court investigation warrant jurisdiction sanctions_on_court membership cooperation") {
		if targetName(slug) == words(slug) && slug != "court" {
			t.Errorf("%s has no words", slug)
		}
	}
	if side(contract.Position{Stance: "supports", Target: "sanctions_on_court"}) != index.SideAgainst {
		t.Error("who supports sanctions on the Court is not against it")
	}
}

// TestMarksAreReachedOnce checks that the keyboard reaches a mark at its first piece and only there.
func TestMarksAreReachedOnce(t *testing.T) {
	lines := highlight("The judges met Norland today", []mark{
		{start: 0, end: 28, class: "evidence k-court", anchor: "ev-0", tip: "Event"},
		{start: 15, end: 22, class: "tag t-state", anchor: "e-n", tip: "Norland"},
	})
	var got []string
	for _, p := range lines[0] {
		got = append(got, p.Anchor)
	}
	if strings.Join(got, ",") != "ev-0,e-n," {
		t.Errorf("%q", got)
	}
}
