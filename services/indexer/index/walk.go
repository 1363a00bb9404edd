package index

import (
	"context"

	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// searcherOptions are those of a scan, which needs neither scores nor places.
var searcherOptions = search.SearcherOptions{Score: "none"}

// cancelEvery is after how many matches a walk looks whether it is still wanted.
const cancelEvery = 1024

// walk visits all matches of a searcher.
func walk(ctx context.Context, s search.Searcher, visit func(bleveindex.IndexInternalID) error) error {
	sc := &search.SearchContext{
		DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0),
	}
	for n := 0; ; n++ {
		if n%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		m, err := s.Next(sc)
		if err != nil || m == nil {
			return err
		}
		if err := visit(m.IndexInternalID); err != nil {
			return err
		}
		sc.DocumentMatchPool.Put(m)
	}
}
