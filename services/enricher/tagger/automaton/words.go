package automaton

import (
	"cmp"
	"slices"
)

// words is a double-array trie from bytes to word numbers, starting at 1.
// Node n has a child over byte c when check[base[n]+c] == n; the child's index is base[n]+c.
type words struct{ cells []cell }

// cell is a node. All that a step asks of it lies side by side, for the trie is larger than the processor's caches.
type cell struct {
	base, check int32
	exact, stem uint32 // number of the word and of the stem that end here, or 0
}

type key struct {
	word string
	star bool
	num  uint32
}

// buildWords lays out the trie: keys sorted, nodes placed level by level at the first free place that fits.
func buildWords(keys []key) *words {
	slices.SortFunc(keys, func(a, b key) int { return cmp.Compare(a.word, b.word) })
	b := &builder{w: &words{cells: make([]cell, 1<<12)}, keys: keys}
	b.w.cells[0].check = -1
	b.grow(512)
	queue := []span{{0, 0, len(keys), 0}}
	for len(queue) > 0 {
		s := queue[0]
		queue = append(queue[1:], b.place(s)...)
	}
	b.w.cells = slices.Clip(b.w.cells[:b.top+257])
	return b.w
}

// span is a node that waits for its children: the keys from lo to hi share their first depth bytes.
type span struct{ node, lo, hi, depth int }

type builder struct {
	w    *words
	keys []key
	free int // no free cell lies before it
	top  int // last cell in use
	kids []byte
}

func (b *builder) grow(n int) {
	for len(b.w.cells) < n {
		b.w.cells = append(b.w.cells, make([]cell, len(b.w.cells))...)
	}
}

func (b *builder) place(s span) []span {
	for s.lo < s.hi && len(b.keys[s.lo].word) == s.depth {
		b.end(s.node, b.keys[s.lo])
		s.lo++
	}
	if s.lo == s.hi {
		return nil
	}
	b.kids = b.kids[:0]
	for i := s.lo; i < s.hi; i++ {
		if c := b.keys[i].word[s.depth]; len(b.kids) == 0 || b.kids[len(b.kids)-1] != c {
			b.kids = append(b.kids, c)
		}
	}
	base := b.fit()
	b.w.cells[s.node].base = int32(base)
	return b.children(s, base)
}

func (b *builder) end(node int, k key) {
	if k.star {
		b.w.cells[node].stem = k.num
	} else {
		b.w.cells[node].exact = k.num
	}
}

func (b *builder) children(s span, base int) []span {
	out := make([]span, 0, len(b.kids))
	for i, lo := 0, s.lo; i < len(b.kids); i++ {
		hi := lo
		for hi < s.hi && b.keys[hi].word[s.depth] == b.kids[i] {
			hi++
		}
		child := base + int(b.kids[i])
		b.w.cells[child].check = int32(s.node) + 1
		b.top = max(b.top, child)
		out = append(out, span{child, lo, hi, s.depth + 1})
		lo = hi
	}
	return out
}

// fit finds a base under which all children fall on free cells.
func (b *builder) fit() int {
	for b.w.cells[b.free].check != 0 {
		b.free++
		b.grow(b.free + 512)
	}
	tries := 0
	for at := max(b.free, int(b.kids[0])+1); ; at++ {
		b.grow(at + 512)
		if b.w.cells[at].check == 0 && b.fits(at-int(b.kids[0])) {
			return at - int(b.kids[0])
		}
		if tries++; tries > 64 && at > b.free {
			b.free++ // a crowded stretch: what is left of it is not worth searching again
			for b.w.cells[b.free].check != 0 {
				b.free++
			}
		}
	}
}

func (b *builder) fits(base int) bool {
	for _, c := range b.kids {
		if b.w.cells[base+int(c)].check != 0 {
			return false
		}
	}
	return true
}

// step returns the child of node over c, or 0.
func (w *words) step(node int32, c byte) int32 {
	next := w.cells[node].base + int32(c)
	if w.cells[next].check == node+1 {
		return next
	}
	return 0
}

// exactly returns the number of a whole word, or 0.
func (w *words) exactly(word []byte) uint32 {
	node := int32(0)
	for _, c := range word {
		if node = w.step(node, c); node == 0 {
			return 0
		}
	}
	return w.cells[node].exact
}

// lookup returns the number of the word, or 0, and appends the numbers of the stems it begins with.
func (w *words) lookup(word []byte, nums []uint32) (uint32, []uint32) {
	node := int32(0)
	for _, c := range word {
		if node = w.step(node, c); node == 0 {
			return 0, nums
		}
		if s := w.cells[node].stem; s != 0 {
			nums = append(nums, s)
		}
	}
	return w.cells[node].exact, nums
}
