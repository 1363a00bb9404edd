package pages

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/iccwire/iccwire/services/indexer/index"
)

func TestCountCache(t *testing.T) {
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	c := newCountCache(func() time.Time { return now })
	has := func(key string) bool { _, ok := c.get(key); return ok }
	c.put("small", countsFrom-1, counts{})
	c.put(strings.Repeat("x", countsKey+1), countsFrom, counts{})
	if len(c.kept) != 0 {
		t.Errorf("kept %d", len(c.kept))
	}
	c.put("big", countsFrom, counts{chart: &chart{Peak: 7}})
	if have, ok := c.get("big"); !ok || have.chart.Peak != 7 || has("other") {
		t.Errorf("%+v, %v", have, ok)
	}
	if now = now.Add(countsAge); has("big") {
		t.Error("shown when too old")
	}
	for i := range 10 * countsMax {
		c.put(fmt.Sprint(i), countsFrom, counts{})
	}
	if len(c.kept) > countsMax || !has(fmt.Sprint(10*countsMax-1)) {
		t.Errorf("%d kept", len(c.kept))
	}
}

// busy is an index that says it found many articles and counts how often it had to count them.
type busy struct {
	Index
	total            uint64
	faceted, charted int
}

func (b *busy) Search(_ context.Context, q index.Query) (index.Result, error) {
	out := index.Result{Total: b.total}
	if q.Facets {
		b.faceted++
		out.Facets = index.Facets{"langs": {{Value: "fr", Count: 4321}}, "months": {{Value: "2026-10", Count: 4321}}}
	}
	return out, nil
}

func (b *busy) Timeline(context.Context, index.Query, index.By) ([]index.Bucket, error) {
	b.charted++
	return []index.Bucket{{Start: "2026-10-05", Articles: 4321}}, nil
}

func TestBigSearchesAreCountedOnce(t *testing.T) {
	for _, c := range []struct {
		total uint64
		want  int // times that /, a later page of it, and another search were counted
	}{{countsFrom, 2}, {countsFrom - 1, 3}} {
		b := &busy{total: c.total}
		h, err := New(Options{Index: b})
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range []string{"/", "/?cursor=x", "/?lang=de"} {
			code, body := get(t, h, target)
			if code != 200 || !strings.Contains(body, "French") || !strings.Contains(body, "peak 4,321") {
				t.Errorf("%s: %d without its counts", target, code)
			}
		}
		if b.faceted != c.want || b.charted != c.want {
			t.Errorf("%d matches: facets counted %d times, the chart %d times, want %d", c.total, b.faceted, b.charted, c.want)
		}
	}
}
