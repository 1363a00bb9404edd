package features

import (
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// whole is what must be known of the whole page before its rows.
type whole struct {
	t            *Table
	best, dense  int32
	alike        map[uint32]*alike
	copies       map[uint64]int32
	titles       []string
	description  string
	authors      []string
	body         map[uint64]bool // hashes of the four-word runs of Hints.Body
	titleAt      int             // the block of the headline, or -1
	wordsAt      []int32         // words before each block
	proseAt      []int32         // prose words before each block
	since, until []int32         // blocks since the last and until the next prose
	heading      []int32         // the heading that each block stands under, or -1
}

// alike sums the blocks of one signature.
type alike struct{ blocks, words, links, prose int32 }

func newWhole(t *Table, h Hints) *whole {
	w := &whole{t: t, best: best(t.page), dense: densest(t.page), alike: map[uint32]*alike{},
		copies: map[uint64]int32{}, body: runs(h.Body)}
	for _, s := range h.Titles {
		w.titles = append(w.titles, lexicon.Normal(s, looked))
	}
	w.description = lexicon.Normal(h.Description, looked)
	for _, s := range h.Authors {
		w.authors = append(w.authors, lexicon.Normal(s, 60))
	}
	w.scan()
	w.findTitle()
	return w
}

func (w *whole) scan() {
	p := w.t.page
	n := len(p.Blocks)
	ints := make([]int32, 5*n)
	w.wordsAt, w.proseAt, w.since, w.until, w.heading = ints[:n], ints[n:2*n], ints[2*n:3*n], ints[3*n:4*n], ints[4*n:]
	var words, prose, since int32
	heading := int32(-1)
	since = 99
	for i := range p.Blocks {
		b := &p.Blocks[i]
		w.note(i, b)
		w.wordsAt[i], w.proseAt[i], w.since[i], w.heading[i] = words, prose, since, heading
		words += b.Words
		since = min(since+1, 99)
		if b.Prose() {
			prose += b.Words
			since = 0
		}
		if page.IsHeading(b.Tag) || w.headsLike(i) {
			heading = int32(i)
		}
	}
	until := int32(99)
	for i := n - 1; i >= 0; i-- {
		w.until[i] = until
		until = min(until+1, 99)
		if p.Blocks[i].Prose() {
			until = 0
		}
	}
}

// headsLike says whether a block that is no heading stands like one: a short line, bold or ending with a
// colon, that opens a list of links, a promotion, or what a company says of itself.
func (w *whole) headsLike(i int) bool {
	b := &w.t.page.Blocks[i]
	f := &w.t.text[i]
	if b.Words > 8 || b.LinkWords*2 > b.Words || f.end == endStop {
		return false
	}
	return b.Strong*2 > b.Words || f.end == endColon || f.opening&(lexicon.ReadMore|lexicon.About|lexicon.Comments) != 0
}

func (w *whole) note(i int, b *page.Block) {
	a := w.alike[w.t.sig[i]]
	if a == nil {
		a = &alike{}
		w.alike[w.t.sig[i]] = a
	}
	a.blocks++
	a.words += b.Words
	a.links += b.LinkWords
	if b.Prose() {
		a.prose++
	}
	w.copies[w.t.text[i].hash]++
}

// findTitle picks the block that carries the headline: the h1 nearest to it, else any block.
func (w *whole) findTitle() {
	w.titleAt = -1
	var top float32
	for i := range w.t.page.Blocks {
		b := &w.t.page.Blocks[i]
		if b.Words > 60 {
			continue
		}
		s := w.titleness(i)
		if page.IsHeading(b.Tag) {
			s *= 1.5
		}
		if s > top && s >= 0.6 {
			top, w.titleAt = s, i
		}
	}
}

// titleness is how much of the block's beginning is a variant of the headline, 0 to 1.
func (w *whole) titleness(i int) float32 {
	var top float32
	for _, title := range w.titles {
		top = max(top, same(w.t.text[i].normal, title))
	}
	return top
}

// same compares two normal texts: 1 when equal, the share of the shorter in the longer when one
// begins with the other, else 0.
func same(a, b string) float32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == "" || !strings.HasPrefix(b, a) && !strings.HasSuffix(b, a) {
		return 0
	}
	return float32(len(a)) / float32(len(b))
}

// columns adds what the page as a whole says about a block.
func (w *whole) columns(r *row, i int) {
	p := w.t.page
	b := &p.Blocks[i]
	r.add("copies", float32(w.copies[w.t.text[i].hash]))
	r.add("title", w.titleness(i))
	r.add("description", w.described(i))
	r.add("stated body", w.stated(b))
	r.flag("author", w.authored(i))
	w.alikeColumns(r, i)
	w.containerColumns(r, i)
	n := len(p.Blocks)
	r.add("place", float32(i)/float32(n))
	r.add("word place", ratio(w.wordsAt[i], int32(p.Words)))
	r.add("prose place", ratio(w.proseAt[i], p.Elems[0].Good))
	r.add("prose before", float32(w.proseAt[i]))
	r.add("prose after", float32(p.Elems[0].Good-w.proseAt[i]))
	r.add("since prose", float32(w.since[i]))
	r.add("until prose", float32(w.until[i]))
	w.titleColumns(r, i)
	w.headingColumns(r, i)
	r.add("page words", float32(p.Words))
	r.add("page prose", float32(p.Elems[0].Prose))
	r.add("page link share", ratio(int32(p.Links), int32(p.Words)))
}

func (w *whole) alikeColumns(r *row, i int) {
	a := w.alike[w.t.sig[i]]
	r.add("alike blocks", float32(a.blocks))
	r.add("alike mean words", ratio(a.words, a.blocks))
	r.add("alike link words", ratio(a.links, a.words))
	r.add("alike prose", ratio(a.prose, a.blocks))
	r.add("alike share", ratio(a.words, int32(w.t.page.Words)))
}

func (w *whole) containerColumns(r *row, i int) {
	for k, at := range [...]int32{w.best, w.dense} {
		place, apart := containerPlace(w.t.page, i, at)
		r.add(containerNames[k][0], place)
		r.add(containerNames[k][1], apart)
	}
}

var containerNames = [2][2]string{{"best place", "best apart"}, {"dense place", "dense apart"}}

// containerPlace says where in an element a block is, 0 to 1, or before it (-1) or after it (2),
// and how far the block's own elements are from it.
func containerPlace(p *page.Page, i int, at int32) (place, steps float32) {
	e := &p.Elems[at]
	place = -1
	switch {
	case int32(i) >= e.Last:
		place = 2
	case int32(i) >= e.First:
		place = float32(int32(i)-e.First) / float32(e.Last-e.First)
	}
	return place, apart(p, p.Blocks[i].Elem, at)
}

// apart counts the steps from an element up to the first one that also holds the other, and the
// other's steps up to it as hundreds.
func apart(p *page.Page, from, other int32) float32 {
	target := &p.Elems[other]
	for steps := 0; ; steps++ {
		e := &p.Elems[from]
		if e.First <= target.First && e.Last >= target.Last && e.Depth <= target.Depth {
			return float32(int16(steps) + 100*min(target.Depth-e.Depth, 9))
		}
		if e.Parent < 0 {
			return 1000
		}
		from = e.Parent
	}
}

func (w *whole) titleColumns(r *row, i int) {
	if w.titleAt < 0 {
		r.add("since title", -99)
		r.add("prose since title", -1)
		return
	}
	r.add("since title", float32(max(i-w.titleAt, -98)))
	r.add("prose since title", float32(w.proseAt[i]-w.proseAt[w.titleAt]))
}

func (w *whole) headingColumns(r *row, i int) {
	var kinds lexicon.Kind
	since, level := float32(-1), float32(0)
	if h := w.heading[i]; h >= 0 {
		kinds = w.t.text[h].opening
		since = float32(int32(i) - h)
		level = tagRank[w.t.page.Blocks[h].Tag]
	}
	r.add("since heading", since)
	r.add("heading level", level)
	r.flag("under related", kinds&lexicon.ReadMore != 0)
	r.flag("under comments", kinds&(lexicon.Comments|lexicon.Login) != 0)
	r.flag("under promo", kinds&(lexicon.Subscribe|lexicon.Share|lexicon.Consent|lexicon.Advert) != 0)
	r.flag("under about", kinds&(lexicon.About|lexicon.Topics|lexicon.Byline) != 0)
}

// described compares a block with the page's description.
func (w *whole) described(i int) float32 {
	a, b := w.t.text[i].normal, w.description
	if b == "" {
		return -1
	}
	n := min(len(a), len(b))
	if n < 20 || a[:n] != b[:n] {
		return 0
	}
	return float32(len(a)) / float32(max(len(b), 1))
}

func (w *whole) authored(i int) bool {
	if w.t.page.Blocks[i].Words > 60 {
		return false
	}
	for _, a := range w.authors {
		if len(a) > 4 && strings.Contains(w.t.text[i].normal, a) {
			return true
		}
	}
	return false
}
