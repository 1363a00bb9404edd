package api

import (
	"net/http"
	"net/url"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// feedSize is how many articles a feed holds; feedCache is for how long a reader may keep it.
const (
	feedSize  = 50
	feedCache = "public, max-age=60"
)

// syndicate finds the newest articles of the search that a feed stands for.
func (s *server) syndicate(r *http.Request) (feedMeta, []index.Hit, error) {
	q, err := readQuery(r)
	if err != nil {
		return feedMeta{}, nil, err
	}
	q.Sort = index.ByNewest
	if r.URL.Query().Get("limit") == "" {
		q.Limit = feedSize
	}
	found, err := s.Index.Search(r.Context(), q)
	if err != nil {
		return feedMeta{}, nil, err
	}
	m := feedMeta{Title: "ICC news", Base: s.base(r), Self: s.base(r) + r.URL.RequestURI(), Home: s.base(r) + "/"}
	if q.Q != "" {
		m.Title += ": " + q.Q
		m.Home += "?q=" + url.QueryEscape(q.Q)
	}
	for _, h := range found.Items {
		m.Updated = max(m.Updated, stamp(h.Article))
	}
	if m.Updated == "" {
		m.Updated = time.Unix(0, 0).UTC().Format(time.RFC3339)
	}
	return m, found.Items, nil
}

// feedMeta is what a feed says of itself. Updated comes from its items, not from a clock, so that
// an unchanged feed stays the same bytes.
type feedMeta struct{ Title, Base, Self, Home, Updated string }

// stamp is an article's time in RFC 3339 and UTC.
func stamp(a *contract.Article) string {
	for _, s := range []string{a.Published, a.FirstSeen} {
		for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01", "2006"} {
			if t, err := time.Parse(layout, s); err == nil {
				return t.UTC().Format(time.RFC3339)
			}
		}
	}
	return time.Unix(0, 0).UTC().Format(time.RFC3339)
}

// itemID is an article's identifier in feeds, the same for ever.
func itemID(a *contract.Article) string { return "urn:iccwire:article:" + url.PathEscape(a.ID) }

// SafeURL returns u when it is an address that may be linked to: http or https with a host.
func SafeURL(u string) string {
	p, err := url.Parse(u)
	if err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" {
		return ""
	}
	return p.String()
}

// link is where an item leads: to the original, or to our page of it when it has no address.
func (m feedMeta) link(a *contract.Article) string {
	if u := SafeURL(a.URL); u != "" {
		return u
	}
	return m.page(a)
}

func (m feedMeta) page(a *contract.Article) string {
	return m.Base + "/articles/" + url.PathEscape(a.ID)
}

// tags are the categories of an item: label by id.
func tags(a *contract.Article) []category {
	var list []category
	for _, e := range a.Entities {
		list = append(list, category{Term: e.ID, Label: e.Label})
	}
	for _, e := range a.Events {
		list = append(list, category{Term: "event:" + e.Type, Label: EventName(e.Type)})
	}
	return list
}

type category struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}
