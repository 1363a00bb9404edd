package parser

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"strings"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/pace"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/parser/archive"
	"github.com/iccwire/iccwire/services/parser/robots"
)

// Options is what Run needs. Deps is required.
type Options struct {
	Config
	service.Deps
	Retry runtime.Retry
	// Dial replaces the network, in tests and the demo.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// parser is the stage's state.
type parser struct {
	opts    Options
	web     *safehttp.Client
	robots  *robots.Cache
	pace    *pace.Pace
	claims  jetstream.KeyValue
	archive *archive.Writer
	metrics *metrics
}

// Run scrapes articles until ctx ends.
func Run(ctx context.Context, o Options) error {
	o.Config = o.withDefaults()
	if err := o.Validate(); err != nil {
		return err
	}
	p, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer p.close()
	stage, _ := contract.StageNamed(contract.StageParser)
	lp, err := runtime.New(runtime.Options{
		Stage: stage, JS: o.JS, Publisher: o.Publisher, Log: o.Log, Concurrency: o.Concurrency,
		Metrics: runtime.NewMetrics(o.Registry, stage.Name), Retry: o.Retry, Ensure: o.Ensure,
		Sources: []runtime.Source{
			{Stream: stage.Stream, Durable: stage.Durable, Filters: []string{contract.SubjectDiscoveredLive}},
			{Stream: stage.Stream, Durable: stage.Durable + "-bulk", Filters: []string{contract.SubjectDiscoveredBulk}, WhenIdle: true},
		},
	}, p.handle)
	if err != nil {
		return err
	}
	o.Ready.Loop(lp)
	return lp.Run(ctx)
}

func open(ctx context.Context, o Options) (*parser, error) {
	slots, err := pace.New(ctx, o.JS)
	if err != nil {
		return nil, err
	}
	claims, err := o.JS.KeyValue(ctx, contract.BucketSeen)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketSeen, err)
	}
	pages, err := archive.Open(archive.Options{
		Dir: filepath.Join(o.Data, "archive"), Replica: contract.Slug(o.Replica), Software: o.UserAgent, Log: o.Log,
	})
	if err != nil {
		return nil, fmt.Errorf("cannot open the archive of pages: %w", err)
	}
	web := safehttp.New(safehttp.Options{UserAgent: o.UserAgent, AllowPrivate: o.AllowPrivate, Dial: o.Dial})
	product, _, _ := strings.Cut(o.UserAgent, "/")
	return &parser{
		opts: o, web: web, robots: robots.New(web, product), pace: slots, claims: claims, archive: pages, metrics: newMetrics(o.Registry),
	}, nil
}

// close ends what open began.
func (p *parser) close() {
	p.web.Close()
	if err := p.archive.Close(); err != nil {
		p.opts.Log.Error("the archive's last file was not finished; the next start mends it", "error", err)
	}
}
