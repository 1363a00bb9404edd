package main

import (
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

func TestAlign(t *testing.T) {
	truth := tokens("Judges opened the hearing on Monday in the city. What follows. A decision is expected within sixty days of it.")
	var blocks []page.Block
	for _, s := range []string{"A decision is expected soon", "Judges opened the hearing on Monday in the city.", "Share", "What follows", "A decision is expected within sixty days of it.", "Judges opened the hearing on Monday in the city."} {
		blocks = append(blocks, page.Block{Text: s})
	}
	share, starts := align(blocks, truth)
	want := []bool{false, true, false, true, true, false}
	for i, w := range want {
		if (share[i] >= 0.5) != w {
			t.Errorf("block %d: %v", i, share[i])
		}
	}
	if starts[1] != 0 || starts[3] != 9 {
		t.Errorf("starts %v", starts)
	}
}

func TestTokens(t *testing.T) {
	if got := strings.Join(tokens("The 3rd, 法官 says"), "|"); got != "The|3rd|法|官|says" {
		t.Error(got)
	}
}

func TestBoostLearns(t *testing.T) {
	d := &data{}
	for i := range 400 {
		x, y := float32(i%20), float32(i/20%20)
		label := float32(0)
		if x > 8 != (y > 11) {
			label = 1
		}
		d.x, d.y, d.w = append(d.x, []float32{x, y}), append(d.y, label), append(d.w, 1)
	}
	d.prepare()
	p := params{Trees: 40, Leaves: 6, Rate: 0.3, MinWeight: 0.5, Lambda: 1, Features: 1, Rows: 1, Seed: 1}
	f, again := boost(d, p), boost(d, p)
	for i, row := range d.x {
		if (f.Prob(row) > 0.5) != (d.y[i] == 1) || f.Score(row) != again.Score(row) {
			t.Fatalf("%v: %v and %v", row, f.Prob(row), again.Prob(row))
		}
	}
}

func TestSite(t *testing.T) {
	for in, want := range map[string]string{"https://www.harbourpost.example/a": "harbourpost.example", "https://a.b.co.example/": "b.co.example"} {
		if got := site(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}
