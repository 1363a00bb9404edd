// Package features turns the blocks of a page into rows of numbers that the trees judge. It
// decides nothing. Names gives each column its name, for training and for explaining.
package features

import (
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// Hints is what the metadata of the page says about the body.
type Hints struct {
	Titles      []string // the headline in its variants
	Description string
	Authors     []string
	Body        string // the body as JSON-LD has it, often cut or flattened
}

// Table holds one row for each block.
type Table struct {
	Rows [][]float32
	page *page.Page
	text []textFacts
	sig  []uint32
}

// row is filled column by column. Names are gathered once, from a row that records them.
type row struct {
	v     []float32
	names *[]string
}

func (r *row) add(name string, v float32) {
	r.v = append(r.v, v)
	if r.names != nil {
		*r.names = append(*r.names, name)
	}
}

func (r *row) flag(name string, v bool) {
	if v {
		r.add(name, 1)
	} else {
		r.add(name, 0)
	}
}

func ratio(a, b int32) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}
