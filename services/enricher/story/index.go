package story

import (
	"fmt"
	"sync"
)

// Index finds the stories of signed articles. It lives in memory and is safe for concurrent use.
type Index struct {
	mu    sync.Mutex
	byID  map[string]entry
	bands map[bandKey][]string // article ids
}

type entry struct {
	sig       Signature
	story     string
	published string
}

type bandKey struct {
	band int
	sum  uint64
}

// NewIndex returns an empty index.
func NewIndex() *Index {
	return &Index{byID: map[string]entry{}, bands: map[bandKey][]string{}}
}

// Assignment is an article's place in a story.
type Assignment struct {
	Story  string // the id of the story's first article
	Copy   bool   // another article of the story is known
	Origin string // the likely original: the member published first
}

// Assign gives the article a story: the one it has, else that of the most similar known article,
// else a new one named after it. Published orders the members; "" sorts last.
func (x *Index) Assign(id, published string, sig Signature) Assignment {
	x.mu.Lock()
	defer x.mu.Unlock()
	match, found := x.closest(id, sig)
	story := id
	if e, known := x.byID[id]; known {
		story = e.story
	} else if found {
		story = x.byID[match].story
	}
	x.put(id, entry{sig, story, published})
	return x.describe(id, story)
}

// Join moves the article into another story, such as one that another replica opened at the same moment.
func (x *Index) Join(id, story string) Assignment {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.byID[id]
	e.story = story
	x.put(id, e)
	return x.describe(id, story)
}

// Put takes in an article whose story is known, such as from another replica.
func (x *Index) Put(id, story, published string, sig Signature) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.put(id, entry{sig, story, published})
}

// PutNew takes in an article that is known only by its claim to a story, unless more is known of it.
func (x *Index) PutNew(id, story string, sig Signature) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if _, known := x.byID[id]; !known {
		x.put(id, entry{sig, story, ""})
	}
}

// Remove forgets an article.
func (x *Index) Remove(id string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.drop(id)
}

// Len returns how many articles are known.
func (x *Index) Len() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.byID)
}

func (x *Index) put(id string, e entry) {
	x.drop(id)
	x.byID[id] = e
	for _, k := range keysOf(e.sig) {
		x.bands[k] = append(x.bands[k], id)
	}
}

func (x *Index) drop(id string) {
	e, ok := x.byID[id]
	if !ok {
		return
	}
	delete(x.byID, id)
	for _, k := range keysOf(e.sig) {
		x.bands[k] = without(x.bands[k], id)
		if len(x.bands[k]) == 0 {
			delete(x.bands, k)
		}
	}
}

func without(ids []string, id string) []string {
	for i, v := range ids {
		if v == id {
			return append(ids[:i:i], ids[i+1:]...)
		}
	}
	return ids
}

// maxCandidates bounds the comparisons for one article: boilerplate can put thousands of articles
// into one band.
const maxCandidates = 200

// closest returns the most similar other article that is of the same story; of equals, the one
// with the smallest id, so that the answer does not depend on the order of arrival.
func (x *Index) closest(id string, sig Signature) (best string, found bool) {
	top := sameStory
	seen := map[string]bool{id: true}
	for _, k := range keysOf(sig) {
		for _, other := range x.bands[k] {
			if seen[other] || len(seen) > maxCandidates {
				continue
			}
			seen[other] = true
			s := Similarity(sig, x.byID[other].sig)
			if s > top || s == top && (!found || other < best) {
				best, top, found = other, s, true
			}
		}
	}
	return best, found
}

// describe tells the story's likely origin among the members that are near enough to be found.
func (x *Index) describe(id, story string) Assignment {
	a := Assignment{Story: story, Origin: id}
	first := x.byID[id].published
	seen := map[string]bool{id: true}
	for _, k := range keysOf(x.byID[id].sig) {
		for _, other := range x.bands[k] {
			e := x.byID[other]
			if seen[other] || e.story != story {
				continue
			}
			seen[other] = true
			a.Copy = true
			if earlier(e.published, first) || e.published == first && other < a.Origin {
				a.Origin, first = other, e.published
			}
		}
	}
	return a
}

// earlier compares RFC 3339 times or their prefixes; unknown is latest.
func earlier(a, b string) bool { return a != "" && (b == "" || a < b) }

// Bands returns a name for each band of the signature, in order; near-duplicates have one in common as often as the index
// would find them. A text too short to be signed has none.
func (s Signature) Bands() []string {
	var names []string
	for _, k := range keysOf(s) {
		names = append(names, fmt.Sprintf("%d.%016x", k.band, k.sum))
	}
	return names
}

func keysOf(sig Signature) []bandKey {
	if len(sig) != hashes {
		return nil
	}
	keys := make([]bandKey, bands)
	for b := range keys {
		sum := uint64(14695981039346656037) // FNV-1a over the band's values
		for _, v := range sig[b*rows : (b+1)*rows] {
			sum = (sum ^ uint64(v)) * 1099511628211
		}
		keys[b] = bandKey{b, sum}
	}
	return keys
}
