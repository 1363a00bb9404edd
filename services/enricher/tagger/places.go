package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// places answers, in constant time, what stands at a token. It is built once for an article, before the rules run, so
// that their time grows with the text and not with its square.
type places struct {
	known  []bool          // belongs to a word or name that means something
	look   map[int32]int32 // first token of a look-alike's full name to the token after it
	ends   map[int32][]int // token after a word to the words that end there
	full   map[int32]bool  // entities named in full
	charge map[int32]bool  // sentences with a word of charge, warrant or conviction
	lower  map[string]bool // words that occur in small letters; made when first asked for
}

func (r *reading) survey() {
	p := places{known: make([]bool, len(r.doc.Tokens)+1), look: map[int32]int32{}, ends: map[int32][]int{}, full: map[int32]bool{}, charge: map[int32]bool{}}
	for _, h := range r.names {
		p.cover(h)
		if h.p.name == catalogue.Full {
			p.full[h.p.ref] = true
		}
	}
	for _, h := range r.looks {
		if h.p.name == catalogue.Full {
			p.look[h.First] = h.Last
		}
	}
	for i, h := range r.words {
		p.cover(h)
		if _, office := r.cls.offices[h.p.class]; office || h.p.kind == aRole {
			p.ends[h.Last] = append(p.ends[h.Last], i)
		}
		if h.p.kind == aClass && (h.p.class == r.cls.charge || h.p.class == r.cls.warrant || h.p.class == r.cls.convict) {
			p.charge[r.doc.Tokens[h.First].Sent] = true
		}
	}
	r.at = p
}

func (p *places) cover(h hit) {
	for i := h.First; i < h.Last; i++ {
		p.known[i] = true
	}
}

// known reports whether token i belongs to a word or name that means something.
func (r *reading) known(i int) bool { return r.at.known[i] }

// lowerElsewhere reports that a capitalised word also occurs in small letters, so that its capital is the sentence's.
func (r *reading) lowerElsewhere(i int) bool {
	if r.at.lower == nil {
		r.at.lower = map[string]bool{}
		for k := range r.doc.Tokens {
			if r.doc.Tokens[k].Shape&text.Upper == 0 {
				r.at.lower[string(r.doc.Word(k))] = true
			}
		}
	}
	return len(r.doc.Word(i)) < 4 || r.at.lower[string(r.doc.Word(i))]
}

// within returns the hits that begin at or after token lo and before hi; hits are in order of their first token.
func within(hits []hit, lo, hi int32) []hit {
	find := func(at int32) int {
		i, _ := slices.BinarySearchFunc(hits, at, func(h hit, at int32) int { return int(h.First - at) })
		return i
	}
	return hits[find(lo):find(hi)]
}
