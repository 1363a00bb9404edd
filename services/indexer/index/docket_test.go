package index

import (
	"context"
	"fmt"
	"testing"

	"github.com/iccwire/iccwire/services/indexer/internal/sample"
)

func TestDocket(t *testing.T) {
	x := world(t)
	page, err := x.Events(context.Background(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range page.Items {
		got = append(got, fmt.Sprintf("%s %s %s %d/%d", r.Date, r.EventID, r.Status, r.Articles, r.Stories))
	}
	want := []string{
		"2026-11-12 ev-sanctions reported 1/1",
		"2026-10-05 ev-warrant reported 8/7",
		"2026-09-14 ev-investigation reported 1/1",
		"2026-08-03 ev-referral reported 3/2",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || page.Total != 4 || page.Next != "" {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	warrant := page.Items[1]
	if len(warrant.Reports) != reportsShown || warrant.Reports[0].Evidence == "" || len(warrant.Participants) != 1 {
		t.Errorf("the warrant's reports: %+v", warrant)
	}
}

func TestDocketFiltersAndPages(t *testing.T) {
	x := world(t)
	page, err := x.Events(context.Background(), Query{Q: "event:referral"})
	if err != nil || len(page.Items) != 1 || page.Items[0].EventID != "ev-referral" {
		t.Fatalf("%+v, %v", page, err)
	}
	var seen []string
	q := Query{Limit: 1}
	for {
		page, err := x.Events(context.Background(), q)
		if err != nil || len(page.Items) != 1 {
			t.Fatalf("%+v, %v", page, err)
		}
		seen = append(seen, page.Items[0].EventID)
		if q.Cursor = page.Next; q.Cursor == "" {
			break
		}
	}
	if fmt.Sprint(seen) != "[ev-sanctions ev-warrant ev-investigation ev-referral]" {
		t.Errorf("paged through %v", seen)
	}
}

func TestPositionsByActor(t *testing.T) {
	x := world(t)
	page, err := x.Positions(context.Background(), Query{}, PositionFilter{})
	if err != nil || len(page.Items) != 2 {
		t.Fatalf("%+v, %v", page, err)
	}
	no, os := page.Items[0], page.Items[1]
	if no.Actor != "state:XNO" || no.Label != "Norland" || no.Articles != 5 || no.Supports != 5 || no.Opposes != 0 {
		t.Errorf("Norland: %+v", no)
	}
	if os.Opposes != 5 || os.Against != 6 || os.For != 0 || os.Side != SideAgainst || len(os.Stances) != 4 || os.Stances[0].Target != "warrant" || os.Stances[0].Articles != 3 || len(os.Reports) != 5 {
		t.Errorf("Ostrania: %+v", os)
	}
	page, err = x.Positions(context.Background(), Query{}, PositionFilter{Target: "jurisdiction"})
	if err != nil || len(page.Items) != 1 || page.Items[0].Articles != 1 {
		t.Errorf("jurisdiction: %+v, %v", page, err)
	}
}

func TestPositionPages(t *testing.T) {
	x := world(t)
	first, err := x.Positions(context.Background(), Query{Limit: 1}, PositionFilter{})
	if err != nil || first.Next == "" {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := x.Positions(context.Background(), Query{Limit: 1, Cursor: first.Next}, PositionFilter{})
	if err != nil || len(second.Items) != 1 || second.Items[0].Actor != "state:XOS" || second.Next != "" {
		t.Errorf("%+v, %v", second, err)
	}
}

func TestQuotes(t *testing.T) {
	x := world(t)
	for _, limit := range []int{1, 2, 3, 50} {
		var texts []string
		q := Query{Limit: limit}
		for {
			page, err := x.Quotes(context.Background(), q)
			if err != nil || len(page.Items) > limit {
				t.Fatalf("%+v, %v", page, err)
			}
			for _, r := range page.Items {
				texts = append(texts, r.Text)
			}
			if q.Cursor = page.Next; q.Cursor == "" {
				break
			}
		}
		if len(texts) != 8 || texts[0] != "a stage for <b>political</b> trials" {
			t.Errorf("limit %d: %d quotes, first %q", limit, len(texts), texts[0])
		}
	}
	page, err := x.Quotes(context.Background(), Query{Q: "speaker:ilse-muster"})
	if err != nil || len(page.Items) != 1 || page.Items[0].Label != "Ilse Muster" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestStories(t *testing.T) {
	x := world(t)
	page, err := x.Stories(context.Background(), Query{Q: "lang:en", Limit: 2})
	if err != nil || page.Total != 4 || len(page.Items) != 2 || page.Items[1].ID != "s-warrant" || page.Items[1].Articles != 2 {
		t.Fatalf("%+v, %v", page, err)
	}
	page, err = x.Stories(context.Background(), Query{Q: "lang:en", Limit: 2, Cursor: page.Next})
	if err != nil || len(page.Items) != 2 || page.Items[1].ID != "s-referral" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestTimeline(t *testing.T) {
	x := world(t)
	for _, c := range []struct {
		by   By
		want string
	}{
		{ByMonth, "[{2026-08-01 1 1} {2026-09-01 1 1} {2026-10-01 7 6} {2026-11-01 1 1}]"},
		{ByWeek, "[{2026-08-03 1 1} {2026-09-14 1 1} {2026-10-05 7 6} {2026-11-09 1 1}]"},
		{ByDay, "[{2026-08-03 1 1} {2026-09-14 1 1} {2026-10-05 5 4} {2026-10-06 2 2} {2026-11-12 1 1}]"},
	} {
		got, err := x.Timeline(context.Background(), Query{Q: "-lang:fr"}, c.by)
		if err != nil || fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, %v\nwant %s", c.by, got, err, c.want)
		}
	}
	if _, err := x.Timeline(context.Background(), Query{}, "hour"); err == nil {
		t.Error("an hour is no width")
	}
}

func TestPagingStaysStableWhileArticlesArrive(t *testing.T) {
	x := open(t, t.TempDir())
	docs := sample.Many(60)
	upsert(t, x, docs[:30]...)
	first := find(t, x, Query{Limit: 10})
	upsert(t, x, docs[30:]...)
	second := find(t, x, Query{Limit: 60, Cursor: first.Next})
	seen := map[string]bool{}
	for _, id := range append(ids(first), ids(second)...) {
		if seen[id] {
			t.Errorf("%s came twice", id)
		}
		seen[id] = true
	}
	for _, d := range docs[:30] {
		if !seen[d.ID] {
			t.Errorf("%s was left out", d.ID)
		}
	}
}
