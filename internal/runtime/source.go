package runtime

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// The consumers' settings; the reasons are in docs/jetstream.md.
const (
	ackWait       = 30 * time.Second
	maxDeliver    = 8
	maxAckPending = 4096
	fetchWait     = 2 * time.Second
	maxPullWait   = 5 * time.Second
	minPullWait   = 200 * time.Millisecond
)

// Source is a durable consumer that a loop reads.
type Source struct {
	Stream  string
	Durable string
	Filters []string // subjects; none means all of the stream
	// WhenIdle makes this source wait while the one before it in the list has messages.
	WhenIdle bool
}

func (s Source) config(ackWait time.Duration) jetstream.ConsumerConfig {
	return jetstream.ConsumerConfig{
		Durable: s.Durable, FilterSubjects: s.Filters,
		AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait,
		MaxDeliver: maxDeliver, MaxAckPending: maxAckPending,
	}
}

// dueSource is where a stage's parked messages come back.
func dueSource(stage string) Source {
	return Source{Stream: contract.StreamLater, Durable: stage + "-due", Filters: []string{contract.SubjectDue(stage)}}
}

// pull reads one source until ctx ends, taking only as many messages as there are free slots: a
// message that waits in a buffer would be delivered again to somebody else.
func (l *loop) pull(ctx context.Context, s Source, before *Source) {
	free := newSlots(l.opts.Concurrency)
	wait := minPullWait
	for ctx.Err() == nil {
		cons, err := l.opts.JS.CreateOrUpdateConsumer(ctx, s.Stream, s.config(l.opts.AckWait))
		if err == nil {
			l.consumerReady(s.Durable, true)
			err = l.pullFrom(ctx, cons, before, free)
			wait = minPullWait
		}
		if ctx.Err() != nil {
			return
		}
		l.consumerReady(s.Durable, false)
		l.log.Warn("cannot read the stream, trying again", "stream", s.Stream, "consumer", s.Durable, "wait", wait, "error", err)
		if missing(err) && l.opts.Ensure != nil {
			if err := l.opts.Ensure(ctx); err != nil {
				l.log.Warn("cannot restore the streams", "error", err)
			}
		}
		if !sleep(ctx, wait) {
			return
		}
		wait = min(2*wait, maxPullWait)
	}
}

func missing(err error) bool {
	return errors.Is(err, jetstream.ErrStreamNotFound) || errors.Is(err, jetstream.ErrNoStreamResponse)
}

// pullFrom returns when the consumer cannot be read any more.
func (l *loop) pullFrom(ctx context.Context, cons jetstream.Consumer, before *Source, free slots) error {
	for {
		if err := l.mayPull(ctx, before); err != nil {
			return err
		}
		n, err := free.take(ctx)
		if err != nil {
			return err
		}
		got, err := l.fetch(ctx, cons, n, free)
		free.give(n - got)
		if err != nil {
			return err
		}
	}
}

// fetch takes up to n messages and starts a handler for each; it returns how many it started.
func (l *loop) fetch(ctx context.Context, cons jetstream.Consumer, n int, free slots) (started int, err error) {
	fctx, cancel := context.WithTimeout(ctx, fetchWait)
	defer cancel()
	batch, err := cons.Fetch(n, jetstream.FetchContext(fctx))
	if err != nil {
		return 0, err
	}
	for m := range batch.Messages() {
		started++
		l.start(m, free)
	}
	err = batch.Error()
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, jetstream.ErrNoMessages) || errors.Is(err, jetstream.ErrMsgIteratorClosed) {
		err = nil
	}
	return started, err
}

// mayPull waits while the service is told to hold or a source that goes first has messages.
func (l *loop) mayPull(ctx context.Context, before *Source) error {
	for {
		reason := ""
		if l.opts.Hold != nil {
			reason = l.opts.Hold(ctx)
		}
		if reason == "" && before != nil && l.hasMessages(ctx, *before) {
			reason = "live messages first"
		}
		if reason == "" {
			return ctx.Err()
		}
		if !sleep(ctx, holdWait) {
			return ctx.Err()
		}
	}
}

const holdWait = 250 * time.Millisecond

// hasMessages counts a source that cannot be asked as one that has: it may not be made yet.
func (l *loop) hasMessages(ctx context.Context, s Source) bool {
	cons, err := l.opts.JS.Consumer(ctx, s.Stream, s.Durable)
	if err != nil {
		return true
	}
	info := cons.CachedInfo()
	return info.NumPending+uint64(info.NumAckPending) > 0
}
