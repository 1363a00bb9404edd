package features

import (
	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// fewest is the number of words below which a text may well be said twice.
const fewest = 6

// Once drops the blocks whose whole text stands in other chosen blocks. Of two equal blocks the more probable
// stays, or the first.
func Once(p *page.Page, chosen []int, probs []float32) []int {
	texts := make([]string, len(chosen))
	seen := map[uint64]int32{}
	for k, i := range chosen {
		texts[k] = lexicon.Normal(p.Blocks[i].Text, maxStated)
		eachRun(texts[k], func(h uint64) { seen[h]++ })
	}
	gone := make([]bool, len(chosen))
	for k := range chosen {
		gone[k] = repeats(p, k, chosen, probs, texts, seen)
		if gone[k] {
			eachRun(texts[k], func(h uint64) { seen[h]-- })
		}
	}
	kept := chosen[:0]
	for k, i := range chosen {
		if !gone[k] {
			kept = append(kept, i)
		}
	}
	return kept
}

// repeats says whether every run of words of a block is also elsewhere among the chosen.
func repeats(p *page.Page, k int, chosen []int, probs []float32, texts []string, seen map[uint64]int32) bool {
	b := &p.Blocks[chosen[k]]
	if b.Words < fewest {
		return false
	}
	all := true
	eachRun(texts[k], func(h uint64) { all = all && seen[h] > 1 })
	if !all {
		return false
	}
	for j := k + 1; j < len(chosen); j++ { // an equal one later and surer: that one goes or stays
		if texts[j] == texts[k] {
			return probs[chosen[j]] > probs[chosen[k]]+0.1
		}
	}
	return true
}
