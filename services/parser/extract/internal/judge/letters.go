package judge

import (
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// Bounds of the box that offers a newsletter, and of its lines.
const (
	boxWords  = 90
	boxBlocks = 8
	boxShare  = 3    // the box holds less than one in so many words of the page's prose
	boxDepth  = 5    // elements between a line and its box
	lineWords = 45   // of a line that may be such an offer
	lineSure  = 0.9  // the probability from which a field for an address alone is not enough
	labelMost = 3    // words of a label over an advertisement
	letterCut = 1200 // bytes of a line that are read
	labelCut  = 60   // bytes of a label
)

// letters takes out the labels of advertisements, what stands below a label in the same block, and what
// offers a newsletter: lines that say so, with the box around them, and the lines of a small box that
// asks for an e-mail address.
func letters(p *page.Page, probs []float32) {
	for i, v := range probs {
		b := &p.Blocks[i]
		if v <= least || b.Words > lineWords {
			continue
		}
		normal := lexicon.Normal(b.Text, letterCut)
		offers := lexicon.Letter(normal)
		box := letterBox(p, b)
		switch {
		case box > 0 && (offers || p.Elems[box].AsksMail && (v < lineSure || invites(p, box))):
			for j := p.Elems[box].First; j < p.Elems[box].Last; j++ {
				probs[j] = 0
			}
		case offers, b.Words <= labelMost && !page.IsHeading(b.Tag) && lexicon.Whole(normal)&lexicon.Advert != 0, v < lineSure && labelled(b.Text):
			probs[i] = 0
		}
	}
}

// labelled says whether the first of several lines is nothing but the label of what is no article:
// "Comments", "Related stories".
func labelled(s string) bool {
	label, rest, several := strings.Cut(s, "\n")
	return several && rest != "" && len(label) < labelCut && lexicon.Whole(lexicon.Normal(label, labelCut))&pointing != 0
}

// letterBox is the innermost small element around a block that asks for an e-mail address, else
// the element right around it if that is small; 0 if there is none.
func letterBox(p *page.Page, b *page.Block) int32 {
	at, last := b.Elem, int32(0)
	for range boxDepth {
		e := &p.Elems[at]
		if at <= 0 || e.Words > boxWords || e.Blocks > boxBlocks || boxShare*e.Good >= p.Elems[0].Good {
			break
		}
		if e.AsksMail {
			return at
		}
		if last == 0 && e.Blocks > 1 {
			last = at
		}
		at = e.Parent
	}
	return last
}

// invites says whether any line of a box speaks of a subscription.
func invites(p *page.Page, box int32) bool {
	e := &p.Elems[box]
	for i := e.First; i < e.Last; i++ {
		normal := lexicon.Normal(p.Blocks[i].Text, letterCut)
		if lexicon.Letter(normal) || (lexicon.OpeningOf(normal)|lexicon.Words(normal))&lexicon.Subscribe != 0 {
			return true
		}
	}
	return e.Within&page.Promo != 0
}
