package api

import (
	"encoding/xml"
	"net/http"
	"time"
)

type rssItem struct {
	Title       string        `xml:"title"`
	Link        string        `xml:"link"`
	GUID        rssGUID       `xml:"guid"`
	PubDate     string        `xml:"pubDate"`
	Description string        `xml:"description"`
	Categories  []rssCategory `xml:"category"`
	Creator     string        `xml:"http://purl.org/dc/elements/1.1/ creator"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	ID          string `xml:",chardata"`
}

type rssCategory struct {
	Domain string `xml:"domain,attr"`
	Text   string `xml:",chardata"`
}

type rssFeed struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Self        atomSelf  `xml:"http://www.w3.org/2005/Atom link"`
		Updated     string    `xml:"lastBuildDate"`
		Items       []rssItem `xml:"item"`
	} `xml:"channel"`
}

type atomSelf struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

func (s *server) rss(w http.ResponseWriter, r *http.Request) error {
	m, hits, err := s.syndicate(r)
	if err != nil {
		return err
	}
	f := rssFeed{Version: "2.0"}
	c := &f.Channel
	c.Title, c.Link, c.Updated = m.Title, m.Home, rfc822(m.Updated)
	c.Description = "News about the International Criminal Court, found and tagged by iccwire"
	c.Self = atomSelf{Rel: "self", Href: m.Self}
	for _, h := range hits {
		a := h.Article
		item := rssItem{
			Title: a.Title, Link: m.link(a), GUID: rssGUID{ID: itemID(a)}, PubDate: rfc822(stamp(a)),
			Description: spansText(h.Snippet), Creator: a.Source,
		}
		for _, t := range tags(a) {
			item.Categories = append(item.Categories, rssCategory{Domain: t.Term, Text: t.Label})
		}
		c.Items = append(c.Items, item)
	}
	return writeXML(w, r, "application/rss+xml; charset=utf-8", f)
}

func rfc822(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.Format(time.RFC1123Z)
}
