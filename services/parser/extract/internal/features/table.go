package features

import (
	"strconv"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// Build computes the rows of a page.
func Build(p *page.Page, h Hints) *Table { return build(p, h, nil) }

// Names lists the columns of Build's rows.
func Names() []string {
	var names []string
	p := &page.Page{Blocks: []page.Block{{Text: "x", Words: 1}}, Elems: []page.Elem{{Parent: -1}}}
	build(p, Hints{}, &names)
	return names
}

func build(p *page.Page, h Hints, names *[]string) *Table {
	t := &Table{page: p, text: make([]textFacts, len(p.Blocks)), sig: make([]uint32, len(p.Blocks))}
	for i := range p.Blocks {
		t.text[i] = readText(&p.Blocks[i])
		t.sig[i] = signature(p, &p.Blocks[i])
	}
	w := newWhole(t, h)
	t.Rows = make([][]float32, len(p.Blocks))
	var slab []float32
	for i := range p.Blocks {
		if cap(slab)-len(slab) < width {
			slab = make([]float32, 0, width*min(len(p.Blocks)-i, 256))
		}
		r := row{v: slab[len(slab) : len(slab) : len(slab)+min(width, cap(slab)-len(slab))], names: names}
		b := &p.Blocks[i]
		r.textColumns(b, &t.text[i])
		r.placeColumns(p, b)
		r.aroundColumns(p, b)
		w.columns(&r, i)
		t.neighbours(&r, i)
		t.Rows[i] = r.v
		slab = slab[:len(slab)+len(r.v)]
	}
	return t
}

// width is more than a row has columns.
const width = 240

// neighbours adds what stands before and after a block.
func (t *Table) neighbours(r *row, i int) {
	for k, d := range [...]int{-2, -1, 1, 2} {
		j := i + d
		if j < 0 || j >= len(t.page.Blocks) {
			r.add(nextNames[k][0], -1)
			r.add(nextNames[k][1], -1)
			r.add(nextNames[k][2], -1)
			r.add(nextNames[k][3], -1)
			r.add(nextNames[k][4], -1)
			continue
		}
		b := &t.page.Blocks[j]
		r.add(nextNames[k][0], float32(b.Words))
		r.add(nextNames[k][1], ratio(b.LinkWords, b.Words))
		r.add(nextNames[k][2], tagRank[b.Tag])
		r.flag(nextNames[k][3], t.sig[i] == t.sig[j])
		r.flag(nextNames[k][4], t.text[j].opening&(lexicon.ReadMore|lexicon.Subscribe|lexicon.Share|lexicon.Comments|lexicon.Topics) != 0)
	}
}

var nextNames = buildNextNames()

func buildNextNames() (names [4][5]string) {
	for k, d := range [...]int{-2, -1, 1, 2} {
		for i, n := range []string{"words", "link words", "tag", "alike", "points away"} {
			names[k][i] = "at " + strconv.Itoa(d) + " " + n
		}
	}
	return names
}
