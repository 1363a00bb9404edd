package runtime

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// The broker's error numbers that the publisher knows.
const (
	errMsgTooLarge    jetstream.ErrorCode = 10054
	errBatchDuplicate jetstream.ErrorCode = 10201
	publishTimeout                        = 10 * time.Second
	maxPublishBackoff                     = 2 * time.Second
	minPublishBackoff                     = 20 * time.Millisecond
	maxAsyncInFlight                      = 4096
	rerunSuffix                           = "again"
)

// Publisher publishes messages and waits for the broker's confirmation. It is safe for concurrent
// use: many goroutines waiting at once is what makes it fast.
type Publisher struct {
	js      jetstream.JetStream
	batches *batcher
	retried func() // called for each repeated publish
}

// NewPublisher returns a publisher on nc. Close it after the last Publish.
func NewPublisher(nc *nats.Conn) (*Publisher, error) {
	js, err := jetstream.New(nc,
		jetstream.WithPublishAsyncMaxPending(maxAsyncInFlight),
		jetstream.WithPublishAsyncTimeout(publishTimeout))
	if err != nil {
		return nil, err
	}
	return &Publisher{js: js, batches: newBatcher(js), retried: func() {}}, nil
}

// counting returns the same publisher with a function that is called for each repeated publish.
func (p *Publisher) counting(retried func()) *Publisher { return &Publisher{p.js, p.batches, retried} }

// Close ends the publisher's goroutines. A publish after it fails.
func (p *Publisher) Close() { p.batches.close() }

// Publish sends every message and returns when all are confirmed. Failures of the broker (away,
// without leader, stream full) are tried again with the same id until ctx ends; a message that
// the broker can never take is a Permanent error.
//
// Fresh says that nobody can have sent these messages before. Then the answer "duplicate" means
// that another message bears the same id: the message is sent again under an id of its own, so
// that it is not swallowed.
func (p *Publisher) Publish(ctx context.Context, msgs []*nats.Msg, fresh bool) error {
	waits := make([]*pending, len(msgs))
	for i, m := range msgs {
		waits[i] = p.send(m)
	}
	for i, w := range waits {
		if err := p.confirm(ctx, msgs[i], w, fresh); err != nil {
			return err
		}
	}
	return nil
}

// PublishAtomic sends the messages, all to one stream, so that all or none become visible.
func (p *Publisher) PublishAtomic(ctx context.Context, msgs []*nats.Msg, fresh bool) error {
	for wait := minPublishBackoff; ; wait = min(2*wait, maxPublishBackoff) {
		err := p.batches.publish(ctx, msgs)
		switch {
		case err == nil, isPermanent(err):
			return err
		case hasCode(err, errBatchDuplicate):
			return p.Publish(ctx, msgs, fresh) // some are there already: one by one
		case p.over(err) || !sleep(ctx, wait):
			return stopped(ctx, err)
		}
		fresh = fresh && refused(err) // otherwise it may have got through
		p.retried()
	}
}

// errStopped is a publish after Close.
var errStopped = errors.New("the publisher is closed")

// over reports whether no repetition can help because our own end is closed for good.
func (p *Publisher) over(err error) bool {
	return errors.Is(err, errStopped) || p.js.Conn().IsClosed()
}

func stopped(ctx context.Context, err error) error {
	return fmt.Errorf("publishing was stopped: %w", errors.Join(ctx.Err(), err))
}

// pending is a message on its way.
type pending struct {
	ack jetstream.PubAckFuture
	err error // it could not even be sent
}

func (p *Publisher) send(m *nats.Msg) *pending {
	ack, err := p.js.PublishMsgAsync(clone(m))
	return &pending{ack, err}
}

// clone keeps the client library's changes out of a message that may be sent again.
func clone(m *nats.Msg) *nats.Msg {
	h := make(nats.Header, len(m.Header)+2)
	for k, v := range m.Header {
		h[k] = v
	}
	return &nats.Msg{Subject: m.Subject, Header: h, Data: m.Data}
}

func (p *Publisher) confirm(ctx context.Context, m *nats.Msg, w *pending, fresh bool) error {
	for wait := minPublishBackoff; ; wait = min(2*wait, maxPublishBackoff) {
		ack, err := w.await(ctx)
		switch {
		case err == nil && ack.Duplicate && fresh:
			id := m.Header.Get(contract.HeaderMsgID) + "/" + rerun(m)
			m.Header.Set(contract.HeaderMsgID, id)
			m.Header.Set(contract.HeaderID, id)
		case err == nil:
			return nil
		case permanentPublish(err):
			return Permanent("too-large", fmt.Errorf("the broker refuses a message of %d bytes on %s: %w", len(m.Data), m.Subject, err))
		case p.over(err) || ctx.Err() != nil || !sleep(ctx, wait):
			return stopped(ctx, err)
		default:
			p.retried()
		}
		fresh = false
		w = p.send(m)
	}
}

// rerun tells apart two messages that came to the same id: their triggers differ.
func rerun(m *nats.Msg) string {
	if t := m.Header.Get(contract.HeaderTrigger); t != "" {
		return t
	}
	return rerunSuffix
}

func (w *pending) await(ctx context.Context) (*jetstream.PubAck, error) {
	if w.err != nil {
		return nil, w.err
	}
	select {
	case ack := <-w.ack.Ok():
		return ack, nil
	case err := <-w.ack.Err():
		return nil, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func permanentPublish(err error) bool {
	return errors.Is(err, nats.ErrMaxPayload) || hasCode(err, errMsgTooLarge)
}

func isPermanent(err error) bool {
	var p *permanentError
	return errors.As(err, &p)
}

func hasCode(err error, code jetstream.ErrorCode) bool {
	var api jetstream.JetStreamError
	return errors.As(err, &api) && api.APIError() != nil && api.APIError().ErrorCode == code
}

// sleep waits for d; it reports false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
