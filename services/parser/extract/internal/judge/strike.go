package judge

import (
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// pointing are the openings of lines that lead away from the article.
const pointing = lexicon.ReadMore | lexicon.Subscribe | lexicon.Share | lexicon.Login | lexicon.Topics | lexicon.Advert | lexicon.Comments

// maxPointer is how long such a line may be, in words.
const maxPointer = 40

// strike takes out the probable lines that open like a pointer elsewhere and are mostly a link, or
// name what they point to after a colon.
func strike(p *page.Page, probs []float32) {
	for i, v := range probs {
		b := &p.Blocks[i]
		if v <= least || b.Words > maxPointer {
			continue
		}
		linked := 2*b.LinkWords >= b.Words
		if !linked && !colonSoon(b.Text) {
			continue
		}
		kinds := lexicon.Opening(b.Text)
		if linked && kinds&pointing != 0 || kinds&lexicon.ReadMore != 0 {
			probs[i] = 0
		}
	}
}

// colonSoon says whether a text has a colon among its first letters, with something after it.
func colonSoon(s string) bool {
	head := s[:min(len(s), 60)]
	at := strings.IndexAny(head, ":：")
	return at > 0 && at+2 < len(s)
}

// Subheadings: how far the paragraph before one may be, in blocks, and how improbable one may be.
const (
	headingReach = 4
	headingLeast = 0.03
	headingMost  = 25 // words
)

// headings raises a heading that stands between chosen blocks, right before one of them.
func headings(p *page.Page, probs []float32) {
	for i := 1; i+1 < len(probs); i++ {
		b := &p.Blocks[i]
		e := &p.Elems[b.Elem]
		if probs[i] > enough || probs[i] < headingLeast || !page.IsHeading(b.Tag) || b.Tag.String() == "h1" || b.Words > headingMost {
			continue
		}
		if 2*b.LinkWords >= b.Words || e.Within&against != 0 || probs[i+1] <= enough || !chosenBefore(probs, i) {
			continue
		}
		if lexicon.Opening(b.Text)&(pointing|lexicon.About) == 0 {
			probs[i] = enough + 0.05
		}
	}
}

func chosenBefore(probs []float32, i int) bool {
	for j := i - 1; j >= 0 && j >= i-headingReach; j-- {
		if probs[j] > enough {
			return true
		}
	}
	return false
}
