package service

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// RunFunc is a service's Run: it works until ctx ends.
type RunFunc func(ctx context.Context, d Deps) error

// Main is the whole of a service's command: flags and environment into cli (a pointer to a struct
// that embeds Config and the service's own), signals into a context, then Process. It ends the
// process when something fails.
func Main(name, help string, cli any, common *Config, run RunFunc) {
	var health struct {
		Health bool `help:"Ask the running service whether it is alive, and exit."`
	}
	parser, err := kong.New(cli, kong.Name(name), kong.Description(help), kong.ShortUsageOnError(), kong.Embed(&health))
	if err != nil {
		fail(name, err)
	}
	_, err = parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if health.Health {
		err = CheckHealth(ctx, common.Listen)
	} else {
		err = Process(ctx, name, *common, run)
	}
	if err != nil {
		fail(name, err)
	}
}

func fail(name string, err error) {
	fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
	os.Exit(1)
}

// Process runs one service as a process of its own: it connects, waits for the broker, makes sure
// that the streams are there, serves metrics and health, and runs until ctx ends.
func Process(ctx context.Context, name string, c Config, run RunFunc) error {
	if err := c.Validate(); err != nil {
		return err
	}
	log := c.Log.Logger(os.Stderr).With("stage", name)
	nc, err := Connect(c, name, log)
	if err != nil {
		return err
	}
	defer nc.Close()
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	d, closeDeps, err := NewDeps(nc, log, reg)
	if err != nil {
		return err
	}
	defer closeDeps()
	d.Replicas = c.Replicas
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	served := make(chan error, 1)
	go func() {
		served <- Serve(ctx, c.Listen, OpsHandler(reg, d.Ready), log, func(a net.Addr) { log.Info("metrics and health", "listen", a.String()) })
		cancel() // a service that cannot be watched does not go on
	}()
	if err = waitForBroker(ctx, d); err == nil {
		err = WithoutCancel(ctx, run(ctx, d))
	} else if ctx.Err() != nil {
		err = nil // told to stop while waiting
	}
	cancel()
	return errors.Join(err, <-served)
}

// WithoutCancel drops an error that only says that ctx ended: a service that is told to stop while
// it starts has not failed.
func WithoutCancel(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// waitForBroker creates the streams, as often as it takes: the broker may start later than its
// services, and a refusal is something the operator mends meanwhile.
func waitForBroker(ctx context.Context, d Deps) error {
	for {
		try, cancel := context.WithTimeout(ctx, 10*time.Second)
		err := d.Ensure(try)
		cancel()
		if err == nil {
			return nil
		}
		d.Log.Warn("the broker is not ready, trying again", "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
}
