package judge

import (
	"golang.org/x/net/html/atom"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// A doubtful block follows the blocks that are built like it and stand beside it.
const (
	doubtLow  = 0.15
	doubtHigh = 0.85
	fellows   = 3 // blocks it takes to be followed
	alone     = 2 // blocks of an element that wraps one of a column

	pullShare = 0.55 // of a column's words that must be probable to pull in its other prose
	pullLeast = 0.03 // the probability below which a block is not pulled
	pullFrom  = 4    // blocks of such a column
)

// column is what is known of blocks that are built alike.
type column struct {
	sure, words, chosen float32
	blocks              int
}

type columnKey struct {
	sig uint32
	up  int32
}

// smooth moves doubtful probabilities halfway to the mean of their column: the blocks with the
// same tags and classes in the same container. Prose in a column of which most is probable is taken
// with it, as the posts of a live blog are. All rows of a table go together.
func smooth(p *page.Page, probs []float32) {
	columns := map[columnKey]*column{}
	of := make([]*column, len(probs))
	for i, v := range probs {
		key := keyOf(p, &p.Blocks[i])
		c := columns[key]
		if c == nil {
			c = &column{}
			columns[key] = c
		}
		c.add(v, float32(p.Blocks[i].Words))
		of[i] = c
	}
	for i, v := range probs {
		probs[i] = of[i].follow(v, &p.Blocks[i])
	}
}

func (c *column) add(v, words float32) {
	c.sure += v * words
	c.words += words
	c.blocks++
	if v > enough {
		c.chosen += words
	}
}

// follow is what a block's probability becomes beside its fellows.
func (c *column) follow(v float32, b *page.Block) float32 {
	if c.blocks < fellows || c.words == 0 {
		return v
	}
	mean := c.sure / c.words
	switch {
	case b.Row:
		return mean
	case v <= enough && v > pullLeast && b.Prose() && c.blocks >= pullFrom && c.chosen >= pullShare*c.words:
		return enough + 0.05
	case v > doubtLow && v < doubtHigh:
		return (v + mean) / 2
	}
	return v
}

// keyOf names the column of a block: its tag and the classes of the elements around it, up to the first
// container that holds more than this block.
func keyOf(p *page.Page, b *page.Block) columnKey {
	if b.Row {
		return columnKey{up: tableOf(p, b.Elem), sig: 1}
	}
	at, sig := b.Elem, uint32(b.Tag)
	for steps := 0; steps < 4 && at > 0 && p.Elems[at].Blocks <= alone; steps++ {
		sig = sig*31 + p.Elems[at].Sig
		at = p.Elems[at].Parent
	}
	return columnKey{sig: sig, up: at}
}

// tableOf is the table around an element.
func tableOf(p *page.Page, at int32) int32 {
	for at > 0 && p.Elems[at].Tag != atom.Table {
		at = p.Elems[at].Parent
	}
	return at
}
