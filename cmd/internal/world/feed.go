package world

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"time"
)

// feed is a feed and how far its story has been told.
type feed struct {
	siteFeed
	site     *site
	articles []*Article // newest first

	polls  int  // polls answered
	second bool // the second version of its changing entries has been served
}

func (f *feed) url() string { return f.site.base() + f.Path }

// pending are the articles that change with the second poll.
func (f *feed) pending() []*Article {
	var out []*Article
	for _, a := range f.articles {
		if a.Corrected != nil || a.touched != "" {
			out = append(out, a)
		}
	}
	return out
}

// Polls says how many polls of a feed have been answered, with a document, with 304 or (the
// broken one) with what it has. A poll given up while it waited is not counted.
func (w *World) Polls(url string) int {
	f := w.feeds[key(url)]
	if f == nil {
		return 0
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return f.polls
}

// Offered says how many entries the world's feeds have offered so far, which is how many articles
// a pipeline should have discovered: a link counts once, in whatever feeds it is, and once more
// when a later document has a new version of its entry. Broken documents offer nothing.
func (w *World) Offered() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.offered)
}

// serveFeed answers a poll.
func (w *World) serveFeed(rw http.ResponseWriter, r *http.Request, f *feed) {
	second, told := w.revision(r.Context(), f)
	doc, err := f.document(second)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}
	h := rw.Header()
	h.Set("Content-Type", f.contentType())
	etag, mod := fmt.Sprintf(`"%x"`, sha256.Sum256(doc))[:18]+`"`, f.modTime(second).Format(http.TimeFormat)
	if f.ETag {
		h.Set("ETag", etag)
	}
	if f.ModTime {
		h.Set("Last-Modified", mod)
	}
	if f.matches(r, etag, mod) {
		rw.WriteHeader(http.StatusNotModified)
	} else if _, err := rw.Write(doc); err != nil {
		return
	}
	if told {
		w.polled(f, second)
	}
}

// matches decides a conditional request: the entity tag goes before the date.
func (f *feed) matches(r *http.Request, etag, mod string) bool {
	if tag := r.Header.Get("If-None-Match"); tag != "" && f.ETag {
		return tag == etag
	}
	return f.ModTime && r.Header.Get("If-Modified-Since") == mod
}

// revision decides which version of the feed this poll gets, and whether the poll counts. From the
// second poll on it waits until all changing pages were fetched; a poll that waits in vain gets
// the first version and does not count.
func (w *World) revision(ctx context.Context, f *feed) (second, counts bool) {
	w.mu.Lock()
	first, second := f.polls == 0, f.second
	w.mu.Unlock()
	pending := f.pending()
	if first || second || len(pending) == 0 {
		return second, true
	}
	ctx, cancel := context.WithTimeout(ctx, HoldLimit)
	defer cancel()
	for _, a := range pending {
		if !w.awaitFetch(ctx, a) {
			return false, false
		}
	}
	w.mu.Lock()
	f.second = true // before the document goes out, so that no one meets the old page after it
	w.mu.Unlock()
	return true, true
}

// awaitFetch waits until an article's page was fetched once; false when the context or the world
// ended first.
func (w *World) awaitFetch(ctx context.Context, a *Article) bool {
	for {
		w.mu.Lock()
		n, changed := w.fetched[key(a.URL)], w.changed
		w.mu.Unlock()
		if n > 0 {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		case <-w.done:
			return false
		}
	}
}

// polled counts an answered poll and what it offered.
func (w *World) polled(f *feed, second bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f.polls++
	if f.Format == "broken" {
		return
	}
	for _, a := range f.articles {
		w.offered[a.URL] = true
		if second && (a.Corrected != nil || a.touched != "") {
			w.offered[a.URL+" second"] = true
		}
	}
}

// modTime is the newest date among the entries.
func (f *feed) modTime(second bool) time.Time {
	var latest time.Time
	for _, a := range f.articles {
		if t := a.entry(second).updated; t.After(latest) {
			latest = t
		}
	}
	return latest.UTC()
}
