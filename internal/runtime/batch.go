package runtime

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

const (
	maxBatchMsgs  = 1000                   // the broker's bound
	maxBatchBytes = 16 << 20               // of bodies, so that one batch does not stall the connection
	batchQuiet    = 20 * time.Millisecond  // a batch waits for more articles as long as they come so close,
	batchLinger   = 100 * time.Millisecond // but no longer than this after its first
	batchWriters  = 4                      // batches on their way at once; the broker allows 50 a stream
)

// batcher puts the messages of several articles into one atomic batch: one article a batch costs
// ten times as much (measured, see docs/jetstream.md).
type batcher struct {
	js    jetstream.JetStream
	in    chan *batchItem
	done  chan struct{}
	wg    sync.WaitGroup
	stop  sync.Once
	turn  sync.Mutex // to collect: the articles of a moment are for one batch, not for several
	carry *batchItem // did not fit into the last batch; belongs to who has the turn
}

// batchItem is one article's messages.
type batchItem struct {
	msgs  []*nats.Msg
	bytes int
	err   chan error
}

func newBatcher(js jetstream.JetStream) *batcher {
	b := &batcher{js: js, in: make(chan *batchItem), done: make(chan struct{})}
	for range batchWriters {
		b.wg.Go(b.run)
	}
	return b
}

func (b *batcher) close() {
	b.stop.Do(func() { close(b.done) })
	b.wg.Wait()
}

// publish sends one article's messages as part of a batch and waits for its outcome.
func (b *batcher) publish(ctx context.Context, msgs []*nats.Msg) error {
	if len(msgs) > maxBatchMsgs {
		return &jetstream.APIError{ErrorCode: errBatchDuplicate, Description: "too many messages for one batch"}
	}
	item := &batchItem{msgs: msgs, err: make(chan error, 1)}
	for _, m := range msgs {
		item.bytes += len(m.Data)
	}
	select {
	case b.in <- item:
	case <-b.done:
		return errStopped
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-item.err:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *batcher) run() {
	for {
		items := b.collect()
		if items == nil {
			return
		}
		b.send(items)
	}
}

// collect gathers articles until the batch is full or nothing more is worth waiting for. It
// returns nil at the end.
func (b *batcher) collect() []*batchItem {
	b.turn.Lock()
	defer b.turn.Unlock()
	first := b.carry
	b.carry = nil
	if first == nil {
		select {
		case first = <-b.in:
		case <-b.done:
			return nil
		}
	}
	items, msgs, bytes := []*batchItem{first}, len(first.msgs), first.bytes
	end := time.Now().Add(batchLinger)
	for {
		it := b.next(min(batchQuiet, time.Until(end)))
		if it == nil {
			return items
		}
		msgs += len(it.msgs)
		bytes += it.bytes
		if msgs > maxBatchMsgs || bytes > maxBatchBytes {
			b.carry = it
			return items
		}
		items = append(items, it)
	}
}

// next returns an article that comes within d, nil when none does.
func (b *batcher) next(d time.Duration) *batchItem {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case it := <-b.in:
		return it
	case <-timer.C:
	case <-b.done:
	}
	return nil
}

// send publishes the batch; when the broker refuses it as a whole, each article is tried as its
// own batch, so that one article's trouble is not its neighbours'. When nobody knows whether it
// got through, everybody is told so.
func (b *batcher) send(items []*batchItem) {
	var all []*nats.Msg
	for _, it := range items {
		all = append(all, it.msgs...)
	}
	err := b.sendOne(all)
	for _, it := range items {
		if refused(err) && len(items) > 1 {
			it.err <- b.sendOne(it.msgs)
			continue
		}
		it.err <- err
	}
}

// refused reports whether nothing of a batch became visible, for certain.
func refused(err error) bool {
	var api jetstream.JetStreamError
	return isPermanent(err) || errors.As(err, &api) && api.APIError() != nil
}

func (b *batcher) sendOne(msgs []*nats.Msg) error {
	ctx, cancel := context.WithTimeout(context.Background(), publishTimeout)
	defer cancel()
	fresh := make([]*nats.Msg, len(msgs))
	for i, m := range msgs {
		fresh[i] = clone(m)
	}
	_, err := jetstreamext.PublishMsgBatch(ctx, b.js, fresh)
	if err != nil && permanentPublish(err) && len(msgs) > 0 {
		return Permanent("too-large", err)
	}
	return err
}
