package world

import (
	"strings"
	"testing"
)

func TestScaleIsDeterministicAndDistinct(t *testing.T) {
	const n = 60
	a, b, c := New(WithScale(n, 7)), New(WithScale(n, 7)), New(WithScale(n, 8))
	if len(a.Articles()) != n {
		t.Fatalf("%d articles, want %d", len(a.Articles()), n)
	}
	for i, x := range a.Articles() {
		if x.Text() != b.Articles()[i].Text() {
			t.Fatalf("article %d differs with the same seed", i)
		}
		if x.Text() == c.Articles()[i].Text() {
			t.Errorf("article %d is the same with another seed", i)
		}
	}
	var sets []map[string]bool
	for _, x := range a.Articles() {
		sets = append(sets, shingles(x.Text()))
	}
	for i := range sets {
		for j := range i {
			if s := jaccard(sets[i], sets[j]); s > 0.2 {
				t.Errorf("articles %d and %d are alike: %.2f", i, j, s)
			}
		}
	}
}

func TestScalePages(t *testing.T) {
	w := New(WithScale(16, 1))
	for _, a := range w.Articles() {
		body, _, ok := w.Page(a.URL)
		if !ok || len(body) < 100_000 || len(body) > 130_000 {
			t.Errorf("%s: page of %d bytes, want 100 to 130 kB", a.URL, len(body))
		}
		if strings.Contains(a.Text(), "{") || strings.Contains(a.Title, "{") {
			t.Errorf("%s: an unfilled slot", a.URL)
		}
		if words := len(strings.Fields(a.Text())); words < 250 || words > 1600 {
			t.Errorf("%s: %d words", a.URL, words)
		}
	}
	if got := w.Summary(); got.Discovered != 16 || got.Indexed != 16 {
		t.Errorf("summary %+v, want 16 indexed", got)
	}
}

func TestScaleFeedsStaySmall(t *testing.T) {
	for _, n := range []int{1, 8, 1599, 1600, 1601, 3500} {
		sites, count := scaleSites(n), map[string]int{}
		for i := range n {
			id := sites[i%scaleHosts].Feeds[i/scaleHosts/itemsPerFeed].ID
			if count[id]++; count[id] > itemsPerFeed {
				t.Fatalf("%d articles: feed %s has more than %d", n, id, itemsPerFeed)
			}
		}
	}
}

func shingles(text string) map[string]bool {
	set := map[string]bool{}
	words := strings.Fields(text)
	for i := 0; i+3 <= len(words); i++ {
		set[strings.Join(words[i:i+3], " ")] = true
	}
	return set
}

func jaccard(a, b map[string]bool) float64 {
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func BenchmarkPage(b *testing.B) {
	w := New(WithScale(64, 1))
	i := 0
	for b.Loop() {
		body, _, _ := w.Page(w.Articles()[i%64].URL)
		b.SetBytes(int64(len(body)))
		i++
	}
}
