package api

import (
	"html"
	"net/http"
	"strings"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// Item is an article in a list: everything but its text and the places of its tags.
type Item struct {
	ID          string            `json:"id"`
	Title       string            `json:"title"`
	TitleHTML   string            `json:"title_html"` // escaped, the query's words in <mark>
	URL         string            `json:"url"`
	Source      string            `json:"source"`
	Lang        string            `json:"lang"`
	Published   string            `json:"published,omitempty"`
	FirstSeen   string            `json:"first_seen,omitempty"`
	Authors     []string          `json:"authors,omitempty"`
	Snippet     string            `json:"snippet"`
	SnippetHTML string            `json:"snippet_html"` // escaped, the query's words in <mark>
	Score       float64           `json:"score,omitempty"`
	Relevance   float64           `json:"relevance"`
	Entities    []ItemEntity      `json:"entities"`
	Events      []ItemEvent       `json:"events"`
	Positions   int               `json:"positions"` // how many
	Quotes      int               `json:"quotes"`    // how many
	Story       *contract.Story   `json:"story,omitempty"`
	Revision    string            `json:"revision,omitempty"`
	Version     int64             `json:"version,omitempty"`
	Links       map[string]string `json:"links"`
}

// ItemEntity is an entity without its places.
type ItemEntity struct {
	ID         string              `json:"id"`
	Type       string              `json:"type"`
	Label      string              `json:"label"`
	Role       []string            `json:"role,omitempty"`
	Salience   float64             `json:"salience"`
	Confidence contract.Confidence `json:"confidence"`
}

// ItemEvent is an event in short.
type ItemEvent struct {
	EventID string `json:"event_id"`
	Type    string `json:"type"`
	Date    string `json:"date,omitempty"`
	Status  string `json:"status"`
}

// NewItem makes the list form of a hit; base is the public address.
func NewItem(h index.Hit, base string) Item {
	a := h.Article
	it := Item{
		ID: a.ID, Title: a.Title, TitleHTML: spansHTML(h.Title), URL: a.URL, Source: a.Source, Lang: a.Lang,
		Published: a.Published, FirstSeen: a.FirstSeen, Authors: a.Authors, Snippet: spansText(h.Snippet),
		SnippetHTML: spansHTML(h.Snippet), Score: h.Score, Relevance: a.Relevance.Score, Story: a.Story,
		Entities: []ItemEntity{}, Events: []ItemEvent{}, Positions: len(a.Positions), Quotes: len(a.Quotes),
		Revision: a.Revision, Version: a.Version,
		Links: map[string]string{"page": base + "/articles/" + a.ID, "self": base + "/api/v1/articles/" + a.ID},
	}
	for _, e := range a.Entities {
		it.Entities = append(it.Entities, ItemEntity{e.ID, e.Type, e.Label, e.Role, e.Salience, e.Confidence})
	}
	for _, e := range a.Events {
		it.Events = append(it.Events, ItemEvent{e.EventID, e.Type, e.Date, e.Status})
	}
	return it
}

func spansText(spans []index.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

func spansHTML(spans []index.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Hit {
			b.WriteString("<mark>" + html.EscapeString(s.Text) + "</mark>")
			continue
		}
		b.WriteString(html.EscapeString(s.Text))
	}
	return b.String()
}

// articleList is the answer to a search.
type articleList struct {
	Total  uint64       `json:"total"`
	Items  []Item       `json:"items"`
	Facets index.Facets `json:"facets,omitempty"`
	Next   string       `json:"next,omitempty"`
}

func (s *server) articles(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r, "facets")
	if err != nil {
		return err
	}
	switch r.URL.Query().Get("facets") {
	case "", "1", "true":
		q.Facets = true
	case "0", "false":
	default:
		return badRequest("facets is 1 or 0")
	}
	found, err := s.Index.Search(r.Context(), q)
	if err != nil {
		return err
	}
	out := articleList{Total: found.Total, Facets: s.labelled(found), Next: found.Next, Items: []Item{}}
	for _, h := range found.Items {
		out.Items = append(out.Items, NewItem(h, s.base(r)))
	}
	return writeJSON(w, r, out)
}

// labelled gives the values of facets that are entity ids their labels.
func (s *server) labelled(found index.Result) index.Facets {
	seen := map[string]string{}
	for _, h := range found.Items {
		for _, e := range h.Article.Entities {
			seen[e.ID] = e.Label
		}
	}
	for _, counts := range found.Facets {
		for i := range counts {
			if strings.Contains(counts[i].Value, ":") {
				counts[i].Label = s.label(counts[i].Value, seen)
			}
		}
	}
	return found.Facets
}

// label names an entity: as the catalogue does, else as an article at hand does, else by its slug.
func (s *server) label(id string, seen map[string]string) string {
	if f, ok := s.Facts(id); ok && f.Label != "" {
		return f.Label
	}
	if seen[id] != "" {
		return seen[id]
	}
	return SlugLabel(id)
}

// SlugLabel makes a readable name of an entity id: person:karim-khan becomes "Karim Khan".
func SlugLabel(id string) string {
	_, name, ok := strings.Cut(id, ":")
	if !ok {
		name = id
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' })
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}

func (s *server) article(w http.ResponseWriter, r *http.Request) error {
	a, err := s.Index.Get(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return writeJSON(w, r, a)
}

// base is the public address of this server.
func (s *server) base(r *http.Request) string {
	if s.BaseURL != "" {
		return strings.TrimSuffix(s.BaseURL, "/")
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
