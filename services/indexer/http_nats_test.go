package indexer_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/indexer"
)

func TestHTTP(t *testing.T) {
	r := newRig(t)
	r.put(t, article("a1", 65536), "a1-1")
	r.ended(t, 1)
	tests := []struct {
		path string
		code int
		says string
	}{
		{"/", 200, "Judges open the trial a1"},
		{"/api/v1/articles?q=minister&limit=5", 200, `"total":1`},
		{"/api/v1/articles?q=nobody", 200, `"total":0`},
		{"/api/v1/articles/a1", 200, "Judges open the trial a1"},
		{"/api/v1/articles/none", 404, ""},
		{"/api/v1/openapi.json", 200, "openapi"},
		{"/feed.atom", 200, "Judges open the trial a1"},
		{"/feed.rss", 200, "Judges open the trial a1"},
		{"/feed.json", 200, "Judges open the trial a1"},
		{"/metrics", 200, "iccwire_indexer_documents 1"},
		{"/healthz", 200, "ok"},
		{"/readyz", 200, "ready"},
		{"/no/such/page", 404, ""},
	}
	until(t, "the indexer reads its streams", func() bool { code, _ := r.get(t, "/readyz"); return code == 200 })
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			code, body := r.get(t, tt.path)
			if code != tt.code || !strings.Contains(strings.ReplaceAll(body, `": `, `":`), tt.says) {
				t.Errorf("%d, want %d with %q: %s", code, tt.code, tt.says, body)
			}
		})
	}
}

func TestFeedsComeFromTheirBucket(t *testing.T) {
	r := newRig(t)
	if code, body := r.get(t, "/api/v1/feeds"); code != 200 || strings.Contains(body, "courier") {
		t.Errorf("before any poll: %d %s", code, body)
	}
	kv, err := r.js.KeyValue(t.Context(), contract.BucketFeeds)
	if err != nil {
		t.Fatal(err)
	}
	last := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	states := map[string]any{
		"one":   contract.FeedState{URL: "https://courier.example/rss", Source: "Courier", State: "ok", HTTP: 200, Last: 12, LastPoll: last, MovedTo: "https://courier.example/feed"},
		"two":   contract.FeedState{URL: "https://herald.example/rss", Source: "Herald", State: "failing", Failures: 3, Error: "the server answered 503"},
		"three": "not a record",
	}
	for key, s := range states {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := kv.Put(t.Context(), key, data); err != nil {
			t.Fatal(err)
		}
	}
	r.entry(t, "a1-1", "a1", contract.StatusDiscovered)
	until(t, "the ledger knows what the feed brought", func() bool { return r.balance(t).Discovered == 1 })
	code, body := r.get(t, "/api/v1/feeds")
	for _, want := range []string{"courier.example/rss", "now at https://courier.example/feed", "2026-03-01T08:00:00Z", "herald.example/rss", "the server answered 503", "discovered"} {
		if code != 200 || !strings.Contains(body, want) {
			t.Errorf("%d, without %q: %s", code, want, body)
		}
	}
}

func TestFolderAndAddressInUse(t *testing.T) {
	r := newRig(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	tests := []struct {
		name string
		cfg  indexer.Config
		says string
	}{
		{"folder", indexer.Config{Data: r.dir, HTTP: "127.0.0.1:0"}, "another process"},
		{"address", indexer.Config{Data: t.TempDir(), HTTP: taken.Addr().String()}, taken.Addr().String()},
		{"catalogue", indexer.Config{Data: t.TempDir(), HTTP: "127.0.0.1:0", Catalogue: r.dir + "/none"}, "none"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, closeDeps, err := service.NewDeps(r.js.Conn(), slog.New(slog.DiscardHandler), prometheus.NewRegistry())
			if err != nil {
				t.Fatal(err)
			}
			defer closeDeps()
			if err := indexer.Run(t.Context(), indexer.Options{Config: tt.cfg, Deps: d}); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v", err)
			}
		})
	}
	res, err := http.Get(r.base + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("the first one is disturbed: %s, %v", res.Status, err)
	}
}
