package features

import (
	"strconv"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// hopeless is the probability below which a block is not looked at again. It keeps most of a page's menus
// out of the costly second judgement.
const hopeless = 0.01

// Context adds to each row what a first judgement of all blocks says about it: its own
// probability, its neighbours', its containers' and its likes'. probs has one value a block. A
// hopeless block gets no row (nil): its first judgement stands.
func (t *Table) Context(probs []float32) [][]float32 { return t.context(probs, nil) }

// ContextNames lists the columns of Context's rows.
func ContextNames() []string {
	names := Names()
	p := &page.Page{Blocks: []page.Block{{Text: "x", Words: 1}}, Elems: []page.Elem{{Parent: -1}}}
	t := Build(p, Hints{})
	var added []string
	t.context([]float32{0.5}, &added)
	return append(names, added...)
}

func (t *Table) context(probs []float32, names *[]string) [][]float32 {
	c := newContext(t, probs)
	rows := make([][]float32, len(t.Rows))
	for i, base := range t.Rows {
		if probs[i] < hopeless {
			continue
		}
		r := row{v: append(make([]float32, 0, len(base)+contextWidth), base...), names: names}
		c.columns(&r, i)
		rows[i] = r.v
	}
	return rows
}

// contextWidth is more than the columns of one block's context.
const contextWidth = 48

// mass is probable words and words.
type mass struct{ sure, words float32 }

func (m mass) share() float32 {
	if m.words == 0 {
		return -1
	}
	return m.sure / m.words
}

// context is the first judgement, added up along the page and the tree.
type context struct {
	t             *Table
	probs         []float32
	elems         []mass
	alike         map[uint32]mass
	before        []float32 // probable words before each block
	total         float32
	since, until  []float32 // blocks since the last and until the next probable one
	sinceW        []float32 // words of improbable blocks since the last probable one
	untilW        []float32
	first, last   int
	nextOfHeading []float32 // the best probability before the next heading
	best, core    int32     // the innermost elements that hold nearly all, and most, of the probable words
}

func newContext(t *Table, probs []float32) *context {
	n := len(probs)
	c := &context{t: t, probs: probs, elems: make([]mass, len(t.page.Elems)), alike: map[uint32]mass{},
		before: make([]float32, n), since: make([]float32, n), until: make([]float32, n),
		sinceW: make([]float32, n), untilW: make([]float32, n), nextOfHeading: make([]float32, n), first: n, last: -1}
	c.sums()
	c.forward()
	c.backward()
	c.best, c.core = c.holder(0.9), c.holder(0.6)
	return c
}

func (c *context) sums() {
	for i, p := range c.probs {
		b := &c.t.page.Blocks[i]
		w := float32(b.Words)
		e := &c.elems[b.Elem]
		e.sure += p * w
		e.words += w
		m := c.alike[c.t.sig[i]]
		c.alike[c.t.sig[i]] = mass{m.sure + p*w, m.words + w}
	}
	for i := len(c.elems) - 1; i > 0; i-- {
		up := &c.elems[max(c.t.page.Elems[i].Parent, 0)]
		up.sure += c.elems[i].sure
		up.words += c.elems[i].words
	}
}

// holder is the innermost element with at least a share of all probable words.
func (c *context) holder(share float32) int32 {
	at := int32(0)
	for i := range c.elems {
		if c.t.page.Elems[i].Parent == at && c.elems[i].sure >= share*c.elems[0].sure {
			at = int32(i)
		}
	}
	return at
}

func (c *context) forward() {
	since, words := float32(99), float32(999)
	for i, p := range c.probs {
		w := float32(c.t.page.Blocks[i].Words)
		c.before[i], c.since[i], c.sinceW[i] = c.total, since, words
		c.total += p * w
		since, words = min(since+1, 99), min(words+w, 999)
		if p > 0.5 {
			since, words = 0, 0
			c.first, c.last = min(c.first, i), i
		}
	}
}

func (c *context) backward() {
	until, words, best := float32(99), float32(999), float32(0)
	for i := len(c.probs) - 1; i >= 0; i-- {
		b := &c.t.page.Blocks[i]
		c.until[i], c.untilW[i], c.nextOfHeading[i] = until, words, best
		until, words = min(until+1, 99), min(words+float32(b.Words), 999)
		best = max(best, c.probs[i])
		if c.probs[i] > 0.5 {
			until, words = 0, 0
		}
		if page.IsHeading(b.Tag) {
			best = 0
		}
	}
}

func (c *context) columns(r *row, i int) {
	r.add("p", c.probs[i])
	for k, d := range [...]int{-3, -2, -1, 1, 2, 3} {
		if j := i + d; j >= 0 && j < len(c.probs) {
			r.add(nearNames[k], c.probs[j])
		} else {
			r.add(nearNames[k], -1)
		}
	}
	at := c.t.page.Blocks[i].Elem
	own := mass{c.probs[i] * float32(c.t.page.Blocks[i].Words), float32(c.t.page.Blocks[i].Words)}
	for k := range 4 {
		at = up(c.t.page, at)
		m := c.elems[at]
		r.add(upNames[k][0], mass{m.sure - own.sure, m.words - own.words}.share())
		r.add(upNames[k][1], m.sure/max(c.total, 1))
	}
	m := c.alike[c.t.sig[i]]
	r.add("p alike", mass{m.sure - own.sure, m.words - own.words}.share())
	r.add("p alike words", m.sure-own.sure)
	r.add("p before", c.before[i]/max(c.total, 1))
	r.add("p words before", c.before[i])
	r.add("p words after", c.total-c.before[i])
	r.add("p total", c.total)
	r.add("p since", c.since[i])
	r.add("p until", c.until[i])
	r.add("p since words", c.sinceW[i])
	r.add("p until words", c.untilW[i])
	r.flag("p within", i > c.first && i < c.last)
	r.add("p from first", float32(max(min(i-c.first, 99), -99)))
	r.add("p to last", float32(max(min(c.last-i, 99), -99)))
	r.add("p under", c.nextOfHeading[i])
	r.add("p heading", c.heading(i))
	for k, at := range [...]int32{c.best, c.core} {
		place, apart := containerPlace(c.t.page, i, at)
		r.add(pContainerNames[k][0], place)
		r.add(pContainerNames[k][1], apart)
	}
	c.pieceColumns(r, i)
}

// heading is the probability of the heading that the block stands under.
func (c *context) heading(i int) float32 {
	for j := i - 1; j >= 0 && j > i-12; j-- {
		if page.IsHeading(c.t.page.Blocks[j].Tag) {
			return c.probs[j]
		}
	}
	return -1
}

// pieceColumns looks at the piece of the core that the block is in, a list or a table perhaps, as
// a whole: what it is, and what stands before and after it.
func (c *context) pieceColumns(r *row, i int) {
	p := c.t.page
	at := p.Blocks[i].Elem
	core := &p.Elems[c.core]
	in := at != c.core && int32(i) >= core.First && int32(i) < core.Last
	for in && p.Elems[at].Parent != c.core && p.Elems[at].Parent > 0 {
		at = p.Elems[at].Parent
	}
	e := &p.Elems[at]
	before, after := float32(-1), float32(-1)
	if e.First > 0 {
		before = c.probs[e.First-1]
	}
	if int(e.Last) < len(c.probs) {
		after = c.probs[e.Last]
	}
	r.flag("in core", in)
	r.add("piece tag", tagRank[e.Tag])
	r.add("piece blocks", float32(e.Last-e.First))
	r.add("piece words", float32(e.Words))
	r.add("piece links", ratio(e.LinkWords, e.Words))
	r.add("piece p", c.elems[at].share())
	r.add("piece before", before)
	r.add("piece after", after)
}

var pContainerNames = [2][2]string{{"p best place", "p best apart"}, {"p core place", "p core apart"}}

var nearNames = [6]string{"p -3", "p -2", "p -1", "p +1", "p +2", "p +3"}

var upNames = buildUpNames()

func buildUpNames() (names [4][2]string) {
	for k := range names {
		names[k] = [2]string{"p up " + strconv.Itoa(k+1), "p up share " + strconv.Itoa(k+1)}
	}
	return names
}
