package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/runtime"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rig is a loop for the parser's place in the flow, on a broker of its own.
type rig struct {
	js  jetstream.JetStream
	pub *runtime.Publisher
	reg *prometheus.Registry
}

func newRig(t *testing.T) rig {
	js := natstest.Start(t)
	pub, err := runtime.NewPublisher(js.Conn())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pub.Close)
	return rig{js, pub, prometheus.NewRegistry()}
}

// run starts the loop and returns a function that stops it and waits.
func (r rig) run(t *testing.T, h runtime.Handler, retry runtime.Retry) (stop func()) {
	t.Helper()
	return r.runWith(t, h, func(o *runtime.Options) { o.Retry = retry })
}

// runWith is run with options changed.
func (r rig) runWith(t *testing.T, h runtime.Handler, change func(*runtime.Options)) (stop func()) {
	t.Helper()
	stage, _ := contract.StageNamed(contract.StageParser)
	opts := runtime.Options{
		Stage: stage, JS: r.js, Publisher: r.pub, Log: slog.New(slog.DiscardHandler),
		Metrics: runtime.NewMetrics(r.reg, stage.Name), Drain: 5 * time.Second,
	}
	change(&opts)
	lp, err := runtime.New(opts, h)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- lp.Run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(stop)
	return stop
}

func (r rig) discover(t *testing.T, trigger string) {
	t.Helper()
	r.discoverOn(t, contract.SubjectDiscoveredLive, trigger, "")
}

// discoverOn publishes to one of the lanes, as part of a run when one is given.
func (r rig) discoverOn(t *testing.T, subject, trigger, run string) {
	t.Helper()
	m := &nats.Msg{Subject: subject, Data: []byte(`{}`), Header: nats.Header{}}
	m.Header.Set(contract.HeaderTrigger, trigger)
	m.Header.Set(contract.HeaderArticle, "a")
	m.Header.Set(contract.HeaderMsgID, "fetcher/"+trigger+run)
	if run != "" {
		m.Header.Set(contract.HeaderRun, run)
	}
	if err := r.pub.Publish(t.Context(), []*nats.Msg{m}, true); err != nil {
		t.Fatal(err)
	}
}

// next returns the first message on subject, waiting for it.
func (r rig) next(t *testing.T, stream, subject string) jetstream.Msg {
	t.Helper()
	cons, err := r.js.OrderedConsumer(t.Context(), stream, jetstream.OrderedConsumerConfig{FilterSubjects: []string{subject}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := cons.Next(jetstream.FetchMaxWait(10 * time.Second))
	if err != nil {
		t.Fatalf("nothing came on %s: %v", subject, err)
	}
	return m
}

func (r rig) ledger(t *testing.T) contract.LedgerEntry {
	t.Helper()
	var e contract.LedgerEntry
	if err := json.Unmarshal(r.next(t, contract.StreamLedger, "icc.ledger.parser").Data(), &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func (r rig) waitEmpty(t *testing.T, stream string) {
	t.Helper()
	until(t, stream+" is empty", func() bool { return r.held(t, stream) == 0 })
}

// held counts the messages of a stream.
func (r rig) held(t *testing.T, stream string) uint64 {
	t.Helper()
	s, err := r.js.Stream(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	return s.CachedInfo().State.Msgs
}

// metric returns the value of a metric of the loop.
func (r rig) metric(t *testing.T, name string) float64 {
	t.Helper()
	families, err := r.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == name {
			return f.GetMetric()[0].GetCounter().GetValue() + f.GetMetric()[0].GetGauge().GetValue()
		}
	}
	t.Fatalf("there is no metric %s", name)
	return 0
}

// until waits for a condition, failing after a while.
func until(t *testing.T, what string, cond func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for !cond() {
		if ctx.Err() != nil {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestVerdicts(t *testing.T) {
	boom := errors.New("boom")
	tests := []struct {
		name   string
		err    error
		panics bool
		want   contract.Status
		reason string
	}{
		{"permanent", runtime.Permanent("bad-json", boom), false, contract.StatusDead, "bad-json"},
		{"panic", nil, true, contract.StatusDead, "panic"},
		{"busy", runtime.Busy("host-busy", time.Now().Add(time.Hour), boom), false, contract.StatusRetrying, "host-busy"},
		{"transient", runtime.Transient("dns", boom), false, contract.StatusRetrying, "dns"},
		{"unmarked", boom, false, contract.StatusRetrying, "error"},
		{"busy too long", runtime.Busy("host-busy", time.Now().Add(8*24*time.Hour), boom), false, contract.StatusDead, "host-busy"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			r.run(t, func(context.Context, runtime.Message) (runtime.Result, error) {
				if tt.panics {
					panic("out of range")
				}
				return runtime.Result{}, tt.err
			}, runtime.Retry{})
			r.discover(t, "a-1")
			e := r.ledger(t)
			if e.Status != tt.want || e.Reason != tt.reason || e.Trigger != "a-1" {
				t.Errorf("ledger says %+v", e)
			}
			r.waitEmpty(t, contract.StreamDiscovered)
			if tt.want == contract.StatusDead {
				var d contract.DeadLetter
				if err := json.Unmarshal(r.next(t, contract.StreamDead, "icc.dead.parser").Data(), &d); err != nil {
					t.Fatal(err)
				}
				if d.Reason != tt.reason || string(d.Data) != "{}" || (tt.panics && d.Stack == "") {
					t.Errorf("dead letter %+v", d)
				}
			}
		})
	}
}

func TestParkedMessageFallsDueAndGoesOn(t *testing.T) {
	r := newRig(t)
	var calls atomic.Int32
	r.run(t, func(_ context.Context, m runtime.Message) (runtime.Result, error) {
		if calls.Add(1) == 1 {
			return runtime.Result{}, runtime.Transient("dns", errors.New("no such host"))
		}
		if m.Attempt != 1 || m.Subject != contract.SubjectDiscoveredLive {
			t.Errorf("due message has attempt %d, subject %s", m.Attempt, m.Subject)
		}
		out, err := runtime.JSONOut(contract.SubjectParsed("en"), "iccwire.parsed", "parser/a/1", struct{}{})
		return runtime.Result{Out: []runtime.Out{out}}, err
	}, runtime.Retry{Min: 50 * time.Millisecond})
	r.discover(t, "a-1")
	cons, err := r.js.CreateConsumer(t.Context(), contract.StreamParsed, jetstream.ConsumerConfig{AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		t.Fatal(err)
	}
	m, err := cons.Next(jetstream.FetchMaxWait(10 * time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Headers().Get(contract.HeaderTrigger); got != "a-1" {
		t.Errorf("trigger %q was not handed on", got)
	}
	r.waitEmpty(t, contract.StreamLater)
}

func TestSameIdOfAnotherTriggerIsNotSwallowed(t *testing.T) {
	r := newRig(t)
	r.run(t, func(context.Context, runtime.Message) (runtime.Result, error) {
		out, err := runtime.JSONOut(contract.SubjectParsed("en"), "iccwire.parsed", "parser/a/1/0", struct{}{})
		return runtime.Result{Out: []runtime.Out{out}}, err
	}, runtime.Retry{})
	r.discover(t, "a-1")
	r.discover(t, "a-2")
	r.waitEmpty(t, contract.StreamDiscovered)
	s, err := r.js.Stream(t.Context(), contract.StreamParsed)
	if err != nil {
		t.Fatal(err)
	}
	if n := s.CachedInfo().State.Msgs; n != 2 {
		t.Errorf("%d messages parsed, want one for each trigger", n)
	}
}

func TestAtomicBatchIsAllThere(t *testing.T) {
	r := newRig(t)
	r.run(t, func(_ context.Context, m runtime.Message) (runtime.Result, error) {
		var res runtime.Result
		for _, n := range []string{"one", "two", "three"} {
			res.Out = append(res.Out, runtime.Out{
				Subject: contract.SubjectTag("org:" + n), ID: m.Header.Get(contract.HeaderTrigger) + "/" + n, Data: []byte("{}"), Atomic: true,
			})
		}
		return res, nil
	}, runtime.Retry{})
	for _, trig := range []string{"a", "b", "c", "d"} {
		r.discover(t, trig)
	}
	r.waitEmpty(t, contract.StreamDiscovered)
	s, err := r.js.Stream(t.Context(), contract.StreamEnriched)
	if err != nil {
		t.Fatal(err)
	}
	if n := s.CachedInfo().State.Msgs; n != 12 {
		t.Errorf("%d tag messages, want 12", n)
	}
}

func TestStopFinishesWhatIsInHand(t *testing.T) {
	r := newRig(t)
	began, finish := make(chan struct{}), make(chan struct{})
	var once atomic.Bool
	stop := r.run(t, func(ctx context.Context, _ runtime.Message) (runtime.Result, error) {
		if once.CompareAndSwap(false, true) {
			close(began)
		}
		<-finish
		return runtime.Result{}, ctx.Err()
	}, runtime.Retry{})
	r.discover(t, "a-1")
	<-began
	stopped := make(chan struct{})
	go func() { stop(); close(stopped) }()
	close(finish)
	<-stopped
	r.waitEmpty(t, contract.StreamDiscovered)
}
