package text

import (
	"unicode"
	"unicode/utf8"
)

// Abbreviations says which folded words may be followed by a full stop that ends no sentence.
type Abbreviations map[string]bool

// AfterNumber stands before a folded word, such as a month, before which a number with a full stop ends no sentence.
const AfterNumber = "#"

// New splits and folds s, which may hold any bytes: what is no UTF-8 counts as punctuation.
func New(s string, abbr Abbreviations) *Doc {
	d := &Doc{}
	d.Reset(s, abbr)
	return d
}

// Reset makes a document that was read anew from s, in the memory it has.
func (d *Doc) Reset(s string, abbr Abbreviations) {
	if cap(d.folded) < len(s) {
		d.folded, d.Tokens = make([]byte, 0, len(s)+len(s)/16+8), make([]Token, 0, len(s)/6+4)
	}
	d.Raw, d.folded, d.Tokens, d.Sents = s, d.folded[:0], d.Tokens[:0], d.Sents[:0]
	sp := splitter{d: d, abbr: abbr, gap: Break}
	sp.run()
	d.countRunes()
}

type splitter struct {
	d    *Doc
	abbr Abbreviations

	gap   Gap
	shape Shape // of what stands before the next word
	ended bool  // a sentence may have ended
	stop  bool  // a full stop that ends a sentence if a space follows
	para  int
}

func (sp *splitter) run() {
	s := sp.d.Raw
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if asciiWord[c] != 0 {
				i = sp.word(i)
				continue
			}
			sp.punct(rune(c))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			sp.punct(';')
		case dropped(r):
		case lone(r):
			sp.single(i, n, r)
		case wordRune(r):
			i = sp.word(i)
			continue
		default:
			sp.punct(r)
		}
		i += n
	}
	sp.closeSentence(len(sp.d.Tokens))
}

// asciiWord holds the folded form of ASCII letters and digits, 0 for everything else.
var asciiWord = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		switch b := byte(c); {
		case b >= 'a' && b <= 'z' || b >= '0' && b <= '9':
			t[c] = b
		case b >= 'A' && b <= 'Z':
			t[c] = b + 'a' - 'A'
		}
	}
	return t
}()

// lone reports characters of scripts that put no spaces between words.
func lone(r rune) bool {
	switch {
	case r < 0xe00:
		return false
	case r < 0xf00, r >= 0x1000 && r < 0x10a0, r >= 0x1780 && r < 0x1800:
		return !unicode.IsPunct(r) && !unicode.IsDigit(r)
	case r >= 0x3040 && r < 0x3100 && r != 0x30fb, r >= 0x3400 && r < 0xa000, r >= 0xac00 && r < 0xd7b0, r >= 0xf900 && r < 0xfb00, r >= 0x20000 && r < 0x32000:
		return true
	}
	return false
}

func wordRune(r rune) bool {
	if r >= 0x400 && r < 0x482 || r >= 0x620 && r < 0x64b || r >= 0x5d0 && r < 0x5eb {
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r > 0x8ff && unicode.IsMark(r)
}

func (sp *splitter) single(at, n int, r rune) {
	from := len(sp.d.folded)
	sp.d.folded = utf8.AppendRune(sp.d.folded, r)
	sp.add(Token{Start: int32(at), End: int32(at + n), From: int32(from), To: int32(len(sp.d.folded))})
}

// word reads a word from byte i on and returns where it ends.
func (sp *splitter) word(i int) int {
	s, out := sp.d.Raw, sp.d.folded
	t := Token{Start: int32(i), From: int32(len(out))}
	lower := false
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			b := asciiWord[c]
			if b == 0 {
				break
			}
			if c != b {
				if int32(len(out)) == t.From {
					t.Shape |= Upper
				}
				t.Shape |= Cased
			} else if c > '9' {
				lower = true
				t.Shape |= Cased
			} else if int32(len(out)) == t.From {
				t.Shape |= Digit
			}
			out = append(out, b)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		l := character(r)
		if l.is&isDropped != 0 || hebrewMark(r) && i+n < len(s) && int32(len(out)) > t.From && nextHebrew(s[i+n:]) {
			i += n
			continue
		}
		if l.is&inWord == 0 {
			break
		}
		lower = l.into(&t, int32(len(out)) == t.From, lower)
		out = append(out, l.folded[:l.n]...)
		i += n
	}
	if t.Shape&Cased != 0 && !lower {
		t.Shape |= Caps
	}
	t.End, t.To = int32(i), int32(len(out))
	sp.d.folded = out
	sp.add(t)
	return i
}

// cased reports scripts with capital letters.
func cased(r rune) bool {
	return r < 0x530 || r >= 0x531 && r < 0x590 || r >= 0x1e00 && r < 0x2000 || r >= 0xff21 && r <= 0xff5a
}

func hebrewMark(r rune) bool { return r == '״' || r == '׳' || r == '”' || r == '"' }

func nextHebrew(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x5d0 && r < 0x5eb
}

// maxSentence bounds a sentence, in words: text without punctuation is cut.
const maxSentence = 300

func (sp *splitter) add(t Token) {
	if n := len(sp.d.Tokens); n == 0 || sp.gap == Break || sp.ended && sp.begins(t) && !sp.ordinal(t) || n-sp.d.Sents[len(sp.d.Sents)-1].First >= maxSentence {
		sp.closeSentence(len(sp.d.Tokens))
		sp.d.Sents = append(sp.d.Sents, Sentence{First: len(sp.d.Tokens), Start: int(t.Start), Para: sp.para})
	}
	t.Gap, t.Sent = sp.gap, int32(len(sp.d.Sents)-1)
	t.Shape |= sp.shape
	sp.d.Tokens = append(sp.d.Tokens, t)
	sp.gap, sp.shape, sp.ended, sp.stop = None, 0, false, false
}

func (sp *splitter) closeSentence(end int) {
	if n := len(sp.d.Sents); n > 0 {
		last := &sp.d.Sents[n-1]
		last.Last = end
		if end > 0 {
			last.End = int(sp.d.Tokens[end-1].End)
		}
	}
}

// begins reports whether a word can open a sentence: one in small letters cannot.
func (sp *splitter) begins(t Token) bool {
	return t.Shape&Cased == 0 || t.Shape&(Upper|Digit) != 0
}

// ordinal: the word goes on after a number that is written with a full stop, as in "am 6. Oktober".
func (sp *splitter) ordinal(t Token) bool {
	last := sp.d.Tokens[len(sp.d.Tokens)-1]
	if last.Shape&Digit == 0 || last.To-last.From > 2 || sp.gap != Dot {
		return false
	}
	return sp.abbr[AfterNumber+string(sp.d.folded[t.From:t.To])]
}

func (sp *splitter) widen(g Gap) { sp.gap = max(sp.gap, g) }

// punct notes what stands between two words.
func (sp *splitter) punct(r rune) {
	switch r {
	case ' ', '\t', '\u00a0', '\u202f', '\u3000':
		sp.widen(Space)
		sp.ended = sp.ended || sp.stop
	case '-', '\'', '’', 'ʼ', '‐', '‑', '/', '׳', '־', 'ʻ', '`', '´':
		sp.widen(Join)
		if r == '\'' || r == '’' {
			sp.openedAfterSpace()
		}
	case '\n', '\r', '\u2028', '\u2029', '\v', '\f':
		if sp.gap != Break {
			sp.para++
		}
		sp.gap, sp.ended = Break, false
	case '.':
		sp.widen(Dot)
		sp.stop = sp.stop || sp.stops()
	case '!', '?', '…', '。', '！', '？', '؟', '।', '۔', '։', '።':
		sp.widen(Punct)
		sp.ended = true
	case ',', '،', '、', '，', '፣':
		sp.widen(Punct)
		sp.shape |= Comma
	case ':', '：', '፡':
		sp.widen(Punct)
		sp.shape |= Colon
	case '(', '（', '[':
		sp.widen(Punct)
		sp.shape |= Opened | Bracket
	case '"', '“', '„', '«', '»', '‘', '‹', '「', '『', '《', '”':
		sp.widen(Punct)
		sp.shape |= Opened
	default:
		sp.widen(Punct)
	}
}

func (sp *splitter) openedAfterSpace() {
	if sp.gap != Join {
		sp.shape |= Opened
	}
}

// stops reports whether a full stop after the last word can end a sentence.
func (sp *splitter) stops() bool {
	n := len(sp.d.Tokens)
	if n == 0 || sp.gap != Dot && sp.gap != Punct {
		return false
	}
	t := sp.d.Tokens[n-1]
	w := sp.d.folded[t.From:t.To]
	if utf8.RuneCount(w) == 1 && t.Shape&Upper != 0 {
		return false // an initial: "J. Doe", "the U.S. Senate"
	}
	return !sp.abbr[string(w)]
}
