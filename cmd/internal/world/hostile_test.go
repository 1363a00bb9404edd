package world

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// fetchSome reads at most limit bytes of what a hazard sends, for at most a second and a half.
func fetchSome(t *testing.T, c *http.Client, url string, limit int64) (*http.Response, []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip") // and so undecoded
	noFollow := *c
	noFollow.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := noFollow.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, limit))
	return res, body
}

func hazards(t *testing.T) (*World, *http.Client, map[string]Hazard) {
	t.Helper()
	w, c := start(t, WithHostile())
	all := map[string]Hazard{}
	for _, h := range w.Hazards() {
		name := h.Name
		if h.Feed {
			name += " feed"
		}
		all[name] = h
	}
	return w, c, all
}

func TestHazardsAreOffered(t *testing.T) {
	w, c, all := hazards(t)
	doc, err := gofeed.NewParser().ParseString(get(t, c, HazardFeed).body)
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]*gofeed.Item{}
	for _, item := range doc.Items {
		links[item.Link] = item
	}
	pages := 0
	for _, h := range all {
		if h.Feed {
			continue
		}
		pages++
		if links[h.URL] == nil {
			t.Errorf("%s is not offered", h.URL)
		}
	}
	if pages != len(links) || w.Offered() != pages {
		t.Errorf("%d pages, %d links, %d offered", pages, len(links), w.Offered())
	}
	if item := links[all["undated"].URL]; item.PublishedParsed != nil {
		t.Error("the undated page has a date in its feed")
	}
}

func TestHazardsAreListedAsFeeds(t *testing.T) {
	w, _, all := hazards(t)
	listed := map[string]bool{}
	for _, f := range w.Feeds() {
		listed[f.URL] = true
	}
	for name, h := range all {
		if h.Feed && !listed[h.URL] {
			t.Errorf("%s is not among the feeds", name)
		}
		if h.What == "" || h.Status == "" {
			t.Errorf("%s does not say what it is or what becomes of it", name)
		}
	}
	if len(New().Hazards()) > 0 {
		t.Error("there are hazards in a world without them")
	}
}

func TestWhatHazardsSend(t *testing.T) {
	_, c, all := hazards(t)
	tests := []struct {
		name  string
		limit int64
		ok    func(*http.Response, []byte) bool
	}{
		{"empty", 10, func(_ *http.Response, b []byte) bool { return len(b) == 0 }},
		{"empty feed", 10, func(_ *http.Response, b []byte) bool { return len(b) == 0 }},
		{"endless", 3 << 20, func(_ *http.Response, b []byte) bool { return len(b) == 3<<20 }},
		{"endless feed", 3 << 20, func(_ *http.Response, b []byte) bool { return len(b) == 3<<20 }},
		{"slow", 10, func(_ *http.Response, b []byte) bool { return len(b) > 0 && len(b) < 4 }},
		{"slow feed", 10, func(_ *http.Response, b []byte) bool { return len(b) > 0 && len(b) < 4 }},
		{"circle", 0, func(r *http.Response, _ []byte) bool { return r.Header.Get("Location") == "/circle" }},
		{"circle feed", 0, func(r *http.Response, _ []byte) bool { return r.Header.Get("Location") == "/feed.xml" }},
		{"metadata", 0, func(r *http.Response, _ []byte) bool { return strings.Contains(r.Header.Get("Location"), "169.254") }},
		{"loopback", 0, func(r *http.Response, _ []byte) bool { return strings.Contains(r.Header.Get("Location"), "127.0.0.1") }},
		{"damaged", 1 << 20, func(r *http.Response, b []byte) bool {
			zip, err := gzip.NewReader(strings.NewReader(string(b)))
			if err == nil {
				_, err = io.Copy(io.Discard, zip)
			}
			return r.Header.Get("Content-Encoding") == "gzip" && err != nil
		}},
		{"mixed-charset", 1 << 20, func(_ *http.Response, b []byte) bool { return strings.Contains(string(b), "caf\xe9") }},
		{"future", 1 << 20, func(_ *http.Response, b []byte) bool { return strings.Contains(string(b), "2087-") }},
		{"undated", 1 << 20, func(_ *http.Response, b []byte) bool { return !strings.Contains(string(b), "20") }},
		{"entities feed", 1 << 20, func(_ *http.Response, b []byte) bool { return strings.Contains(string(b), `<!ENTITY a8 "&a7;`) }},
	}
	for _, tt := range tests {
		if res, body := fetchSome(t, c, all[tt.name].URL, tt.limit); !tt.ok(res, body) {
			t.Errorf("%s: %d, %d bytes, %v", tt.name, res.StatusCode, len(body), res.Header)
		}
	}
}

func TestBombIsABomb(t *testing.T) {
	_, c, all := hazards(t)
	_, body := fetchSome(t, c, all["bomb"].URL, 4<<20)
	if len(body) > 2<<20 {
		t.Errorf("%d bytes on the wire, want about a megabyte", len(body))
	}
	zip, err := gzip.NewReader(strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, io.LimitReader(zip, 64<<20)); n != 64<<20 || err != nil {
		t.Errorf("it grows to %d bytes (%v), want more than it is good to see", n, err)
	}
}

func TestUnreadableFeedsCannotBeRead(t *testing.T) {
	_, c, all := hazards(t)
	for _, name := range []string{"empty feed", "malformed feed", "charset feed", "binary feed"} {
		_, body := fetchSome(t, c, all[name].URL, 1<<20)
		if doc, err := gofeed.NewParser().ParseString(string(body)); err == nil {
			t.Errorf("%s can be read: %v", name, doc)
		}
	}
}

func TestCloseEndsSlowAnswers(t *testing.T) {
	w := New(WithHostile())
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	tr := &http.Transport{DialContext: w.DialContext}
	defer tr.CloseIdleConnections()
	res, err := (&http.Client{Transport: tr}).Get("http://slow.hostile.example/slow")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	w.Close()
	if body, _ := io.ReadAll(res.Body); len(body) == 0 { // hangs here if Close does not end it
		t.Error("not a byte came")
	}
}
