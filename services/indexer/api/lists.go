package api

import (
	"net/http"
	"sort"

	"github.com/iccwire/iccwire/services/indexer/index"
)

func (s *server) stories(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r)
	if err != nil {
		return err
	}
	page, err := s.Index.Stories(r.Context(), q)
	if err != nil {
		return err
	}
	return writeJSON(w, r, newList(page.Total, page.Items, page.Next))
}

func (s *server) events(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r)
	if err != nil {
		return err
	}
	page, err := s.Index.Events(r.Context(), q)
	if err != nil {
		return err
	}
	return writeJSON(w, r, newList(page.Total, page.Items, page.Next))
}

func (s *server) positions(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r, "actor", "stance", "target")
	if err != nil {
		return err
	}
	values := r.URL.Query()
	f := index.PositionFilter{Actor: values.Get("actor"), Stance: values.Get("stance"), Target: values.Get("target")}
	if f.Stance != "" && f.Stance != "supports" && f.Stance != "opposes" {
		return badRequest("stance is supports or opposes")
	}
	page, err := s.Index.Positions(r.Context(), q, f)
	if err != nil {
		return err
	}
	for i := range page.Items {
		row := &page.Items[i]
		row.Label = s.label(row.Actor, map[string]string{row.Actor: row.Label})
	}
	return writeJSON(w, r, newList(page.Total, page.Items, page.Next))
}

func (s *server) quotes(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r)
	if err != nil {
		return err
	}
	page, err := s.Index.Quotes(r.Context(), q)
	if err != nil {
		return err
	}
	return writeJSON(w, r, newList(int(page.Total), page.Items, page.Next))
}

func (s *server) timeline(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r, "by")
	if err != nil {
		return err
	}
	by := index.By(r.URL.Query().Get("by"))
	buckets, err := s.Index.Timeline(r.Context(), q, by)
	if err != nil {
		return err
	}
	return writeJSON(w, r, newList(len(buckets), buckets, ""))
}

func (s *server) feeds(w http.ResponseWriter, r *http.Request) error {
	feeds, err := FeedsWithBalance(r.Context(), s.Feeds, s.Ledger)
	if err != nil {
		return err
	}
	return writeJSON(w, r, newList(len(feeds), feeds, ""))
}

func (s *server) balance(w http.ResponseWriter, r *http.Request) error {
	b, err := s.Ledger.Balance()
	if err != nil {
		return err
	}
	return writeJSON(w, r, b)
}

func (s *server) trace(w http.ResponseWriter, r *http.Request) error {
	return s.writeTrace(w, r, r.PathValue("id"))
}

// traceURL answers ?url=, since an address in a path loses its second slash on the way.
func (s *server) traceURL(w http.ResponseWriter, r *http.Request) error {
	u := r.URL.Query().Get("url")
	if u == "" {
		return badRequest("write /api/v1/trace/{id} or /api/v1/trace?url=…")
	}
	return s.writeTrace(w, r, u)
}

func (s *server) writeTrace(w http.ResponseWriter, r *http.Request, key string) error {
	t, err := s.Ledger.Trace(key)
	if err != nil {
		return err
	}
	return writeJSON(w, r, t)
}

// sortFeeds puts feeds in trouble first and those that nobody polls last, then by source and address.
func sortFeeds(feeds []Feed) {
	sort.SliceStable(feeds, func(i, j int) bool {
		a, b := feeds[i], feeds[j]
		if a.rank() != b.rank() {
			return a.rank() < b.rank()
		}
		if a.Source != b.Source {
			return a.Source < b.Source
		}
		return a.URL < b.URL
	})
}
