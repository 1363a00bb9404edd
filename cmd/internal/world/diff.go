package world

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Got is what a pipeline says of an article.
type Got struct {
	Title     string
	Authors   []string
	Published string // RFC 3339, or a day
	Lang      string
	Text      string // blocks on lines of their own
}

// Diff says, in a sentence each, where got differs from the truth about the article. Differences
// that no reader would mind are none: spaces, marks before list items, and the standfirst or the
// picture's caption taken into the text, on which even careful editors disagree.
func (a *Article) Diff(got Got) []string {
	var out []string
	differs := func(what, got, want string) { out = append(out, fmt.Sprintf("%s is %q, want %q", what, got, want)) }
	if g, w := fold(got.Title), fold(a.Title); g != w {
		differs("title", g, w)
	}
	if !slices.Equal(got.Authors, a.Authors) && len(got.Authors)+len(a.Authors) > 0 {
		differs("authors", strings.Join(got.Authors, ", "), strings.Join(a.Authors, ", "))
	}
	if a.Published != "" && !sameTime(got.Published, a.Published) {
		differs("published", got.Published, a.Published)
	}
	if got.Lang != a.Lang {
		differs("lang", got.Lang, a.Lang)
	}
	if g, w := a.bodyOf(got.Text), fold(a.Text()); g != w {
		g, w = around(g, w)
		differs("text", g, w)
	}
	return out
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// sameTime compares as exactly as want is: a day with a day, an instant with an instant.
func sameTime(got, want string) bool {
	g, err1 := time.Parse(time.RFC3339, got)
	w, err2 := time.Parse(time.RFC3339, want)
	if err1 == nil && err2 == nil {
		return g.Equal(w)
	}
	return strings.HasPrefix(got, want)
}

// bodyOf is a text as one line, without the standfirst before it, captions and list marks.
func (a *Article) bodyOf(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimLeft(fold(line), "-•*· ")
		caption := a.Caption != "" && strings.HasPrefix(line, fold(a.Caption))
		if line == "" || caption || len(lines) == 0 && line == fold(a.Standfirst) {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, " ")
}

// around cuts two texts to where they begin to differ.
func around(g, w string) (string, string) {
	gr, wr := []rune(g), []rune(w)
	i := 0
	for i < len(gr) && i < len(wr) && gr[i] == wr[i] {
		i++
	}
	cut := func(r []rune) string { return string(r[max(0, i-30):min(len(r), i+90)]) }
	return cut(gr), cut(wr)
}
