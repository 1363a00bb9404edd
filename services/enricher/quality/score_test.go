package quality

import (
	"math"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

// labelled article of the tests below: invented, as are its people.
func sample() Article {
	return Article{
		Name: "x", Lang: "en", IsICC: true,
		Entities: []Entity{
			{ID: "org:icc", Mentions: []string{"ICC", "the Court’s"}}, {ID: "person:a"}, {ID: "person:b", Optional: true}, {ID: "situation:car"},
			{ID: "organ:trial-chamber-i"}, {ID: "case:y"},
		},
		RoleRefs:  []RoleRef{{"the prosecutor", []string{"person:a"}}, {"the registrar", []string{"person:r"}}},
		Events:    []Event{{Type: "verdict", Act: "v1"}, {Type: "sentence"}, {Type: "appeal", Optional: true}, {Type: "accession"}},
		Quotes:    []Quote{{"Mira Testova", "We have waited for this"}, {"person:a", "Nobody stands above"}},
		Positions: []Position{{Actor: "state:X", Stance: "supports", Target: "sanctions_on_court"}, {Actor: "state:Y", Stance: "supports", Situation: "situation:car"}, {Actor: "org:z", Stance: "opposes", Optional: true}},
		Forbidden: []string{"org:icj"},
	}
}

func said() contract.Article {
	mention := func(s string) []contract.Mention { return []contract.Mention{{Text: s}} }
	return contract.Article{
		IsICC: true,
		Entities: []contract.Entity{
			{ID: "org:icc", Type: "org", Mentions: mention("The court's"), Confidence: contract.Certain},
			{ID: "situation:car-ii", Type: "situation", Confidence: contract.Likely}, {ID: "person:b", Type: "person"},
			{ID: "org:icj", Type: "org", Confidence: contract.Certain}, {ID: "organ:trial-chamber", Type: "organ"}, {ID: "case:other", Type: "case"},
		},
		RoleRefs: []contract.RoleRef{{Text: "The prosecutor", ResolvesTo: []string{"person:a"}}},
		Events: []contract.Event{
			{Type: "verdict", EventID: "e1", Confidence: contract.Certain}, {Type: "appeal"}, {Type: "hearing"}, {Type: "release"},
			{Type: "threats", Status: "denied"}, {Type: "withdrawal", Confidence: contract.Likely},
		},
		Quotes:    []contract.Quote{{Speaker: "person:mira-testova", Text: "We have waited for this day"}},
		Positions: []contract.Position{{Actor: "state:X", Stance: "opposes", Target: "court"}, {Actor: "state:Y", Stance: "supports", Situation: "situation:car-ii"}, {Actor: "person:q", Stance: "supports"}, {Actor: "org:z", Stance: "opposes"}},
	}
}

func TestScore(t *testing.T) {
	negative := Article{Name: "n", Lang: "fr", Entities: []Entity{{ID: "org:echr"}}}
	fooled := contract.Article{IsICC: true, Entities: []contract.Entity{{ID: "state:FRA", Type: "state"}}}
	r := Score([]Article{sample(), negative}, []contract.Article{said(), fooled})
	for _, tt := range []struct {
		name string
		got  Count
		want Count
	}{
		{"about the Court", *r.ICC[""], Count{Right: 1, Wrong: 1}},
		{"entities", *r.Entities[""], Count{Right: 2, Wrong: 1, Missed: 3}},
		{"persons", *r.Entities["person"], Count{Missed: 1}},
		{"French", *r.Entities["lang:fr"], Count{Missed: 1}},
		{"mentions", *r.Mentions[""], Count{Right: 1, Missed: 1}},
		{"offices", *r.RoleRefs[""], Count{Right: 1, Missed: 1}},
		{"events", *r.Events[""], Count{Right: 1, Wrong: 1, Missed: 1}},
		{"quotes", *r.Quotes[""], Count{Right: 1, Missed: 1}},
		{"speakers", r.Speakers, Count{Right: 1}},
		{"positions", *r.Positions[""], Count{Right: 2, Wrong: 1}},
		{"positions with situation", *r.Situated[""], Count{Right: 2, Wrong: 1}},
		{"certain", *r.Calibration[contract.Certain], Count{Right: 2, Wrong: 1}},
		{"likely", *r.Calibration[contract.Likely], Count{Right: 1, Wrong: 1}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, tt.got, tt.want)
		}
	}
	if len(r.FooledBy) != 1 || len(r.Forbidden) != 1 || r.Negatives != 1 {
		t.Errorf("fooled by %v, forbidden %v, %d negatives", r.FooledBy, r.Forbidden, r.Negatives)
	}
}

func TestPairs(t *testing.T) {
	gold := func(name, act string) Article {
		return Article{Name: name, IsICC: true, Events: []Event{{Type: "verdict", Act: act}}}
	}
	event := func(id string) contract.Article {
		return contract.Article{IsICC: true, Events: []contract.Event{{Type: "verdict", EventID: id}}}
	}
	r := Score([]Article{gold("a", "v1"), gold("b", "v1"), gold("c", "v2"), gold("d", "v1")},
		[]contract.Article{event("e1"), event("e1"), event("e1"), event("e2")})
	if want := (Count{Right: 1, Wrong: 2, Missed: 2}); r.Pairs != want {
		t.Errorf("%+v, want %+v", r.Pairs, want)
	}
}

func TestCount(t *testing.T) {
	c := Count{Right: 3, Wrong: 1, Missed: 2}
	if p, r, f := c.Precision(), c.Recall(), c.F1(); p != .75 || r != .6 || math.Abs(f-2.0/3) > 1e-9 {
		t.Errorf("%v %v %v", p, r, f)
	}
	if (Count{}).F1() != 1 || (Count{Missed: 1, Wrong: 1}).F1() != 0 {
		t.Error("nothing to find and nothing found is right, all wrong is not")
	}
}

func TestMarkdown(t *testing.T) {
	r := Score([]Article{sample()}, []contract.Article{said()})
	text := Markdown(Part{"dev", r}, Part{"held out", r})
	for _, want := range []string{"| person | 1.000 | 0.000 | 0.000 | 1 |", "| speaker right, of the quotes found | 1 of 1 | 1 of 1 |", "| certain |", "| en |", "dev P"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
