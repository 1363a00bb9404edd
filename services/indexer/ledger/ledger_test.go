package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func entry(trigger, id string, status contract.Status) contract.LedgerEntry {
	return contract.LedgerEntry{
		Schema: contract.SchemaLedger, Trigger: trigger, ID: id, Stage: "parser", Status: status, Cause: contract.CauseLive,
		Time: "2026-11-01T10:00:00.5Z", URL: "https://a.example/" + id, Title: "Title " + id, Feed: "https://a.example/feed",
	}
}

func apply(t testing.TB, s *Store, entries ...contract.LedgerEntry) {
	t.Helper()
	if err := s.Apply(entries); err != nil {
		t.Fatal(err)
	}
}

func balance(t testing.TB, s *Store) Balance {
	t.Helper()
	b, err := s.Balance()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(); err != nil {
		t.Fatal(err)
	}
	if !b.Holds() {
		t.Fatalf("the balance does not hold: %+v", b)
	}
	return b
}

func TestFirstTerminalStatusStands(t *testing.T) {
	s := open(t)
	apply(t, s, entry("t1", "a", contract.StatusDiscovered))
	if b := balance(t, s); b.InFlight != 1 || b.Discovered != 1 {
		t.Errorf("after discovery: %+v", b)
	}
	apply(t, s, entry("t1", "a", contract.StatusRetrying), entry("t1", "a", contract.StatusIndexed), entry("t1", "a", contract.StatusDead))
	apply(t, s, entry("t1", "a", contract.StatusRetrying))
	if b := balance(t, s); b.Indexed != 1 || b.Dead != 0 || b.InFlight != 0 {
		t.Errorf("after the end: %+v", b)
	}
}

func TestEndBeforeDiscovery(t *testing.T) {
	s := open(t)
	skipped := entry("t1", "a", contract.StatusSkipped)
	skipped.Reason = "robots"
	apply(t, s, skipped)
	if b := balance(t, s); b.Orphans != 1 || b.Skipped != 1 || b.SkippedBy["robots"] != 1 {
		t.Errorf("orphan: %+v", b)
	}
	apply(t, s, entry("t1", "a", contract.StatusDiscovered))
	if b := balance(t, s); b.Orphans != 0 || b.Skipped != 1 || b.Discovered != 1 {
		t.Errorf("after discovery: %+v", b)
	}
}

func TestOperatorEntriesAreNotCounted(t *testing.T) {
	s := open(t)
	late := entry("t1", "a", contract.StatusIndexed)
	late.Cause = ""
	apply(t, s, late)
	first := entry("t1", "a", contract.StatusDiscovered)
	first.Cause = contract.CauseCorrection
	apply(t, s, first)
	if b := balance(t, s); b.Discovered != 0 || b.Indexed != 0 {
		t.Errorf("counted: %+v", b)
	}
	if tr, err := s.Trace("a"); err != nil || len(tr.Ways) != 1 {
		t.Errorf("trace %+v, %v", tr, err)
	}
}

func TestBalanceHoldsInAnyOrder(t *testing.T) {
	reasons := []string{"robots", "gone", "not-an-article"}
	for round := range 25 {
		r := rand.New(rand.NewPCG(7, uint64(round)))
		s := open(t)
		var stream []contract.LedgerEntry
		want := map[contract.Status]int{}
		n := 1 + r.IntN(40)
		for i := range n {
			trigger, id := fmt.Sprintf("t%d", i), fmt.Sprintf("a%d", r.IntN(10))
			stream = append(stream, entry(trigger, id, contract.StatusDiscovered))
			for range r.IntN(4) {
				stream = append(stream, entry(trigger, id, contract.StatusRetrying))
			}
			if r.IntN(4) == 0 {
				want[inFlight]++
				continue
			}
			end := entry(trigger, id, contract.TerminalStatuses[r.IntN(len(contract.TerminalStatuses))])
			end.Reason = reasons[r.IntN(len(reasons))]
			want[end.Status]++
			stream = append(stream, end)
		}
		stream = append(stream, stream[:r.IntN(len(stream))]...) // redelivered
		r.Shuffle(len(stream), func(i, j int) { stream[i], stream[j] = stream[j], stream[i] })
		for len(stream) > 0 {
			k := 1 + r.IntN(len(stream))
			apply(t, s, stream[:k]...)
			stream = stream[k:]
			balance(t, s)
		}
		b := balance(t, s)
		if b.Discovered != n || b.Orphans != 0 {
			t.Fatalf("round %d: %+v, want %d discovered", round, b, n)
		}
		for status, count := range want {
			if got := *b.place(status); got != count {
				t.Errorf("round %d: %s is %d, want %d", round, status, got, count)
			}
		}
		feeds, err := s.PerFeed()
		if err != nil || len(feeds) != 1 || feeds[0].Discovered != n || !feeds[0].Holds() {
			t.Errorf("round %d: feeds %+v, %v", round, feeds, err)
		}
		ways, err := s.Open(0)
		if err != nil || len(ways) != b.InFlight {
			t.Errorf("round %d: %d open, %v, want %d", round, len(ways), err, b.InFlight)
		}
	}
}

func TestTraceByEveryKey(t *testing.T) {
	s := open(t)
	first := entry("t1", "a", contract.StatusDiscovered)
	last := entry("t1", "a", contract.StatusIndexed)
	last.Time = "2026-11-01T10:00:02Z"
	second := entry("t2", "a", contract.StatusDiscovered)
	second.Time = "2026-11-02T10:00:00Z"
	apply(t, s, last, first, second, entry("t3", "ab", contract.StatusDiscovered))
	for _, key := range []string{"a", "https://a.example/a", "t1", "t2"} {
		tr, err := s.Trace(key)
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		if tr.ID != "a" || len(tr.Ways) != 2 || tr.Ways[0].Trigger != "t2" || tr.Ways[0].Status != inFlight {
			t.Errorf("%s: %+v", key, tr)
		}
		steps := tr.Ways[1].Steps
		if len(steps) != 2 || steps[0].Status != contract.StatusDiscovered || tr.Title != "Title a" {
			t.Errorf("%s: steps %+v", key, steps)
		}
	}
	for _, key := range []string{"", "zzz", strings.Repeat("x", 100_000), "a\x00t1"} {
		if _, err := s.Trace(key); !errors.Is(err, ErrNotFound) {
			t.Errorf("%.20q: %v", key, err)
		}
	}
}

func TestEntriesAreBounded(t *testing.T) {
	s := open(t)
	apply(t, s, entry("t1", "a", contract.StatusDiscovered))
	for i := range 3 * maxEntries {
		e := entry("t1", "a", contract.StatusRetrying)
		e.Attempt, e.Detail = i+1, strings.Repeat("é", 1000)
		apply(t, s, e)
	}
	apply(t, s, entry("t1", "a", contract.StatusDead))
	tr, err := s.Trace("a")
	if err != nil {
		t.Fatal(err)
	}
	w := tr.Ways[0]
	if len(w.Steps) != maxEntries || w.Left == 0 || w.Status != contract.StatusDead {
		t.Errorf("%d steps, %d left out, %s", len(w.Steps), w.Left, w.Status)
	}
	seen := map[contract.Status]bool{}
	for _, e := range w.Steps {
		seen[e.Status] = true
		if len(e.Detail) > maxDetail {
			t.Fatalf("detail of %d bytes", len(e.Detail))
		}
	}
	if !seen[contract.StatusDiscovered] || !seen[contract.StatusDead] {
		t.Errorf("kept %v", seen)
	}
}

func TestBadEntriesDoNotStopOthers(t *testing.T) {
	s := open(t)
	err := s.Apply([]contract.LedgerEntry{{}, entry("t1", "a", contract.StatusDiscovered), entry(strings.Repeat("t", maxKey+1), "a", contract.StatusDead)})
	var bad *BadEntriesError
	if !errors.As(err, &bad) || bad.N != 2 {
		t.Errorf("got %v", err)
	}
	if b := balance(t, s); b.Discovered != 1 {
		t.Errorf("%+v", b)
	}
}

func TestUnknownTerminalStatusIsCounted(t *testing.T) {
	s := open(t)
	apply(t, s, entry("t1", "a", "vanished"))
	if b := balance(t, s); b.Dead != 1 {
		t.Errorf("%+v", b)
	}
}

func TestBalanceJSON(t *testing.T) {
	raw, err := json.Marshal(Balance{Discovered: 1, Indexed: 1, Orphans: 3})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"discovered":1,"indexed":1,"unchanged":0,"irrelevant":0,"duplicate":0,"skipped":0,"dead":0,"in_flight":0}`
	if string(raw) != want {
		t.Errorf("got %s", raw)
	}
}

func TestManyReasonsAreBounded(t *testing.T) {
	s := open(t)
	for i := range 2 * maxReasons {
		e := entry(fmt.Sprintf("t%d", i), "a", contract.StatusSkipped)
		e.Reason = fmt.Sprintf("reason-%d:detail", i)
		apply(t, s, e)
	}
	b, err := s.Balance()
	if err != nil || len(b.SkippedBy) > maxReasons+1 || b.SkippedBy["other"] == 0 || !b.Holds() {
		t.Errorf("%d reasons, %d other, %v", len(b.SkippedBy), b.SkippedBy["other"], err)
	}
}

func TestSurvivesReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, entry("t1", "a", contract.StatusDiscovered))
	if _, err := Open(path); !errors.Is(err, ErrInUse) {
		t.Errorf("second opening: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if b := balance(t, s); b.InFlight != 1 {
		t.Errorf("%+v", b)
	}
}

func BenchmarkApply(b *testing.B) {
	s := open(b)
	now := time.Now().Format(time.RFC3339Nano)
	const batch = 200
	n := 0
	for b.Loop() {
		list := make([]contract.LedgerEntry, 0, 2*batch)
		for range batch {
			n++
			trigger := fmt.Sprintf("t%d", n)
			first, last := entry(trigger, trigger, contract.StatusDiscovered), entry(trigger, trigger, contract.StatusIndexed)
			first.Time, last.Time = now, now
			list = append(list, first, last)
		}
		if err := s.Apply(list); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkBalance(b *testing.B) {
	s := open(b)
	for i := range 1000 {
		apply(b, s, entry(fmt.Sprintf("t%d", i), "a", contract.StatusDiscovered))
	}
	for b.Loop() {
		if _, err := s.Balance(); err != nil {
			b.Fatal(err)
		}
	}
}
