package pages

import (
	"net/http"
	"net/url"
	"sort"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// feedsPage is the body of the feeds' health.
type feedsPage struct {
	Feeds   []api.Feed
	Healthy int
	Trouble int
}

func (s *server) feeds(w http.ResponseWriter, r *http.Request) error {
	feeds, err := s.feedStates(r)
	if err != nil {
		return err
	}
	body := feedsPage{Feeds: feeds}
	for _, f := range feeds {
		if f.Healthy() {
			body.Healthy++
		} else if f.State != "unlisted" {
			body.Trouble++
		}
	}
	return s.render(w, "feeds", http.StatusOK, page{Title: "Feeds", Nav: "feeds", Body: body})
}

// statusPage is the body of the balance.
type statusPage struct {
	ledger.Balance
	Parts   []part
	Reasons []reason
	Open    []ledger.Way
}

// part is a stretch of the bar that shows the balance.
type part struct {
	Name  string
	N     int
	X, W  float64 // in percent
	Class string
}

type reason struct {
	Name string
	N    int
}

// openShown is how many triggers in flight the page lists.
const openShown = 50

func (s *server) status(w http.ResponseWriter, r *http.Request) error {
	b, err := s.Ledger.Balance()
	if err != nil {
		return err
	}
	body := statusPage{Balance: b, Parts: parts(b), Reasons: reasons(b)}
	if body.Open, err = s.Ledger.Open(openShown); err != nil {
		return err
	}
	return s.render(w, "status", http.StatusOK, page{Title: "Status", Nav: "status", Body: body})
}

func parts(b ledger.Balance) []part {
	list := []part{
		{Name: "indexed", N: b.Indexed}, {Name: "unchanged", N: b.Unchanged}, {Name: "irrelevant", N: b.Irrelevant},
		{Name: "duplicate", N: b.Duplicate}, {Name: "skipped", N: b.Skipped}, {Name: "dead", N: b.Dead}, {Name: "in flight", N: b.InFlight},
	}
	x := 0.0
	for i := range list {
		p := &list[i]
		p.Class = "b-" + contract.Slug(p.Name)
		if b.Discovered > 0 {
			p.X, p.W = x, 100*float64(p.N)/float64(b.Discovered)
		}
		x += p.W
	}
	return list
}

func reasons(b ledger.Balance) []reason {
	var list []reason
	for name, n := range b.SkippedBy {
		list = append(list, reason{name, n})
	}
	sort.Slice(list, func(i, j int) bool {
		return list[i].N > list[j].N || list[i].N == list[j].N && list[i].Name < list[j].Name
	})
	return list
}

// tracePage is the body of an article's way; without one it is the form that asks for it.
type tracePage struct {
	ledger.Trace
	Key     string
	Indexed bool // the article is in the index
}

func (s *server) traceForm(w http.ResponseWriter, r *http.Request) error {
	if key := r.URL.Query().Get("url"); key != "" {
		return s.showTrace(w, r, key)
	}
	return s.render(w, "trace", http.StatusOK, page{Title: "Where did it go?", Nav: "status", Body: tracePage{}})
}

func (s *server) trace(w http.ResponseWriter, r *http.Request) error {
	return s.showTrace(w, r, r.PathValue("id"))
}

func (s *server) showTrace(w http.ResponseWriter, r *http.Request, key string) error {
	t, err := s.Ledger.Trace(key)
	if err != nil {
		return err
	}
	body := tracePage{Trace: t, Key: key}
	if _, err := s.Index.Get(r.Context(), t.ID); err == nil {
		body.Indexed = true
	}
	return s.render(w, "trace", http.StatusOK, page{Title: "Where did it go?", Nav: "status", Body: body})
}

// tracePath is the address of the way of an article.
func tracePath(id string) string { return "/trace/" + url.PathEscape(id) }
