package overrides

import (
	"strings"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

func set(t *testing.T, text string) *Set {
	t.Helper()
	s, err := Parse([]byte(text), known(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func known(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func article() contract.Article {
	return contract.Article{
		ID: "a1", Source: "The Courier", Text: "Müller wrote of Karim Khan and of Imran.", IsICC: true, Relevance: contract.Relevance{Score: .9},
		Entities:  []contract.Entity{{ID: "org:icc"}, {ID: "person:fatou-bensouda"}},
		Events:    []contract.Event{{Type: "verdict", Participants: []string{"person:fatou-bensouda", "org:icc"}}, {Type: "threats"}},
		Quotes:    []contract.Quote{{Speaker: "person:fatou-bensouda"}},
		Positions: []contract.Position{{Actor: "person:fatou-bensouda"}},
		RoleRefs:  []contract.RoleRef{{ResolvesTo: []string{"person:fatou-bensouda"}}},
		Story:     &contract.Story{ID: "s1"},
	}
}

func TestApply(t *testing.T) {
	tests := []struct {
		name, rules string
		right       func(contract.Article) bool
	}{
		{"no entity", `[{article: a1, not: ["person:fatou-bensouda"]}]`, func(a contract.Article) bool {
			return len(a.Entities) == 1 && len(a.Positions) == 0 && len(a.RoleRefs) == 0 && a.Quotes[0].Speaker == "" && len(a.Events[0].Participants) == 1
		}},
		{"another entity", `[{article: a1, not: ["person:fatou-bensouda"], is: ["person:karim-khan"], note: misread}]`, func(a contract.Article) bool {
			e := a.Entities[1]
			return e.ID == "person:karim-khan" && e.Label == "Karim Khan" && e.Why == "corrected by hand (misread)" && e.Mentions[0].Start == 16 && e.Mentions[0].End == 26
		}},
		{"no event", `[{source: The Courier, not: ["event:threats"]}]`, func(a contract.Article) bool { return len(a.Events) == 1 }},
		{"an event", `[{article: a1, is: ["event:appeal", "event:threats"]}]`, func(a contract.Article) bool {
			return len(a.Events) == 3 && a.Events[2].Type == "appeal" && a.Events[2].EventID == eventID("a1", "appeal")
		}},
		{"not the Court", `[{article: a1, not: ["org:icc"], note: a chamber of commerce}]`, func(a contract.Article) bool {
			last := a.Relevance.Reasons[0]
			return !a.IsICC && a.Relevance.Score == 0 && len(a.Events)+len(a.Quotes) == 0 && last.InsteadOf == "org:icc" && last.Is == "a chamber of commerce"
		}},
		{"the article has the last word", `[{article: a1, is: ["org:icc"]}, {source: The Courier, not: ["org:icc"]}]`, func(a contract.Article) bool {
			return a.IsICC && len(a.Relevance.Reasons) == 2
		}},
		{"others stay as they are", `[{article: a2, not: ["org:icc"]}, {source: Other, not: ["org:icc"]}, {story: s1, not: ["org:icc"]}]`, func(a contract.Article) bool {
			return a.IsICC && a.Relevance.Reasons == nil
		}},
	}
	for _, tt := range tests {
		a := article()
		set(t, "overrides: "+tt.rules).Apply(&a)
		if !tt.right(a) {
			t.Errorf("%s: %+v", tt.name, a)
		}
	}
}

func TestApplyStory(t *testing.T) {
	s := set(t, `overrides: [{story: s1, not: ["org:icc"]}, {article: a9, is: ["org:icc"]}]`)
	a, b, c := article(), article(), article()
	b.ID, c.Story = "a9", &contract.Story{ID: "s2"}
	if !s.ApplyStory(&a) || a.IsICC {
		t.Errorf("%+v", a)
	}
	if !s.ApplyStory(&b) || !b.IsICC {
		t.Errorf("the article's own rule lost: %+v", b)
	}
	if s.ApplyStory(&c) || !c.IsICC {
		t.Errorf("another story: %+v", c)
	}
}

func TestNoRulesCorrectNothing(t *testing.T) {
	var none *Set
	a := article()
	if none.Apply(&a) || none.ApplyStory(&a) || none.Digest() != "" || set(t, "").Digest() != "" || none.Rules() != nil {
		t.Error("no rules, and something happened")
	}
}

func TestAddressStandsForTheArticle(t *testing.T) {
	s := set(t, "overrides:\n  - article: https://courier.example/one\n    not: [org:icc]\n")
	a := article()
	a.ID = contract.ArticleID("https://courier.example/one")
	if !s.Apply(&a) || a.IsICC {
		t.Error("an address is not understood")
	}
}

func TestDigestFollowsTheRules(t *testing.T) {
	one := set(t, `overrides: [{article: a1, not: ["org:icc"]}]`)
	two := set(t, `overrides: [{article: a2, not: ["org:icc"]}]`)
	if one.Digest() == "" || one.Digest() == two.Digest() {
		t.Error("other rules, same digest")
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"overrides: 7":                           "line 1",
		"rules: []":                              "line 1",
		"overrides:\n  - {article: a1}\n":        "2: an override says",
		"overrides:\n  - {not: [\"org:icc\"]}\n": "2: an override is for one of",
		"overrides:\n  - {article: a, story: s, not: [\"org:icc\"]}\n":    "2: an override is for one of",
		"overrides:\n  - {article: a1, is: [\"person:nobody-at-all\"]}\n": "2: the catalogue has no",
		"overrides:\n  - {article: a1, not: [khan]}\n":                    "2: \"khan\" is no id",
		"overrides:\n  - {article: a1, nicht: [x]}\n":                     "2: keys are",
		"overrides:\n  - &a {article: a1, not: [\"org:icc\"]}\n  - *a\n":  "3: an alias",
		strings.Repeat("#", maxSize+1):                                    "larger than",
	} {
		if _, err := Parse([]byte(text), known(t)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	c := known(f)
	f.Add([]byte("overrides: [{article: a1, not: [\"org:icc\"]}]"))
	f.Add([]byte("overrides: [[[[[["))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(data, c)
		if err != nil {
			return
		}
		a := article()
		s.Apply(&a)
		s.ApplyStory(&a)
	})
}
