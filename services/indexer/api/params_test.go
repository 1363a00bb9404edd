package api

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

func TestReadLimit(t *testing.T) {
	for in, want := range map[string]int{"": index.DefaultLimit, "1": 1, "200": 200, "201": index.MaxLimit, "99999999999999999999999": index.MaxLimit, "0": 0, "-5": 0, "x": 0, "1.5": 0, "1e3": 0} {
		got, err := readLimit(in)
		if want == 0 && err == nil || want != 0 && (err != nil || got != want) {
			t.Errorf("%q: %d, %v", in, got, err)
		}
	}
}

func TestReadQuery(t *testing.T) {
	q, err := readQuery(httptest.NewRequest("GET", "/?q=a&person=x&person=y&from=2024&limit=5&cursor=c&sort=newest", nil))
	if err != nil || q.Q != "a" || len(q.Filters["person"]) != 2 || q.From != "2024" || q.Limit != 5 || q.Cursor != "c" || q.Sort != index.ByNewest {
		t.Errorf("%+v, %v", q, err)
	}
	if _, err := readQuery(httptest.NewRequest("GET", "/?by=day", nil)); err == nil {
		t.Error("a parameter of another list is taken")
	}
	if _, err := readQuery(httptest.NewRequest("GET", "/?by=day", nil), "by"); err != nil {
		t.Error(err)
	}
}

func TestSlugLabel(t *testing.T) {
	for in, want := range map[string]string{"person:karim-khan": "Karim Khan", "state:FRA": "FRA", "organ:otp": "Otp", "x": "X", "": "", "person:": "", "person:--": ""} {
		if got := SlugLabel(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// books is a ledger that knows only feeds.
type books struct {
	Ledger
	feeds []ledger.FeedBalance
	err   error
}

func (b books) PerFeed() ([]ledger.FeedBalance, error) { return b.feeds, b.err }

func TestFeedsInTroubleComeFirst(t *testing.T) {
	states := func(context.Context) ([]Feed, error) {
		return []Feed{{URL: "c", Source: "C", State: "ok"}, {URL: "b", Source: "B", State: "new"}, {URL: "a", Source: "A", State: "gone"}}, nil
	}
	got, err := FeedsWithBalance(t.Context(), states, books{feeds: []ledger.FeedBalance{{Feed: "b", Balance: ledger.Balance{Discovered: 3}}, {Feed: "z"}}})
	if err != nil || len(got) != 4 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []string{"a", "b", "c", "z"} {
		if got[i].URL != want {
			t.Errorf("%d: %s, want %s", i, got[i].URL, want)
		}
	}
	if got[1].Balance == nil || got[1].Balance.Discovered != 3 || got[3].State != unlisted {
		t.Errorf("%+v", got)
	}
	broken := errors.New("broken")
	if _, err := FeedsWithBalance(t.Context(), func(context.Context) ([]Feed, error) { return nil, broken }, books{}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := FeedsWithBalance(t.Context(), states, books{err: broken}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestStamps(t *testing.T) {
	for _, c := range []struct{ published, seen, want string }{
		{"2026-10-05T10:00:00+02:00", "", "2026-10-05T08:00:00Z"}, {"2026-10", "", "2026-10-01T00:00:00Z"},
		{"x", "2026-10-06T00:00:00Z", "2026-10-06T00:00:00Z"}, {"", "", "1970-01-01T00:00:00Z"},
	} {
		if got := stamp(&contract.Article{Published: c.published, FirstSeen: c.seen}); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestMatches(t *testing.T) {
	for header, want := range map[string]bool{`"a"`: true, `W/"a"`: true, `"b", "a"`: true, `*`: true, `"b"`: false, ``: false, `a`: false} {
		if matches(header, `"a"`) != want {
			t.Errorf("%s: %v", header, !want)
		}
	}
}
