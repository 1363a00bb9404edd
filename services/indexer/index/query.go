package index

import (
	"context"
	"sort"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Sort orders results.
type Sort string

// The orders. Newest first is what a query without words gets when it asks for none.
const (
	ByNewest    Sort = "newest"
	ByRelevance Sort = "relevance"
)

// The bounds of a page of results.
const (
	DefaultLimit = 20
	MaxLimit     = 200
)

// Query asks for articles. Q is in the query language (see parse); Filters adds filters by name,
// each of whose values must hold, as if person:… stood in Q. From and To are days, months or years,
// both included. Limit is bounded by MaxLimit; Cursor is the Next of an earlier Result.
type Query struct {
	Q        string
	Filters  map[string][]string
	From, To string
	Limit    int
	Cursor   string
	Sort     Sort
	Facets   bool
}

// clauses reads Q and adds what the other fields ask for.
func (q Query) clauses() ([]clause, error) {
	list, err := parse(q.Q)
	if err != nil {
		return nil, err
	}
	if list, err = q.addFilters(list); err != nil {
		return nil, err
	}
	for _, day := range []clause{{field: "from", values: nonEmpty(q.From)}, {field: "to", values: nonEmpty(q.To)}} {
		if len(day.values) == 0 {
			continue
		}
		if err := day.check(); err != nil {
			return nil, err
		}
		list = append(list, day)
	}
	if len(list) > maxClauses {
		return nil, syntaxError("the query has more than %d parts: shorten it", maxClauses)
	}
	return list, nil
}

func (q Query) addFilters(list []clause) ([]clause, error) {
	names := make([]string, 0, len(q.Filters))
	for name := range q.Filters {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, ok := filterFields[name]; !ok {
			return nil, syntaxError("there is no filter %q; the filters are %s", clip(name), strings.Join(Filters(), ", "))
		}
		for _, v := range q.Filters[name] {
			if len(v) > maxQuery {
				return nil, syntaxError("the value of %s is too long", name)
			}
			c := clause{field: name, values: nonEmpty(v)}
			if len(c.values) == 0 {
				continue
			}
			if err := c.check(); err != nil {
				return nil, err
			}
			list = append(list, c)
		}
	}
	return list, nil
}

// limit returns the page size within its bounds.
func (q Query) limit() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// order returns the order asked for: by relevance when there are words to be relevant to.
func (q Query) order(c compiled) (Sort, error) {
	switch q.Sort {
	case ByNewest, ByRelevance:
		return q.Sort, nil
	case "":
		if c.words != nil {
			return ByRelevance, nil
		}
		return ByNewest, nil
	}
	return "", syntaxError("sort is newest or relevance, not %q", clip(string(q.Sort)))
}

// compile turns a query into Bleve's.
func (x *Index) compile(q Query) (out compiled, list []clause, err error) {
	if list, err = q.clauses(); err != nil {
		return compiled{}, nil, err
	}
	reader, err := snapshot(x.bleve)
	if err != nil {
		return compiled{}, nil, err
	}
	defer func() { err = closing(err, reader) }()
	fields, err := reader.Fields()
	if err != nil {
		return compiled{}, nil, err
	}
	c := x.compiler(reader)
	for _, name := range fields {
		if lang, ok := strings.CutPrefix(name, prefixText); ok {
			c.langs = append(c.langs, lang)
		}
	}
	sort.Strings(c.langs)
	out, err = c.compile(list)
	return out, list, err
}

// compiler makes a compiler without languages.
func (x *Index) compiler(reader bleveindex.IndexReader) *compiler {
	return &compiler{
		analyzer: x.bleve.Mapping().AnalyzerNamed,
		count:    func(field, prefix string, limit int) int { return countWords(reader, field, prefix, limit) },
	}
}

// countWords counts the words of a field that begin with prefix, up to limit. A field that cannot
// be read has too many.
func countWords(reader bleveindex.IndexReader, field, prefix string, limit int) int {
	dict, err := reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return limit
	}
	n := 0
	for ; n < limit; n++ {
		if entry, err := dict.Next(); err != nil || entry == nil {
			break
		}
	}
	_ = dict.Close() // read only
	return n
}

// Check returns the *SyntaxError of a query, or nil when it can be asked.
func (q Query) Check() error {
	_, err := q.clauses()
	return err
}

func (x *Index) countQuery(ctx context.Context, q query.Query) (uint64, error) {
	r, err := x.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, 0, 0, false))
	if err != nil {
		return 0, err
	}
	return r.Total, nil
}

// scan visits every match of a query with the values of the given fields, in no order. The values
// are only good during the call; more than one value of a field come in the order of terms.
func (x *Index) scan(ctx context.Context, q query.Query, fields []string, visit func(row)) (err error) {
	reader, err := snapshot(x.bleve)
	if err != nil {
		return err
	}
	defer func() { err = closing(err, reader) }()
	searcher, err := q.Searcher(ctx, reader, x.bleve.Mapping(), searcherOptions)
	if err != nil {
		return err
	}
	defer func() { err = closing(err, searcher) }()
	values, err := reader.DocValueReader(fields)
	if err != nil {
		return err
	}
	return walk(ctx, searcher, func(id bleveindex.IndexInternalID) error {
		r := row{}
		err := values.VisitDocValues(id, func(field string, term []byte) {
			r[field] = append(r[field], string(term))
		})
		visit(r)
		return err
	})
}

// row holds the values of a match by field.
type row map[string][]string

func (r row) one(field string) string {
	if len(r[field]) == 0 {
		return ""
	}
	return r[field][0]
}
