package features_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

const prose = "Judges at the court opened a three-day hearing on Monday to decide whether the case should go to trial."

func walk(s string) *page.Page {
	doc, _ := page.Parse([]byte(s))
	return page.Walk(doc)
}

func TestRowsHaveAllColumns(t *testing.T) {
	p := walk("<article><h1>Court opens hearing</h1>" + strings.Repeat("<p>"+prose+"</p>", 4) + "<ul><li><a href=x>More</a></li></ul></article>")
	names := features.Names()
	if slices.Contains(names, "") || len(names) != len(slices.Compact(slices.Sorted(slices.Values(names)))) {
		t.Errorf("names are empty or double: %q", names)
	}
	table := features.Build(p, features.Hints{Titles: []string{"Court opens hearing"}, Body: strings.Repeat(prose+" ", 4), Description: prose, Authors: []string{"Zelda Quarkhammer"}})
	probs := make([]float32, len(p.Blocks))
	for i, row := range table.Rows {
		if len(row) != len(names) {
			t.Fatalf("row %d has %d columns of %d", i, len(row), len(names))
		}
		probs[i] = 0.5
	}
	for i, row := range table.Context(probs) {
		if len(row) != len(features.ContextNames()) {
			t.Fatalf("context row %d has %d columns of %d", i, len(row), len(features.ContextNames()))
		}
	}
}

func TestColumns(t *testing.T) {
	p := walk(`<article><h1>Court opens hearing</h1><p class="byline">By Zelda Quarkhammer</p><p>` + prose + `</p></article>`)
	table := features.Build(p, features.Hints{Titles: []string{"Court opens hearing"}, Body: strings.Repeat(prose+" ", 3), Authors: []string{"Zelda Quarkhammer"}})
	tests := []struct {
		block  int
		column string
		want   float32
	}{{0, "title", 1}, {0, "heading", 1}, {1, "author", 1}, {1, "opening byline", 1}, {1, "role byline", 0}, {2, "stated body", 1}, {2, "in article", 1}, {2, "since title", 2}, {2, "words", 19}}
	for _, test := range tests {
		if got := table.Rows[test.block][slices.Index(features.Names(), test.column)]; got != test.want {
			t.Errorf("block %d, %s: %v, want %v", test.block, test.column, got, test.want)
		}
	}
}

func TestHopelessBlocksAreNotLookedAtAgain(t *testing.T) {
	p := walk("<p>" + prose + "</p><p>Menu</p>")
	if rows := features.Build(p, features.Hints{}).Context([]float32{0.9, 0.001}); rows[0] == nil || rows[1] != nil {
		t.Error("the first needs a row, the second none")
	}
}

func TestOnce(t *testing.T) {
	p := walk("<p>" + prose + " It went on.</p><p>opened a three-day hearing on Monday to decide whether</p><p>" + prose + " It went on.</p><p>Yes.</p><p>Yes.</p>")
	for _, probs := range [][]float32{{0.9, 0.9, 0.9, 0.9, 0.9}, {0.9, 0.9, 0.6, 0.9, 0.9}} {
		got := features.Once(p, []int{0, 1, 2, 3, 4}, probs)
		if len(got) != 3 || slices.Contains(got, 1) || slices.Contains(got, 0) == slices.Contains(got, 2) {
			t.Errorf("%v", got)
		}
	}
}
