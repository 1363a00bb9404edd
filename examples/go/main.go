// Command follow is a downstream consumer of iccwire: it reads icc.tags.situation.<name> and
// writes one line to standard output for each message that says something new.
//
// It is a tutorial and a starting point, not a product: replace print with what your program does.
// Read main.go (what can be asked for), consume.go (how to read so that nothing is lost) and
// seen.go (how to take everything once), in this order.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// options are the command line's.
type options struct {
	natsURL   string
	situation string        // the entity's slug: palestine, ukraine, darfur-sudan …
	durable   string        // the name under which the broker keeps our place
	state     string        // file of what was taken
	all       bool          // begin with the oldest message that is kept
	since     time.Duration // begin so long ago
	count     int           // stop after so many messages, 0 = never
	untilIdle bool          // stop when nothing is left
}

func parseOptions(args []string) (o options, err error) {
	fs := flag.NewFlagSet("follow", flag.ContinueOnError)
	fs.StringVar(&o.natsURL, "nats-url", nats.DefaultURL, "address of the broker; iccwire up and demo write theirs to <data>/nats.url")
	fs.StringVar(&o.situation, "situation", "palestine", "situation to follow, as in icc.tags.situation.<name>")
	fs.StringVar(&o.durable, "durable", "", "name of our place in the stream (default follow-<situation>)")
	fs.StringVar(&o.state, "state", "", "file that remembers what was taken (default <durable>.state)")
	fs.BoolVar(&o.all, "all", false, "at the first start, begin with the oldest message that the broker has")
	fs.DurationVar(&o.since, "since", 0, "at the first start, begin so long ago, such as 24h; without it and --all, with what comes from now on")
	fs.IntVar(&o.count, "count", 0, "stop after so many messages")
	fs.BoolVar(&o.untilIdle, "until-idle", false, "stop when everything there is has been read")
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	if contract.Slug(o.situation) != o.situation {
		return o, fmt.Errorf("--situation %q is no slug: take the part behind the colon of an id such as situation:palestine", o.situation)
	}
	if o.all && o.since > 0 {
		return o, errors.New("--all and --since exclude each other")
	}
	if o.durable == "" {
		o.durable = "follow-" + o.situation
	}
	if o.state == "" {
		o.state = o.durable + ".state"
	}
	return o, nil
}

func main() {
	o, err := parseOptions(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	// Stopping is an ordinary event: the next start goes on where this one ended.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err == nil {
		err = run(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "follow:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	// MaxReconnects(-1): a broker that restarts is waited for, however long it takes.
	nc, err := nats.Connect(o.natsURL, nats.Name("iccwire-example-go"), nats.MaxReconnects(-1))
	if err != nil {
		return fmt.Errorf("cannot reach the broker at %s: %w; start iccwire, or give --nats-url", o.natsURL, err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	known, err := openSeen(o.state, maxSeen)
	if err != nil {
		return err
	}
	defer known.close()
	cons, err := openConsumer(ctx, js, o)
	if err != nil {
		return err
	}
	f := &follower{opts: o, cons: cons, known: known, count: map[string]int{}}
	err = f.follow(ctx)
	fmt.Fprintln(os.Stderr, f.summary())
	return err
}
