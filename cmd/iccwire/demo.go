package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/iccwire/iccwire/cmd/internal/app"
	"github.com/iccwire/iccwire/cmd/internal/world"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/fetcher/schedule"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

const (
	demoInterval = 5 * time.Second // between polls of the demo's feeds: two of them tell their story
	demoLimit    = 5 * time.Minute // after which a demo that runs once gives up
)

type demoCmd struct {
	Data string `env:"ICCWIRE_DATA" type:"path" help:"Folder of all state; by default a temporary one that is removed at the end."`
	Once bool   `help:"Stop when every feed was polled twice and everything has found its end; fail unless the balance holds."`
	JSON bool   `name:"json" help:"Print the summary as one JSON object."`
	placeFlags
}

// Help gives examples.
func (demoCmd) Help() string {
	return "Examples:\n  iccwire demo\n  iccwire demo --once --json"
}

// Run runs the pipeline on the built-in world.
func (c *demoCmd) Run(ctx context.Context, s *streams) error {
	if c.Data == "" {
		dir, err := os.MkdirTemp("", "iccwire-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		c.Data = dir
	} else if _, err := os.Stat(filepath.Join(c.Data, "ledger.db")); err == nil {
		return fmt.Errorf("%s holds an earlier run, and the world's story begins anew each time: give an empty folder", c.Data)
	}
	w := world.New()
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	d := &demo{cmd: c, streams: s, world: w, log: c.logger(s), stop: stop}
	return d.run(ctx)
}

// demo is a running demonstration.
type demo struct {
	cmd     *demoCmd
	streams *streams
	world   *world.World
	log     *slog.Logger
	stop    context.CancelFunc
	sum     ledger.Balance
	told    error // what is wrong with the summary
	done    chan struct{}
}

func (d *demo) run(ctx context.Context) error {
	o := d.cmd.options(d.cmd.Data, d.log)
	o.Feeds, o.Dial = d.feeds(), d.world.DialContext
	o.Fetcher.AllowPrivate, o.Parser.AllowPrivate = true, true // the world is on loopback
	o.Limits = schedule.Limits{Hint: demoInterval, Stretch: 1, Max: demoInterval, Failure: demoInterval}
	o.Retry = runtime.Retry{Min: 500 * time.Millisecond, Max: 2 * time.Second, TransientFor: 30 * time.Second}
	d.done = make(chan struct{})
	o.Started = func(r app.Running) {
		fmt.Fprintf(d.streams.err, "Pages: %s\n", r.Pages)
		go d.watch(ctx, r)
	}
	fmt.Fprintf(d.streams.err, "A little news world of %d sites opens on this machine; iccwire reads its feeds.\n", len(d.world.Hosts()))
	if err := app.Run(ctx, o); err != nil {
		return err
	}
	select {
	case <-d.done:
		return d.told
	default:
		if d.cmd.Once {
			return errors.New("stopped before everything found its end")
		}
		return nil
	}
}

func (d *demo) feeds() []feedlist.Feed {
	var out []feedlist.Feed
	for _, f := range d.world.Feeds() {
		out = append(out, feedlist.Feed{URL: f.URL, Source: f.Source, Language: f.Language, Country: f.Country, Focus: f.Focus, Interval: demoInterval})
	}
	return out
}

// watch waits until the world's story is told, prints the summary, and ends the demo if it is to
// run once.
func (d *demo) watch(ctx context.Context, r app.Running) {
	defer close(d.done)
	limit := time.After(demoLimit)
	for quiet := 0; quiet < 3; {
		select {
		case <-ctx.Done():
			d.told = errors.New("stopped before everything found its end")
			return
		case <-limit:
			d.told = errors.Join(fmt.Errorf("something is still on its way after %s", demoLimit), d.summary(r))
			d.stop()
			return
		case <-time.After(200 * time.Millisecond):
		}
		if d.settled(ctx, r) {
			quiet++
		} else {
			quiet = 0
		}
	}
	d.told = d.summary(r)
	if d.cmd.Once {
		d.stop()
	}
}

// settled reports whether every feed was polled twice and nothing is on its way.
func (d *demo) settled(ctx context.Context, r app.Running) bool {
	for _, f := range d.world.Feeds() {
		if d.world.Polls(f.URL) < 2 {
			return false
		}
	}
	b, err := r.Ledger.Balance()
	return err == nil && b.Discovered == d.world.Offered() && r.Settled(ctx)
}

// summary prints what became of everything; its error says what does not add up.
func (d *demo) summary(r app.Running) error {
	b, err := r.Ledger.Balance()
	if err != nil {
		return err
	}
	d.sum = b
	if d.cmd.JSON {
		out := bufio.NewWriter(d.streams.out)
		b.SkippedBy = nil
		if err := writeJSON(out, b); err != nil {
			return err
		}
	} else {
		d.tell(b, r.Pages)
	}
	switch offered := d.world.Offered(); {
	case b.InFlight != 0 || !b.Holds():
		return fmt.Errorf("the balance does not hold: %d discovered, %d accounted for", b.Discovered, b.Sum())
	case b.Discovered != offered:
		return fmt.Errorf("the world's server offered %d articles, %d were discovered", offered, b.Discovered)
	}
	return nil
}

func (d *demo) tell(b ledger.Balance, pages string) {
	w := d.streams.out
	fmt.Fprintf(w, "\n%d articles discovered (the world's server offered %d):\n", b.Discovered, d.world.Offered())
	fmt.Fprintf(w, "  %3d indexed\n  %3d unchanged\n  %3d irrelevant (not about the Court)\n  %3d duplicate\n  %3d skipped%s\n  %3d dead\n  %3d in flight\n",
		b.Indexed, b.Unchanged, b.Irrelevant, b.Duplicate, b.Skipped, reasons(b.SkippedBy), b.Dead, b.InFlight)
	if b.Holds() {
		fmt.Fprintf(w, "The balance holds: %d = %d.\n", b.Discovered, b.Sum())
	}
	if !d.cmd.Once {
		fmt.Fprintf(w, "Read and search them at %s – stop with Ctrl-C.\n", pages)
	}
}

func reasons(by map[string]int) string {
	var parts []string
	for reason, n := range by {
		parts = append(parts, fmt.Sprintf("%d %s", n, reason))
	}
	if len(parts) == 0 {
		return ""
	}
	slices.Sort(parts)
	s := " ("
	for i, p := range parts {
		if i > 0 {
			s += ", "
		}
		s += p
	}
	return s + ")"
}
