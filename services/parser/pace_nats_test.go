package parser_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/iccwire/iccwire/contract"
)

func TestPagesOfOneHostAreApart(t *testing.T) {
	const gap = 200 * time.Millisecond
	r := newRig(t)
	r.html("courier.example/2026/", article(title, ""))
	r.html("other.example/2026/", article(title, ""))
	for i := range 4 {
		r.put(t, item(fmt.Sprintf("http://courier.example/2026/%d", i)))
	}
	r.put(t, item("http://other.example/2026/0"))
	began := time.Now()
	r.start(t, gap)
	for range 5 {
		r.parsed(t)
	}
	var last time.Time
	for i := range 4 {
		if at, _ := r.asked(fmt.Sprintf("http://courier.example/2026/%d", i)); at.After(last) {
			last = at
		}
	}
	if last.Sub(began) < 3*gap {
		t.Errorf("four pages within %s, want at least %s", last.Sub(began), 3*gap)
	}
	if n := r.held(t, contract.StreamLater); n != 0 {
		t.Errorf("%d messages were parked for short waits", n)
	}
}

func TestLongWaitIsParkedWithItsSlot(t *testing.T) {
	r := newRig(t)
	r.html("courier.example/2026/", article(title, ""))
	r.start(t, time.Hour)
	first, second, third := item("http://courier.example/2026/1"), item("http://courier.example/2026/2"), item("http://courier.example/2026/3")
	began := time.Now()
	r.put(t, first)
	r.parsed(t)
	r.put(t, second)
	r.ledger(t, 1)
	r.put(t, third)
	got := r.ledger(t, 2)
	for i, d := range []contract.Discovered{second, third} {
		e := got[d.Trigger]
		next, err := time.Parse(time.RFC3339Nano, e.Next)
		if err != nil || e.Status != contract.StatusRetrying || e.Reason != "pace" {
			t.Fatalf("%s: %+v", d.URL, e)
		}
		if in := next.Sub(began); in < time.Duration(i+1)*time.Hour || in > time.Duration(i+1)*time.Hour+time.Minute {
			t.Errorf("page %d comes back in %s", i+2, in)
		}
		msg, err := r.stream(t, contract.StreamLater).GetLastMsgForSubject(t.Context(), contract.SubjectLater("parser-"+d.Trigger, "1"))
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("courier.example %d", next.UnixMicro()); msg.Header.Get("Icc-Slot") != want {
			t.Errorf("slot %q, want %q", msg.Header.Get("Icc-Slot"), want)
		}
	}
}

func TestParkedPageIsFetchedInItsSlot(t *testing.T) {
	const gap = 2100 * time.Millisecond // longer than a page waits in hand
	r := newRig(t)
	r.html("courier.example/2026/", article(title, ""))
	began := time.Now()
	r.start(t, gap)
	r.put(t, item("http://courier.example/2026/1"))
	r.parsed(t)
	second := item("http://courier.example/2026/2")
	r.put(t, second)
	p, h := r.parsed(t)
	at, _ := r.asked(second.URL)
	if p.Trigger != second.Trigger || at.Sub(began) < gap || p.T < began.Add(gap).Unix() {
		t.Errorf("fetched after %s, t %d", at.Sub(began), p.T)
	}
	if want := fmt.Sprintf("parser/%s/%d/1", second.ID, p.T); h.Get(contract.HeaderMsgID) != want {
		t.Errorf("message id %q, want %q", h.Get(contract.HeaderMsgID), want)
	}
	if n := r.held(t, contract.StreamLedger); n != 1 {
		t.Errorf("parked %d times", n)
	}
}

func TestBusySiteIsAskedAgain(t *testing.T) {
	r := newRig(t)
	var asked atomic.Int32
	r.mux.HandleFunc("courier.example/2026/trial", func(w http.ResponseWriter, req *http.Request) {
		if asked.Add(1) == 1 {
			status(http.StatusServiceUnavailable, "1")(w, req)
			return
		}
		text(article(title, ""))(w, req)
	})
	d := item("http://courier.example/2026/trial")
	msg, err := r.stream(t, contract.StreamDiscovered).GetMsg(t.Context(), r.put(t, d))
	if err != nil {
		t.Fatal(err)
	}
	r.start(t, time.Millisecond)
	p, h := r.parsed(t)
	if p.Trigger != d.Trigger || p.T < msg.Time.Unix()+1 || h.Get(contract.HeaderURL) != d.URL || h.Get(contract.HeaderFeed) != d.Feed {
		t.Errorf("parsed %+v with %v", p, h)
	}
	if e := r.ledger(t, 1)[d.Trigger]; e.Reason != "status-503" || e.Attempt != 1 {
		t.Errorf("ledger says %+v", e)
	}
}
