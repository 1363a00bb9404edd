package pages

import (
	"context"
	"net/http"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// searchPage is the body of the search.
type searchPage struct {
	request
	Total    uint64
	Hits     []hit
	Facets   []facet
	Chips    []chip
	Hidden   []hidden
	Chart    *chart
	From, To string
	Sort     index.Sort
	Newest   string // addresses of the two orders
	Relevant string
	Next     string
	First    string // address of the first page, on later ones
	Params   string // of the exports and feeds
	Words    bool   // the query has words, so that relevance means something
}

// hit is a result as a list shows it.
type hit struct {
	*contract.Article
	TitleSpans []index.Span
	Snippet    []index.Span
	Top        []contract.Entity // the most salient ones, but not the Court itself
	Shown      []contract.Event  // one of each type
}

// topEntities is how many entities a result shows.
const topEntities = 5

func (s *server) search(w http.ResponseWriter, r *http.Request) error {
	q := readRequest(r)
	query := q.query(r.URL.Query().Get("cursor"))
	found, counted, err := s.find(r.Context(), q, query)
	if err != nil {
		return err
	}
	body := searchPage{
		request: q, Total: found.Total, Hits: hits(found.Items), Chips: s.chips(q), Hidden: q.hidden("q", "from", "to"),
		Facets: s.facets(q, counted.facets, labelsIn(found.Items)), From: query.From, To: query.To, Sort: query.Sort,
		Newest: q.with("sort", "newest", false), Relevant: q.with("sort", "relevance", false), Params: q.params(), Words: query.Q != "", Chart: counted.chart,
	}
	if found.Next != "" {
		body.Next = q.cursor(found.Next)
	}
	if query.Cursor != "" {
		body.First = address(q.path, q.clone())
	}
	title := "News on the International Criminal Court"
	if query.Q != "" {
		title = query.Q
	}
	return s.render(w, "search", http.StatusOK, page{Title: title, Nav: "search", Q: query.Q, Feed: body.Params, Body: body})
}

// find answers a search with what is counted over all its matches, which may be a moment old.
func (s *server) find(ctx context.Context, q request, query index.Query) (index.Result, counts, error) {
	key := q.params()
	counted, ok := s.counts.get(key)
	query.Facets = !ok
	found, err := s.Index.Search(ctx, query)
	if err != nil || ok {
		return found, counted, err
	}
	counted.facets = found.Facets
	if counted.chart, err = s.chart(ctx, q, found.Facets["months"]); err != nil {
		return found, counted, err
	}
	s.counts.put(key, found.Total, counted)
	return found, counted, nil
}

// cursor returns the address of a later page.
func (q request) cursor(next string) string {
	v := q.clone()
	v.Set("cursor", next)
	return address(q.path, v)
}

func hits(items []index.Hit) []hit {
	var list []hit
	for _, h := range items {
		list = append(list, hit{Article: h.Article, TitleSpans: h.Title, Snippet: h.Snippet, Top: top(h.Article), Shown: oneOfEach(h.Article.Events)})
	}
	return list
}

// top picks the entities worth showing of a result. The Court is in all of them.
func top(a *contract.Article) []contract.Entity {
	var list []contract.Entity
	for _, e := range a.Entities {
		if e.ID != "org:icc" && e.Type != "crime" && e.Type != "treaty" && len(list) < topEntities {
			list = append(list, e)
		}
	}
	return list
}

func oneOfEach(events []contract.Event) []contract.Event {
	seen := map[string]bool{}
	var list []contract.Event
	for _, e := range events {
		if !seen[e.Type] {
			seen[e.Type] = true
			list = append(list, e)
		}
	}
	return list
}
