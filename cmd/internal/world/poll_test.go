package world

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mmcdole/gofeed"
)

// answer is what a test keeps of a response.
type answer struct {
	status int
	body   string
	header http.Header
}

func get(t *testing.T, c *http.Client, url string, header ...string) answer {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, string(body), res.Header}
}

// again polls a feed with the validators of an answer.
func again(t *testing.T, c *http.Client, url string, a answer) answer {
	t.Helper()
	return get(t, c, url, "If-None-Match", a.header.Get("ETag"), "If-Modified-Since", a.header.Get("Last-Modified"))
}

// TestTwoPolls walks the whole story as a pipeline would: poll all, fetch all, poll all again.
func TestTwoPolls(t *testing.T) {
	w, c := start(t)
	first := map[string]answer{}
	for _, f := range w.Feeds() {
		first[f.URL] = get(t, c, f.URL)
	}
	changing := 0
	for _, a := range w.Articles() {
		get(t, c, a.ItemURL)
		if len(a.Want.Status) == 2 {
			changing++
		}
	}
	if got, want := w.Offered(), len(w.Articles()); got != want {
		t.Errorf("%d entries offered after the first polls, want %d", got, want)
	}
	for _, f := range w.Feeds() {
		want := http.StatusNotModified
		if f.Format == "broken" || len(w.feeds[key(f.URL)].pending()) > 0 {
			want = http.StatusOK
		}
		if got := again(t, c, f.URL, first[f.URL]); got.status != want {
			t.Errorf("%s: second poll answers %d, want %d", f.URL, got.status, want)
		}
		if n := w.Polls(f.URL); n != 2 {
			t.Errorf("%s: %d polls, want 2", f.URL, n)
		}
	}
	if got, want := w.Offered(), w.Summary().Discovered; got != want || want != len(w.Articles())+changing {
		t.Errorf("%d entries offered, want %d", got, want)
	}
	if s := w.Strays(); len(s) > 0 {
		t.Errorf("strays %v", s)
	}
}

func TestThirdPollIsNotModified(t *testing.T) {
	w, c := start(t)
	for _, a := range w.Articles() {
		get(t, c, a.URL)
	}
	for _, f := range w.Feeds() {
		if f.Format == "broken" {
			continue
		}
		get(t, c, f.URL)
		second := get(t, c, f.URL)
		if got := again(t, c, f.URL, second); got.status != http.StatusNotModified {
			t.Errorf("%s: third poll answers %d", f.URL, got.status)
		}
	}
}

func corrected(t *testing.T, w *World) *Article {
	t.Helper()
	i := slices.IndexFunc(w.Articles(), func(a *Article) bool { return a.Corrected != nil })
	if i < 0 {
		t.Fatal("no article is corrected")
	}
	return w.Articles()[i]
}

func TestCorrectionWaitsForTheFirstFetch(t *testing.T) {
	w, c := start(t)
	a := corrected(t, w)
	feed := a.Feeds[0]
	first := get(t, c, feed)
	second := make(chan answer, 1)
	go func() { second <- again(t, c, feed, first) }()
	if page := get(t, c, a.URL); strings.Contains(page.body, "Correction, 21 October") {
		t.Error("the first fetch gets the corrected page")
	}
	got := <-second
	if got.status != http.StatusOK || !strings.Contains(got.body, "2023-10-21T09:20:00Z") {
		t.Errorf("second poll: %d without the new date", got.status)
	}
	if page := get(t, c, a.URL); !strings.Contains(page.body, "Correction, 21 October") {
		t.Error("the page is not corrected after the second poll")
	}
}

func TestPollGivenUpDoesNotCount(t *testing.T) {
	w, c := start(t)
	feed := corrected(t, w).Feeds[0]
	get(t, c, feed)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, feed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := c.Do(req); err == nil {
		res.Body.Close()
		t.Fatal("the poll did not wait")
	}
	if n := w.Polls(feed); n != 1 {
		t.Errorf("%d polls, want 1", n)
	}
}

func TestPollIsHeldNoLongerThanTheLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := New()
		f := w.feeds[key(corrected(t, w).Feeds[0])]
		w.polled(f, false)
		began := time.Now()
		second, counts := w.revision(t.Context(), f)
		if took := time.Since(began); took != HoldLimit || second || counts {
			t.Errorf("held for %s, then second %v, counts %v", took, second, counts)
		}
	})
}

func TestArticleComesBeforeItsOtherAddress(t *testing.T) {
	at := map[string]int{}
	w := New()
	for i, a := range w.Articles() {
		at[a.URL] = i
	}
	for i, a := range w.Articles() {
		if a.canonical != "" && at[a.Want.Canonical] > i {
			t.Errorf("%s is offered before %s", a.URL, a.Want.Canonical)
		}
	}
}

func TestTouchedEntryIsTheSameArticle(t *testing.T) {
	w, c := start(t)
	i := slices.IndexFunc(w.Articles(), func(a *Article) bool { return a.touched != "" })
	a := w.Articles()[i]
	before := get(t, c, a.Feeds[0])
	old := get(t, c, a.URL)
	after, page := get(t, c, a.Feeds[0]), get(t, c, a.URL)
	if before.body == after.body || !strings.Contains(after.body, a.touched) {
		t.Error("the entry's date has not changed")
	}
	if old.body == page.body || page.header.Get("ETag") != "" {
		t.Error("the page should differ in its furniture and have no validator")
	}
	for _, line := range truth(a) {
		if !strings.Contains(visible(t, a, []byte(page.body)), line) {
			t.Errorf("the page lost %q", line)
		}
	}
}

func TestBrokenFeed(t *testing.T) {
	w, c := start(t)
	for _, f := range w.Feeds() {
		if f.Format != "broken" {
			continue
		}
		if _, err := gofeed.NewParser().ParseString(get(t, c, f.URL).body); err == nil {
			t.Errorf("%s can be read", f.URL)
		}
		if w.Offered() != 0 {
			t.Errorf("the broken feed offered %d entries", w.Offered())
		}
	}
}
