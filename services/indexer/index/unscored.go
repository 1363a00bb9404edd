package index

import (
	"context"
	"math"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// unscored is a filter: it decides what matches and adds nothing to the score. The fields of
// filters are indexed without frequencies and norms, so Bleve's score for them is not a number.
type unscored struct{ query.Query }

// Searcher searches without scores. A search that has none at all gets Bleve's own searcher, which
// it can join with others faster.
func (u unscored) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	scored := o.Score != searcherOptions.Score
	o.Score = searcherOptions.Score
	s, err := u.Query.Searcher(ctx, r, m, o)
	if err != nil || !scored {
		return s, err
	}
	return unscoredSearcher{s}, nil
}

// unscoredSearcher gives every match the score 0 and has no part in the weight of the query.
type unscoredSearcher struct{ search.Searcher }

func (s unscoredSearcher) Weight() float64 { return 0 }

func (s unscoredSearcher) SetQueryNorm(float64) {}

func (s unscoredSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	return noScore(s.Searcher.Next(ctx))
}

func (s unscoredSearcher) Advance(ctx *search.SearchContext, id bleveindex.IndexInternalID) (*search.DocumentMatch, error) {
	return noScore(s.Searcher.Advance(ctx, id))
}

func noScore(m *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	if m != nil {
		m.Score = 0
	}
	return m, err
}

// finite returns a score, or 0 for one that neither JSON nor a cursor can hold.
func finite(score float64) float64 {
	if math.IsNaN(score) || math.IsInf(score, 0) {
		return 0
	}
	return score
}
