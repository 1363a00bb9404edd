package ledger

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/iccwire/iccwire/contract"
)

func TestPruneKeepsTheBalance(t *testing.T) {
	s := open(t)
	for i := range 100 {
		first := entry(fmt.Sprintf("t%03d", i), fmt.Sprintf("a%d", i%40), contract.StatusDiscovered)
		last := first
		last.Status, last.Reason = contract.TerminalStatuses[i%6], "robots"
		if i >= 50 {
			first.Time, last.Time = "2026-11-20T00:00:00Z", "2026-11-20T00:00:01Z"
		}
		apply(t, s, first)
		if i%10 != 0 {
			apply(t, s, last)
		}
	}
	before := balance(t, s)
	removed := 0
	for range 5 {
		n, err := s.Prune(time.Date(2026, 11, 10, 0, 0, 0, 0, time.UTC), 30)
		if err != nil {
			t.Fatal(err)
		}
		removed += n
		if after := balance(t, s); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Fatalf("the balance changed: %+v, %+v", before, after)
		}
	}
	if removed != 45 {
		t.Errorf("%d taken out, want the 45 that ended before", removed)
	}
	if _, err := s.Trace("t001"); !errors.Is(err, ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	for _, stays := range []string{"t000", "t051", "a1", "https://a.example/a1"} {
		if _, err := s.Trace(stays); err != nil {
			t.Errorf("%s: %v", stays, err)
		}
	}
	if _, err := s.Trace("https://a.example/a39"); err != nil {
		t.Errorf("the address of an article with another trigger is gone: %v", err)
	}
}

func TestForget(t *testing.T) {
	s := open(t)
	apply(t, s, entry("t1", "a", contract.StatusDiscovered), entry("t1", "a", contract.StatusIndexed), entry("t2", "b", contract.StatusIndexed))
	if err := s.Forget([]string{"a", "never-seen"}); err != nil {
		t.Fatal(err)
	}
	balance(t, s)
	tr, err := s.Trace("a")
	if err != nil || tr.Title != "" || tr.URL != "" || len(tr.Ways[0].Steps) != 2 {
		t.Errorf("%+v, %v", tr, err)
	}
	if _, err := s.Trace("https://a.example/a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("found by its address: %v", err)
	}
	if tr, err := s.Trace("b"); err != nil || tr.Title == "" {
		t.Errorf("the other article: %+v, %v", tr, err)
	}
}
