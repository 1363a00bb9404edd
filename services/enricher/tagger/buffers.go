package tagger

import (
	"github.com/iccwire/iccwire/services/enricher/tagger/automaton"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// buffers is the memory that reading one article needs for as long as it lasts. It is used again for the next one, so
// that the garbage of a stream of articles stays small. Nothing that Tag returns may point into it.
type buffers struct {
	doc            text.Doc
	matches        []automaton.Match
	names          []hit // as found
	kept           []hit // as chosen
	words          []hit
	marks          []mark // of entities
	merged         []mark // with the words between them
	heard          []mark // with strangers
	drafts         []draft
	owner          []int32
	inside         []bool
	taken, demonym []bool
	quoted         []bool
	small          []plainWord
	word           []wordInfo
}

// largestBuffer bounds what is kept for the next article, in bytes of text: one that long is rare.
const largestBuffer = 64 << 10

// release hands the buffers on to the next article, with no pointer left in them to what this one found.
func (r *reading) release() {
	b := r.buf
	if len(r.doc.Raw) > largestBuffer {
		return
	}
	b.doc.Raw = ""
	for _, hits := range [][]hit{b.names, b.kept, b.words} {
		clear(hits[:cap(hits)])
	}
	for _, marks := range [][]mark{b.marks, b.merged, b.heard} {
		clear(marks[:cap(marks)])
	}
	clear(b.drafts[:cap(b.drafts)])
	clear(b.word[:cap(b.word)])
	r.pool.Put(b)
}

// empty returns a buffer with room for n and nothing in it.
func empty[T any](buf *[]T, n int) []T {
	if cap(*buf) < n {
		*buf = make([]T, 0, n+n/4)
	}
	return (*buf)[:0]
}

// zeroed returns a buffer of n zero values.
func zeroed[T any](buf *[]T, n int) []T {
	s := empty(buf, n)[:n]
	clear(s)
	return s
}
