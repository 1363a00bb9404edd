package world

import (
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"strings"
)

// key is an address without scheme, query and fragment: what pages and feeds are found by.
func key(url string) string {
	url = strings.TrimPrefix(url, "http://")
	url, _, _ = strings.Cut(url, "#")
	url, _, _ = strings.Cut(url, "?")
	return url
}

// ServeHTTP answers for the site that the Host header names.
func (w *World) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host := strings.ToLower(r.Host)
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	s := w.hosts[host]
	if s == nil {
		http.Error(rw, "no such site in this world", http.StatusMisdirectedRequest)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(rw, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	w.route(rw, r, s, host)
}

func (w *World) route(rw http.ResponseWriter, r *http.Request, s *site, host string) {
	own, main := host+r.URL.Path, s.Host+r.URL.Path
	if h := w.hazards[own]; h != nil {
		w.serveHazard(rw, r, h)
	} else if f := w.feeds[main]; f != nil {
		w.serveFeed(rw, r, f)
	} else if a := w.links[own]; a != nil {
		http.Redirect(rw, r, a.URL, http.StatusMovedPermanently)
	} else if a := first(w.pages[own], w.pages[main]); a != nil {
		w.servePage(rw, r, a)
	} else {
		w.serveOther(rw, r, s)
	}
}

func first(pages ...*Article) *Article {
	for _, a := range pages {
		if a != nil {
			return a
		}
	}
	return nil
}

// serveOther answers what is neither feed nor article: robots.txt, front page, pictures.
func (w *World) serveOther(rw http.ResponseWriter, r *http.Request, s *site) {
	switch {
	case r.URL.Path == "/robots.txt" && s.Robots != "":
		rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprint(rw, s.Robots)
	case r.URL.Path == "/":
		w.write(rw, r, s, "index.html", w.frontPage(s))
	case strings.HasPrefix(r.URL.Path, "/img/"):
		rw.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(rw, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#8aa"/></svg>`)
	default:
		http.NotFound(rw, r)
	}
}

// servePage answers a request for an article.
func (w *World) servePage(rw http.ResponseWriter, r *http.Request, a *Article) {
	visit := w.visited(a)
	switch a.serve {
	case serveGone:
		http.NotFound(rw, r)
		return
	case serveRemoved:
		http.Error(rw, "removed", http.StatusGone)
		return
	case serveBusy:
		if visit == 1 {
			rw.Header().Set("Retry-After", "1")
			http.Error(rw, "busy, come back in a second", http.StatusServiceUnavailable)
			return
		}
	}
	w.fetchedOnce(a, w.write(rw, r, a.site, a.layout(), w.articlePage(a, visit)))
}

// write renders a page and answers with it, or with 304 to a request that knows it. It reports
// whether the answer went out.
func (w *World) write(rw http.ResponseWriter, r *http.Request, s *site, layout string, p *page) bool {
	body, err := w.rendered(s, layout, p)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return false
	}
	h := rw.Header()
	h.Set("Content-Type", p.contentType())
	if !p.restless() {
		etag := fmt.Sprintf(`"%x"`, sha256.Sum256(body))[:18] + `"`
		h.Set("ETag", etag)
		h.Set("Last-Modified", p.modified().UTC().Format(http.TimeFormat))
		if r.Header.Get("If-None-Match") == etag {
			rw.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	_, err = rw.Write(body)
	return err == nil
}

func (w *World) visited(a *Article) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.visits[key(a.URL)]++
	return w.visits[key(a.URL)]
}

// fetchedOnce counts a page that went out and wakes the polls that wait for it.
func (w *World) fetchedOnce(a *Article, ok bool) {
	if !ok {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fetched[key(a.URL)]++
	close(w.changed)
	w.changed = make(chan struct{})
}

// Fetched says how many times a page was asked for, whatever the answer was.
func (w *World) Fetched(url string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.visits[key(url)]
}

// isSecond reports whether the second version of a feed with this article has been served.
func (w *World) isSecond(a *Article) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, id := range a.feedIDs {
		if w.byID[id].second {
			return true
		}
	}
	return false
}
