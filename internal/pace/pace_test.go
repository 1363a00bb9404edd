package pace_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/pace"
)

func TestNoTwoCallersGetTheSameSlot(t *testing.T) {
	js := natstest.Start(t)
	const callers, each, gap = 8, 10, 10 * time.Millisecond
	var mu sync.Mutex
	slots := map[int64]int{}
	var wg sync.WaitGroup
	var p *pace.Pace
	for i := range callers {
		if i%2 == 0 { // two callers in each of four processes
			var err error
			if p, err = pace.New(t.Context(), js); err != nil {
				t.Fatal(err)
			}
		}
		own := p
		wg.Go(func() {
			for range each {
				at, err := own.Reserve(t.Context(), "court.example", gap)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				slots[at.UnixMicro()]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(slots) != callers*each {
		t.Errorf("%d different slots for %d reservations", len(slots), callers*each)
	}
}

func TestHostsDoNotWaitForEachOther(t *testing.T) {
	p, err := pace.New(t.Context(), natstest.Start(t))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		host string
		late bool
	}{{"a.example", false}, {"b.example", false}, {"A.example", true}, {"[2001:db8::1]", false}}
	for _, tt := range tests {
		at, err := p.Reserve(t.Context(), tt.host, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if late := time.Until(at) > time.Minute; late != tt.late {
			t.Errorf("%s: slot at %s, late %v, want %v", tt.host, at, late, tt.late)
		}
	}
}

func TestWhatOthersDidIsSeen(t *testing.T) {
	js := natstest.Start(t)
	p, err := pace.New(t.Context(), js)
	if err != nil {
		t.Fatal(err)
	}
	kv, err := js.KeyValue(t.Context(), contract.BucketPace)
	if err != nil {
		t.Fatal(err)
	}
	reserve := func() time.Duration {
		t.Helper()
		at, err := p.Reserve(t.Context(), "court.example", time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return time.Until(at).Round(time.Hour)
	}
	if d := reserve(); d != 0 {
		t.Errorf("the first slot is %s away", d)
	}
	far := strconv.FormatInt(time.Now().Add(5*time.Hour).UnixMicro(), 10)
	if _, err := kv.PutString(t.Context(), "court_example", far); err != nil { // another process was there
		t.Fatal(err)
	}
	if d := reserve(); d != 5*time.Hour {
		t.Errorf("the slot after another's is %s away", d)
	}
	if err := kv.Purge(t.Context(), "court_example"); err != nil { // the entry grew too old
		t.Fatal(err)
	}
	if d := reserve(); d != 0 {
		t.Errorf("the slot after the entry went is %s away", d)
	}
	if d := reserve(); d != time.Hour {
		t.Errorf("the slot after that is %s away", d)
	}
}

func TestReserveEndsWithItsContext(t *testing.T) {
	p, err := pace.New(t.Context(), natstest.Start(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Reserve(ctx, "court.example", time.Second); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := p.Reserve(t.Context(), "court.example", time.Second); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
