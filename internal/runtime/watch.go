package runtime

import (
	"context"
	"time"

	"github.com/iccwire/iccwire/contract"
)

const watchEvery = 2 * time.Second

// watch keeps the gauges of what waits: the stage's backlog and what is parked.
func (l *loop) watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		l.measure(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (l *loop) measure(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, watchEvery)
	defer cancel()
	backlog := uint64(0)
	for _, s := range l.opts.Sources {
		if cons, err := l.opts.JS.Consumer(ctx, s.Stream, s.Durable); err == nil {
			backlog += cons.CachedInfo().NumPending
		}
	}
	l.opts.Metrics.backlog.Set(float64(backlog))
	if s, err := l.opts.JS.Stream(ctx, contract.StreamLater); err == nil {
		l.opts.Metrics.parked.Set(float64(s.CachedInfo().State.Msgs))
	}
	held := 0.0
	if l.opts.Hold != nil && l.opts.Hold(ctx) != "" {
		held = 1
	}
	l.opts.Metrics.held.Set(held)
}
