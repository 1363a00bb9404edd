package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/cmd/internal/app"
	"github.com/iccwire/iccwire/services/fetcher"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/indexer/ledger"
	"github.com/iccwire/iccwire/services/parser"
)

const (
	lookEvery = 20 * time.Millisecond // at the balance
	giveUp    = 10 * time.Minute
)

// pipeline measures the whole of iccwire in this process: from the moment that its feeds can be
// reached until it has stopped in order with every article at its end.
func (r *report) pipeline(ctx context.Context, dir string, srv *server, profile string) error {
	ctx, cancel := context.WithTimeout(ctx, giveUp)
	defer cancel()
	p := &pipelineRun{articles: r.Articles, gate: make(chan struct{}), done: cancel}
	o := p.options(filepath.Join(dir, "pipeline"), srv)
	o.Started = func(up app.Running) { go p.watch(ctx, up.Ledger, profile) }
	if err := app.Run(ctx, o); err != nil {
		return fmt.Errorf("the pipeline: %w", err)
	}
	pprof.StopCPUProfile()
	if p.err != nil {
		return p.err
	}
	whole := p.start.spent()
	whole.wall = p.wall
	r.Pipeline = r.line("pipeline", whole, p.articles, 0)
	r.Balance = p.balance
	return nil
}

// pipelineRun is a run under way.
type pipelineRun struct {
	articles int
	gate     chan struct{} // closed when feeds may be reached
	done     func()
	start    usage
	wall     time.Duration
	balance  ledger.Balance
	err      error
}

// options are those of the command up, without pauses between requests. The log is written, to
// nowhere: its lines cost what they cost.
func (p *pipelineRun) options(data string, srv *server) app.Options {
	var feeds []feedlist.Feed
	for _, f := range srv.feeds {
		feeds = append(feeds, feedlist.Feed{URL: f.URL, Source: f.Source, Language: f.Language, Focus: f.Focus, Interval: 6 * time.Hour})
	}
	return app.Options{
		Data: data, NATSListen: "none", Feeds: feeds,
		Fetcher: fetcher.Config{AllowPrivate: true}, Parser: parser.Config{AllowPrivate: true, Concurrency: fetchers},
		Indexer: indexer.Config{HTTP: "127.0.0.1:0"},
		Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			select {
			case <-p.gate:
				return srv.dial(ctx, network, addr)
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		},
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
		Registry: prometheus.NewRegistry(),
	}
}

// watch opens the gate and ends the run when every article has found its end.
func (p *pipelineRun) watch(ctx context.Context, book *ledger.Store, profile string) {
	defer p.done()
	if p.err = startProfile(profile); p.err != nil {
		return
	}
	p.start = fresh()
	close(p.gate)
	for p.err == nil && !p.settled() {
		select {
		case <-time.After(lookEvery):
			p.balance, p.err = book.Balance()
		case <-ctx.Done():
			p.err = fmt.Errorf("the pipeline was stopped before its end: %+v", p.balance)
		}
	}
	p.wall = time.Since(p.start.at)
	if p.err == nil && p.balance.Indexed < p.articles*9/10 {
		p.err = fmt.Errorf("only %d of %d articles were indexed, so this measures something else: %+v", p.balance.Indexed, p.articles, p.balance)
	}
}

func (p *pipelineRun) settled() bool {
	return p.balance.Discovered >= p.articles && p.balance.InFlight == 0
}

func startProfile(path string) error {
	if path == "" {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return pprof.StartCPUProfile(f) // closes with the process
}
