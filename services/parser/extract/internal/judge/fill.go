package judge

import (
	"golang.org/x/net/html/atom"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// A list or a table inside the running text is part of it.
const (
	fillLinks = 30   // percent of its words that may be links
	fillLeast = 0.03 // the mean probability below which it stays out
	fillMost  = 600  // words
)

// against are the roles that keep a list out, whatever stands around it.
const against = page.Related | page.Share | page.Promo | page.Nav | page.Teaser | page.Ad | page.Topics | page.Sidebar |
	page.Byline | page.Widget | page.Gallery | page.Product | page.Audio | page.Factbox | page.Modal | page.Hidden

// fill raises the lists and tables that stand between chosen paragraphs of the same container.
func fill(p *page.Page, probs []float32) {
	for at := range p.Elems {
		e := &p.Elems[at]
		if e.Tag != atom.Ul && e.Tag != atom.Ol && e.Tag != atom.Table && e.Tag != atom.Dl {
			continue
		}
		if e.Last <= e.First || e.First == 0 || int(e.Last) >= len(probs) || !fills(p, e, probs) {
			continue
		}
		for i := e.First; i < e.Last; i++ {
			probs[i] = max(probs[i], enough+0.05)
		}
	}
}

func fills(p *page.Page, e *page.Elem, probs []float32) bool {
	if 100*e.LinkWords > fillLinks*e.Words || e.Words > fillMost || e.Within&against != 0 {
		return false
	}
	before, after := e.First-1, e.Last
	if probs[before] <= enough || probs[after] <= enough || !beside(p, before, e) || !beside(p, after, e) {
		return false
	}
	sum, words := float32(0), float32(0)
	for i := e.First; i < e.Last; i++ {
		sum += probs[i] * float32(p.Blocks[i].Words)
		words += float32(p.Blocks[i].Words)
	}
	return sum >= fillLeast*words
}

// beside says whether a block stands in the element that holds the list, or just below it.
func beside(p *page.Page, block int32, e *page.Elem) bool {
	at := p.Blocks[block].Elem
	for steps := 0; steps < 3 && at > 0; steps++ {
		if at == e.Parent {
			return true
		}
		at = p.Elems[at].Parent
	}
	return at == e.Parent
}
