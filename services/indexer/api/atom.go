package api

import (
	"encoding/xml"
	"net/http"
)

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomEntry struct {
	Lang       string     `xml:"xml:lang,attr,omitempty"`
	ID         string     `xml:"id"`
	Title      string     `xml:"title"`
	Updated    string     `xml:"updated"`
	Published  string     `xml:"published"`
	Author     string     `xml:"author>name"`
	Links      []atomLink `xml:"link"`
	Summary    string     `xml:"summary"`
	Categories []category `xml:"category"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

func (s *server) atom(w http.ResponseWriter, r *http.Request) error {
	m, hits, err := s.syndicate(r)
	if err != nil {
		return err
	}
	f := atomFeed{ID: m.Self, Title: m.Title, Updated: m.Updated, Links: []atomLink{
		{Rel: "self", Href: m.Self, Type: "application/atom+xml"}, {Rel: "alternate", Href: m.Home, Type: "text/html"},
	}}
	for _, h := range hits {
		a := h.Article
		f.Entries = append(f.Entries, atomEntry{
			Lang: a.Lang, ID: itemID(a), Title: a.Title, Updated: stamp(a), Published: stamp(a), Author: a.Source,
			Links:   []atomLink{{Rel: "alternate", Href: m.link(a)}, {Rel: "via", Href: m.page(a)}},
			Summary: spansText(h.Snippet), Categories: tags(a),
		})
	}
	return writeXML(w, r, "application/atom+xml; charset=utf-8", f)
}

func writeXML(w http.ResponseWriter, r *http.Request, contentType string, v any) error {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return writeBody(w, r, contentType, feedCache, append([]byte(xml.Header), body...))
}
