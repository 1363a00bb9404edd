package pages

import (
	"sync"
	"time"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// Counting facets and a chart costs a few microseconds a match, so those of big searches are kept
// for a moment; small ones are always counted anew.
const (
	countsFrom = 5000            // matches from which on counts are kept
	countsAge  = 5 * time.Second // for which they may be shown
	countsMax  = 64              // searches whose counts are kept
	countsKey  = 1000            // bytes of the longest search that is kept
)

// counts is what a search counts over all its matches. It is shared: nobody may change it.
type counts struct {
	facets index.Facets
	chart  *chart
	made   time.Time
}

// countCache keeps counts by search. Its methods may be called by any number of goroutines.
type countCache struct {
	now  func() time.Time
	mu   sync.Mutex
	kept map[string]counts
}

func newCountCache(now func() time.Time) *countCache {
	return &countCache{now: now, kept: map[string]counts{}}
}

func (c *countCache) get(key string) (counts, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	have, ok := c.kept[key]
	return have, ok && c.now().Sub(have.made) < countsAge
}

// put keeps the counts of a search with so many matches, if it is worth it. A full cache is emptied,
// since everything in it is about to grow old anyway.
func (c *countCache) put(key string, matches uint64, v counts) {
	if matches < countsFrom || len(key) > countsKey {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kept) >= countsMax {
		clear(c.kept)
	}
	v.made = c.now()
	c.kept[key] = v
}
