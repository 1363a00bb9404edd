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
	maxBatchMsgs  = 1000                 // the broker's bound
	maxBatchBytes = 16 << 20             // of bodies, so that one batch does not stall the connection
	batchLinger   = 2 * time.Millisecond // how long the first article of a batch waits for others
	batchWriters  = 4                    // batches on their way at once; the broker allows 50 a stream
)

// batcher puts the messages of several articles into one atomic batch: one article a batch costs
// ten times as much (measured, see docs/jetstream.md).
type batcher struct {
	js   jetstream.JetStream
	in   chan *batchItem
	done chan struct{}
	wg   sync.WaitGroup
	stop sync.Once
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
	var carry *batchItem
	for {
		items, next, ok := b.collect(carry)
		if !ok {
			return
		}
		carry = next
		b.send(items)
	}
}

// collect gathers articles until the batch is full or the linger is over. The article that did
// not fit comes back as next.
func (b *batcher) collect(first *batchItem) (items []*batchItem, next *batchItem, ok bool) {
	if first == nil {
		select {
		case first = <-b.in:
		case <-b.done:
			return nil, nil, false
		}
	}
	items = []*batchItem{first}
	msgs, bytes := len(first.msgs), first.bytes
	timer := time.NewTimer(batchLinger)
	defer timer.Stop()
	for {
		select {
		case it := <-b.in:
			msgs += len(it.msgs)
			bytes += it.bytes
			if msgs > maxBatchMsgs || bytes > maxBatchBytes {
				return items, it, true
			}
			items = append(items, it)
		case <-timer.C:
			return items, nil, true
		case <-b.done:
			return items, nil, true
		}
	}
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
