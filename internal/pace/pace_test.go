package pace_test

import (
	"sync"
	"testing"
	"time"

	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/pace"
)

func TestNoTwoCallersGetTheSameSlot(t *testing.T) {
	js := natstest.Start(t)
	const callers, each, gap = 4, 10, 10 * time.Millisecond
	var mu sync.Mutex
	slots := map[int64]int{}
	var wg sync.WaitGroup
	for range callers {
		p, err := pace.New(t.Context(), js)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			for range each {
				at, err := p.Reserve(t.Context(), "court.example", gap)
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
