package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/cmd/internal/app"
	"github.com/iccwire/iccwire/cmd/internal/world"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/services/fetcher"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/fetcher/schedule"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/indexer/ledger"
	"github.com/iccwire/iccwire/services/parser"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker")) // as long as the process
}

// told is a world whose story was read to its end, and the pipeline that read it, still running.
type told struct {
	world *world.World
	app.Running
}

// tell runs the pipeline on a world until every feed was polled twice and nothing is on its way.
func tell(t *testing.T, opts ...world.Option) told {
	t.Helper()
	w := world.New(opts...)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	running := make(chan app.Running, 1)
	o := options(w, t.TempDir())
	o.Started = func(r app.Running) { running <- r }
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- app.Run(ctx, o) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	select {
	case r := <-running:
		waitForTheEnd(t, w, r)
		return told{w, r}
	case err := <-done:
		done <- nil
		t.Fatalf("the pipeline did not start: %v", err)
		panic("unreachable")
	}
}

func options(w *world.World, dir string) app.Options {
	o := app.Options{
		Data: dir, NATSListen: "none", Dial: w.DialContext, Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(),
		Fetcher: fetcher.Config{AllowPrivate: true}, Parser: parser.Config{AllowPrivate: true, HostDelay: 2 * time.Millisecond},
		Indexer: indexer.Config{HTTP: "127.0.0.1:0"},
		Limits:  schedule.Limits{Hint: time.Second, Stretch: 1, Max: time.Second, Failure: time.Second},
		Retry:   runtime.Retry{Min: 100 * time.Millisecond, Max: time.Second, TransientFor: 20 * time.Second},
	}
	for _, f := range w.Feeds() {
		o.Feeds = append(o.Feeds, feedlist.Feed{URL: f.URL, Source: f.Source, Language: f.Language, Country: f.Country, Focus: f.Focus, Interval: time.Second})
	}
	return o
}

func waitForTheEnd(t *testing.T, w *world.World, r app.Running) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		b, err := r.Ledger.Balance()
		if err == nil && allPolled(w, 2) && b.Discovered == w.Offered() && r.Settled(ctx) {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("something is still on its way: %+v, %d offered; open: %+v", b, w.Offered(), open(r))
		}
	}
}

func open(r app.Running) []ledger.Way {
	ways, _ := r.Ledger.Open(5)
	return ways
}

func allPolled(w *world.World, times int) bool {
	for _, f := range w.Feeds() {
		if w.Polls(f.URL) < times {
			return false
		}
	}
	return true
}

// TestTheWorld checks that everything comes out as the world knows it should.
func TestTheWorld(t *testing.T) {
	s := tell(t)
	t.Run("balance", s.balance)
	t.Run("strays", func(t *testing.T) {
		if strays := s.world.Strays(); len(strays) > 0 {
			t.Errorf("the pipeline reached for %v", strays)
		}
	})
	for _, a := range s.world.Articles() {
		name := strings.TrimPrefix(a.URL, "http://")
		t.Run("ending/"+name, func(t *testing.T) { s.ending(t, a) })
		if len(a.Want.Status) > 0 && a.Want.Status[0] == string(contract.StatusIndexed) {
			t.Run("text/"+name, func(t *testing.T) { s.text(t, a) })
			t.Run("tags/"+name, func(t *testing.T) { s.tags(t, a) })
		}
	}
	t.Run("duplicates", s.duplicates)
	t.Run("stories", s.stories)
}

func (s told) balance(t *testing.T) {
	b, err := s.Ledger.Balance()
	if err != nil {
		t.Fatal(err)
	}
	got := world.Summary{
		Discovered: b.Discovered, Indexed: b.Indexed, Unchanged: b.Unchanged, Irrelevant: b.Irrelevant,
		Duplicate: b.Duplicate, Skipped: b.Skipped, Dead: b.Dead, InFlight: b.InFlight,
	}
	if want := s.world.Summary(); got != want {
		t.Errorf("summary %+v\nwant    %+v", got, want)
	}
	if !b.Holds() || b.Orphans != 0 {
		t.Errorf("the balance does not hold: %+v", b)
	}
	if err := s.Ledger.Verify(); err != nil {
		t.Error(err)
	}
}

// ending checks how each of an article's triggers ended.
func (s told) ending(t *testing.T, a *world.Article) {
	address, err := contract.NormalizeURL(a.ItemURL)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := s.Ledger.Trace(contract.ArticleID(address))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	ways := slices.Clone(trace.Ways)
	slices.Reverse(ways) // the first one first
	var got []string
	for _, w := range ways {
		got = append(got, string(w.Status))
	}
	if s.paired(a) {
		return // checked by duplicates: which of the two addresses comes first is chance
	}
	if !slices.Equal(got, a.Want.Status) {
		t.Errorf("ended as %v, want %v: %+v", got, a.Want.Status, ways)
	}
	if a.Want.Reason != "" && len(ways) > 0 && ways[0].Reason != a.Want.Reason {
		t.Errorf("reason %q, want %q", ways[0].Reason, a.Want.Reason)
	}
}

// paired reports whether the article is one of two addresses of one article.
func (s told) paired(a *world.Article) bool {
	return a.Want.Canonical != "" || slices.ContainsFunc(s.world.Articles(), func(b *world.Article) bool { return b.Want.Canonical == a.URL })
}

// duplicates checks that of two addresses of one article one is indexed and the other is not.
func (s told) duplicates(t *testing.T) {
	for _, a := range s.world.Articles() {
		if a.Want.Canonical == "" {
			continue
		}
		var got []string
		for _, u := range []string{a.ItemURL, a.Want.Canonical} {
			address, err := contract.NormalizeURL(u)
			if err != nil {
				t.Fatal(err)
			}
			trace, err := s.Ledger.Trace(contract.ArticleID(address))
			if err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			for _, w := range trace.Ways {
				got = append(got, string(w.Status))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, []string{"duplicate", "indexed"}) {
			t.Errorf("%s and %s ended as %v", a.ItemURL, a.Want.Canonical, got)
		}
		if _, err := s.Index.Get(t.Context(), contract.ArticleID(a.Want.Canonical)); err != nil {
			t.Errorf("%s: %v", a.Want.Canonical, err)
		}
	}
}

// find returns what the index has of an article: by the address that it came under.
func (s told) find(t *testing.T, a *world.Article) *contract.Article {
	t.Helper()
	var errs []error
	for _, u := range []string{a.URL, a.ItemURL, a.Want.Canonical} {
		address, err := contract.NormalizeURL(u)
		if err != nil {
			continue
		}
		got, err := s.Index.Get(t.Context(), contract.ArticleID(address))
		if err == nil {
			return got
		}
		errs = append(errs, fmt.Errorf("%s: %w", address, err))
	}
	t.Fatalf("not in the index: %v", errs)
	return nil
}

// text checks title, authors, date and the body, paragraph by paragraph.
func (s told) text(t *testing.T, a *world.Article) {
	got := s.find(t, a)
	want := a
	if a.Corrected != nil {
		want = a.Corrected
	}
	for _, problem := range want.Diff(world.Got{Title: got.Title, Authors: got.Authors, Published: got.Published, Lang: got.Lang, Text: got.Text}) {
		t.Error(problem)
	}
}

// tags checks what was understood.
func (s told) tags(t *testing.T, a *world.Article) {
	got := s.find(t, a)
	w := a.Want
	if a.Corrected != nil {
		w = a.Corrected.Want
		if len(w.Entities) == 0 {
			w = a.Want
		}
	}
	if got.IsICC != a.Want.IsICC {
		t.Errorf("is_icc %v, want %v", got.IsICC, a.Want.IsICC)
	}
	byID := map[string]contract.Entity{}
	for _, e := range got.Entities {
		byID[e.ID] = e
	}
	if missing := w.Missing(slices.Collect(maps.Keys(byID))); len(missing) > 0 {
		t.Errorf("not found: %v", missing)
	}
	for _, id := range w.Forbid {
		if _, ok := byID[id]; ok {
			t.Errorf("%s is found and should not be", id)
		}
	}
	for id, roles := range w.Roles {
		if _, ok := byID[id]; ok && !overlap(byID[id].Role, roles) {
			t.Errorf("%s has roles %v, want one of %v", id, byID[id].Role, roles)
		}
	}
	for words, id := range w.RoleRefs {
		if !slices.ContainsFunc(got.RoleRefs, func(r contract.RoleRef) bool { return slices.Contains(r.ResolvesTo, id) }) {
			t.Errorf("%q does not lead to %s: %+v", words, id, got.RoleRefs)
		}
	}
	for _, typ := range w.Events {
		if !slices.ContainsFunc(got.Events, func(e contract.Event) bool {
			return e.Type == typ && e.Status != "denied" && e.Status != "hypothetical"
		}) {
			t.Errorf("no event %s", typ)
		}
	}
	for _, p := range w.Positions {
		if !slices.ContainsFunc(got.Positions, func(g contract.Position) bool { return g.Actor == p.Actor && g.Stance == p.Stance }) {
			t.Errorf("%s %s %s is not found", p.Actor, p.Stance, p.Target)
		}
	}
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// stories checks that copies share a story, and that nothing else does.
func (s told) stories(t *testing.T) {
	label := map[string]string{} // story id → the world's label or the article
	story := map[string]string{} // the world's label → story id
	for _, a := range s.world.Articles() {
		if len(a.Want.Status) == 0 || a.Want.Status[0] != string(contract.StatusIndexed) {
			continue
		}
		got := s.find(t, a)
		want := a.Want.Story
		if want == "" {
			want = a.URL
		}
		if id, ok := story[want]; ok && id != got.Story.ID {
			t.Errorf("%s: story %s, its copy has %s", a.URL, got.Story.ID, id)
		}
		if other, ok := label[got.Story.ID]; ok && other != want {
			t.Errorf("%s shares a story with %s", a.URL, other)
		}
		story[want], label[got.Story.ID] = got.Story.ID, want
	}
}
