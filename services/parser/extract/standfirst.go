package extract

import (
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// Bounds of a standfirst, in words.
const (
	minStandfirst = 5
	maxStandfirst = 90
)

// standfirst finds the lines between the headline and the body that the page marks as such, else
// takes the page's description.
func (x *extraction) standfirst() string {
	end := len(x.page.Blocks)
	if len(x.chosen) > 0 {
		end = min(end, x.chosen[min(len(x.chosen)-1, 2)]+1)
	}
	for i := 0; i < end; i++ {
		b := &x.page.Blocks[i]
		if b.Words >= minStandfirst && b.Words <= maxStandfirst && 2*b.LinkWords < b.Words && x.marked(b) && !x.isTitle(b.Text) {
			return b.Text
		}
	}
	return x.info.Description
}

// marked says whether a block's own element or the one around it is named a standfirst.
func (x *extraction) marked(b *page.Block) bool {
	e := &x.page.Elems[b.Elem]
	roles := e.Named
	if e.Parent > 0 {
		roles |= x.page.Elems[e.Parent].Named
	}
	return roles&page.Lede != 0 && roles&(page.Byline|page.Caption|page.Time|page.Share|page.Related|page.Teaser) == 0
}

func (x *extraction) isTitle(s string) bool {
	for _, t := range x.info.Titles {
		if strings.EqualFold(t, s) {
			return true
		}
	}
	return false
}
