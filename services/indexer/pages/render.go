package pages

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"

	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/web"
)

// page is what the layout shows around a body.
type page struct {
	Title   string
	Nav     string // which entry of the navigation is marked
	Q       string // in the search box of the head
	Feed    string // parameters of the feed of this page, if it has one
	Version string
	Body    any
}

// templates holds one parsed set a page.
type templates struct{ sets map[string]*template.Template }

var pageNames = []string{"search", "article", "entity", "events", "positions", "feeds", "status", "trace", "error"}

func parseTemplates(s *server) (*templates, error) {
	t := &templates{sets: map[string]*template.Template{}}
	for _, name := range pageNames {
		set, err := template.New(name).Funcs(s.funcs()).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		t.sets[name] = set
	}
	return t, nil
}

// funcs are the functions that templates call.
func (s *server) funcs() template.FuncMap {
	return template.FuncMap{
		"asset": s.assets.url, "date": showDate, "time": showTime, "minute": showMinute, "words": words, "title": titleWords, "plain": plainTitle, "event": api.EventName, "chip": s.chipClass, "inCatalogue": s.inCatalogue, "count": showCount, "reason": s.reasonWords,
		"object": targetName, "stance": stanceName, "side": index.Side, "num": showNumber,
		"entity": entityPath, "article": articlePath, "trace": tracePath, "label": func(id string) string { return s.label(id, nil) },
		"safe": api.SafeURL, "lang": langName, "kind": eventKind, "typeOf": typeOf, "plural": plural, "host": hostOf, "langAttr": langAttr, "dirOf": dirOf, "known": isEntityID,
	}
}

// render writes a page.
func (s *server) render(w http.ResponseWriter, name string, status int, p page) error {
	p.Version = s.Version
	var b bytes.Buffer
	if err := s.templates.sets[name].ExecuteTemplate(&b, "layout", p); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client may be gone
	return nil
}

// titles are errors in the words of a page.
var titles = map[int]string{
	http.StatusBadRequest:         "That cannot be searched for",
	http.StatusNotFound:           "Not here",
	http.StatusServiceUnavailable: "Not just now",
}

// fail shows an error as a page; the query stays in the box, so that it can be mended.
func (s *server) fail(w http.ResponseWriter, r *http.Request, p web.Problem) {
	if title, ok := titles[p.Status]; ok {
		p.Title = title
	}
	body := page{Title: p.Title, Q: r.URL.Query().Get("q"), Body: p}
	if err := s.render(w, "error", p.Status, body); err != nil {
		s.Log.Error("the error page failed", "error", err)
		http.Error(w, p.Title, p.Status)
	}
}
