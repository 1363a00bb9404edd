package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/iccwire/iccwire/cmd/internal/app"
	"github.com/iccwire/iccwire/cmd/internal/console"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/enricher"
	"github.com/iccwire/iccwire/services/fetcher"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/parser"
)

// placeFlags say where a whole pipeline keeps its state and listens.
type placeFlags struct {
	Listen       string            `env:"ICCWIRE_LISTEN" default:"127.0.0.1:8080" help:"Address of pages, API, metrics and health."`
	NATSListen   string            `name:"nats-listen" env:"ICCWIRE_NATS_LISTEN" default:"127.0.0.1:4222" help:"Address of the broker for consumers and other commands, or none."`
	HostDelay    time.Duration     `env:"ICCWIRE_HOST_DELAY" default:"1s" help:"Least time between two requests to one host."`
	AllowPrivate bool              `env:"ICCWIRE_ALLOW_PRIVATE" help:"Let private addresses be fetched: for tests."`
	UserAgent    string            `env:"ICCWIRE_USER_AGENT" help:"How requests introduce themselves; name a page or address of yours in it."`
	Catalogue    string            `env:"ICCWIRE_CATALOGUE" type:"path" help:"Folder of YAML files that add to the built-in catalogue or override it."`
	Overrides    string            `env:"ICCWIRE_OVERRIDES" type:"path" help:"YAML file of corrections by hand, for articles, stories and sources."`
	SyncAlways   bool              `env:"ICCWIRE_SYNC_ALWAYS" help:"Write every message through to the disk: survives power loss, costs speed."`
	Log          service.LogConfig `embed:"" prefix:"log-"`
}

// options turns the flags into what runs.
func (f placeFlags) options(data string, log *slog.Logger) app.Options {
	return app.Options{
		Data: data, NATSListen: f.NATSListen, SyncAlways: f.SyncAlways,
		Fetcher:  fetcher.Config{HostDelay: f.HostDelay, AllowPrivate: f.AllowPrivate, UserAgent: f.UserAgent},
		Parser:   parser.Config{HostDelay: f.HostDelay, AllowPrivate: f.AllowPrivate, UserAgent: f.UserAgent},
		Enricher: enricher.Config{Catalogue: f.Catalogue, Overrides: f.Overrides},
		Indexer:  indexer.Config{HTTP: f.Listen, Catalogue: f.Catalogue},
		Log:      log, Registry: newRegistry(),
	}
}

func newRegistry() *prometheus.Registry {
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return reg
}

type upCmd struct {
	Data  string `env:"ICCWIRE_DATA" default:"./iccwire-data" type:"path" help:"Folder of all state: stop at any moment, start again, nothing is lost."`
	Feeds string `env:"ICCWIRE_FEEDS" default:"deploy/feeds.yaml" type:"path" help:"The list of feeds: YAML, or OPML from another reader."`
	placeFlags
}

// Help gives an example.
func (upCmd) Help() string {
	return "Example:\n  iccwire up --data /var/lib/iccwire --feeds feeds.yaml --user-agent 'my-newsroom/1.0 (+https://example.org/robot)'"
}

// Run runs everything until it is told to stop.
func (c *upCmd) Run(ctx context.Context, s *streams) error {
	o := c.options(c.Data, c.logger(s))
	o.Fetcher.Feeds = c.Feeds
	o.Started = func(r app.Running) {
		fmt.Fprintf(s.err, "iccwire is up: pages at %s, state in %s\n", r.Pages, c.Data)
		if r.NATS != "" {
			fmt.Fprintf(s.err, "consumers subscribe at %s; stop with Ctrl-C\n", r.NATS)
		}
	}
	defer context.AfterFunc(ctx, func() { fmt.Fprintln(s.err, "stopping: what is in hand is finished first") })()
	return app.Run(ctx, o)
}

// logger writes lines for a person, or JSON when asked.
func (f placeFlags) logger(s *streams) *slog.Logger {
	if f.Log.Format == "json" || f.Log.Level != "info" {
		return f.Log.Logger(s.err)
	}
	return slog.New(console.New(s.err, isTerminal(s.err)))
}

func isTerminal(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == ""
}
