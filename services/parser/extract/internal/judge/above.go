package judge

import (
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// What stands above the headline, in a page that shows it as a line of its own.
const (
	aboveSure  = 0.9 // the probability from which a block above stays
	titleWords = 3   // least words of a headline that is looked for
	titleExtra = 20  // words that the headline's block may hold besides: section, date, authors
	bylineMost = 8   // words of the authors' line below it
	titleCut   = 400 // bytes of a line that are compared
)

// above takes out the doubtful blocks above the headline, and the headline's own block where it is several
// lines: the section, the headline, the authors.
func above(p *page.Page, probs []float32, titles []string) {
	at := headline(p, probs, titles)
	if at < 0 {
		return
	}
	for i := 0; i <= at; i++ {
		if probs[i] < aboveSure {
			probs[i] = 0
		}
	}
	for i := at + 1; i < len(probs) && !p.Blocks[i].Prose(); i++ {
		b := &p.Blocks[i]
		if probs[i] < aboveSure && b.Words <= bylineMost && !page.IsHeading(b.Tag) && lexicon.Opening(b.Text)&lexicon.Byline != 0 {
			probs[i] = 0
		}
	}
}

// headline is the block before the first sure one that has the headline among its lines, or -1.
func headline(p *page.Page, probs []float32, titles []string) int {
	known := map[string]int32{}
	for _, t := range titles {
		if normal := lexicon.Normal(t, titleCut); strings.Count(normal, " ")+1 >= titleWords {
			known[normal] = int32(strings.Count(normal, " ") + 1)
		}
	}
	for i, v := range probs {
		b := &p.Blocks[i]
		if v > aboveSure {
			break
		}
		if 2*b.LinkWords >= b.Words {
			continue
		}
		for line := range strings.SplitSeq(b.Text, "\n") {
			if n := known[lexicon.Normal(line, titleCut)]; n > 0 && b.Words <= n+titleExtra {
				return i
			}
		}
	}
	return -1
}
