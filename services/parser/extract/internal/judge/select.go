package judge

import (
	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// enough is the probability from which a block of a clear page is taken; on a page where even the
// likeliest blocks are doubtful it is lowered in proportion, to no less than least.
const (
	enough = 0.5
	clear  = 0.8
	least  = 0.15
)

// telling is how many of the likeliest words show how clear a page is.
const telling = 15

// Select chooses the blocks of the article, in the order of the page: the probable ones, each
// text once. A sentence lifted out of the text and shown again, as pull quotes are, goes too.
func Select(p *page.Page, probs []float32) []int {
	var chosen []int
	bar := threshold(p, probs)
	for i, v := range probs {
		if v > bar {
			chosen = append(chosen, i)
		}
	}
	return features.Once(p, chosen, probs)
}

// threshold looks at the likeliest blocks that make up the telling words.
func threshold(p *page.Page, probs []float32) float32 {
	var words [21]int32 // by probability in twentieths
	for i, v := range probs {
		words[int(v*20)] += p.Blocks[i].Words
	}
	sum := int32(0)
	for k := 20; k > 0; k-- {
		if sum += words[k]; sum >= telling {
			return max(least, enough*min(1, float32(k)/20/clear))
		}
	}
	return least
}
