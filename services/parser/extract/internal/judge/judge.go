// Package judge says of each block of a page how likely it belongs to the article. It applies
// learned weights (weights.txt, made by extract/train), then rules for what blocks say of one another:
// fellows of a column, offers of newsletters, what stands above the headline.
package judge

import (
	"bufio"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/iccwire/iccwire/services/parser/extract/internal/features"
	"github.com/iccwire/iccwire/services/parser/extract/internal/meta"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
	"github.com/iccwire/iccwire/services/parser/extract/internal/trees"
)

//go:embed weights.txt
var weights []byte

// Model is two forests: the first judges blocks alone, the second with that judgement of their
// surroundings.
type Model struct{ First, Second *trees.Forest }

// stage parts the two forests in the file.
const stage = "second\n"

var load = sync.OnceValues(func() (*Model, error) { return read(weights) })

// Load returns the built-in model.
func Load() (*Model, error) { return load() }

// Weights are the bytes of the built-in model, for a digest.
func Weights() []byte { return weights }

func read(data []byte) (*Model, error) {
	a, b, ok := bytes.Cut(data, []byte(stage))
	if !ok {
		return nil, errors.New("judge: the weights have no second stage; make them again with extract/train")
	}
	first, err := trees.Read(bytes.NewReader(a), len(features.Names()))
	if err != nil {
		return nil, fmt.Errorf("judge: first stage: %w", err)
	}
	second, err := trees.Read(bytes.NewReader(b), len(features.ContextNames()))
	if err != nil {
		return nil, fmt.Errorf("judge: second stage: %w", err)
	}
	return &Model{First: first, Second: second}, nil
}

// Save writes a model to a file in the form of the built-in one.
func Save(path string, m *Model) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = m.First.Write(w)
	if err == nil {
		_, err = w.WriteString(stage)
	}
	if err == nil {
		err = m.Second.Write(w)
	}
	return errors.Join(err, w.Flush(), f.Close())
}

// Probs judges rows with one forest.
func Probs(f *trees.Forest, rows [][]float32) []float32 {
	probs := make([]float32, len(rows))
	for i, row := range rows {
		probs[i] = f.Prob(row)
	}
	return probs
}

// Again judges rows of Context; where there is none the first judgement stands.
func Again(f *trees.Forest, rows [][]float32, first []float32) []float32 {
	probs := make([]float32, len(rows))
	for i, row := range rows {
		if row == nil {
			probs[i] = first[i]
		} else {
			probs[i] = f.Prob(row)
		}
	}
	return probs
}

// Blocks gives the probability of each block of a page.
func (m *Model) Blocks(p *page.Page, h features.Hints) []float32 {
	t := features.Build(p, h)
	first := Probs(m.First, t.Rows)
	probs := Again(m.Second, t.Context(first), first)
	Settle(p, probs)
	above(p, probs, h.Titles)
	return probs
}

// Settle makes the judgements of neighbouring blocks agree: columns of equals, lists inside
// the text, boxes that offer a newsletter.
func Settle(p *page.Page, probs []float32) {
	smooth(p, probs)
	strike(p, probs)
	fill(p, probs)
	headings(p, probs)
	letters(p, probs)
}

// Hints picks from the metadata what helps to judge blocks.
func Hints(i meta.Info) features.Hints {
	return features.Hints{Titles: i.Titles, Description: i.Description, Authors: i.Authors, Body: i.Body}
}
