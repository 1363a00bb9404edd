package features

import (
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// maxStated is how much of a stated body, in bytes, is compared.
const maxStated = 256 << 10

// run is how many words are compared at a time.
const run = 4

// runs hashes each run of words of a text; nil for a text too short to compare.
func runs(s string) map[uint64]bool {
	if len(s) < 200 {
		return nil
	}
	set := make(map[uint64]bool, len(s)/6)
	eachRun(lexicon.Normal(s, maxStated), func(h uint64) { set[h] = true })
	return set
}

// eachRun hashes the runs of a normal text; one too short for a run is hashed as a whole.
func eachRun(normal string, found func(uint64)) {
	var last [run]uint64
	n := 0
	for word := range strings.SplitSeq(normal, " ") {
		copy(last[:], last[1:])
		last[run-1] = hashText(word, 0)
		if n++; n >= run {
			found(last[0] ^ last[1]*3 ^ last[2]*7 ^ last[3]*13)
		}
	}
	if n < run && normal != "" {
		found(hashText(normal, n))
	}
}

// stated is the share of a block's runs that the stated body has, -1 when nothing is stated.
func (w *whole) stated(b *page.Block) float32 {
	if w.body == nil {
		return -1
	}
	var hits, all int32
	eachRun(lexicon.Normal(b.Text, looked), func(h uint64) {
		all++
		if w.body[h] {
			hits++
		}
	})
	if all == 0 {
		return -0.5
	}
	return ratio(hits, all)
}
