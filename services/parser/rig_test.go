package parser_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
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
	"github.com/iccwire/iccwire/services/parser"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rig is a parser's surroundings: a broker and one server that answers for every host under
// .example.
type rig struct {
	js   jetstream.JetStream
	srv  *httptest.Server
	mux  *http.ServeMux // patterns name the host
	mu   sync.Mutex
	seen map[string]time.Time // address → when it was asked for first
}

func newRig(t *testing.T) *rig {
	r := &rig{js: natstest.Start(t), mux: http.NewServeMux(), seen: map[string]time.Time{}}
	r.srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.mu.Lock()
		if at := "http://" + req.Host + req.URL.Path; r.seen[at].IsZero() {
			r.seen[at] = time.Now()
		}
		r.mu.Unlock()
		r.mux.ServeHTTP(w, req)
	}))
	t.Cleanup(r.srv.Close)
	return r
}

// asked tells when an address was asked for first, and whether it was.
func (r *rig) asked(address string) (time.Time, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, ok := r.seen[address]
	return at, ok
}

// dial leads every host under .example to the server; its connections do not say that they lead
// into this machine.
func (r *rig) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if !strings.HasSuffix(addr, ".example:80") || strings.HasPrefix(addr, "down.") {
		return nil, errors.New("connection refused")
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, network, r.srv.Listener.Addr().String())
	return farConn{conn}, err
}

type farConn struct{ net.Conn }

func (farConn) RemoteAddr() net.Addr { return &net.UnixAddr{Name: "far away"} }

// html serves a page.
func (r *rig) html(pattern, page string) {
	r.mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	})
}

// start runs a parser until stop is called.
func (r *rig) start(t *testing.T, delay time.Duration) (stop func()) {
	t.Helper()
	d, closeDeps, err := service.NewDeps(r.js.Conn(), slog.New(slog.DiscardHandler), prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- parser.Run(ctx, parser.Options{Deps: d, Dial: r.dial, Config: parser.Config{Data: t.TempDir(), HostDelay: delay}})
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		closeDeps()
	})
	t.Cleanup(stop)
	return stop
}

// item is what a feed said of an address.
func item(address string) contract.Discovered {
	id := contract.ArticleID(address)
	return contract.Discovered{
		Schema: contract.SchemaDiscovered, Trigger: id + "-1", ID: id, Cause: contract.CauseLive, URL: address, ItemURL: address,
		Source: "Courier", Feed: "http://courier.example/rss", FirstSeen: "2026-03-02T10:00:00Z",
	}
}

// put publishes a discovered article as the fetcher does and returns its place in the stream.
func (r *rig) put(t *testing.T, d contract.Discovered) uint64 {
	t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	ack, err := r.js.PublishMsg(t.Context(), &nats.Msg{Subject: contract.SubjectDiscoveredLive, Data: data, Header: nats.Header{
		contract.HeaderTrigger: {d.Trigger}, contract.HeaderArticle: {d.ID}, contract.HeaderURL: {d.URL}, contract.HeaderFeed: {d.Feed},
		contract.HeaderOutlet: {d.Source}, contract.HeaderCause: {string(d.Cause)}, contract.HeaderSteps: {"fetcher=2026-03-02T10:00:00Z"},
		contract.HeaderTraceparent: {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return ack.Sequence
}

// ledger returns the first n entries of the parser by trigger.
func (r *rig) ledger(t *testing.T, n int) map[string]contract.LedgerEntry {
	t.Helper()
	out := map[string]contract.LedgerEntry{}
	for _, m := range r.read(t, contract.StreamLedger, n) {
		var e contract.LedgerEntry
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			t.Fatal(err)
		}
		out[e.Trigger] = e
	}
	return out
}

// read returns the first n messages of a stream that keeps them.
func (r *rig) read(t *testing.T, stream string, n int) []jetstream.Msg {
	t.Helper()
	return natstest.Read(t, r.js, stream, "", n)
}

// parsed takes the next parsed article off its stream.
func (r *rig) parsed(t *testing.T) (contract.Parsed, nats.Header) {
	t.Helper()
	cons, err := r.js.CreateOrUpdateConsumer(t.Context(), contract.StreamParsed, jetstream.ConsumerConfig{Durable: "test", AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		t.Fatal(err)
	}
	m, err := cons.Next(jetstream.FetchMaxWait(15 * time.Second))
	if err != nil {
		t.Fatalf("nothing was parsed: %v", err)
	}
	if err := m.DoubleAck(t.Context()); err != nil {
		t.Fatal(err)
	}
	var p contract.Parsed
	if err := json.Unmarshal(m.Data(), &p); err != nil {
		t.Fatal(err)
	}
	return p, m.Headers()
}

func (r *rig) stream(t *testing.T, name string) jetstream.Stream {
	t.Helper()
	s, err := r.js.Stream(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// held counts the messages of a stream.
func (r *rig) held(t *testing.T, name string) uint64 {
	t.Helper()
	return r.stream(t, name).CachedInfo().State.Msgs
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
