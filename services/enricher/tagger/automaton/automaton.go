package automaton

import (
	"fmt"
	"strings"
)

// MaxWords bounds the length of a phrase, and with it the work per word of text.
const MaxWords = 16

// Automaton is built once by a Builder and read by any number of goroutines.
type Automaton struct {
	words *words
	first []int32 // by word number: the phrase node that it begins, or 0
	next  table   // (node, word) to node
	ends  []int32 // by node: where its share of ids begins
	ids   []int32 // of the phrases that end at the nodes, in order of node
}

// Builder collects phrases.
type Builder struct {
	nums map[string]uint32 // folded words; stems end in a star
	trie map[uint64]int32
	root map[uint32]int32
	outs [][]int32
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{nums: map[string]uint32{}, trie: map[uint64]int32{}, root: map[uint32]int32{}, outs: make([][]int32, 1)}
}

// Add adds a phrase of folded words, each of which may end in a star that stands for any ending. The phrase's id is
// handed back on every match. It fails on an empty phrase and on one longer than MaxWords.
func (b *Builder) Add(phrase []string, id int32) error {
	if len(phrase) == 0 || len(phrase) > MaxWords {
		return fmt.Errorf("phrase %q has %d words: it must have 1 to %d", strings.Join(phrase, " "), len(phrase), MaxWords)
	}
	node := b.enter(phrase[0])
	for _, w := range phrase[1:] {
		node = b.follow(node, w)
	}
	b.outs[node] = append(b.outs[node], id)
	return nil
}

func (b *Builder) num(w string) uint32 {
	n, ok := b.nums[w]
	if !ok {
		n = uint32(len(b.nums) + 1)
		b.nums[w] = n
	}
	return n
}

func (b *Builder) node() int32 {
	b.outs = append(b.outs, nil)
	return int32(len(b.outs) - 1)
}

func (b *Builder) enter(w string) int32 {
	num := b.num(w)
	if b.root[num] == 0 {
		b.root[num] = b.node()
	}
	return b.root[num]
}

func (b *Builder) follow(node int32, w string) int32 {
	k := pair(node, b.num(w))
	next, ok := b.trie[k]
	if !ok {
		next = b.node()
		b.trie[k] = next
	}
	return next
}

func pair(node int32, num uint32) uint64 { return uint64(node)<<32 | uint64(num) }

// Build makes the automaton.
func (b *Builder) Build() *Automaton {
	keys := make([]key, 0, len(b.nums))
	for w, n := range b.nums {
		stem, star := strings.CutSuffix(w, "*")
		keys = append(keys, key{stem, star, n})
	}
	a := &Automaton{words: buildWords(keys), first: make([]int32, len(b.nums)+1), next: newTable(len(b.trie))}
	for _, ids := range b.outs {
		a.ends = append(a.ends, int32(len(a.ids)))
		a.ids = append(a.ids, ids...)
	}
	a.ends = append(a.ends, int32(len(a.ids)))
	for num, node := range b.root {
		a.first[num] = node
	}
	for k, node := range b.trie {
		a.next.put(k, node)
	}
	return a
}

// table is a hash table with open addressing, filled once.
type table struct {
	keys  []uint64
	nodes []int32
	mask  uint64
}

func newTable(n int) table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return table{make([]uint64, size), make([]int32, size), uint64(size - 1)}
}

func mix(k uint64) uint64 {
	k *= 0x9e3779b97f4a7c15
	return k ^ k>>29
}

func (t *table) put(k uint64, node int32) {
	i := mix(k) & t.mask
	for t.keys[i] != 0 {
		i = (i + 1) & t.mask
	}
	t.keys[i], t.nodes[i] = k, node
}

func (t *table) get(k uint64) int32 {
	for i := mix(k) & t.mask; t.keys[i] != 0; i = (i + 1) & t.mask {
		if t.keys[i] == k {
			return t.nodes[i]
		}
	}
	return 0
}
