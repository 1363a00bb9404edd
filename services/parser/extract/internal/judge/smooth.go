package judge

import "github.com/iccwire/iccwire/services/parser/extract/internal/page"

// A doubtful block follows the blocks that are built like it and stand beside it.
const (
	doubtLow  = 0.15
	doubtHigh = 0.85
	fellows   = 3 // blocks it takes to be followed
	alone     = 2 // blocks of an element that wraps one of a column
)

type column struct {
	sure, words float32
	blocks      int
}

type columnKey struct {
	sig uint32
	up  int32
}

// smooth moves doubtful probabilities halfway to the mean of their column: the blocks with the
// same tag and class in the same container. All rows of a table go together.
func smooth(p *page.Page, probs []float32) {
	columns := map[columnKey]*column{}
	keys := make([]columnKey, len(probs))
	for i, v := range probs {
		keys[i] = keyOf(p, &p.Blocks[i])
		c := columns[keys[i]]
		if c == nil {
			c = &column{}
			columns[keys[i]] = c
		}
		w := float32(p.Blocks[i].Words)
		c.sure += v * w
		c.words += w
		c.blocks++
	}
	for i, v := range probs {
		c := columns[keys[i]]
		if c.blocks < fellows || c.words == 0 {
			continue
		}
		mean := c.sure / c.words
		switch {
		case p.Blocks[i].Row:
			probs[i] = mean
		case v > doubtLow && v < doubtHigh:
			probs[i] = (v + mean) / 2
		}
	}
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
	for at > 0 && p.Elems[at].Node.Data != "table" {
		at = p.Elems[at].Parent
	}
	return at
}
