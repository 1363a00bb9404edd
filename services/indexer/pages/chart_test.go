package pages

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/indexer/index"
)

func TestFillPutsEmptyBucketsBetween(t *testing.T) {
	for _, c := range []struct {
		by   index.By
		in   []string
		want string
	}{
		{index.ByDay, []string{"2026-02-27", "2026-03-02"}, "2026-02-27:1 2026-02-28:0 2026-03-01:0 2026-03-02:1"},
		{index.ByWeek, []string{"2026-01-05", "2026-01-19"}, "2026-01-05:1 2026-01-12:0 2026-01-19:1"},
		{index.ByMonth, []string{"2025-12-01", "2026-02-01"}, "2025-12-01:1 2026-01-01:0 2026-02-01:1"},
		{index.ByDay, []string{"2026-02-27"}, "2026-02-27:1"},
	} {
		var in []index.Bucket
		for _, start := range c.in {
			in = append(in, index.Bucket{Start: start, Articles: 1})
		}
		var got []string
		for _, b := range fill(in, c.by) {
			got = append(got, fmt.Sprintf("%s:%d", b.Start, b.Articles))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.by, got, c.want)
		}
	}
	long := fill([]index.Bucket{{Start: "1990-01-01"}, {Start: "2026-01-01"}}, index.ByDay)
	if len(long) != maxBars || long[len(long)-1].Start != "2026-01-01" {
		t.Errorf("%d bars, the last %s", len(long), long[len(long)-1].Start)
	}
}

func TestDrawLinksBars(t *testing.T) {
	q := readRequest(httptest.NewRequest("GET", "/?q=court&cursor=x&utm_source=y", nil))
	c := draw(q, []index.Bucket{{Start: "2026-01-01", Articles: 1000, Stories: 10}, {Start: "2026-02-01", Articles: 1, Stories: 1}}, index.ByMonth)
	if len(c.Bars) != 2 || c.Bars[0].H != chartHeight || c.Bars[1].H != 3 || c.Last != "28 Feb 2026" {
		t.Errorf("%+v", c)
	}
	if b := c.Bars[1]; b.Href != "/?from=2026-02-01&q=court&to=2026-02-28" || b.Tip != "1 Feb 2026 – 28 Feb 2026: 1 article, 1 story" {
		t.Errorf("%+v", b)
	}
}

func TestWidthOf(t *testing.T) {
	for _, c := range []struct {
		first, last string
		want        index.By
	}{{"2026-01", "2026-01", index.ByDay}, {"2026-01", "2026-03", index.ByDay}, {"2026-01", "2026-12", index.ByWeek}, {"2020-01", "2026-12", index.ByMonth}, {"x", "y", index.ByMonth}} {
		if got := widthOf(c.first, c.last); got != c.want {
			t.Errorf("%s to %s: %s", c.first, c.last, got)
		}
	}
}

func TestLinksOfFilters(t *testing.T) {
	q := readRequest(httptest.NewRequest("GET", "/?q=a+b&person=x&person=y&lang=fr&evil=%3Cscript%3E", nil))
	for _, c := range []struct{ got, want string }{
		{q.with("person", "z", true), "/?lang=fr&person=x&person=y&person=z&q=a+b"},
		{q.with("person", "x", true), "/?lang=fr&person=x&person=y&q=a+b"},
		{q.with("sort", "newest", false), "/?lang=fr&person=x&person=y&q=a+b&sort=newest"},
		{q.without("person", "x"), "/?lang=fr&person=y&q=a+b"},
		{q.without("lang", "fr"), "/?person=x&person=y&q=a+b"},
		{q.cursor("c"), "/?cursor=c&lang=fr&person=x&person=y&q=a+b"},
		{q.params(), "?lang=fr&person=x&person=y&q=a+b"},
		{readRequest(httptest.NewRequest("GET", "/", nil)).params(), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}
