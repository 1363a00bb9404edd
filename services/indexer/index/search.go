package index

import (
	"context"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/iccwire/iccwire/contract"
)

// Result is a page of articles. Total counts all matches; Next is the cursor of the next page,
// empty on the last one.
type Result struct {
	Total  uint64
	Items  []Hit
	Facets Facets
	Next   string
}

// Hit is an article that matches, with the places that made it match.
type Hit struct {
	Article *contract.Article
	Score   float64
	Title   []Span // the whole title
	Snippet []Span // the best piece of the text, or its beginning
}

// Search answers a query. Its error is a *SyntaxError when the query cannot be understood.
func (x *Index) Search(ctx context.Context, q Query) (Result, error) {
	c, _, err := x.compile(q)
	if err != nil {
		return Result{}, err
	}
	order, err := q.order(c)
	if err != nil {
		return Result{}, err
	}
	after, err := readCursor(q.Cursor, order, len(sortBy[order]))
	if err != nil {
		return Result{}, err
	}
	found, err := x.page(ctx, c.all, order, after.After, q.limit()+1, q.Facets)
	if err != nil {
		return Result{}, err
	}
	out := Result{Total: found.Total, Facets: readFacets(found.Facets)}
	hits := found.Hits
	if len(hits) > q.limit() {
		hits = hits[:q.limit()]
		out.Next = cursor{Sort: order, After: sortValues(hits[len(hits)-1], order)}.encode()
	}
	out.Items, err = x.fill(ctx, hits, c.clauses)
	return out, err
}

// sortBy names the sort keys of each order, for Bleve.
var sortBy = map[Sort][]string{
	ByNewest:    {"-" + fieldDate, "-_id"},
	ByRelevance: {"-_score", "-" + fieldDate, "-_id"},
}

// page finds one page of ids, without the articles themselves.
func (x *Index) page(ctx context.Context, q query.Query, order Sort, after []string, size int, facets bool) (*bleve.SearchResult, error) {
	r := bleve.NewSearchRequestOptions(q, size, 0, false)
	r.SortBy(sortBy[order])
	if order == ByNewest {
		r.Score = "none"
	}
	if after != nil {
		r.SetSearchAfter(after)
	}
	if facets {
		addFacets(r)
	}
	return x.bleve.SearchInContext(ctx, r)
}

// sortValues are what the page after m begins behind.
func sortValues(m *search.DocumentMatch, order Sort) []string {
	values := append([]string{}, m.Sort...)
	if order == ByRelevance {
		values[0] = strconv.FormatFloat(finite(m.Score), 'g', -1, 64)
	}
	values[len(values)-1] = m.ID
	return values
}

// fill reads the articles of hits and marks the words that were found.
func (x *Index) fill(ctx context.Context, hits search.DocumentMatchCollection, words []clause) ([]Hit, error) {
	ids := make([]string, len(hits))
	score := map[string]float64{}
	for i, m := range hits {
		ids[i], score[m.ID] = m.ID, finite(m.Score)
	}
	list, err := x.getAll(ctx, ids)
	if err != nil {
		return nil, err
	}
	places, err := x.places(ctx, list, words)
	if err != nil {
		return nil, err
	}
	items := make([]Hit, len(list))
	for i, a := range list {
		lang := analyzerFor(a.Lang)
		items[i] = Hit{
			Article: a,
			Score:   score[a.ID],
			Title:   mark(a.Title, places[a.ID][prefixTitle+lang]),
			Snippet: snippet(a.Text, places[a.ID][prefixText+lang]),
		}
	}
	return items, nil
}

// places finds where in the given articles the words of a query are. It is a search of its own,
// since collecting places for every match of a big search would cost far more; it only looks into
// the languages of these articles.
func (x *Index) places(ctx context.Context, list []*contract.Article, words []clause) (out map[string]search.FieldTermLocationMap, err error) {
	if len(words) == 0 || len(list) == 0 {
		return nil, nil
	}
	reader, err := snapshot(x.bleve)
	if err != nil {
		return nil, err
	}
	defer func() { err = closing(err, reader) }()
	c := x.compiler(reader)
	var ids []string
	langs := newSet()
	for _, a := range list {
		ids = append(ids, a.ID)
		langs.add(analyzerFor(a.Lang))
	}
	c.langs = langs.list
	both := query.NewConjunctionQuery([]query.Query{query.NewDocIDQuery(ids), c.words(words)})
	r := bleve.NewSearchRequestOptions(both, len(ids), 0, false)
	r.IncludeLocations = true
	found, err := x.bleve.SearchInContext(ctx, r)
	if err != nil {
		return nil, err
	}
	out = make(map[string]search.FieldTermLocationMap, len(found.Hits))
	for _, m := range found.Hits {
		out[m.ID] = m.Locations
	}
	return out, nil
}
