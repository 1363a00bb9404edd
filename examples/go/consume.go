package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

const (
	batch      = 100                 // messages asked for at once: never more than we are about to handle
	fetchWait  = 2 * time.Second     // how long one request waits for messages
	retryAfter = time.Second         // after a request that failed
	ackWait    = 30 * time.Second    // the broker gives a message again that was not acknowledged by then
	forgetIdle = 30 * 24 * time.Hour // as long as the stream keeps messages: by then nothing is left to resume
)

// openConsumer finds our place in the stream, or makes it at the first start.
//
// A durable consumer lives in the broker: it knows which messages we acknowledged, and goes on
// there whenever we come back, on whatever machine. Where it begins is decided once, when it is
// made, so --all and --since have no effect later.
func openConsumer(ctx context.Context, js jetstream.JetStream, o options) (jetstream.Consumer, error) {
	subject := contract.SubjectTag("situation:" + o.situation)
	cons, err := js.Consumer(ctx, contract.StreamEnriched, o.durable)
	if err == nil {
		if have := cons.CachedInfo().Config.FilterSubject; have != subject {
			return nil, fmt.Errorf("the durable %s follows %s: choose another --durable for %s", o.durable, have, subject)
		}
		fmt.Fprintf(os.Stderr, "going on at %s: %d messages wait\n", o.durable, cons.CachedInfo().NumPending)
		return cons, nil
	}
	if !errors.Is(err, jetstream.ErrConsumerNotFound) {
		return nil, fmt.Errorf("cannot read the stream %s: %w; is this the broker of an iccwire?", contract.StreamEnriched, err)
	}
	cfg := jetstream.ConsumerConfig{
		Durable: o.durable,
		// The broker sends only what matches: other situations cost us nothing.
		FilterSubject: subject,
		// We say of every message when we are done with it. What we do not is given again.
		AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait,
		InactiveThreshold: forgetIdle,
	}
	begin(&cfg, o)
	return js.CreateConsumer(ctx, contract.StreamEnriched, cfg)
}

// begin says where a new consumer starts.
func begin(cfg *jetstream.ConsumerConfig, o options) {
	switch {
	case o.all:
		cfg.DeliverPolicy = jetstream.DeliverAllPolicy
	case o.since > 0:
		from := time.Now().Add(-o.since)
		cfg.DeliverPolicy, cfg.OptStartTime = jetstream.DeliverByStartTimePolicy, &from
	default:
		cfg.DeliverPolicy = jetstream.DeliverNewPolicy
	}
}

// follower is a run.
type follower struct {
	opts    options
	cons    jetstream.Consumer
	known   *seen
	handled int
	count   map[string]int // by what was printed
}

// follow handles messages until it is told to stop, has had --count of them or, with
// --until-idle, none is left.
func (f *follower) follow(ctx context.Context) error {
	for ctx.Err() == nil && !f.enough() {
		got, err := f.fetch(ctx)
		if err != nil {
			return err
		}
		if got == 0 && f.opts.untilIdle && f.idle(ctx) {
			return nil
		}
	}
	return nil
}

func (f *follower) enough() bool { return f.opts.count > 0 && f.handled >= f.opts.count }

// fetch asks for a batch and handles it. Asking for no more than we handle at once keeps messages
// out of our buffers, where they would be nobody's until ackWait is over.
func (f *follower) fetch(ctx context.Context) (got int, err error) {
	n := batch
	if f.opts.count > 0 {
		n = min(n, f.opts.count-f.handled)
	}
	wait, cancel := context.WithTimeout(ctx, fetchWait)
	defer cancel()
	msgs, err := f.cons.Fetch(n, jetstream.FetchContext(wait))
	if err != nil {
		return 0, pause(ctx, err)
	}
	for m := range msgs.Messages() {
		got++
		if ctx.Err() != nil || err != nil {
			_ = m.Nak() // give it back at once; if that fails too, ackWait does the same
			continue
		}
		err = f.handle(ctx, m)
	}
	return got, errors.Join(err, pause(ctx, msgs.Error()))
}

// pause decides about a request that failed: the end of its time is no failure, a consumer that is
// gone is the end, and anything else (the broker restarts, the network is away) passes.
func pause(ctx context.Context, err error) error {
	switch {
	case err == nil, ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded), errors.Is(err, nats.ErrTimeout), errors.Is(err, jetstream.ErrNoMessages):
		return nil
	case errors.Is(err, jetstream.ErrConsumerNotFound), errors.Is(err, jetstream.ErrConsumerDeleted):
		return fmt.Errorf("our place in the stream is gone: %w; start again, with --since to cover the gap", err)
	}
	fmt.Fprintln(os.Stderr, "trying again:", err)
	select {
	case <-time.After(retryAfter):
	case <-ctx.Done():
	}
	return nil
}

// handle does the three steps of every reliable consumer, in this order: do the work, remember it,
// acknowledge. Whatever dies in between, the message comes again and is known.
func (f *follower) handle(ctx context.Context, m jetstream.Msg) error {
	var t contract.Tag
	if err := json.Unmarshal(m.Data(), &t); err != nil {
		fmt.Fprintln(os.Stderr, "a message that is no JSON was left out:", err)
		return m.TermWithReason("not JSON") // else it would come again for ever
	}
	if t.Schema != contract.SchemaTag {
		// Within a major version only fields are added. This one is of another: stop, so that
		// it still waits for us when we were taught to read it.
		return fmt.Errorf("message %d has schema %q, this program reads %q: upgrade it", f.handled, t.Schema, contract.SchemaTag)
	}
	fact := fact{ID: m.Headers().Get(contract.HeaderID), Article: t.Article, Version: t.Version, Op: t.Op}
	news := f.known.judge(fact)
	if news.isNews() {
		print(string(news), t)
		if err := f.known.remember(fact); err != nil {
			return err
		}
	}
	f.handled++
	f.count[string(news)]++
	// DoubleAck waits for the broker's word, so that a stop right after it repeats nothing.
	if err := m.DoubleAck(ctx); err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "not acknowledged, it will come again:", err)
	}
	return nil
}

// print is the work: one line, its fields apart by tabs.
func print(news string, t contract.Tag) {
	fields := []string{news, t.Article, fmt.Sprint(t.Version), t.Published, t.Source, t.Title, t.URL}
	for i, s := range fields {
		fields[i] = strings.Join(strings.Fields(s), " ")
	}
	fmt.Println(strings.Join(fields, "\t"))
}

// idle asks the broker whether anything waits for us.
func (f *follower) idle(ctx context.Context) bool {
	info, err := f.cons.Info(ctx)
	return err == nil && info.NumPending == 0 && info.NumAckPending == 0
}

func (f *follower) summary() string {
	return fmt.Sprintf("%d messages: %d new, %d update, %d remove, %d known before",
		f.handled, f.count[isNew], f.count[isUpdate], f.count[isRemove], f.count[isKnown])
}
