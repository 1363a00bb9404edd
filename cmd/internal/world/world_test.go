package world

import (
	"net/http"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start serves a world for one test and returns it with a client that knows its hosts.
func start(t *testing.T, opts ...Option) (*World, *http.Client) {
	t.Helper()
	w := New(opts...)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	tr := &http.Transport{DialContext: w.DialContext}
	t.Cleanup(func() { tr.CloseIdleConnections(); w.Close() })
	return w, &http.Client{Transport: tr}
}

func TestFeedsListTheirArticles(t *testing.T) {
	w, client := start(t)
	offered := 0
	for _, f := range w.Feeds() {
		if f.Format == "broken" {
			continue
		}
		parser := gofeed.NewParser()
		parser.Client = client
		got, err := parser.ParseURL(f.URL)
		if err != nil {
			t.Errorf("%s: %v", f.URL, err)
			continue
		}
		want := w.feeds[key(f.URL)].articles
		if len(got.Items) != len(want) {
			t.Errorf("%s: %d items, want %d", f.URL, len(got.Items), len(want))
			continue
		}
		for i, item := range got.Items {
			if item.Link != want[i].ItemURL || item.Title != want[i].Title {
				t.Errorf("%s: item %d is %q %q, want %q %q", f.URL, i, item.Link, item.Title, want[i].ItemURL, want[i].Title)
			}
			if item.PublishedParsed == nil || !item.PublishedParsed.Equal(want[i].published) {
				t.Errorf("%s: item %d published %q", f.URL, i, item.Published)
			}
		}
		offered += len(want)
	}
	if offered == 0 {
		t.Error("no feed offers anything")
	}
}

func TestPagesEnd(t *testing.T) {
	w := New()
	for _, a := range w.Articles() {
		p := w.articlePage(a, 1)
		body, err := w.rendered(a.site, a.layout(), p)
		if err != nil {
			t.Fatalf("%s: %v", a.URL, err)
		}
		if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(string(body))), "</html>") {
			t.Errorf("%s: page has no end", a.URL)
		}
		if a.serve != serveConsent && len(body) < 10_000 || len(body) > 40_000 {
			t.Errorf("%s: page has %d bytes, want 10 to 40 kB", a.URL, len(body))
		}
	}
}
