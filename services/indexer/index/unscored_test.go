package index

import (
	"math"
	"slices"
	"testing"
)

// filterCases has every kind of filter, each with a match among the articles of TestMain.
var filterCases = []string{
	"", "lang:en", "lang:fr,en", "person:quelconque", "person:jean-quelconque", "situation:veldavia",
	"entity:state:XVD", "state:xvd", "organ:otp", "event:arrest_warrant_issued,sanctions_imposed", "type:event",
	"from:2026", "to:2026", "from:2026 to:2026", `source:"Harbour Gazette"`, "story:s-warrant",
	"title:warrant", "-lang:fr", "-sanctions", "lang:en -person:quelconque", "lang:en from:2026 situation:veldavia",
}

// pages lists ids page by page and fails on a score that is not finite.
func pages(t *testing.T, x *Index, q Query) []string {
	t.Helper()
	var list []string
	for range 100 {
		r := find(t, x, q)
		for _, h := range r.Items {
			if math.IsNaN(h.Score) || math.IsInf(h.Score, 0) {
				t.Errorf("%q by %s: %s has score %v", q.Q, q.Sort, h.Article.ID, h.Score)
			}
		}
		list = append(list, ids(r)...)
		if q.Cursor = r.Next; q.Cursor == "" {
			return list
		}
	}
	t.Fatalf("%q by %s: the pages do not end", q.Q, q.Sort)
	return nil
}

func TestFiltersKeepScoresFinite(t *testing.T) {
	x := world(t)
	for _, filter := range filterCases {
		for _, word := range []string{"", "warrant ", "Veldavia "} {
			for _, order := range []Sort{ByNewest, ByRelevance} {
				q := Query{Q: word + filter, Sort: order, Limit: MaxLimit}
				all := ids(find(t, x, q))
				for _, h := range find(t, x, q).Items {
					if scored := order == ByRelevance && word != ""; scored && h.Score <= 0 {
						t.Errorf("%q: %s has score %v", q.Q, h.Article.ID, h.Score)
					}
				}
				q.Limit = 1
				if paged := pages(t, x, q); !slices.Equal(paged, all) {
					t.Errorf("%q by %s: pages %v, at once %v", q.Q, order, paged, all)
				}
				slices.Sort(all)
				if len(slices.Compact(all)) != int(find(t, x, q).Total) || word == "" && len(all) == 0 {
					t.Errorf("%q by %s: lists %v", q.Q, order, all)
				}
			}
		}
	}
}

func TestFilterLeavesOrderOfWords(t *testing.T) {
	x := world(t)
	plain := find(t, x, Query{Q: "Veldavia", Sort: ByRelevance, Limit: MaxLimit})
	filtered := find(t, x, Query{Q: "Veldavia from:2000", Sort: ByRelevance, Limit: MaxLimit})
	if !slices.Equal(ids(plain), ids(filtered)) || filtered.Items[0].Score <= 0 {
		t.Errorf("filtered %v, plain %v", ids(filtered), ids(plain))
	}
}

func TestCursorRefusesScoreThatIsNone(t *testing.T) {
	for _, score := range []string{"NaN", "Inf", "-inf", "", "x"} {
		c := cursor{Sort: ByRelevance, After: []string{score, "2026", "a"}}
		if _, err := readCursor(c.encode(), ByRelevance, 3); err == nil {
			t.Errorf("a cursor with score %q was taken", score)
		}
	}
	if finite(math.NaN()) != 0 || finite(math.Inf(1)) != 0 || finite(1.5) != 1.5 {
		t.Error("finite lets through what is not a number")
	}
}
