package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
)

// parsed is a handler that writes one parsed message for each trigger.
func parsed(_ context.Context, m runtime.Message) (runtime.Result, error) {
	out, err := runtime.JSONOut(contract.SubjectParsed("en"), "iccwire.parsed", "parser/"+m.Header.Get(contract.HeaderTrigger), struct{}{})
	return runtime.Result{Out: []runtime.Out{out}}, err
}

func (r rig) deadLetter(t *testing.T) contract.DeadLetter {
	t.Helper()
	var d contract.DeadLetter
	if err := json.Unmarshal(r.next(t, contract.StreamDead, "icc.dead.parser").Data(), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestStreamFullBackPressure(t *testing.T) {
	r := newRig(t)
	s, err := r.js.Stream(t.Context(), contract.StreamParsed)
	if err != nil {
		t.Fatal(err)
	}
	cfg := s.CachedInfo().Config
	cfg.MaxMsgs = 1
	if _, err := r.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	r.run(t, parsed, runtime.Retry{})
	for _, trigger := range []string{"a", "b", "c"} {
		r.discover(t, trigger)
	}
	until(t, "the publisher was refused", func() bool { return r.metric(t, "iccwire_loop_publish_retries_total") > 3 })
	if in, out := r.held(t, contract.StreamDiscovered), r.held(t, contract.StreamParsed); in != 2 || out != 1 {
		t.Errorf("%d wait and %d came through, want 2 and 1", in, out)
	}
	cons, err := r.js.CreateConsumer(t.Context(), contract.StreamParsed, jetstream.ConsumerConfig{AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for range 3 {
		m, err := cons.Next(jetstream.FetchMaxWait(10 * time.Second))
		if err != nil {
			t.Fatalf("after %v: %v", got, err)
		}
		got[m.Headers().Get(contract.HeaderTrigger)]++
		if err := m.DoubleAck(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 3 {
		t.Errorf("got %v", got)
	}
	r.waitEmpty(t, contract.StreamDiscovered)
	if n := r.held(t, contract.StreamDead); n != 0 {
		t.Errorf("%d dead letters of a full stream", n)
	}
}

func TestOversizedMessage(t *testing.T) {
	tests := []struct {
		name    string
		subject string
		size    int
		atomic  bool
	}{
		{"for its stream", contract.SubjectParsed("en"), 4<<20 + 1, false},
		{"for the broker", contract.SubjectParsed("en"), contract.MaxPayload + 1, false},
		{"in a batch, for its stream", contract.SubjectTag("org:x"), 6<<20 + 1, true},
		{"in a batch, for the broker", contract.SubjectTag("org:x"), contract.MaxPayload + 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			r.run(t, func(ctx context.Context, m runtime.Message) (runtime.Result, error) {
				if m.Header.Get(contract.HeaderTrigger) == "small" {
					return parsed(ctx, m)
				}
				out := runtime.Out{Subject: tt.subject, ID: "x", Data: []byte(strings.Repeat("x", tt.size)), Atomic: tt.atomic}
				return runtime.Result{Out: []runtime.Out{out}}, nil
			}, runtime.Retry{})
			r.discover(t, "large")
			r.discover(t, "small")
			if d := r.deadLetter(t); d.Reason != "too-large" || d.Trigger != "large" || d.Error == "" {
				t.Errorf("dead letter %+v", d)
			}
			until(t, "it came through", func() bool { return r.held(t, contract.StreamParsed) == 1 })
			r.waitEmpty(t, contract.StreamDiscovered)
		})
	}
}

func TestHandlerDiesEveryTime(t *testing.T) {
	r := newRig(t)
	r.discover(t, "a")
	stage, _ := contract.StageNamed(contract.StageParser)
	cons, err := r.js.CreateConsumer(t.Context(), stage.Stream, jetstream.ConsumerConfig{Durable: stage.Durable, AckPolicy: jetstream.AckExplicitPolicy, MaxDeliver: 8})
	if err != nil {
		t.Fatal(err)
	}
	for range 7 { // seven processes took it and died
		m, err := cons.Next(jetstream.FetchMaxWait(10 * time.Second))
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Nak(); err != nil {
			t.Fatal(err)
		}
	}
	var calls atomic.Int32
	r.run(t, func(ctx context.Context, m runtime.Message) (runtime.Result, error) {
		if m.Header.Get(contract.HeaderTrigger) == "a" {
			calls.Add(1)
		}
		return parsed(ctx, m)
	}, runtime.Retry{})
	r.discover(t, "b")
	if d := r.deadLetter(t); d.Reason != "crash-loop" || d.Trigger != "a" {
		t.Errorf("dead letter %+v", d)
	}
	if e := r.ledger(t); e.Status != contract.StatusDead || e.Trigger != "a" {
		t.Errorf("ledger says %+v", e)
	}
	r.waitEmpty(t, contract.StreamDiscovered)
	if calls.Load() != 0 {
		t.Error("the message was handled once more")
	}
}

func TestWhatCannotBeRememberedIsTriedAgain(t *testing.T) {
	tests := []struct {
		name    string
		confirm func(context.Context) error
		want    contract.Status
	}{
		{"error", func(context.Context) error { return errors.New("bucket is full") }, contract.StatusRetrying},
		{"panic", func(context.Context) error { panic("nil map") }, contract.StatusDead},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			r.run(t, func(ctx context.Context, m runtime.Message) (runtime.Result, error) {
				res, err := parsed(ctx, m)
				res.Confirmed = tt.confirm
				return res, err
			}, runtime.Retry{})
			r.discover(t, "a")
			if e := r.ledger(t); e.Status != tt.want {
				t.Errorf("ledger says %+v", e)
			}
			r.waitEmpty(t, contract.StreamDiscovered)
		})
	}
}

func TestParkedMessageKeepsItsHeaders(t *testing.T) {
	r := newRig(t)
	at := time.Now().Add(100 * time.Millisecond)
	due := make(chan runtime.Message, 1)
	var calls atomic.Int32
	r.run(t, func(_ context.Context, m runtime.Message) (runtime.Result, error) {
		if calls.Add(1) == 1 {
			return runtime.Result{}, runtime.BusyWith("pace", at, nats.Header{"Icc-Slot": {"court.example 1"}}, errors.New("not yet"))
		}
		due <- m
		return runtime.Result{}, nil
	}, runtime.Retry{})
	r.discoverOn(t, contract.SubjectDiscoveredBulk, "a", "run-1")
	m := <-due
	want := map[string]string{
		"Icc-Slot": "court.example 1", contract.HeaderTrigger: "a", contract.HeaderArticle: "a", contract.HeaderRun: "run-1",
		contract.HeaderAttempt: "1", contract.HeaderReason: "pace", contract.HeaderOrigin: contract.SubjectDiscoveredBulk,
	}
	for k, v := range want {
		if got := m.Header.Get(k); got != v {
			t.Errorf("%s is %q, want %q", k, got, v)
		}
	}
	if m.Subject != contract.SubjectDiscoveredBulk || m.Attempt != 1 || string(m.Data) != "{}" || m.Time.Before(at) {
		t.Errorf("came back as %+v", m)
	}
}

func TestReplayIsNeverSwallowed(t *testing.T) {
	r := newRig(t)
	r.run(t, func(context.Context, runtime.Message) (runtime.Result, error) {
		return runtime.Result{}, runtime.Busy("pace", time.Now().Add(time.Hour), errors.New("not yet"))
	}, runtime.Retry{})
	for _, run := range []string{"", "run-1", "run-2"} {
		r.discoverOn(t, contract.SubjectDiscoveredLive, "a", run)
		r.waitEmpty(t, contract.StreamDiscovered)
	}
	if n := r.held(t, contract.StreamLater); n != 3 {
		t.Errorf("%d messages are parked, want 3", n)
	}
}

func TestBulkIsReadOnlyWhenLiveIsEmpty(t *testing.T) {
	r := newRig(t)
	const each = 5
	for i := range each {
		r.discoverOn(t, contract.SubjectDiscoveredBulk, numbered("bulk", each)[i], "")
		r.discover(t, numbered("live", each)[i])
	}
	var mu sync.Mutex
	var order []string
	stage, _ := contract.StageNamed(contract.StageParser)
	// The broker needs a moment to count what waits for a new consumer, so this one is not new.
	cons, err := r.js.CreateConsumer(t.Context(), stage.Stream, jetstream.ConsumerConfig{
		Durable: stage.Durable, FilterSubjects: []string{contract.SubjectDiscoveredLive}, AckPolicy: jetstream.AckExplicitPolicy, MaxDeliver: 8,
	})
	if err != nil {
		t.Fatal(err)
	}
	until(t, "the live messages are counted", func() bool { info, err := cons.Info(t.Context()); return err == nil && info.NumPending == each })
	r.runWith(t, func(_ context.Context, m runtime.Message) (runtime.Result, error) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, m.Header.Get(contract.HeaderTrigger)[:4])
		return runtime.Result{}, nil
	}, func(o *runtime.Options) {
		o.Concurrency = 1
		o.Sources = []runtime.Source{
			{Stream: stage.Stream, Durable: stage.Durable, Filters: []string{contract.SubjectDiscoveredLive}},
			{Stream: stage.Stream, Durable: stage.Durable + "-bulk", Filters: []string{contract.SubjectDiscoveredBulk}, WhenIdle: true},
		}
	})
	r.waitEmpty(t, contract.StreamDiscovered)
	want := strings.Repeat("live", each) + strings.Repeat("bulk", each)
	if got := strings.Join(order, ""); got != want {
		t.Errorf("read in the order %v", order)
	}
}
