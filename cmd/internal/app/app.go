// Package app runs all of iccwire in one process: an embedded broker and the four services, each
// by the same Run that its own command uses. It starts the last stage first and stops the first
// stage first, so that each can drain into a live one.
//
// It is wiring only: no stage behaves differently here, and nothing is decided that an option does
// not say.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/broker"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/enricher"
	"github.com/iccwire/iccwire/services/fetcher"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/fetcher/schedule"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
	"github.com/iccwire/iccwire/services/parser"
)

// Options says what runs and where. Data, Log and Registry are required.
type Options struct {
	Data       string // folder of all state
	NATSListen string // address for other clients of the broker, or "none"
	SyncAlways bool   // fsync every message
	Fetcher    fetcher.Config
	Parser     parser.Config
	Enricher   enricher.Config
	Indexer    indexer.Config  // its Data is set by Run
	Feeds      []feedlist.Feed // instead of Fetcher.Feeds
	Limits     schedule.Limits // of the time between polls
	Dial       func(ctx context.Context, network, addr string) (net.Conn, error)
	Retry      runtime.Retry
	Log        *slog.Logger
	Registry   *prometheus.Registry
	Started    func(Running) // called once everything runs
}

// Running is what Started gets.
type Running struct {
	JS     jetstream.JetStream
	Pages  string // address of pages and API
	NATS   string // address of the broker, "" when it has no listener
	Index  *index.Index
	Ledger *ledger.Store
}

// stage is one service in its place.
type stage struct {
	name string
	run  func(context.Context, service.Deps) error
}

// Run starts everything, in the reverse of the flow, and stops it in the order of the flow when
// ctx ends or a stage fails.
func Run(ctx context.Context, o Options) error {
	if err := free(o.Indexer.HTTP); err != nil {
		return err
	}
	b, err := broker.Start(broker.Options{Dir: filepath.Join(o.Data, "nats"), Listen: o.NATSListen, SyncAlways: o.SyncAlways, Log: o.Log})
	if err != nil {
		return err
	}
	defer b.Close()
	nc, err := b.Connect()
	if err != nil {
		return fmt.Errorf("cannot connect to the embedded broker: %w", err)
	}
	defer nc.Close()
	a := &allInOne{opts: o, ready: &service.Ready{}, pages: make(chan net.Addr, 1), opened: make(chan stores, 1)}
	return a.run(ctx, b, nc)
}

// free makes sure that the pages can be served before anything else is begun.
func free(listen string) error {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("the pages cannot be served: %w; choose another address with --listen", err)
	}
	return l.Close()
}

// writeURL tells other commands where the broker listens.
func writeURL(data, url string) (remove func(), err error) {
	path := filepath.Join(data, "nats.url")
	if url == "" {
		return func() {}, nil
	}
	if err := os.WriteFile(path, []byte(url+"\n"), 0o644); err != nil {
		return nil, fmt.Errorf("cannot say where the broker listens: %w", err)
	}
	return func() { os.Remove(path) }, nil
}

// stores is what the indexer opened.
type stores struct {
	index *index.Index
	store *ledger.Store
}

// allInOne is a run's state.
type allInOne struct {
	opts   Options
	ready  *service.Ready
	pages  chan net.Addr
	opened chan stores
}

// stages lists the services in the order they start: against the flow.
func (a *allInOne) stages() []stage {
	o := a.opts
	o.Indexer.Data = o.Data
	o.Parser.Data = o.Data
	return []stage{
		{name: contract.StageIndexer, run: func(ctx context.Context, d service.Deps) error {
			return indexer.Run(ctx, indexer.Options{
				Config: o.Indexer, Deps: d, Retry: o.Retry, Extra: service.OpsHandler(o.Registry, a.ready),
				Opened:    func(x *index.Index, s *ledger.Store) { a.opened <- stores{x, s} },
				Listening: func(at net.Addr) { a.pages <- at },
			})
		}},
		{name: contract.StageEnricher, run: func(ctx context.Context, d service.Deps) error {
			return enricher.Run(ctx, enricher.Options{Config: o.Enricher, Deps: d, Retry: o.Retry})
		}},
		{name: contract.StageParser, run: func(ctx context.Context, d service.Deps) error {
			return parser.Run(ctx, parser.Options{Config: o.Parser, Deps: d, Retry: o.Retry, Dial: o.Dial})
		}},
		{name: contract.StageFetcher, run: func(ctx context.Context, d service.Deps) error {
			return fetcher.Run(ctx, fetcher.Options{Config: o.Fetcher, Deps: d, Feeds: o.Feeds, Limits: o.Limits, Dial: o.Dial})
		}},
	}
}

var errStageEnded = errors.New("a service ended by itself")
