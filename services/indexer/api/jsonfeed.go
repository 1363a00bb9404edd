package api

import (
	"encoding/json"
	"net/http"
)

// jsonFeedItem and jsonFeedDoc are JSON Feed 1.1.
type jsonFeedItem struct {
	ID        string              `json:"id"`
	URL       string              `json:"url"`
	External  string              `json:"external_url,omitempty"`
	Title     string              `json:"title"`
	Text      string              `json:"content_text"`
	Published string              `json:"date_published"`
	Lang      string              `json:"language,omitempty"`
	Authors   []map[string]string `json:"authors"`
	Tags      []string            `json:"tags,omitempty"`
}

type jsonFeedDoc struct {
	Version string         `json:"version"`
	Title   string         `json:"title"`
	Home    string         `json:"home_page_url"`
	Self    string         `json:"feed_url"`
	Items   []jsonFeedItem `json:"items"`
}

func (s *server) jsonFeed(w http.ResponseWriter, r *http.Request) error {
	m, hits, err := s.syndicate(r)
	if err != nil {
		return err
	}
	f := jsonFeedDoc{Version: "https://jsonfeed.org/version/1.1", Title: m.Title, Home: m.Home, Self: m.Self, Items: []jsonFeedItem{}}
	for _, h := range hits {
		a := h.Article
		item := jsonFeedItem{
			ID: itemID(a), URL: m.page(a), External: SafeURL(a.URL), Title: a.Title, Text: spansText(h.Snippet),
			Published: stamp(a), Lang: a.Lang, Authors: []map[string]string{{"name": a.Source}},
		}
		for _, t := range tags(a) {
			item.Tags = append(item.Tags, t.Term)
		}
		f.Items = append(f.Items, item)
	}
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return writeBody(w, r, "application/feed+json", feedCache, body)
}
