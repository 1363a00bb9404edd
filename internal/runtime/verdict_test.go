package runtime

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
)

func TestRetryNext(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var (
		transient = verdict{outcome: "transient"}
		busy      = func(in time.Duration) verdict { return verdict{outcome: "busy", at: now.Add(in)} }
		quick     = Retry{Min: time.Second, Max: 3 * time.Second, TransientFor: 10 * time.Second, BusyFor: time.Minute}
	)
	tests := []struct {
		name    string
		retry   Retry
		v       verdict
		attempt int
		since   time.Duration // the first failure
		in      time.Duration // until the next try
		ok      bool
	}{
		{"first failure", Retry{}, transient, 1, 0, time.Minute, true},
		{"delay doubles", Retry{}, transient, 3, time.Hour, 4 * time.Minute, true},
		{"delay is bounded", Retry{}, transient, 30, time.Hour, 4 * time.Hour, true},
		{"attempts beyond counting", Retry{}, transient, 1 << 30, time.Hour, 4 * time.Hour, true},
		{"a day is the end", Retry{}, transient, 9, 21 * time.Hour, 4 * time.Hour, false},
		{"just within the day", Retry{}, transient, 9, 20 * time.Hour, 4 * time.Hour, true},
		{"busy says when", Retry{}, busy(90 * time.Second), 1, 0, 90 * time.Second, true},
		{"busy in the past is now", Retry{}, busy(-time.Hour), 1, 0, 0, true},
		{"busy is not counted by attempts", Retry{}, busy(time.Second), 5000, 6 * 24 * time.Hour, time.Second, true},
		{"busy for a week is the end", Retry{}, busy(time.Hour), 2, 7 * 24 * time.Hour, time.Hour, false},
		{"busy asks for too much", Retry{}, busy(8 * 24 * time.Hour), 1, 0, 8 * 24 * time.Hour, false},
		{"own bounds", quick, transient, 4, 5 * time.Second, 3 * time.Second, true},
		{"own end", quick, transient, 4, 8 * time.Second, 3 * time.Second, false},
		{"own end of busy", quick, busy(time.Second), 4, time.Minute, time.Second, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, ok := tt.retry.withDefaults().next(tt.v, tt.attempt, now.Add(-tt.since), now)
			if at.Sub(now) != tt.in || ok != tt.ok {
				t.Errorf("in %s, %v; want %s, %v", at.Sub(now), ok, tt.in, tt.ok)
			}
		})
	}
}

func TestJudge(t *testing.T) {
	boom := errors.New("boom")
	at := time.Unix(1_700_000_000, 0)
	tests := []struct {
		err             error
		outcome, reason string
	}{
		{nil, "done", ""},
		{boom, "transient", "error"},
		{Transient("dns", boom), "transient", "dns"},
		{fmt.Errorf("around: %w", Busy("pace", at, boom)), "busy", "pace"},
		{BusyWith("pace", at, nats.Header{"X": {"y"}}, boom), "busy", "pace"},
		{Permanentf("bad-json", "no %s", "object"), "permanent", "bad-json"},
		{Transient("outer", Permanent("inner", boom)), "permanent", "inner"},
		{&panicError{"out of range", []byte("stack")}, "panic", "panic"},
	}
	for _, tt := range tests {
		v := judge(tt.err)
		if v.outcome != tt.outcome || v.reason != tt.reason {
			t.Errorf("%v: %+v", tt.err, v)
		}
		if v.outcome == "busy" && !v.at.Equal(at) {
			t.Errorf("%v comes back at %s", tt.err, v.at)
		}
		if tt.err != nil && !errors.Is(tt.err, boom) && tt.outcome != "panic" && tt.reason != "bad-json" {
			t.Errorf("%v hides its cause", tt.err)
		}
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		in   string
		n    int
		want string
	}{{"short", 10, "short"}, {"exact", 5, "exact"}, {"longer", 4, "long"}, {"Суд", 3, "С"}, {"Суд", 4, "Су"}, {"€", 2, ""}, {"", 0, ""}}
	for _, tt := range tests {
		if got := cut(tt.in, tt.n); got != tt.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tt.in, tt.n, got, tt.want)
		}
	}
}
