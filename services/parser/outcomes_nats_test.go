package parser_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/iccwire/iccwire/contract"
)

// outcome is what must become of one address that is no article.
type outcome struct {
	name, address string
	serve         http.HandlerFunc // nil: nothing is there
	status        contract.Status
	reason        string
}

func outcomes() []outcome {
	const site = "http://courier.example/2026/"
	skipped, retrying := contract.StatusSkipped, contract.StatusRetrying
	return []outcome{
		{"not found", site + "404", nil, skipped, "gone"},
		{"gone", site + "410", status(http.StatusGone, ""), skipped, "gone"},
		{"gone with 200", site + "soft", text(`<title>Page not found</title><body><h1>Page not found</h1><p>Sorry, there is nothing here.</p>`), skipped, "gone"},
		{"forbidden", site + "403", status(http.StatusForbidden, ""), skipped, "forbidden"},
		{"for money", site + "402", status(http.StatusPaymentRequired, ""), skipped, "forbidden"},
		{"odd refusal", site + "418", status(http.StatusTeapot, ""), skipped, "refused"},
		{"busy", site + "503", status(http.StatusServiceUnavailable, "3600"), retrying, "status-503"},
		{"too many requests", site + "429", status(http.StatusTooManyRequests, "3600"), retrying, "status-429"},
		{"broken", site + "500", status(http.StatusInternalServerError, ""), retrying, "status-500"},
		{"forbidden by robots.txt", "http://strict.example/members/1", text(article(title, "")), skipped, "robots"},
		{"robots.txt is broken", "http://broken.example/2026/1", text(article(title, "")), retrying, "robots-unreachable"},
		{"nobody is there", "http://down.example/2026/1", nil, retrying, "robots-unreachable"},
		{"front page", "http://courier.example/world", text(index()), skipped, "not-an-article"},
		{"consent wall", site + "consent", text(consent), skipped, "not-an-article"},
		{"empty", site + "empty", text(""), skipped, "not-an-article"},
		{"picture", site + "picture", text("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02", 2000)), skipped, "not-an-article"},
		{"noise", site + "noise", text(strings.Repeat("\x01\x02\x03\x7f\x00\xfe", 3000)), skipped, "not-an-article"},
		{"circle", site + "circle", http.RedirectHandler("/2026/circle", http.StatusFound).ServeHTTP, skipped, "redirects"},
		{"into our network", site + "inside", http.RedirectHandler("http://127.0.0.1/admin", http.StatusFound).ServeHTTP, skipped, "private-address"},
		{"address in our network", "http://10.1.2.3/2026/1", nil, skipped, "private-address"},
		{"port that is not open to fetches", "http://courier.example:6379/2026/1", nil, skipped, "refused-url"},
		{"to another scheme", site + "file", http.RedirectHandler("ftp://courier.example/x", http.StatusFound).ServeHTTP, skipped, "refused-url"},
		{"compressed to explode", site + "bomb", bomb, skipped, "too-large"},
		{"endless", site + "endless", endless, skipped, "too-large"},
		{"not what it says to be", site + "encoding", encoded, skipped, "encoding"},
	}
}

func TestOutcomes(t *testing.T) {
	r := newRig(t)
	r.mux.HandleFunc("strict.example/robots.txt", text("User-agent: *\nDisallow: /members/\n"))
	r.mux.HandleFunc("broken.example/robots.txt", status(http.StatusServiceUnavailable, ""))
	cases := outcomes()
	for _, c := range cases {
		if c.serve != nil {
			r.mux.HandleFunc(strings.TrimPrefix(c.address, "http://"), c.serve)
		}
		d := item(c.address)
		d.Title = title
		r.put(t, d)
	}
	began := time.Now()
	r.start(t, time.Millisecond)
	got := r.ledger(t, len(cases))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { checkOutcome(t, c, got[item(c.address).Trigger], began) })
	}
	until(t, "nothing is left in the stream", func() bool { return r.held(t, contract.StreamDiscovered) == 0 })
	if p, d := r.held(t, contract.StreamParsed), r.held(t, contract.StreamDead); p != 0 || d != 0 {
		t.Errorf("%d parsed, %d dead", p, d)
	}
	if _, ok := r.asked("http://strict.example/members/1"); ok {
		t.Error("a page that robots.txt forbids was fetched")
	}
}

func checkOutcome(t *testing.T, c outcome, e contract.LedgerEntry, began time.Time) {
	if e.Status != c.status || e.Reason != c.reason {
		t.Errorf("ended as %s %s, want %s %s: %s", e.Status, e.Reason, c.status, c.reason, e.Detail)
	}
	if e.Detail == "" || e.URL != c.address || e.Stage != contract.StageParser || e.Cause != contract.CauseLive {
		t.Errorf("entry %+v", e)
	}
	next, err := time.Parse(time.RFC3339Nano, e.Next)
	if e.Status == contract.StatusRetrying && (err != nil || next.Before(began)) {
		t.Errorf("comes back at %q", e.Next)
	}
	if c.reason == "status-503" && next.Sub(began) < 59*time.Minute {
		t.Errorf("comes back at %s although the site asks for an hour", next)
	}
}

func status(code int, retryAfter string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		w.WriteHeader(code)
	}
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, s)
	}
}

// bomb sends 200 KB that inflate to 200 MB.
func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	zeros := bytes.Repeat([]byte{' '}, 1<<20)
	for range 200 {
		if _, err := z.Write(zeros); err != nil {
			return
		}
	}
	z.Close()
}

// endless goes on until the reader has enough.
func endless(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for {
		if _, err := io.WriteString(w, strings.Repeat("<p>"+body[0]+"</p>\n", 500)); err != nil {
			return
		}
	}
}

func encoded(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	io.WriteString(w, "\x1f\x8bthis is no gzip")
}

// index is a front page: headings that are links.
func index() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><title>The Courier</title></head><body>`)
	for i := range 20 {
		fmt.Fprintf(&b, `<div><h2><a href="/2026/story-%d">Judges hear witness number %d in The Hague</a></h2></div>`, i, i)
	}
	return b.String() + `</body></html>`
}

const consent = `<!DOCTYPE html><html lang="en"><head><title>Before you continue</title></head><body><main>
<p>We and our 842 partners use cookies to store and access personal data on your device.</p>
<p>Please accept all cookies or manage your privacy settings before you continue to the site.</p></main></body></html>`

func TestForeignMessagesAreBuriedAndTheRestGoesOn(t *testing.T) {
	r := newRig(t)
	r.html("courier.example/2026/trial", article(title, ""))
	for _, body := range []string{"not json", `[1,2]`, `{"schema":"iccwire.discovered/9","id":"x","url":"http://courier.example/x","trigger":"x"}`, `{"schema":"iccwire.discovered/1"}`, ""} {
		if _, err := r.js.Publish(t.Context(), contract.SubjectDiscoveredLive, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	r.start(t, time.Millisecond)
	r.put(t, item("http://courier.example/2026/trial"))
	r.parsed(t)
	var reasons []string
	for _, m := range r.read(t, contract.StreamDead, 5) {
		var d contract.DeadLetter
		if err := json.Unmarshal(m.Data(), &d); err != nil {
			t.Fatal(err)
		}
		if d.Error == "" || d.Stream != contract.StreamDiscovered || d.Sequence == 0 {
			t.Errorf("dead letter %+v", d)
		}
		reasons = append(reasons, d.Reason)
	}
	slices.Sort(reasons)
	if want := []string{"bad-json", "bad-json", "bad-json", "incomplete", "unknown-version"}; !slices.Equal(reasons, want) {
		t.Errorf("reasons %v, want %v", reasons, want)
	}
	until(t, "nothing is left in the stream", func() bool { return r.held(t, contract.StreamDiscovered) == 0 })
	if n := r.held(t, contract.StreamLedger); n != 0 {
		t.Errorf("%d ledger entries of messages that name no trigger", n)
	}
}
