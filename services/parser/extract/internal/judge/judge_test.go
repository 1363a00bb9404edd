package judge_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/judge"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

const prose = "Judges at the court opened a three-day hearing on Monday to decide whether the case should go to trial."

func walk(s string) *page.Page {
	doc, _ := page.Parse([]byte(s))
	return page.Walk(doc)
}

func TestBuiltInModel(t *testing.T) {
	m, err := judge.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := walk(`<article><h1>Court opens hearing</h1>` + strings.Repeat("<p>"+prose+"</p>", 6) + `</article><div class="related"><a href=x>Bridge opens</a></div>`)
	probs := m.Blocks(p, features.Hints{Titles: []string{"Court opens hearing"}})
	for i, b := range p.Blocks {
		if (probs[i] > 0.5) != (b.Text == prose) {
			t.Errorf("%v for %q", probs[i], b.Text)
		}
	}
	path := filepath.Join(t.TempDir(), "weights.txt")
	if err := judge.Save(path, m); err != nil {
		t.Fatal(err)
	}
}

// settle judges blocks by a table of their texts' first words.
func settle(t *testing.T, html string, likely map[string]float32) []string {
	t.Helper()
	p := walk(html)
	probs := make([]float32, len(p.Blocks))
	for i, b := range p.Blocks {
		word, _, _ := strings.Cut(b.Text, " ")
		probs[i] = likely[word]
	}
	judge.Settle(p, probs)
	var out []string
	for _, i := range judge.Select(p, probs) {
		word, _, _ := strings.Cut(p.Blocks[i].Text, " ")
		out = append(out, word)
	}
	return out
}

func TestSettle(t *testing.T) {
	one := strings.ReplaceAll(prose, "Judges", "One")
	two := strings.ReplaceAll(prose, "Judges", "Two") + " Nobody spoke of anything else that day."
	likely := map[string]float32{"One": 0.95, "Two": 0.95, "Item": 0.1, "What": 0.2, "Read": 0.8, "Pole": 0.1}
	tests := []struct {
		name, html string
		want       []string
	}{
		{"a list inside the text", "<div><p>" + one + "</p><ul><li>Item one is this.</li><li>Item two is that.</li></ul><p>" + two + "</p></div>", []string{"One", "Item", "Item", "Two"}},
		{"a list of links", "<div><p>" + one + "</p><ul><li><a href=x>Item one is this.</a></li></ul><p>" + two + "</p></div>", []string{"One", "Two"}},
		{"a list after the text", "<div><p>" + one + "</p><p>" + two + "</p><ul><li>Item one is this.</li></ul></div>", []string{"One", "Two"}},
		{"a subheading", "<div><p>" + one + "</p><h2>What the defence says</h2><p>" + two + "</p></div>", []string{"One", "What", "Two"}},
		{"a heading after the text", "<div><p>" + one + "</p><p>" + two + "</p><h2>What others say</h2></div>", []string{"One", "Two"}},
		{"a pointer", "<div><p>" + one + "</p><p>Read more: <a href=x>Five questions</a></p><p>" + two + "</p></div>", []string{"One", "Two"}},
		{"a table inside the text", "<div><p>" + one + "</p><table><tr><td>Pole A</td><td>1</td></tr><tr><td>Pole B</td><td>2</td></tr></table><p>" + two + "</p></div>", []string{"One", "Pole", "Pole", "Two"}},
	}
	for _, test := range tests {
		got := settle(t, test.html, likely)
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], "\t")
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestADoubtfulPageIsReadWithALowerBar(t *testing.T) {
	p := walk(strings.Repeat("<p>"+prose+"</p>", 1) + "<p>Other words that nobody would take for a part of any article, as they say nothing of what happened at all.</p>" +
		"<p>Still more words that could be one, since they tell of the judges and of the minister and of their long day in the court.</p><p>Menu</p>")
	if got := judge.Select(p, []float32{0.45, 0.4, 0.42, 0.01}); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("%v", got)
	}
	if got := judge.Select(p, []float32{0.95, 0.95, 0.95, 0.45}); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("%v", got)
	}
}
