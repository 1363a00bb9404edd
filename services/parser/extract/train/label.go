package main

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

var word = regexp.MustCompile(`[\p{L}\p{M}\p{N}_]+`)

// tokens are the words of a text; in scripts without spaces each letter is one.
func tokens(s string) []string {
	var out []string
	for _, w := range word.FindAllString(s, -1) {
		if strings.IndexFunc(w, page.NoSpaces) < 0 {
			out = append(out, w)
			continue
		}
		start := 0
		for i, r := range w {
			if page.NoSpaces(r) && unicode.IsLetter(r) {
				if i > start {
					out = append(out, w[start:i])
				}
				out = append(out, string(r))
				start = i + len(string(r))
			}
		}
		if start < len(w) {
			out = append(out, w[start:])
		}
	}
	return out
}

// match is a place in the truth where a block's words may stand.
type match struct {
	block, start, end int
	words             int // that agree
}

// align says for each block how much of it is in the truth, 0 to 1, taking the blocks in order
// and each word of the truth once; starts has where in the truth it stands.
func align(blocks []page.Block, truth []string) (share []float64, starts []int) {
	index := map[string][]int{}
	for i := range truth {
		if key := gram(truth, i); key != "" && len(index[key]) < 20 {
			index[key] = append(index[key], i)
		}
	}
	single := map[string][]int{}
	for i, w := range truth {
		if len(single[w]) < 50 {
			single[w] = append(single[w], i)
		}
	}
	var all []match
	lens := make([]int, len(blocks))
	for i := range blocks {
		ws := tokens(blocks[i].Text)
		lens[i] = len(ws)
		all = append(all, candidates(i, ws, truth, index, single)...)
	}
	share, starts = make([]float64, len(blocks)), make([]int, len(blocks))
	for i := range starts {
		starts[i] = -1
	}
	for _, m := range chain(all) {
		share[m.block] = float64(m.words) / float64(max(lens[m.block], 1))
		starts[m.block] = m.start
	}
	return share, starts
}

func gram(ws []string, i int) string {
	if i+4 > len(ws) {
		return ""
	}
	return strings.Join(ws[i:i+4], " ")
}

// candidates finds where a block's words may stand in the truth.
func candidates(block int, ws, truth []string, index, single map[string][]int) []match {
	if len(ws) == 0 {
		return nil
	}
	if len(ws) < 4 {
		return shortCandidates(block, ws, truth, single)
	}
	votes := map[int]int{}
	for i := range ws {
		for _, at := range index[gram(ws, i)] {
			votes[(at-i+8)/16]++
		}
	}
	var out []match
	for slot := range votes {
		start := max(slot*16-8, 0)
		n := overlap(ws, truth, start)
		if 2*n >= len(ws) {
			out = append(out, match{block, start, start + len(ws), n})
		}
	}
	for i := range out { // the exact place
		out[i].start, out[i].end = exactPlace(ws, truth, out[i].start)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].start < out[j].start })
	return out
}

// overlap counts the words of a block that a window of the truth has.
func overlap(ws, truth []string, start int) int {
	end := min(start+len(ws)+24, len(truth))
	have := map[string]int{}
	for _, w := range truth[min(start, len(truth)):end] {
		have[w]++
	}
	n := 0
	for _, w := range ws {
		if have[w] > 0 {
			have[w]--
			n++
		}
	}
	return n
}

func exactPlace(ws, truth []string, near int) (int, int) {
	lo, hi := -1, -1
	for i := 0; i+4 <= len(ws); i++ {
		for at := near; at < min(near+len(ws)+24, len(truth)-3); at++ {
			if truth[at] == ws[i] && gram(truth, at) == gram(ws, i) {
				if lo < 0 {
					lo = at
				}
				hi = max(hi, at+4)
				break
			}
		}
	}
	if lo < 0 {
		return near, near + len(ws)
	}
	return lo, hi
}

func shortCandidates(block int, ws, truth []string, single map[string][]int) []match {
	var out []match
	for _, at := range single[ws[0]] {
		ok := at+len(ws) <= len(truth)
		for k := 1; ok && k < len(ws); k++ {
			ok = truth[at+k] == ws[k]
		}
		if ok {
			out = append(out, match{block, at, at + len(ws), len(ws)})
		}
	}
	return out
}

// chain picks the matches, in the order of the page and of the truth, that agree on most words.
func chain(all []match) []match {
	const slack = 3 // words two neighbours may share
	best, from := make([]float64, len(all)), make([]int, len(all))
	top := -1
	for i, m := range all {
		best[i], from[i] = float64(m.words), -1
		for j := range i {
			o := all[j]
			if o.block < m.block && o.end <= m.start+min(slack, (m.end-m.start)/2) && o.start < m.start {
				gap := 0.0
				if m.start-o.end < 3 {
					gap = 0.1 // neighbours in both
				}
				if v := best[j] + float64(m.words) + gap; v > best[i] {
					best[i], from[i] = v, j
				}
			}
		}
		if top < 0 || best[i] > best[top] {
			top = i
		}
	}
	var out []match
	for i := top; i >= 0; i = from[i] {
		out = append(out, all[i])
	}
	return out
}
