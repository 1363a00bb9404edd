package indexer_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker")) // as long as the process
}

// rig is an indexer with a broker and a folder of its own.
type rig struct {
	js    jetstream.JetStream
	dir   string
	base  string // address of pages and API
	index *index.Index
	store *ledger.Store
	stop  func()
}

func newRig(t *testing.T) *rig {
	t.Helper()
	t.Parallel()
	r := &rig{js: natstest.Start(t), dir: t.TempDir()}
	r.start(t)
	return r
}

// start runs the indexer until stop is called and waits until it can be asked.
func (r *rig) start(t *testing.T) {
	t.Helper()
	reg := prometheus.NewRegistry()
	d, closeDeps, err := service.NewDeps(r.js.Conn(), slog.New(slog.DiscardHandler), reg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	at, done := make(chan net.Addr, 1), make(chan error, 1)
	go func() {
		done <- indexer.Run(ctx, indexer.Options{
			Config: indexer.Config{Data: r.dir, HTTP: "127.0.0.1:0"}, Deps: d, Extra: service.OpsHandler(reg, d.Ready),
			Opened: func(x *index.Index, s *ledger.Store) { r.index, r.store = x, s }, Listening: func(a net.Addr) { at <- a },
		})
	}()
	r.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		closeDeps()
		http.DefaultClient.CloseIdleConnections()
	})
	t.Cleanup(r.stop)
	select {
	case a := <-at:
		r.base = "http://" + a.String()
	case err := <-done:
		t.Fatal(err)
	}
}

// get answers what a path of the pages or the API says.
func (r *rig) get(t *testing.T, path string) (int, string) {
	t.Helper()
	res, err := http.Get(r.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// article is one that the enricher wrote.
func article(id string, version int64) contract.Article {
	return contract.Article{
		Schema: contract.SchemaArticle, ID: id, Revision: "r1", Version: version, Cause: contract.CauseLive, URL: "https://courier.example/" + id,
		Source: "Courier", Title: "Judges open the trial " + id, Text: "Judges of the Court opened the trial of a former minister.", Lang: "en",
		Published: "2026-03-01T08:30:00Z", FirstSeen: "2026-03-01T08:31:00Z", IsICC: true,
	}
}

// put publishes an article for a trigger as the enricher does.
func (r *rig) put(t *testing.T, a contract.Article, trigger string) {
	t.Helper()
	m := &nats.Msg{Subject: contract.SubjectEnriched(a.Lang, a.Source), Header: nats.Header{
		contract.HeaderTrigger: {trigger}, contract.HeaderArticle: {a.ID}, contract.HeaderURL: {a.URL}, contract.HeaderCause: {string(a.Cause)},
	}}
	r.publish(t, m, a)
}

func (r *rig) publish(t *testing.T, m *nats.Msg, v any) {
	t.Helper()
	var err error
	if m.Data, err = json.Marshal(v); err != nil {
		t.Fatal(err)
	}
	if _, err := r.js.PublishMsg(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

// entry publishes a ledger entry of an earlier stage.
func (r *rig) entry(t *testing.T, trigger, id string, status contract.Status) {
	t.Helper()
	r.publish(t, &nats.Msg{Subject: contract.SubjectLedger("fetcher")}, contract.LedgerEntry{
		Schema: contract.SchemaLedger, Trigger: trigger, ID: id, Stage: "fetcher", Status: status, Cause: contract.CauseLive,
		Time: time.Now().UTC().Format(time.RFC3339Nano), URL: "https://courier.example/" + id, Feed: "https://courier.example/rss",
	})
}

// read returns the first n messages of a subject.
func (r *rig) read(t *testing.T, stream, subject string, n int) []jetstream.Msg {
	t.Helper()
	return natstest.Read(t, r.js, stream, subject, n)
}

// ended returns the indexer's first n ledger entries by trigger.
func (r *rig) ended(t *testing.T, n int) map[string]contract.LedgerEntry {
	t.Helper()
	out := map[string]contract.LedgerEntry{}
	for _, m := range r.read(t, contract.StreamLedger, contract.SubjectLedger(contract.StageIndexer), n) {
		var e contract.LedgerEntry
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			t.Fatal(err)
		}
		out[e.Trigger] = e
	}
	return out
}

func (r *rig) balance(t *testing.T) ledger.Balance {
	t.Helper()
	b, err := r.store.Balance()
	if err != nil {
		t.Fatal(err)
	}
	return b
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
