package automaton

import "github.com/iccwire/iccwire/services/enricher/tagger/text"

// Match is a phrase found: the tokens from First to before Last.
type Match struct {
	First, Last int32
	ID          int32
}

// Forms gives the forms of an inflected word that may stand in the dictionary, besides the word itself. It calls try
// for each until that is tired of it.
type Forms interface {
	Each(word []byte, try func(form []byte))
}

// Scan returns all phrases in the document, in order of their first word, longer ones before shorter ones of the same
// start. Phrases overlap freely: to choose is the caller's work. A phrase does not cross a line break, a comma or
// other punctuation, except a full stop after an abbreviation. Forms may be nil.
func (a *Automaton) Scan(d *text.Doc, forms Forms) []Match { return a.AppendScan(nil, d, forms) }

// AppendScan is Scan into memory that the caller has: it appends the phrases to dst.
func (a *Automaton) AppendScan(dst []Match, d *text.Doc, forms Forms) []Match {
	s := scanner{a: a, d: d, forms: forms, nums: make([][]uint32, 0, 64), out: dst}
	s.try = s.form
	for i := range d.Tokens {
		s.start(i)
	}
	return s.out
}

type scanner struct {
	a     *Automaton
	d     *text.Doc
	forms Forms
	try   func([]byte)

	cur  []uint32   // numbers of the word at hand
	nums [][]uint32 // numbers of the words after it, as far as they were needed
	at   int        // token that nums[0] belongs to
	out  []Match
}

// numbers gives the numbers token i may have; they are kept until the scan has passed it.
func (s *scanner) numbers(i int) []uint32 {
	k := i - s.at
	for len(s.nums) <= k {
		if len(s.nums) < cap(s.nums) {
			s.nums = s.nums[:len(s.nums)+1]
			s.nums[len(s.nums)-1] = s.nums[len(s.nums)-1][:0]
		} else {
			s.nums = append(s.nums, nil)
		}
		s.look(s.at+len(s.nums)-1, &s.nums[len(s.nums)-1])
	}
	return s.nums[k]
}

func (s *scanner) look(i int, into *[]uint32) {
	w := s.d.Word(i)
	s.cur = (*into)[:0]
	exact, nums := s.a.words.lookup(w, s.cur)
	s.cur = nums
	if exact != 0 {
		s.cur = append(s.cur, exact)
	}
	if s.forms != nil {
		s.forms.Each(w, s.try)
	}
	*into = s.cur
}

func (s *scanner) form(w []byte) {
	if n := s.a.words.exactly(w); n != 0 && !has(s.cur, n) {
		s.cur = append(s.cur, n)
	}
}

func has(nums []uint32, n uint32) bool {
	for _, m := range nums {
		if m == n {
			return true
		}
	}
	return false
}

func (s *scanner) start(i int) {
	if s.at != i {
		s.shift(i)
	}
	from := len(s.out)
	for _, n := range s.numbers(i) {
		if node := s.a.first[n]; node != 0 {
			s.walk(i, i+1, node)
		}
	}
	if len(s.out)-from > 1 {
		longestFirst(s.out[from:])
	}
}

// shift forgets the words before token i, keeping what was looked up beyond.
func (s *scanner) shift(i int) {
	if k := i - s.at; k < len(s.nums) {
		old := s.nums[0]
		copy(s.nums, s.nums[k:])
		s.nums[len(s.nums)-1] = old
		s.nums = s.nums[:len(s.nums)-k]
	} else {
		s.nums = s.nums[:0]
	}
	s.at = i
}

func (s *scanner) walk(first, i int, node int32) {
	for _, id := range s.a.ids[s.a.ends[node]:s.a.ends[node+1]] {
		s.out = append(s.out, Match{int32(first), int32(i), id})
	}
	if i == len(s.d.Tokens) || i-first >= MaxWords || !joined(s.d, i) {
		return
	}
	for _, n := range s.numbers(i) {
		if next := s.a.next.get(pair(node, n)); next != 0 {
			s.walk(first, i+1, next)
		}
	}
}

// joined reports whether token i can continue a phrase.
func joined(d *text.Doc, i int) bool {
	switch d.Tokens[i].Gap {
	case text.None, text.Join, text.Space:
		return true
	case text.Dot:
		return d.Tokens[i-1].To-d.Tokens[i-1].From <= 3 && d.Tokens[i].Sent == d.Tokens[i-1].Sent
	}
	return false
}

// longestFirst is an insertion sort: there are a handful at most.
func longestFirst(m []Match) {
	for i := 1; i < len(m); i++ {
		for j := i; j > 0 && m[j].Last > m[j-1].Last; j-- {
			m[j], m[j-1] = m[j-1], m[j]
		}
	}
}
