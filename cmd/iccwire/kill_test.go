package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const (
	killArticles = 120
	killFeeds    = 4
	kills        = 3
)

// killSite serves feeds and articles on the Court, and counts what it served.
type killSite struct {
	mu     sync.Mutex
	served map[string]int
	*httptest.Server
}

func newKillSite(t *testing.T) *killSite {
	s := &killSite{served: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *killSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.served[r.URL.Path]++
	s.mu.Unlock()
	var n int
	switch {
	case scan(r.URL.Path, "/feed/%d", &n):
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>`)
		for i := n; i < killArticles; i += killFeeds {
			fmt.Fprintf(w, `<item><guid>%d</guid><link>%s/article/%d</link><title>Hearing number %d at the International Criminal Court</title></item>`, i, s.URL, i, i)
		}
		fmt.Fprint(w, `</channel></rss>`)
	case scan(r.URL.Path, "/article/%d", &n):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page(n))
	default:
		http.NotFound(w, r)
	}
}

func scan(path, pattern string, n *int) bool {
	_, err := fmt.Sscanf(path, pattern, n)
	return err == nil
}

// page is an article of its own: its words are drawn by its number.
func page(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	topics := []string{"witness", "evidence", "protection", "translation", "counsel", "schedule", "victim", "disclosure", "archive", "statute", "appeal", "interpreter"}
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=en><head><title>Hearing number %d at the International Criminal Court</title></head><body><nav>Home News Sport</nav><article><h1>Hearing number %d at the International Criminal Court</h1>", n, n)
	for p := range 6 {
		fmt.Fprintf(&b, "<p>Judges of the International Criminal Court in The Hague heard point %d of case %d on Monday.", p, n)
		for range 6 {
			fmt.Fprintf(&b, " The %s spoke of the %s and of the %s for %d minutes.", topics[r.IntN(12)], topics[r.IntN(12)], topics[r.IntN(12)], r.IntN(1000))
		}
		b.WriteString("</p>")
	}
	b.WriteString("</article><footer>Imprint</footer></body></html>")
	return b.String()
}

// process is a running iccwire.
type process struct {
	cmd   *exec.Cmd
	pages string
	log   *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var pagesAt = regexp.MustCompile(`pages at (http://\S+?),`)

func start(t *testing.T, binary, dir string) *process {
	t.Helper()
	p := &process{log: &lockedBuffer{}}
	p.cmd = exec.Command(binary, "up", "--data", filepath.Join(dir, "data"), "--feeds", filepath.Join(dir, "feeds.yaml"),
		"--listen", "127.0.0.1:0", "--nats-listen", "none", "--allow-private", "--host-delay", "5ms")
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.end(syscall.SIGKILL) })
	eventually(t, func() bool {
		if m := pagesAt.FindStringSubmatch(p.log.String()); m != nil {
			p.pages = m[1]
			return true
		}
		return p.cmd.ProcessState != nil
	}, p.log)
	return p
}

func (p *process) end(sig syscall.Signal) error {
	if p.cmd.ProcessState != nil {
		return nil
	}
	if err := p.cmd.Process.Signal(sig); err != nil {
		return err
	}
	return p.cmd.Wait()
}

func eventually(t *testing.T, cond func() bool, log fmt.Stringer) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(90 * time.Second)
	for !cond() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("waited in vain; the log ends with: %s", tail(log.String()))
		}
	}
}

func tail(s string) string { return s[max(0, len(s)-3000):] }

// counts asks the running iccwire.
func (p *process) counts(path string) map[string]int {
	res, err := http.Get(p.pages + path)
	if err != nil {
		return nil
	}
	defer res.Body.Close()
	var raw map[string]any
	if json.NewDecoder(res.Body).Decode(&raw) != nil {
		return nil
	}
	out := map[string]int{}
	for k, v := range raw {
		if n, ok := v.(float64); ok {
			out[k] = int(n)
		}
	}
	return out
}

// TestKilledAtAnyMoment kills a whole iccwire without warning, again and again, while it works.
// What its feeds offered must be there once in the end, and the balance must hold.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	binary := filepath.Join(dir, "iccwire")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	site := newKillSite(t)
	var feeds strings.Builder
	feeds.WriteString("feeds:\n")
	for i := range killFeeds {
		fmt.Fprintf(&feeds, "  - {url: \"%s/feed/%d\", source: Courier, interval: 1s}\n", site.URL, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "feeds.yaml"), []byte(feeds.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range kills {
		p := start(t, binary, dir)
		goal := p.counts("/api/v1/balance")["indexed"] + 1 + r.IntN(killArticles/kills)
		eventually(t, func() bool { return p.counts("/api/v1/balance")["indexed"] >= min(goal, killArticles-1) }, p.log)
		if err := p.end(syscall.SIGKILL); err == nil {
			t.Error("the process ended before it was killed")
		}
	}
	p := start(t, binary, dir)
	eventually(t, func() bool {
		b := p.counts("/api/v1/balance")
		return b["discovered"] >= killArticles && b["in_flight"] == 0
	}, p.log)
	b := p.counts("/api/v1/balance")
	if b["discovered"] != killArticles || b["indexed"]+b["unchanged"] != killArticles || b["dead"] != 0 {
		t.Errorf("balance %v, want %d discovered and all of them indexed", b, killArticles)
	}
	if n := p.counts("/api/v1/articles?q=hearing&limit=1")["total"]; n != killArticles {
		t.Errorf("%d articles in the index, want %d", n, killArticles)
	}
	if err := p.end(syscall.SIGTERM); err != nil {
		t.Errorf("stopping: %v; %s", err, tail(p.log.String()))
	}
}
