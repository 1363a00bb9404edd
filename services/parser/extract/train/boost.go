package main

import (
	"math"
	"math/rand/v2"
	"sort"

	"github.com/iccwire/iccwire/services/parser/extract/internal/trees"
)

const bins = 64 // values a feature is cut into

// params of one boosting run.
type params struct {
	Trees, Leaves int
	Rate          float64
	MinWeight     float64 // hessian weight of a leaf
	Lambda        float64
	Features      float64 // share of the features each tree sees
	Rows          float64 // and of the rows
	Seed          uint64
}

// data is a table with a label and a weight for each row.
type data struct {
	x    [][]float32
	y    []float32
	w    []float32
	cuts [][]float32
	bin  [][]uint8 // by feature, then row
}

// prepare cuts each feature into bins of about the same number of rows.
func (d *data) prepare() {
	width := len(d.x[0])
	d.cuts, d.bin = make([][]float32, width), make([][]uint8, width)
	for f := range width {
		d.cuts[f] = cutsOf(d.x, f)
		d.bin[f] = make([]uint8, len(d.x))
		for i, row := range d.x {
			d.bin[f][i] = uint8(sort.Search(len(d.cuts[f]), func(k int) bool { return row[f] <= d.cuts[f][k] }))
		}
	}
}

func cutsOf(x [][]float32, f int) []float32 {
	values := make([]float32, len(x))
	for i := range x {
		values[i] = x[i][f]
	}
	sort.Slice(values, func(i, j int) bool { return values[i] < values[j] })
	var cuts []float32
	for k := 1; k < bins; k++ {
		v := values[k*(len(values)-1)/bins]
		if (len(cuts) == 0 || v > cuts[len(cuts)-1]) && v < values[len(values)-1] {
			cuts = append(cuts, v)
		}
	}
	return distinctCuts(values, cuts)
}

// distinctCuts uses every distinct value when there are few, which bins by rank would miss.
func distinctCuts(sorted, cuts []float32) []float32 {
	var all []float32
	for i := 1; i < len(sorted); i++ {
		if sorted[i] != sorted[i-1] {
			if all = append(all, sorted[i-1]); len(all) >= bins {
				return cuts
			}
		}
	}
	return all
}

// boost fits trees to the log odds of the labels.
func boost(d *data, p params) *trees.Forest {
	rng := rand.New(rand.NewPCG(p.Seed, 1))
	n := len(d.x)
	f := &trees.Forest{Bias: prior(d)}
	score := make([]float64, n)
	for i := range score {
		score[i] = float64(f.Bias)
	}
	g, h := make([]float64, n), make([]float64, n)
	for range p.Trees {
		gradients(d, score, g, h)
		t := grow(d, g, h, sampleRows(rng, n, p.Rows), sampleFeatures(rng, len(d.bin), p.Features), p)
		f.Trees = append(f.Trees, t)
		one := trees.Forest{Trees: []trees.Tree{t}}
		for i := range score {
			score[i] += float64(one.Score(d.x[i]))
		}
	}
	return f
}

func prior(d *data) float32 {
	var pos, all float64
	for i, w := range d.w {
		pos += float64(w * d.y[i])
		all += float64(w)
	}
	return float32(math.Log(pos / (all - pos)))
}

func gradients(d *data, score, g, h []float64) {
	for i, s := range score {
		p := 1 / (1 + math.Exp(-s))
		w := float64(d.w[i])
		g[i], h[i] = w*(p-float64(d.y[i])), w*p*(1-p)
	}
}

func sampleRows(rng *rand.Rand, n int, share float64) []int32 {
	rows := make([]int32, 0, n)
	for i := range n {
		if rng.Float64() < share {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

func sampleFeatures(rng *rand.Rand, n int, share float64) []int {
	features := rng.Perm(n)[:max(1, int(float64(n)*share))]
	sort.Ints(features)
	return features
}

// leaf is a part of the rows that may be split once more.
type leaf struct {
	node   int
	rows   []int32
	g, h   float64
	gain   float64
	f, bin int
}

// grow makes one tree, always splitting the leaf that gains most.
func grow(d *data, g, h []float64, rows []int32, features []int, p params) trees.Tree {
	t := trees.Tree{{Feature: -1}}
	root := newLeaf(d, g, h, 0, rows, features, p)
	open := []*leaf{root}
	for len(open) < p.Leaves {
		best := 0
		for i := range open {
			if open[i].gain > open[best].gain {
				best = i
			}
		}
		l := open[best]
		if l.gain <= 1e-9 {
			break
		}
		left, right := part(d, l)
		t[l.node] = trees.Node{Feature: int16(l.f), Left: int16(len(t)), Right: int16(len(t) + 1), Value: d.cuts[l.f][l.bin]}
		a := newLeaf(d, g, h, len(t), left, features, p)
		b := newLeaf(d, g, h, len(t)+1, right, features, p)
		t = append(t, trees.Node{Feature: -1}, trees.Node{Feature: -1})
		open[best] = a
		open = append(open, b)
	}
	for _, l := range open {
		t[l.node].Value = float32(-p.Rate * l.g / (l.h + p.Lambda))
	}
	return t
}

func part(d *data, l *leaf) (left, right []int32) {
	col := d.bin[l.f]
	for _, r := range l.rows {
		if int(col[r]) <= l.bin {
			left = append(left, r)
		} else {
			right = append(right, r)
		}
	}
	return left, right
}

// newLeaf finds the best split of some rows.
func newLeaf(d *data, g, h []float64, node int, rows []int32, features []int, p params) *leaf {
	l := &leaf{node: node, rows: rows}
	for _, r := range rows {
		l.g += g[r]
		l.h += h[r]
	}
	base := l.g * l.g / (l.h + p.Lambda)
	var hist [bins + 1][2]float64
	for _, f := range features {
		clear(hist[:])
		col := d.bin[f]
		for _, r := range rows {
			b := &hist[col[r]]
			b[0] += g[r]
			b[1] += h[r]
		}
		var lg, lh float64
		for b := range d.cuts[f] {
			lg += hist[b][0]
			lh += hist[b][1]
			rg, rh := l.g-lg, l.h-lh
			if lh < p.MinWeight || rh < p.MinWeight {
				continue
			}
			if gain := lg*lg/(lh+p.Lambda) + rg*rg/(rh+p.Lambda) - base; gain > l.gain {
				l.gain, l.f, l.bin = gain, f, b
			}
		}
	}
	return l
}
