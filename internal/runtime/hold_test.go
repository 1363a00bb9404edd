package runtime_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
)

func TestHeldLoopTakesNothing(t *testing.T) {
	r := newRig(t)
	var hold atomic.Bool
	hold.Store(true)
	r.runWith(t, parsed, func(o *runtime.Options) {
		o.Hold = func(context.Context) string {
			if hold.Load() {
				return "the next stage is behind"
			}
			return ""
		}
	})
	r.discover(t, "a")
	until(t, "the loop says that it holds", func() bool {
		return r.metric(t, "iccwire_loop_held_state") == 1 && r.metric(t, "iccwire_loop_backlog_messages") == 1
	})
	if n := r.held(t, contract.StreamParsed); n != 0 {
		t.Errorf("%d messages came through a loop that holds", n)
	}
	hold.Store(false)
	until(t, "it came through", func() bool { return r.held(t, contract.StreamParsed) == 1 })
	r.waitEmpty(t, contract.StreamDiscovered)
}

// A second consumer that never acknowledges is the clock: each delivery to it is one AckWait.
func TestHeartbeatsKeepLongWork(t *testing.T) {
	const ackWait = 300 * time.Millisecond
	r := newRig(t)
	var calls atomic.Int32
	began, finish := make(chan struct{}, 9), make(chan struct{})
	r.runWith(t, func(ctx context.Context, m runtime.Message) (runtime.Result, error) {
		calls.Add(1)
		began <- struct{}{}
		<-finish
		return parsed(ctx, m)
	}, func(o *runtime.Options) { o.AckWait = ackWait })
	r.discover(t, "a")
	<-began
	clock, err := r.js.CreateConsumer(t.Context(), contract.StreamFeeds, jetstream.ConsumerConfig{AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.js.Publish(t.Context(), contract.SubjectFeeds("tick"), nil); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if _, err := clock.Next(jetstream.FetchMaxWait(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	close(finish)
	r.waitEmpty(t, contract.StreamDiscovered)
	if calls.Load() != 1 || r.metric(t, "iccwire_loop_redelivered_total") != 0 {
		t.Errorf("handled %d times", calls.Load())
	}
}

func TestStopGivesUpOnWhatTakesTooLong(t *testing.T) {
	r := newRig(t)
	began := make(chan struct{}, 1)
	stop := r.runWith(t, func(ctx context.Context, _ runtime.Message) (runtime.Result, error) {
		began <- struct{}{}
		<-ctx.Done()
		return runtime.Result{}, nil
	}, func(o *runtime.Options) { o.Drain = 10 * time.Millisecond })
	r.discover(t, "a")
	<-began
	stop()
	if n := r.held(t, contract.StreamDiscovered); n != 1 {
		t.Errorf("%d messages are left to be delivered again, want 1", n)
	}
	if n := r.held(t, contract.StreamDead) + r.held(t, contract.StreamLater); n != 0 {
		t.Errorf("stopping was taken for a failure")
	}
}

func TestVanishedStreamIsRestored(t *testing.T) {
	r := newRig(t)
	restored := make(chan struct{}, 9)
	r.runWith(t, parsed, func(o *runtime.Options) {
		o.Ensure = func(ctx context.Context) error {
			defer func() { restored <- struct{}{} }()
			_, err := r.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: contract.StreamDiscovered, Subjects: []string{"icc.discovered.*"}, Retention: jetstream.WorkQueuePolicy})
			return err
		}
	})
	r.discover(t, "a")
	r.waitEmpty(t, contract.StreamDiscovered)
	if err := r.js.DeleteStream(t.Context(), contract.StreamDiscovered); err != nil {
		t.Fatal(err)
	}
	<-restored
	r.discover(t, "b")
	r.waitEmpty(t, contract.StreamDiscovered)
	if n := r.held(t, contract.StreamParsed); n != 2 {
		t.Errorf("%d articles came through, want 2", n)
	}
}

func TestOptionsThatAreMissing(t *testing.T) {
	if _, err := runtime.New(runtime.Options{}, parsed); err == nil {
		t.Error("a loop without a broker was made")
	}
	r := newRig(t)
	opts := runtime.Options{JS: r.js, Publisher: r.pub, Metrics: runtime.NewMetrics(r.reg, "x")}
	if _, err := runtime.New(opts, parsed); err == nil {
		t.Error("a loop without a log was made")
	}
}
