package indexer

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/group"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// Options is what Run needs. Deps is required.
type Options struct {
	Config
	service.Deps
	Retry runtime.Retry
	// Opened is called once the index and the ledger's store can be read, before the first message.
	Opened func(*index.Index, *ledger.Store)
	// Extra, when not nil, answers what the pages and the API do not.
	Extra http.Handler
	// Listening is called with the address of the pages; nil is allowed.
	Listening func(net.Addr)
}

// Bounds of one commit.
const (
	maxArticleBatch = 256
	maxLedgerBatch  = 2000
	ledgerWriters   = 1024
)

// Each commit makes a piece of index that must later be merged with others: a hundred articles one
// by one cost four times what they cost together, so that a second's delay is well spent while
// many come.
var (
	articlePatience = group.Patience{Quiet: 100 * time.Millisecond, Most: time.Second}
	ledgerPatience  = group.Patience{Quiet: 20 * time.Millisecond, Most: 200 * time.Millisecond}
)

// indexer is the stage's state.
type indexer struct {
	index    *index.Index
	store    *ledger.Store
	articles *group.Group[contract.Article, index.Outcome]
	entries  *group.Group[contract.LedgerEntry, error]
	metrics  *metrics
	known    atomic.Pointer[catalogue.Catalogue] // changes when the operator's catalogue does
}

// lookEvery is how often the operator's catalogue is looked at.
const lookEvery = 5 * time.Second

// Run indexes articles and serves them until ctx ends.
func Run(ctx context.Context, o Options) error {
	o.Config = o.withDefaults()
	if err := o.Validate(); err != nil {
		return err
	}
	x, err := open(o)
	if err != nil {
		return err
	}
	defer x.close()
	loops, err := x.loops(o)
	if err != nil {
		return err
	}
	if o.Opened != nil {
		o.Opened(x.index, x.store)
	}
	handler, err := x.handler(ctx, o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	errs := make([]error, len(loops)+1)
	if o.Catalogue != "" {
		wg.Go(func() { catalogue.Follow(ctx, o.Catalogue, lookEvery, x.known.Load().Version(), x.reload) })
	}
	wg.Go(func() {
		errs[0] = service.Serve(ctx, o.HTTP, handler, o.Log, o.Listening)
		cancel(errs[0]) // without pages the service is no use
	})
	for i, lp := range loops {
		wg.Go(func() { errs[i+1] = lp.Run(ctx) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func open(o Options) (*indexer, error) {
	known, err := catalogue.Open(o.Catalogue)
	if err != nil {
		return nil, err
	}
	idx, err := index.Open(filepath.Join(o.Data, "index"), o.Log)
	if err != nil {
		return nil, fmt.Errorf("cannot open the index: %w", err)
	}
	store, err := ledger.Open(filepath.Join(o.Data, "ledger.db"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("cannot open the ledger's store: %w", err), idx.Close())
	}
	x := &indexer{index: idx, store: store, metrics: newMetrics(o.Registry, idx, store)}
	x.known.Store(known)
	x.articles = group.New(maxArticleBatch, articlePatience, x.commit)
	x.entries = group.New(maxLedgerBatch, ledgerPatience, x.apply)
	return x, nil
}

// close ends what open began, in the reverse order.
func (x *indexer) close() {
	x.entries.Close()
	x.articles.Close()
	x.store.Close()
	x.index.Close()
}

// commit makes a group of articles searchable in one batch.
func (x *indexer) commit(docs []contract.Article) ([]index.Outcome, error) {
	x.metrics.batch.Observe(float64(len(docs)))
	return x.index.Upsert(context.Background(), docs)
}

// apply takes a group of ledger entries into the store in one transaction. The errors are those of
// entries that can never be kept.
func (x *indexer) apply(entries []contract.LedgerEntry) ([]error, error) {
	refused := make([]error, len(entries))
	err := x.store.Apply(entries)
	if bad := (*ledger.BadEntriesError)(nil); !errors.As(err, &bad) {
		return refused, err
	}
	for i := range entries { // the good ones are in; once more does them no harm
		refused[i] = x.store.Apply(entries[i : i+1])
	}
	return refused, nil
}

// loops are the two that the indexer runs: articles, and the ledger of all stages.
func (x *indexer) loops(o Options) ([]*runtime.Loop, error) {
	stage, _ := contract.StageNamed(contract.StageIndexer)
	articles, err := runtime.New(runtime.Options{
		Stage: stage, JS: o.JS, Publisher: o.Publisher, Log: o.Log, Concurrency: o.Concurrency, Retry: o.Retry, Ensure: o.Ensure,
		Metrics: runtime.NewMetrics(o.Registry, stage.Name),
		Sources: []runtime.Source{{Stream: stage.Stream, Durable: stage.Durable, Filters: stage.Reads}},
	}, x.handle)
	if err != nil {
		return nil, err
	}
	book := contract.Stage{Name: "ledger", Stream: contract.StreamLedger, Durable: "ledger"}
	entries, err := runtime.New(runtime.Options{
		Stage: book, JS: o.JS, Publisher: o.Publisher, Log: o.Log, Concurrency: ledgerWriters, Retry: o.Retry, Ensure: o.Ensure,
		Metrics: runtime.NewMetrics(o.Registry, book.Name), NoLedger: true,
	}, x.project)
	if err != nil {
		return nil, err
	}
	o.Ready.Loop(articles)
	return []*runtime.Loop{articles, entries}, nil
}
