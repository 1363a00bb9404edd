package world

import (
	"strings"
	"testing"
)

func diffArticle() *Article {
	return &Article{Title: "A title", Standfirst: "Below it", Caption: "A picture", Lang: "en", Authors: []string{"Ann Other"},
		Published: "2025-01-02T03:04:05Z", Blocks: parseBlocks("One two.\n\n- three\n- four\n\nFive.")}
}

func TestDiff(t *testing.T) {
	same := Got{"A title", []string{"Ann Other"}, "2025-01-02T03:04:05Z", "en", "One two.\n\nthree\nfour\n\nFive."}
	with := func(change func(*Got)) Got { g := same; change(&g); return g }
	tests := []struct {
		name string
		got  Got
		want string // in the only difference; empty for none
	}{
		{"the truth", same, ""},
		{"another zone", with(func(g *Got) { g.Published = "2025-01-02T04:04:05+01:00" }), ""},
		{"standfirst first", with(func(g *Got) { g.Text = "Below it\n" + g.Text }), ""},
		{"caption inside", with(func(g *Got) { g.Text = "One two.\nA picture Photo: staff\n- three\n• four\nFive." }), ""},
		{"spaces", with(func(g *Got) { g.Text = " One  two.\n\n\nthree\nfour\nFive. " }), ""},
		{"another title", with(func(g *Got) { g.Title = "A title | Outlet" }), "title is"},
		{"no author", with(func(g *Got) { g.Authors = nil }), "authors is"},
		{"a day only", with(func(g *Got) { g.Published = "2025-01-02" }), "published is"},
		{"another language", with(func(g *Got) { g.Lang = "und" }), "lang is"},
		{"standfirst last", with(func(g *Got) { g.Text += "\nBelow it" }), "text is"},
		{"a block missing", with(func(g *Got) { g.Text = "One two.\nFive." }), `"One two. Five."`},
		{"a word more", with(func(g *Got) { g.Text += " Subscribe" }), "Subscribe"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			diffs := diffArticle().Diff(tt.got)
			if tt.want == "" && len(diffs) > 0 || tt.want != "" && (len(diffs) != 1 || !strings.Contains(diffs[0], tt.want)) {
				t.Errorf("differences %q, want %q", diffs, tt.want)
			}
		})
	}
}

func TestDiffOfADay(t *testing.T) {
	a := diffArticle()
	a.Published = "2025-01-02"
	if !sameTime("2025-01-02T03:04:05Z", a.Published) || !sameTime("2025-01-02", a.Published) || sameTime("2025-01-03", a.Published) {
		t.Error("a day is not compared as a day")
	}
}
