package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// Options configures a loop. JS, Publisher, Metrics and Log are required.
type Options struct {
	Stage       contract.Stage
	JS          jetstream.JetStream
	Publisher   *Publisher
	Metrics     *Metrics
	Log         *slog.Logger
	Sources     []Source      // none: the stage's stream, whole
	Concurrency int           // messages in hand at once per source; 0 means 64
	Timeout     time.Duration // of one handler call; 0 means 2 min
	Drain       time.Duration // how long messages in hand may take once ctx ends; 0 means 20 s
	AckWait     time.Duration // until the broker delivers a message again of which it hears nothing; 0 means 30 s
	Retry       Retry
	// NoLedger keeps the loop from writing ledger entries: for the one that reads the ledger.
	NoLedger bool
	// Hold, when it returns a reason, keeps the loop from taking more messages.
	Hold func(context.Context) string
	// Ensure restores streams that vanished, such as after a broker lost its disk.
	Ensure func(context.Context) error
}

func (o *Options) validate() error {
	switch {
	case o.JS == nil, o.Publisher == nil, o.Metrics == nil, o.Log == nil:
		return errors.New("runtime: JS, Publisher, Metrics and Log must be set")
	case o.Stage.Name == "":
		return errors.New("runtime: Stage must be set")
	}
	if o.Concurrency == 0 {
		o.Concurrency = 64
	}
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Minute
	}
	if o.Drain == 0 {
		o.Drain = 20 * time.Second
	}
	if o.AckWait == 0 {
		o.AckWait = ackWait
	}
	if len(o.Sources) == 0 {
		o.Sources = []Source{{Stream: o.Stage.Stream, Durable: o.Stage.Durable}}
	}
	o.Sources = append([]Source{dueSource(o.Stage.Name)}, o.Sources...)
	o.Retry = o.Retry.withDefaults()
	return nil
}

// Loop consumes a stage's messages. Make it with New, run it once.
type Loop struct{ l *loop }

type loop struct {
	opts    Options
	handler Handler
	pub     *Publisher
	log     *slog.Logger
	work    context.Context // outlives the cancel by Options.Drain
	wg      sync.WaitGroup

	mu     sync.Mutex
	inHand map[jetstream.Msg]struct{}
	ready  map[string]bool // by consumer
	busy   atomic.Int64
}

// New checks the options and returns a loop.
func New(opts Options, handler Handler) (*Loop, error) {
	if err := opts.validate(); err != nil {
		return nil, err
	}
	return &Loop{&loop{
		opts: opts, handler: handler, pub: opts.Publisher.counting(opts.Metrics.retries.Inc), log: opts.Log,
		inHand: map[jetstream.Msg]struct{}{}, ready: map[string]bool{},
	}}, nil
}

// Ready reports whether every consumer can be read.
func (lp *Loop) Ready() bool {
	lp.l.mu.Lock()
	defer lp.l.mu.Unlock()
	for _, s := range lp.l.opts.Sources {
		if !lp.l.ready[s.Durable] {
			return false
		}
	}
	return true
}

// Run consumes until ctx ends, then stops pulling, lets the messages in hand finish within
// Options.Drain and returns nil.
func (lp *Loop) Run(ctx context.Context) error {
	l := lp.l
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	l.work = work
	var pullers sync.WaitGroup
	for i, s := range l.opts.Sources {
		var before *Source
		if s.WhenIdle {
			before = &l.opts.Sources[i-1]
		}
		pullers.Go(func() { l.pull(ctx, s, before) })
	}
	beat, stopBeat := context.WithCancel(context.Background())
	var side sync.WaitGroup
	side.Go(func() { l.heartbeats(beat) })
	side.Go(func() { l.watch(beat) })
	pullers.Wait()
	l.drain(cancel)
	stopBeat()
	side.Wait()
	return nil
}

// drain waits for the messages in hand, and gives up on them after Options.Drain: they are
// delivered again.
func (l *loop) drain(cancel context.CancelFunc) {
	timer := time.AfterFunc(l.opts.Drain, func() {
		l.log.Warn("stopping with messages in hand; they will be delivered again", "in_hand", l.busy.Load(), "after", l.opts.Drain)
		cancel()
	})
	defer timer.Stop()
	l.wg.Wait()
}

func (l *loop) consumerReady(durable string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ready[durable] = ok
}

// start handles a message in a goroutine of its own and gives its slot back.
func (l *loop) start(m jetstream.Msg, free slots) {
	l.hold(m, true)
	l.wg.Go(func() {
		defer free.give(1)
		defer l.hold(m, false)
		l.one(m)
	})
}

func (l *loop) hold(m jetstream.Msg, in bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if in {
		l.inHand[m] = struct{}{}
		l.busy.Add(1)
		l.opts.Metrics.inFlight.Inc()
		return
	}
	delete(l.inHand, m)
	l.busy.Add(-1)
	l.opts.Metrics.inFlight.Dec()
}

// heartbeats tells the broker that the messages in hand are still worked on.
func (l *loop) heartbeats(ctx context.Context) {
	tick := time.NewTicker(l.opts.AckWait / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		l.mu.Lock()
		msgs := maps.Clone(l.inHand)
		l.mu.Unlock()
		for m := range msgs {
			if err := m.InProgress(); err != nil && !errors.Is(err, jetstream.ErrMsgAlreadyAckd) {
				l.log.Debug("heartbeat failed", "error", err)
			}
		}
	}
}

// one takes a message from delivery to acknowledgement.
func (l *loop) one(raw jetstream.Msg) {
	began := time.Now()
	msg, err := newMessage(raw)
	if err != nil {
		l.log.Error("a message without JetStream metadata was left alone", "subject", raw.Subject(), "error", err)
		return
	}
	if msg.Deliveries > 1 {
		l.opts.Metrics.redelivered.Inc()
	}
	outcome, err := l.process(msg)
	if err != nil {
		l.log.Warn("a message was not finished and will be delivered again", "subject", msg.Subject, "trigger", msg.key(), "error", err)
		l.opts.Metrics.messages.WithLabelValues("lost").Inc()
		_ = raw.NakWithDelay(time.Second) // without it AckWait does the same, later
		return
	}
	l.ack(raw)
	l.opts.Metrics.messages.WithLabelValues(outcome).Inc()
	l.opts.Metrics.handle.Observe(time.Since(began).Seconds())
}

// ack waits for the broker's word. When that is lost the message may come again, which every
// handler must stand.
func (l *loop) ack(raw jetstream.Msg) {
	ctx, cancel := context.WithTimeout(l.work, publishTimeout)
	defer cancel()
	if err := raw.DoubleAck(ctx); err != nil {
		l.log.Debug("acknowledgement not confirmed", "error", err)
	}
}

// process handles a message and publishes what follows from it. An error means that the message
// must not be acknowledged.
func (l *loop) process(msg Message) (outcome string, err error) {
	var res Result
	if msg.Deliveries >= maxDeliver {
		err = Permanent("crash-loop", fmt.Errorf("delivered %d times and never finished: the process that handled it died each time", msg.Deliveries))
	} else {
		res, err = l.handle(msg)
	}
	if l.work.Err() != nil {
		return "", l.work.Err()
	}
	if err == nil {
		err = l.finish(msg, res)
		if err == nil || l.work.Err() != nil || l.pub.over(err) {
			return "done", err
		}
	}
	v := judge(err)
	return v.outcome, l.failed(msg, v, err)
}

// handle calls the handler under its time limit and catches a panic.
func (l *loop) handle(msg Message) (res Result, err error) {
	ctx, cancel := context.WithTimeout(l.work, l.opts.Timeout)
	defer cancel()
	defer catch(&err)
	return l.handler(ctx, msg)
}

// confirmed lets the handler remember what was published; when it cannot, the message is tried
// again like after any other error.
func (l *loop) confirmed(remember func(context.Context) error) (err error) {
	if remember == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(l.work, l.opts.Timeout)
	defer cancel()
	defer catch(&err)
	return remember(ctx)
}

// catch turns a panic into an error with its stack.
func catch(err *error) {
	if v := recover(); v != nil {
		*err = &panicError{v, debug.Stack()}
	}
}

// finish publishes a result, confirms it and ends the trigger where the handler said so.
func (l *loop) finish(msg Message, res Result) error {
	fresh := msg.Deliveries <= 1
	now := time.Now()
	var single, atomic []*nats.Msg
	for _, o := range res.Out {
		m := o.stamp(l.opts.Stage.Name, msg, now)
		if o.Atomic {
			atomic = append(atomic, m)
		} else {
			single = append(single, m)
		}
	}
	if len(atomic) > 0 {
		if err := l.pub.PublishAtomic(l.work, atomic, fresh); err != nil {
			return err
		}
	}
	if err := l.pub.Publish(l.work, single, fresh); err != nil {
		return err
	}
	l.opts.Metrics.published.Add(float64(len(res.Out)))
	if err := l.confirmed(res.Confirmed); err != nil {
		return err
	}
	return l.end(msg, res.End, fresh)
}
