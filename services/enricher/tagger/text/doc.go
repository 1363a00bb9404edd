// Package text prepares an article for matching: it folds letters, splits words and sentences and keeps the way back
// to the original, in bytes and in code points.
//
// It knows scripts and punctuation but no words: what a word means is the business of its callers.
package text

import "unicode/utf8"

// Gap says what stands between a word and the one before it.
type Gap uint8

// The gaps, from closest to widest.
const (
	None  Gap = iota // nothing: scripts without spaces
	Join             // a hyphen, apostrophe or slash inside a word
	Space            // spaces only
	Dot              // a full stop that may belong to an abbreviation
	Punct            // any other punctuation
	Break            // a line break
)

// Shape says how a word is written.
type Shape uint8

// Shapes are flags.
const (
	Upper   Shape = 1 << iota // begins with a capital letter
	Caps                      // has no small letters and at least one capital
	Digit                     // begins with a digit
	Cased                     // its script has capital letters at all
	Opened                    // a bracket or quotation mark opens right before it
	Comma                     // a comma stands before it
	Bracket                   // an opening round bracket stands before it
	Colon                     // a colon stands before it
)

// Token is a word: letters and digits between other characters, or a single character of a script without spaces.
type Token struct {
	Start, End int32 // bytes of the original
	From, To   int32 // bytes of the folded form
	Sent       int32 // index of its sentence
	Gap        Gap   // before it
	Shape      Shape
}

// Sentence is a run of tokens. Start and End are bytes of the original, from its first word to its last.
type Sentence struct {
	First, Last int // tokens, half-open
	Start, End  int
	Para        int // number of the line it stands in
}

// Doc is an article that was split. It is not changed but by Reset and may be shared.
type Doc struct {
	Raw    string
	Tokens []Token
	Sents  []Sentence
	folded []byte
	runes  []int32 // number of code points before each 256th byte
	ascii  bool    // a code point is a byte
}

// Word returns the folded form of token i.
func (d *Doc) Word(i int) []byte { t := &d.Tokens[i]; return d.folded[t.From:t.To] }

// Original returns the text from token i to before token j as written.
func (d *Doc) Original(i, j int) string { return d.Raw[d.Tokens[i].Start:d.Tokens[j-1].End] }

// Between returns what stands between token i-1 and token i as written.
func (d *Doc) Between(i int) string {
	if i <= 0 {
		return d.Raw[:d.Tokens[0].Start]
	}
	if i >= len(d.Tokens) {
		return d.Raw[d.Tokens[i-1].End:]
	}
	return d.Raw[d.Tokens[i-1].End:d.Tokens[i].Start]
}

const runeStep = 256

// Point returns the number of code points before byte offset b.
func (d *Doc) Point(b int) int {
	if d.ascii {
		return b
	}
	k := b / runeStep
	return int(d.runes[k]) + utf8.RuneCountInString(d.Raw[d.boundary(k):b])
}

// boundary is the first byte at or after the k-th step that begins a code point.
func (d *Doc) boundary(k int) int {
	b := k * runeStep
	for b < len(d.Raw) && !utf8.RuneStart(d.Raw[b]) {
		b++
	}
	return b
}

func (d *Doc) countRunes() {
	if d.ascii = utf8.RuneCountInString(d.Raw) == len(d.Raw); d.ascii {
		return
	}
	n := len(d.Raw)/runeStep + 1
	if cap(d.runes) < n {
		d.runes = make([]int32, n)
	}
	d.runes = d.runes[:n]
	d.runes[0] = 0
	at := 0
	for k := 1; k < len(d.runes); k++ {
		next := d.boundary(k)
		d.runes[k] = d.runes[k-1] + int32(utf8.RuneCountInString(d.Raw[at:next]))
		at = next
	}
}

// TokenAt returns the index of the first token that ends after byte offset b.
func (d *Doc) TokenAt(b int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if int(d.Tokens[m].End) <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}
