package features

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
	"golang.org/x/net/html/atom"
)

// reach is how many ancestors of a block are asked for their roles.
const reach = 8

// tagRank orders tags by how much they promise running text.
var tagRank = map[atom.Atom]float32{
	atom.P: 1, atom.Blockquote: 2, atom.Pre: 3, atom.H2: 4, atom.H3: 5, atom.H4: 6, atom.H5: 7, atom.H6: 8,
	atom.H1: 9, atom.Li: 10, atom.Dd: 11, atom.Dt: 12, atom.Td: 13, atom.Th: 14, atom.Div: 15, atom.Section: 16,
	atom.Article: 17, atom.Main: 18, atom.Body: 19, atom.Figcaption: 20, atom.Figure: 21, atom.Header: 22,
	atom.Aside: 23, atom.Footer: 24, atom.Address: 25, atom.Nav: 26, atom.Summary: 27, atom.Button: 28,
}

// placeColumns adds where a block stands in the tree.
func (r *row) placeColumns(p *page.Page, b *page.Block) {
	e := &p.Elems[b.Elem]
	r.add("tag", tagRank[b.Tag])
	r.flag("heading", page.IsHeading(b.Tag))
	for k := range 20 {
		r.flag(inNames[k], e.Tags>>k&1 != 0)
	}
	var dist [page.NumRoles]float32
	for k := range dist {
		dist[k] = reach + 2
	}
	seen := page.Mask(0)
	at := b.Elem
	for d := 0; d < reach && at >= 0; d++ {
		for fresh := p.Elems[at].Own &^ seen; fresh != 0; fresh &= fresh - 1 {
			dist[bits.TrailingZeros64(uint64(fresh))] = float32(d)
		}
		seen |= p.Elems[at].Own
		at = p.Elems[at].Parent
	}
	for rest := e.Within &^ seen; rest != 0; rest &= rest - 1 {
		dist[bits.TrailingZeros64(uint64(rest))] = reach
	}
	for k, d := range dist {
		r.add(roleNames[k], d)
	}
	r.add("depth", float32(e.Depth))
	r.flag("after breaks", b.Breaks > 0)
	r.flag("row", b.Row)
	r.add("passed", float32(b.Prev))
}

// aroundColumns adds what the containers of a block hold.
func (r *row) aroundColumns(p *page.Page, b *page.Block) {
	at := b.Elem
	total := max(p.Elems[0].Good, 1)
	for k := range 4 {
		at = up(p, at)
		e := &p.Elems[at]
		r.add(aroundNames[k][0], ratio(e.Good, total))
		r.add(aroundNames[k][1], ratio(e.LinkWords, e.Words))
		r.add(aroundNames[k][2], float32(e.Blocks))
		r.add(aroundNames[k][3], ratio(e.Prose, e.Blocks))
		r.add(aroundNames[k][4], float32(e.Good))
	}
}

// up goes to the next container that holds more than this one does.
func up(p *page.Page, at int32) int32 {
	blocks := p.Elems[at].Blocks
	for p.Elems[at].Parent >= 0 {
		at = p.Elems[at].Parent
		if p.Elems[at].Blocks > blocks {
			return at
		}
	}
	return at
}

// best descends to the container that holds most of the prose.
func best(p *page.Page) int32 {
	at := int32(0)
	for i := int32(1); i < int32(len(p.Elems)); i++ {
		e := &p.Elems[i]
		if e.Parent == at && 5*e.Good >= 4*p.Elems[at].Good && e.Good > 0 {
			at = i
		}
	}
	return at
}

// densest is the element whose own children hold most of the prose.
func densest(p *page.Page) int32 {
	sums := make([]int32, len(p.Elems))
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Prose() {
			sums[up(p, b.Elem)] += b.Words
		}
	}
	top := 0
	for i, s := range sums {
		if s > sums[top] {
			top = i
		}
	}
	return int32(top)
}

// signature is the same for blocks that are built alike.
func signature(p *page.Page, b *page.Block) uint32 {
	e := &p.Elems[b.Elem]
	sig := e.Sig*31 + uint32(b.Tag)
	if e.Parent >= 0 {
		sig = sig*31 + p.Elems[e.Parent].Sig
	}
	return sig
}

var inNames = [20]string{"in article", "in main", "in section", "in aside", "in nav", "in header", "in footer", "in figure",
	"in form", "in table", "in list", "in item", "in quote", "in link", "in hidden", "in paragraph", "in heading", "in details",
	"in address", "in button"}

var roleNames = buildRoleNames()

func buildRoleNames() (names [page.NumRoles]string) {
	list := strings.Fields(`body comment related share promo nav footer header sidebar byline caption ad topics consent title lede paywall hidden embed
		quote teaser live time bio widget gallery factbox user search modal note product paragraph subhead content story inline audio transcript
		summary screen-reader item`)
	for i := range names {
		names[i] = "role " + list[i]
	}
	return names
}

var aroundNames = buildAroundNames()

func buildAroundNames() (names [4][5]string) {
	for k := range names {
		for i, n := range []string{"good share", "link share", "blocks", "prose share", "good"} {
			names[k][i] = "up " + strconv.Itoa(k+1) + " " + n
		}
	}
	return names
}
