package fetcher

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/pace"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/fetcher/schedule"
)

// Options is what Run needs. Deps is required.
type Options struct {
	Config
	service.Deps
	Feeds  []feedlist.Feed // instead of the file Config.Feeds
	Limits schedule.Limits // of the time between polls; zero values have defaults
	// Dial replaces the network, in tests and the demo.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// fetcher is the stage's state.
type fetcher struct {
	opts    Options
	log     *slog.Logger
	web     *safehttp.Client
	pace    *pace.Pace
	feeds   store
	seen    jetstream.KeyValue
	members *members
	metrics *metrics
	line    schedule.Line
	offline atomic.Bool // our own line seemed to be down at the last failure
	slots   chan struct{}

	mu    sync.Mutex
	plan  map[string]plan // by feed's address
	polls sync.WaitGroup
}

// plan is what this process knows of a feed's next poll; the record in the bucket decides.
type plan struct {
	next  time.Time
	state string
	busy  bool // a poll of this process is under way
}

const (
	tickEvery = 250 * time.Millisecond // how often due feeds are looked for
	askAgain  = 30 * time.Second       // when another fetcher holds a feed
)

// Run polls feeds until ctx ends, then lets the polls under way finish publishing.
func Run(ctx context.Context, o Options) error {
	o.Config = o.withDefaults()
	if err := o.Validate(); err != nil {
		return err
	}
	if o.Feeds == nil {
		list, err := feedlist.ReadFile(cmp.Or(o.Config.Feeds, "deploy/feeds.yaml"))
		if err != nil {
			return fmt.Errorf("%w; name the list of feeds with --feeds", err)
		}
		o.Feeds = list
	}
	f, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer f.web.Close()
	f.recall(ctx)
	f.members.announce(ctx)
	var side sync.WaitGroup
	side.Go(func() { f.members.run(ctx) })
	o.Log.Info("polling", "feeds", len(o.Feeds))
	o.Ready.Begun()
	f.loop(ctx)
	f.polls.Wait()
	side.Wait()
	return nil
}

func open(ctx context.Context, o Options) (*fetcher, error) {
	kv := map[string]jetstream.KeyValue{}
	for _, name := range []string{contract.BucketFeeds, contract.BucketSeen, contract.BucketMembers} {
		b, err := o.JS.KeyValue(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("bucket %s: %w", name, err)
		}
		kv[name] = b
	}
	slots, err := pace.New(ctx, o.JS)
	if err != nil {
		return nil, err
	}
	return &fetcher{
		opts: o, log: o.Log, pace: slots, metrics: newMetrics(o.Registry),
		web:   safehttp.New(safehttp.Options{UserAgent: o.UserAgent, AllowPrivate: o.AllowPrivate, Dial: o.Dial}),
		feeds: store{kv[contract.BucketFeeds]}, seen: kv[contract.BucketSeen],
		members: newMembers(kv[contract.BucketMembers], service.ReplicaID()),
		slots:   make(chan struct{}, o.Concurrency), plan: map[string]plan{},
	}, nil
}

// recall reads when each feed is due, so that a restart does not poll everything at once.
func (f *fetcher) recall(ctx context.Context) {
	for _, fd := range f.opts.Feeds {
		rec, _, err := f.feeds.load(ctx, fd.URL)
		if err != nil {
			f.log.Warn("cannot read the feed's record", "feed", fd.URL, "error", err)
		}
		f.learn(fd.URL, rec.Next, rec.State)
	}
}

// learn keeps the plan in step with a feed's record. A time in the past is set a little ahead:
// somebody else has the feed, or its record could not be read.
func (f *fetcher) learn(feedURL string, next time.Time, state string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if p, known := f.plan[feedURL]; known && p.busy && !next.After(time.Now()) {
		next = time.Now().Add(askAgain)
	}
	f.plan[feedURL] = plan{next: next, state: state}
}

// loop starts the polls that are due.
func (f *fetcher) loop(ctx context.Context) {
	tick := time.NewTicker(tickEvery)
	defer tick.Stop()
	for {
		for _, fd := range f.due(time.Now()) {
			if !f.start(ctx, fd) {
				return
			}
		}
		f.states()
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// due returns the feeds of this fetcher that are to be polled, and marks them as under way.
func (f *fetcher) due(now time.Time) []feedlist.Feed {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []feedlist.Feed
	for _, fd := range f.opts.Feeds {
		p := f.plan[fd.URL]
		if fd.Disabled || p.busy || p.next.After(now) || !f.members.mine(fd.URL) {
			continue
		}
		p.busy = true
		f.plan[fd.URL] = p
		out = append(out, fd)
	}
	return out
}

// start polls one feed as soon as one of the slots is free; false when ctx ended first.
func (f *fetcher) start(ctx context.Context, fd feedlist.Feed) bool {
	select {
	case f.slots <- struct{}{}:
	case <-ctx.Done():
		return false
	}
	f.polls.Go(func() {
		defer func() { <-f.slots }()
		f.poll(ctx, fd)
		f.free(fd.URL)
	})
	return true
}

// free lets a feed be planned again, also when its poll ended without a word.
func (f *fetcher) free(feedURL string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := f.plan[feedURL]
	if p.busy {
		p.busy = false
		p.next = time.Now().Add(askAgain)
	}
	f.plan[feedURL] = p
}

// states counts this fetcher's feeds for the gauge.
func (f *fetcher) states() {
	counts := map[string]int{"new": 0, "ok": 0, "silent": 0, "failing": 0, "gone": 0}
	f.mu.Lock()
	for _, fd := range f.opts.Feeds {
		if f.members.mine(fd.URL) {
			counts[f.plan[fd.URL].state]++
		}
	}
	f.mu.Unlock()
	for state, n := range counts {
		if state != "" {
			f.metrics.feeds.WithLabelValues(state).Set(float64(n))
		}
	}
}

func msgsOf(o runtime.Out) []*nats.Msg {
	return []*nats.Msg{runtime.NewMsg(contract.StageFetcher, o)}
}

func sleepUntil(ctx context.Context, at time.Time) error {
	d := time.Until(at)
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
