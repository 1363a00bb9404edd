package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
	"golang.org/x/net/html/atom"
)

// assemble joins the chosen blocks into the text and notes where each is.
func (x *extraction) assemble(a *Article) {
	var b strings.Builder
	points := 0 // code points written
	write := func(s string) {
		b.WriteString(s)
		points += utf8.RuneCountInString(s)
	}
	var last int32 = -1 // the list, table or quote that the last block belongs to
	for _, i := range x.chosen {
		block := &x.page.Blocks[i]
		if b.Len()+len(block.Text)+2 > MaxText {
			a.Truncated = true
			break
		}
		kind, level, group := x.kind(block)
		if group >= 0 && group == last && len(a.Blocks) > 0 {
			write("\n")
			write(block.Text)
			a.Blocks[len(a.Blocks)-1].End = points
			continue
		}
		last = group
		if b.Len() > 0 {
			write("\n\n")
		}
		start := points
		write(block.Text)
		a.Blocks = append(a.Blocks, Block{Kind: kind, Level: level, Start: start, End: points})
	}
	a.Text = b.String()
}

// kind tells what a block is, and the element that it shares with its fellows, or -1.
func (x *extraction) kind(b *page.Block) (kind BlockKind, level int, group int32) {
	e := &x.page.Elems[b.Elem]
	switch {
	case page.IsHeading(b.Tag):
		return Heading, int(b.Tag.String()[1] - '0'), -1
	case b.Row:
		return Table, 0, x.above(b.Elem, atom.Table)
	case e.Tags&page.InQuote != 0:
		return Quote, 0, x.above(b.Elem, atom.Blockquote)
	case e.Tags&page.InFigure != 0:
		return Caption, 0, -1
	case e.Tags&page.InItem != 0 && !x.holdsMost(x.above(b.Elem, atom.Li)):
		return List, 0, x.above(x.above(b.Elem, atom.Li), atom.Ul, atom.Ol, atom.Menu)
	case b.Tag == atom.Dt || b.Tag == atom.Dd:
		return List, 0, x.above(b.Elem, atom.Dl)
	}
	return Paragraph, 0, -1
}

// above is the nearest element with one of the tags, from the given one upwards; 0 if none.
func (x *extraction) above(at int32, tags ...atom.Atom) int32 {
	for at > 0 {
		for _, t := range tags {
			if x.page.Elems[at].Tag == t {
				return at
			}
		}
		at = x.page.Elems[at].Parent
	}
	return 0
}

// holdsMost says whether an item holds most of the page's prose: then it is a frame, no item.
func (x *extraction) holdsMost(at int32) bool {
	return at > 0 && 2*x.page.Elems[at].Good > x.page.Elems[0].Good
}

// cutAt shortens a text to a number of bytes, at a whole letter.
func cutAt(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}
