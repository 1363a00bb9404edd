package judge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/judge"
)

func TestOffersInsideTheText(t *testing.T) {
	one := strings.ReplaceAll(prose, "Judges", "One")
	two := strings.ReplaceAll(prose, "Judges", "Two") + " Nobody spoke of anything else that day."
	three := strings.ReplaceAll(prose, "Judges", "Three")
	likely := map[string]float32{"One": 0.95, "Two": 0.95, "Three": 0.95, "Five": 0.8, "Harbour": 0.6, "Ours": 0.95, "Eine": 0.95, "Write": 0.95, "Anzeige": 0.7, "Comments": 0.7}
	tests := []struct {
		name, html string
		kept       []string
	}{
		{"a field for an address", `<section><h4>Harbour lights</h4><p>Five stories before breakfast.</p><form><input type=email><button>Go</button></form></section>`, nil},
		{"and a sure line without an invitation", `<section><p>Ours is the only town where the river runs uphill.</p><input type=email></section>`, []string{"Ours"}},
		{"a prompt for an address", `<div><p>Ours to send, yours to read: the newsletter.</p><input name=x placeholder="Votre adresse électronique"></div>`, nil},
		{"a field for a search", `<div><p>Five stories before breakfast.</p><input type=search placeholder="mail order"></div>`, []string{"Five"}},
		{"a way out and no field", `<div><h4>Harbour lights</h4><p>Eine Mail am Tag. Jederzeit abbestellbar.</p></div>`, nil},
		{"a paragraph of its own", `<p>Write to us no more: unsubscribe whenever you like.</p>`, nil},
		{"a label", `<div>Anzeige</div>`, nil},
		{"a heading is no label", `<h3>Anzeige</h3>`, []string{"Anzeige"}},
		{"lines below a label", `<div>Comments<br>pier17: Nothing will come of it, as usual, says my aunt.</div>`, nil},
	}
	for _, test := range tests {
		want := append(append([]string{"One", "Two"}, test.kept...), "Three")
		got := settle(t, "<div><p>"+one+"</p><p>"+two+"</p>"+test.html+"<p>"+three+"</p></div>", likely)
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], "\n")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", test.name, got, want)
		}
	}
}

func TestAFieldDoesNotKillAShortArticle(t *testing.T) {
	got := settle(t, `<div><p>`+prose+`</p><form><input type=email><button>Go</button></form></div>`, map[string]float32{"Judges": 0.8})
	if !slices.Equal(got, []string{"Judges"}) {
		t.Errorf("%q", got)
	}
}

func TestAboveTheHeadline(t *testing.T) {
	m, err := judge.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := walk(`<table><tr><td>Menu<br><a href=/a>Bridge opens</a><br><br>A tale of the river and of those who row on it.</td><td>Law<br><b>Court opens hearing</b><br>By Zelda Quarkhammer<br><br>` +
		strings.Repeat(prose+"<br><br>", 6) + `</td></tr></table>`)
	probs := m.Blocks(p, features.Hints{Titles: []string{"Court opens hearing"}})
	for i, b := range p.Blocks {
		if (probs[i] > 0) != (b.Text == prose) {
			t.Errorf("%v for %q", probs[i], b.Text)
		}
	}
}
