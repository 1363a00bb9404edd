package enricher

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/enricher/overrides"
	"github.com/iccwire/iccwire/services/enricher/story"
	"github.com/iccwire/iccwire/services/enricher/tagger"
)

// Options is what Run needs. Deps is required; without a Tagger, Run makes one of Config.Catalogue.
type Options struct {
	Config
	service.Deps
	Tagger *tagger.Tagger
	Retry  runtime.Retry
}

// NewTagger returns a tagger on the built-in catalogue, with dir's entries over it unless dir is
// empty.
func NewTagger(dir string) (*tagger.Tagger, error) {
	c, err := catalogue.Open(dir)
	if err != nil {
		return nil, err
	}
	return tagger.New(c)
}

// readOverrides reads the corrections by hand, if there are any. Ids in them are checked against the catalogue that the
// service begins with.
func readOverrides(c Config) (*overrides.Set, error) {
	if c.Overrides == "" {
		return nil, nil
	}
	known, err := catalogue.Open(c.Catalogue)
	if err != nil {
		return nil, err
	}
	return overrides.Read(c.Overrides, known)
}

// Run enriches articles until ctx ends.
func Run(ctx context.Context, o Options) error {
	o.Config = o.withDefaults()
	if err := o.Validate(); err != nil {
		return err
	}
	if o.Tagger == nil {
		t, err := NewTagger(o.Catalogue)
		if err != nil {
			return err
		}
		o.Tagger = t
	}
	fixes, err := readOverrides(o.Config)
	if err != nil {
		return err
	}
	e, err := open(ctx, o)
	if err != nil {
		return err
	}
	e.fixes = fixes
	stage, _ := contract.StageNamed(contract.StageEnricher)
	lp, err := runtime.New(runtime.Options{
		Stage: stage, JS: o.JS, Publisher: o.Publisher, Log: o.Log, Concurrency: o.Concurrency,
		Metrics: runtime.NewMetrics(o.Registry, stage.Name), Retry: o.Retry, Ensure: o.Ensure,
		Hold: e.behind.reason,
	}, e.handle)
	if err != nil {
		return err
	}
	o.Ready.Loop(lp)
	var watching sync.WaitGroup
	wctx, stop := context.WithCancel(ctx)
	watching.Go(func() { e.watch(wctx) })
	if o.Catalogue != "" {
		watching.Go(func() { catalogue.Follow(wctx, o.Catalogue, lookEvery, o.Tagger.Catalogue(), e.reload) })
	}
	defer watching.Wait()
	defer stop()
	select { // a copy of an article of before must find its story
	case <-e.loaded:
	case <-ctx.Done():
	}
	return lp.Run(ctx)
}

// enricher is the stage's state.
type enricher struct {
	opts    Options
	tagger  atomic.Pointer[tagger.Tagger] // changes when the operator's catalogue does
	fixes   *overrides.Set
	records records
	epochs  *epochs
	stories *story.Index
	claims  claims
	placing sync.Mutex
	once    sync.Once
	loaded  chan struct{} // closed once the stories of before are known
	metrics *metrics
	behind  *behind
}

func open(ctx context.Context, o Options) (*enricher, error) {
	articles, err := o.JS.KeyValue(ctx, contract.BucketArticles)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketArticles, err)
	}
	claimed, err := o.JS.KeyValue(ctx, contract.BucketClaims)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketClaims, err)
	}
	numbers, err := o.JS.KeyValue(ctx, contract.BucketEpochs)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketEpochs, err)
	}
	e := &enricher{
		opts: o, records: records{articles}, epochs: &epochs{kv: numbers, known: map[string]int64{}},
		stories: story.NewIndex(), claims: claims{claimed}, loaded: make(chan struct{}), metrics: newMetrics(o.Registry), behind: &behind{js: o.JS, limit: o.MaxBehind},
	}
	e.tagger.Store(o.Tagger)
	return e, nil
}

// watch keeps the story index in step with the records of all enrichers, this one's included.
func (e *enricher) watch(ctx context.Context) {
	for ctx.Err() == nil {
		w, err := e.records.kv.WatchAll(ctx)
		if err == nil {
			e.follow(ctx, w)
			_ = w.Stop() // fails only when ctx ended it already
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

func (e *enricher) follow(ctx context.Context, w jetstream.KeyWatcher) {
	for {
		select {
		case <-ctx.Done():
			return
		case entry, ok := <-w.Updates():
			if !ok {
				return
			}
			if entry == nil { // the end of what was there
				e.once.Do(func() { close(e.loaded) })
				continue
			}
			e.learn(entry)
		}
	}
}

func (e *enricher) learn(entry jetstream.KeyValueEntry) {
	if entry.Operation() != jetstream.KeyValuePut {
		e.stories.Remove(entry.Key())
		return
	}
	var rec record
	if err := json.Unmarshal(entry.Value(), &rec); err == nil && rec.Story != "" {
		e.stories.Put(entry.Key(), rec.Story, rec.Published, rec.Signature)
	}
}

// lookEvery is how often the operator's catalogue is looked at.
const lookEvery = 5 * time.Second

// reload takes over a changed catalogue. One with an error is refused and the last good one stays.
func (e *enricher) reload(c *catalogue.Catalogue, err error) {
	var t *tagger.Tagger
	if err == nil {
		t, err = tagger.New(c)
	}
	if err != nil {
		e.metrics.reloads.WithLabelValues("refused").Inc()
		e.opts.Log.Error("catalogue refused, the last good one stays", "folder", e.opts.Catalogue, "catalogue", e.tagger.Load().Catalogue(), "error", err)
		return
	}
	e.tagger.Store(t)
	e.metrics.reloads.WithLabelValues("taken").Inc()
	e.opts.Log.Info("catalogue taken over", "folder", e.opts.Catalogue, "catalogue", t.Catalogue())
}

// digest names all that decides what is said of a page: the extractor that read it, the tagger with its catalogue, and
// the corrections by hand.
func (e *enricher) digest(extractor string, t *tagger.Tagger) string {
	said := extractor + "\x00" + t.Digest()
	if fixes := e.fixes.Digest(); fixes != "" {
		said += "\x00" + fixes
	}
	sum := sha256.Sum256([]byte(said))
	return hex.EncodeToString(sum[:12])
}

// behind tells how far the indexer is behind, asked at most once a second.
type behind struct {
	js    jetstream.JetStream
	limit int
	mu    sync.Mutex
	asked time.Time
	last  string
}

// reason keeps the enricher from filling ENRICHED, which has no limit but age and so must never
// hold articles that nobody will have read by then.
func (b *behind) reason(ctx context.Context) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if time.Since(b.asked) < time.Second {
		return b.last
	}
	b.asked = time.Now()
	b.last = ""
	cons, err := b.js.Consumer(ctx, contract.StreamEnriched, contract.StageIndexer)
	if err == nil && cons.CachedInfo().NumPending > uint64(b.limit) {
		b.last = fmt.Sprintf("the indexer is %d articles behind", cons.CachedInfo().NumPending)
	}
	return b.last
}
