package index

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ q, want string }{
		{"", "[]"},
		{"  - \t ", "[]"},
		{"a b", "[a b]"},
		{"a AND b", "[a b]"},
		{`"a b" -c`, `["a b" -c]`},
		{`-"a b"`, `[-"a b"]`},
		{"«a b» “c d”", `["a b" "c d"]`},
		{"anti-court x-", "[anti-court x-]"},
		{"12:30 Title: :x", "[12:30 Title: :x]"},
		{"khan*", "[khan*]"},
		{"ab* *", "[ab]"},
		{"lang:en,fr", "[lang:en|fr]"},
		{"-lang:en", "[-lang:en]"},
		{`source:"El Diario"`, "[source:El Diario]"},
		{"LANG:en", "[lang:en]"},
		{"entity:person:x-y", "[entity:person:x-y]"},
		{"https://a.example/x:y", "[url:https://a.example/x:y]"},
		{"from:2024-06 to:2025", "[from:2024-06 to:2025]"},
	} {
		list, err := parse(c.q)
		if err != nil {
			t.Errorf("%q: %v", c.q, err)
			continue
		}
		if got := "[" + show(list) + "]"; got != c.want {
			t.Errorf("%q: got %s, want %s", c.q, got, c.want)
		}
	}
}

// show writes clauses so that a person can compare them.
func show(list []clause) string {
	var parts []string
	for _, c := range list {
		s := strings.Join(c.values, "|")
		if c.phrase {
			s = fmt.Sprintf("%q", s)
		}
		if c.field != "" {
			s = c.field + ":" + s
		}
		if c.prefix {
			s += "*"
		}
		if c.not {
			s = "-" + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func TestSyntaxErrorsHelp(t *testing.T) {
	for _, c := range []struct{ q, says string }{
		{`a "b`, "character 3 is not closed"},
		{`source:"b`, "not closed"},
		{`source:""`, "nothing between"},
		{"colour:red", "the filters are"},
		{"from:yesterday", "is not a date"},
		{"from:2024-13", "is not a date"},
		{"to:0001", "is not a date"},
		{"from:2024,2025", "takes one date"},
		{"lang:,", "has no value"},
		{strings.Repeat("a ", 60), "more than 40 parts"},
		{"lang:" + strings.Repeat("a,", 60), "more than 40 values"},
		{strings.Repeat("a", maxQuery+1), "shorten it"},
	} {
		_, err := parse(c.q)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.40q: got %v, want one that says %q", c.q, err, c.says)
		}
	}
}

func TestBadQueriesAreSyntaxErrors(t *testing.T) {
	x := world(t)
	good := find(t, x, Query{Limit: 2}).Next
	for _, q := range []Query{
		{Cursor: "!!!"}, {Cursor: "eyJzIjoxfQ"}, {Cursor: strings.Repeat("a", 5000)}, {Cursor: good, Sort: ByRelevance, Q: "court"},
		{Sort: "oldest"}, {From: "soon"}, {To: "2024-99"}, {Filters: map[string][]string{"colour": {"red"}}},
		{Filters: map[string][]string{"lang": {strings.Repeat("x", maxQuery+1)}}}, {Filters: map[string][]string{"from": {"x"}}},
	} {
		_, err := x.Search(t.Context(), q)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%+v: got %v", q, err)
		}
	}
	if r := find(t, x, Query{Limit: 1_000_000, Q: "person:[a-z]+ OR .* /x/ \\ ~2 ^4"}); r.Total != 0 {
		t.Errorf("found %v", ids(r))
	}
}

func TestBeginningsAreBounded(t *testing.T) {
	x := world(t)
	count := 0
	c := &compiler{langs: []string{"en", otherLang}, analyzer: x.bleve.Mapping().AnalyzerNamed,
		count: func(_, _ string, limit int) int { return min(count, limit) }}
	ask := func(q string) error {
		list, err := parse(q)
		if err != nil {
			t.Fatal(err)
		}
		c.err = nil
		_, err = c.compile(list)
		return err
	}
	for n, refused := range map[int]bool{10: false, looseWords: false, prefixWords: true} {
		count = n
		if err := ask("warr*"); (err != nil) != refused {
			t.Errorf("%d words: %v", n, err)
		}
		if err := ask("warrant"); err != nil {
			t.Errorf("%d words: %v", n, err)
		}
	}
}

// FuzzSearch asks whatever a stranger may type: it must be answered or refused with a sentence.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"", "a", `"a b" -c lang:en`, "person:khan", "from:2024", "“x", "-", "a*", "url:", "محكمة", "国际", "event_id:\x00", "title:\"x y\"", "https://"} {
		f.Add(seed)
	}
	x := world(f)
	f.Fuzz(func(t *testing.T, q string) {
		r, err := x.Search(t.Context(), Query{Q: q, Limit: 3})
		var syntax *SyntaxError
		if err != nil && !errors.As(err, &syntax) {
			t.Fatalf("%q: %v", q, err)
		}
		for _, h := range r.Items {
			for _, s := range append(h.Snippet, h.Title...) {
				if !utf8.ValidString(s.Text) {
					t.Fatalf("%q: broken characters in %q", q, s.Text)
				}
			}
		}
	})
}
