package app_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"

	"github.com/iccwire/iccwire/cmd/internal/app"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/parser"
)

var update = flag.Bool("update", false, "write docs/metrics.md anew")

const metricsDoc = "../../../docs/metrics.md"

// TestMetricsAreDocumented keeps docs/metrics.md to what the services really serve.
func TestMetricsAreDocumented(t *testing.T) {
	families := gather(t)
	problems, err := promlint.NewWithMetricFamilies(families).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
	got := document(families)
	if *update {
		if err := os.WriteFile(metricsDoc, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(metricsDoc)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("docs/metrics.md is not what is served; write it anew with: go test ./cmd/internal/app -run TestMetricsAreDocumented -update\n%s", got)
	}
}

// gather runs all services without feeds and returns the metrics that they show from the start.
func gather(t *testing.T) []*dto.MetricFamily {
	t.Helper()
	reg := prometheus.NewRegistry()
	running := make(chan app.Running, 1)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	dir := t.TempDir()
	go func() {
		done <- app.Run(ctx, app.Options{
			Data: dir, NATSListen: "none", Log: slog.New(slog.DiscardHandler), Registry: reg, Parser: parser.Config{Data: dir},
			Indexer: indexer.Config{HTTP: "127.0.0.1:0"}, Started: func(r app.Running) { running <- r },
			Feeds: []feedlist.Feed{},
		})
	}()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	select {
	case r := <-running:
		waitUntilReady(t, r.Pages)
	case err := <-done:
		done <- nil
		t.Fatalf("the pipeline did not start: %v", err)
	}
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return families
}

// waitUntilReady asks until every service says that it works.
func waitUntilReady(t *testing.T, pages string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		res, err := client.Get(pages + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return
		}
	}
	t.Fatal("the services did not become ready")
}

const metricsIntro = `# Metrics

<!-- Generated from what the services serve: go test ./cmd/internal/app -run TestMetricsAreDocumented -update -->

Every service serves these at ` + "`/metrics`" + `. The loop's own metrics have one name in all services and tell them apart by the label
` + "`service`" + `: fetcher has none, ledger is the indexer's second loop. Labels are bounded: no address, article or person is ever one. A
service that runs as a process of its own also serves the Go runtime's and the process's metrics (` + "`go_*`, `process_*`" + `).

A histogram ends in ` + "`_bucket`, `_sum` and `_count`" + ` when it is asked for.

| metric | type | labels | unit | what it says |
|---|---|---|---|---|
`

// document writes the page: one row for each metric.
func document(families []*dto.MetricFamily) string {
	var b strings.Builder
	b.WriteString(metricsIntro)
	for _, f := range families {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", f.GetName(), strings.ToLower(f.GetType().String()), labels(f), unit(f.GetName()), strings.ReplaceAll(f.GetHelp(), "|", "\\|"))
	}
	return b.String()
}

func labels(f *dto.MetricFamily) string {
	var names []string
	for _, m := range f.GetMetric() {
		for _, l := range m.GetLabel() {
			names = append(names, "`"+l.GetName()+"`")
		}
	}
	slices.Sort(names)
	return cmp.Or(strings.Join(slices.Compact(names), ", "), "-")
}

// unit reads the unit off a metric's name.
func unit(name string) string {
	words := strings.Split(strings.TrimSuffix(name, "_total"), "_")
	switch last := words[len(words)-1]; last {
	case "seconds", "bytes", "ratio":
		return last
	case "state":
		return "0 or 1"
	}
	return "count"
}
