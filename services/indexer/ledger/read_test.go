package ledger

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

func TestReadersAndWritersAtOnce(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Go(func() {
			for i := range 10 {
				trigger := fmt.Sprintf("t%d-%d", w, i)
				list := []contract.LedgerEntry{entry(trigger, "a", contract.StatusDiscovered), entry(trigger, "a", contract.TerminalStatuses[i%6])}
				if err := s.Apply(list); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 30 {
				b, err := s.Balance()
				if err != nil || !b.Holds() {
					t.Errorf("%+v, %v", b, err)
				}
				if _, err := s.Open(5); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if b := balance(t, s); b.Discovered != 30 || b.InFlight != 0 {
		t.Errorf("%+v", b)
	}
}

func TestFeedBecomesKnownLater(t *testing.T) {
	s := open(t)
	end := entry("t1", "a", contract.StatusIndexed)
	end.Feed = ""
	apply(t, s, end)
	if feeds, err := s.PerFeed(); err != nil || len(feeds) != 0 {
		t.Errorf("%+v, %v", feeds, err)
	}
	apply(t, s, entry("t1", "a", contract.StatusDiscovered))
	feeds, err := s.PerFeed()
	if err != nil || len(feeds) != 1 || feeds[0].Indexed != 1 || !feeds[0].Holds() {
		t.Errorf("%+v, %v", feeds, err)
	}
	if b := balance(t, s); b.Indexed != 1 || b.Discovered != 1 {
		t.Errorf("%+v", b)
	}
}

func TestFeedsAreCountedApart(t *testing.T) {
	s := open(t)
	for i := range 6 {
		e := entry(fmt.Sprintf("t%d", i), "a", contract.StatusDiscovered)
		e.Feed = fmt.Sprintf("https://%d.example/feed", i%2)
		apply(t, s, e)
		if i < 3 {
			e.Status = contract.StatusIrrelevant
			apply(t, s, e)
		}
	}
	feeds, err := s.PerFeed()
	if err != nil || len(feeds) != 2 {
		t.Fatalf("%+v, %v", feeds, err)
	}
	for i, want := range []Balance{{Discovered: 3, Irrelevant: 2, InFlight: 1}, {Discovered: 3, Irrelevant: 1, InFlight: 2}} {
		if fmt.Sprint(feeds[i].Balance) != fmt.Sprint(want) {
			t.Errorf("%s: %+v", feeds[i].Feed, feeds[i].Balance)
		}
	}
}

func TestOpenIsBounded(t *testing.T) {
	s := open(t)
	var list []contract.LedgerEntry
	for i := range MaxTriggers + 20 {
		list = append(list, entry(fmt.Sprintf("t%04d", i), "a", contract.StatusDiscovered))
	}
	apply(t, s, list...)
	for limit, want := range map[int]int{0: MaxTriggers, 1: 1, -1: MaxTriggers, MaxTriggers + 5: MaxTriggers} {
		if ways, err := s.Open(limit); err != nil || len(ways) != want {
			t.Errorf("%d: %d ways, %v", limit, len(ways), err)
		}
	}
	tr, err := s.Trace("a")
	if err != nil || len(tr.Ways) != MaxTriggers || !tr.More {
		t.Errorf("%d ways, more %v, %v", len(tr.Ways), tr.More, err)
	}
}

func TestIDsThatBeginAlikeAreApart(t *testing.T) {
	s := open(t)
	apply(t, s, entry("t1", "a", contract.StatusIndexed), entry("t2", "ab", contract.StatusIndexed), entry("t3", "", contract.StatusIndexed))
	for id, want := range map[string]string{"a": "t1", "ab": "t2"} {
		tr, err := s.Trace(id)
		if err != nil || len(tr.Ways) != 1 || tr.Ways[0].Trigger != want {
			t.Errorf("%s: %+v, %v", id, tr, err)
		}
	}
}

func TestFileThatIsNoLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path, []byte("not a ledger, and long enough to be read as one page of it"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(path); err == nil {
		_ = s.Close()
		t.Error("it opened")
	}
}

func TestVerifyFindsAWrongCounter(t *testing.T) {
	s := open(t)
	apply(t, s, entry("t1", "a", contract.StatusDiscovered))
	tx, err := s.db.Begin(true)
	if err != nil {
		t.Fatal(err)
	}
	if err := putJSON(tx.Bucket(bucketTotals), "", stored{Balance: Balance{Discovered: 2, InFlight: 2}}); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if s.Verify() == nil {
		t.Error("a wrong counter was not found")
	}
}
