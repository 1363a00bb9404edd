package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// TestMain lets the test's own program be the pages' server, as the benchmark's is.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "-serve" {
		main()
		return
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) // Bleve starts its workers when it is loaded
}

// TestMeasure runs everything once, small.
func TestMeasure(t *testing.T) {
	const n = 12
	srv, err := startServer(t.Context(), options{articles: n, seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.stop()
	dir, r := t.TempDir(), report{Articles: n, Cores: 2, Aim: aim}
	pages, err := r.download(t.Context(), srv)
	if err != nil {
		t.Fatal(err)
	}
	if len(pages.pages) != n || sizes(pages.pages) < n*100_000 {
		t.Errorf("%d pages of %d bytes: each must have at least 100 kB", len(pages.pages), sizes(pages.pages))
	}
	if err := r.pure(t.Context(), dir, pages); err != nil {
		t.Fatal(err)
	}
	pages.free()
	profile := filepath.Join(dir, "profile")
	if err := r.pipeline(t.Context(), dir, srv, profile); err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(profile); err != nil || st.Size() == 0 {
		t.Errorf("no profile: %v", err)
	}
	if err := r.hops(t.Context(), dir, 50); err != nil {
		t.Fatal(err)
	}
	r.settle()
	if r.Balance.Indexed != n || len(r.Pure) != 6 || r.Ratio <= 0 {
		t.Errorf("%+v", r)
	}
	for _, l := range append(r.Pure, r.Download, r.Pipeline, r.Hops) {
		if l.PerSecond <= 0 || l.CPU <= 0 || l.Allocs <= 0 {
			t.Errorf("nothing measured: %+v", l)
		}
	}
}

func TestReport(t *testing.T) {
	r := report{Articles: 10, Cores: 2, Aim: aim}
	ms := func(cpu int) spent {
		return spent{wall: time.Second, cpu: time.Duration(10*cpu) * time.Millisecond, allocs: 70}
	}
	r.Pure = []line{r.line("a", ms(3), 10, 2e6), r.line("b", ms(1), 10, 0)}
	r.Pipeline, r.Download, r.Hops = r.line("pipeline", ms(6), 10, 0), r.line("download", ms(1), 10, 5e6), r.line("hops", ms(1), 10, 0)
	var table, object bytes.Buffer
	if err := errors.Join(r.print(&table, false), r.print(&object, true)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"3.000", "2.0", "5.00 CPU ms per article, 1.25 times the functions' 4.00"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table has no %q:\n%s", want, table.String())
		}
	}
	var back report
	if err := json.Unmarshal(object.Bytes(), &back); err != nil || math.Abs(back.Ratio-1.25) > 1e-9 || back.Pure[0].Allocs != 7 {
		t.Errorf("%v %+v", err, back)
	}
}

func TestParallel(t *testing.T) {
	var sum atomic.Int64
	if err := parallel(100, 7, func(i int) error { sum.Add(int64(i)); return nil }); err != nil || sum.Load() != 4950 {
		t.Errorf("sum %d, %v", sum.Load(), err)
	}
	bad := errors.New("bad")
	if err := parallel(100, 3, func(i int) error {
		if i == 50 {
			return bad
		}
		return nil
	}); !errors.Is(err, bad) {
		t.Errorf("got %v", err)
	}
}

func TestRememberingServesAPageOnce(t *testing.T) {
	asked := 0
	m := &remembering{next: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked++; r.URL.Path == "/gone" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(r.URL.Path))
	})}
	for _, tt := range []struct {
		path        string
		code, asked int
	}{{"/a", 200, 1}, {"/a", 200, 1}, {"/b", 200, 2}, {"/gone", 404, 3}, {"/gone", 404, 4}} {
		rec := httptest.NewRecorder()
		m.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "http://x.example"+tt.path, nil))
		if rec.Code != tt.code || asked != tt.asked || tt.code == 200 && (rec.Body.String() != tt.path || rec.Header().Get("Content-Type") != "text/html") {
			t.Errorf("%s: %d %q, asked %d times", tt.path, rec.Code, rec.Body, asked)
		}
	}
}
