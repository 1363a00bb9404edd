package fetcher_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/fetcher"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site serves feeds whose documents a test can change.
type site struct {
	mu    sync.Mutex
	docs  map[string]string
	polls map[string]int
	*httptest.Server
}

func newSite(t *testing.T) *site {
	s := &site{docs: map[string]string{}, polls: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.polls[r.URL.Path]++
	doc, ok := s.docs[r.URL.Path]
	etag := fmt.Sprintf(`"%d"`, len(doc))
	switch {
	case !ok:
		http.NotFound(w, r)
	case r.Header.Get("If-None-Match") == etag:
		w.WriteHeader(http.StatusNotModified)
	default:
		w.Header().Set("ETag", etag)
		fmt.Fprint(w, doc)
	}
}

func (s *site) set(path, doc string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.docs[path] = doc
}

func (s *site) polled(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.polls[path]
}

func (s *site) feed(path string) feedlist.Feed {
	return feedlist.Feed{URL: s.URL + path, Source: "Courier", Language: "en", Interval: time.Second}
}

// rss writes a feed of items "slug title".
func rss(items ...[2]string) string {
	doc := `<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>`
	for _, it := range items {
		doc += fmt.Sprintf(`<item><guid>%s</guid><link>https://courier.example/%s</link><title>%s</title></item>`, it[0], it[0], it[1])
	}
	return doc + `</channel></rss>`
}

// run polls the feeds on js until stop is called.
func run(t *testing.T, js jetstream.JetStream, feeds ...feedlist.Feed) (stop func()) {
	t.Helper()
	d, closeDeps, err := service.NewDeps(js.Conn(), slog.New(slog.DiscardHandler), prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- fetcher.Run(ctx, fetcher.Options{Deps: d, Feeds: feeds, Config: fetcher.Config{AllowPrivate: true}})
	}()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
			closeDeps()
		})
	}
	t.Cleanup(stop)
	return stop
}

// entries returns the ledger's entries so far.
func entries(t *testing.T, js jetstream.JetStream, n int) []contract.LedgerEntry {
	t.Helper()
	cons, err := js.OrderedConsumer(t.Context(), contract.StreamLedger, jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	var out []contract.LedgerEntry
	for range n {
		m, err := cons.Next(jetstream.FetchMaxWait(15 * time.Second))
		if err != nil {
			t.Fatalf("%d of %d ledger entries: %v", len(out), n, err)
		}
		var e contract.LedgerEntry
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func discovered(t *testing.T, js jetstream.JetStream) uint64 {
	t.Helper()
	s, err := js.Stream(t.Context(), contract.StreamDiscovered)
	if err != nil {
		t.Fatal(err)
	}
	return s.CachedInfo().State.Msgs
}

// until waits for a condition, failing after a while.
func until(t *testing.T, what string, cond func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	for !cond() {
		if ctx.Err() != nil {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestNewAndChangedItemsAreDiscoveredOnce(t *testing.T) {
	js, s := natstest.Start(t), newSite(t)
	s.set("/rss", rss([2]string{"a", "Trial opens"}, [2]string{"b", "Appeal filed"}))
	run(t, js, s.feed("/rss"))
	until(t, "the second poll was answered", func() bool { return s.polled("/rss") >= 2 })
	if n := discovered(t, js); n != 2 {
		t.Fatalf("%d discovered, want 2", n)
	}
	s.set("/rss", rss([2]string{"a", "Trial opens (corrected)"}, [2]string{"b", "Appeal filed"}, [2]string{"c", "Warrant unsealed"}))
	got := entries(t, js, 4)
	causes := map[contract.Cause]int{}
	triggers := map[string]bool{}
	for _, e := range got {
		causes[e.Cause]++
		triggers[e.Trigger] = true
	}
	if causes[contract.CauseLive] != 3 || causes[contract.CauseRevision] != 1 || len(triggers) != 4 {
		t.Errorf("causes %v, %d triggers", causes, len(triggers))
	}
}

func TestAnArticleInTwoFeedsIsDiscoveredOnce(t *testing.T) {
	js, s := natstest.Start(t), newSite(t)
	s.set("/one", rss([2]string{"a", "Trial opens"}))
	s.set("/two", rss([2]string{"a", "Trial opens"}, [2]string{"b", "Appeal filed"}))
	stop := run(t, js, s.feed("/one"))
	until(t, "the first feed was read", func() bool { return discovered(t, js) == 1 && s.polled("/one") >= 2 })
	stop()
	run(t, js, s.feed("/two"))
	until(t, "the second feed was read twice", func() bool { return s.polled("/two") >= 2 })
	if n := discovered(t, js); n != 2 {
		t.Errorf("%d discovered, want 2", n)
	}
}

func TestARestartFindsNothingTwice(t *testing.T) {
	js, s := natstest.Start(t), newSite(t)
	s.set("/rss", rss([2]string{"a", "Trial opens"}))
	for want := 1; want <= 3; want++ {
		stop := run(t, js, s.feed("/rss"))
		until(t, "the feed was read", func() bool { return s.polled("/rss") > want })
		stop()
	}
	if n := discovered(t, js); n != 1 {
		t.Errorf("%d discovered, want 1", n)
	}
}

func TestBrokenFeedsAreReportedAndTheRestGoesOn(t *testing.T) {
	js, s := natstest.Start(t), newSite(t)
	s.set("/good", rss([2]string{"a", "Trial opens"}))
	s.set("/broken", `<rss version="2.0"><channel><title>`+"\x00\x01")
	s.set("/page", `<!DOCTYPE html><html><body>Welcome</body></html>`)
	run(t, js, s.feed("/good"), s.feed("/broken"), s.feed("/page"), s.feed("/missing"))
	cons, err := js.OrderedConsumer(t.Context(), contract.StreamFeeds, jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]bool{}
	for len(failed) < 3 {
		m, err := cons.Next(jetstream.FetchMaxWait(15 * time.Second))
		if err != nil {
			t.Fatalf("only %v failed: %v", failed, err)
		}
		var e contract.FeedEvent
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			t.Fatal(err)
		}
		if e.Event != "failed" || e.Detail == "" {
			t.Errorf("event %+v", e)
		}
		failed[e.URL] = true
	}
	until(t, "the good feed's article is there", func() bool { return discovered(t, js) == 1 })
}

func TestTwoFetchersShareTheFeeds(t *testing.T) {
	js, s := natstest.Start(t), newSite(t)
	var feeds []feedlist.Feed
	for i := range 20 {
		path := fmt.Sprintf("/%d", i)
		s.set(path, rss([2]string{fmt.Sprintf("a%d", i), "Trial opens"}))
		fd := s.feed(path)
		fd.Interval = time.Hour
		feeds = append(feeds, fd)
	}
	run(t, js, feeds...)
	run(t, js, feeds...)
	until(t, "every feed was read", func() bool { return discovered(t, js) == 20 })
	for i := range 20 {
		if n := s.polled(fmt.Sprintf("/%d", i)); n != 1 {
			t.Errorf("feed %d was read %d times", i, n)
		}
	}
}
