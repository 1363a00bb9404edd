package page

import (
	"unicode"
	"unicode/utf8"
)

// textBuffer gathers the text of one block with its white space collapsed.
type textBuffer struct {
	buf       []byte
	space     bool // white space is due before the next letter
	newline   bool // and it is a line break
	cell      bool // and it parts two cells of a row
	inWord    bool
	letters   int // letters of scripts written without spaces
	words     int
	linkWords int
	strong    int
	links     int
}

func (t *textBuffer) reset() { *t = textBuffer{buf: t.buf[:0]} }

// count gives words; two letters of a script without spaces are about one word.
func (t *textBuffer) count() int { return t.words + (t.letters+1)/2 }

// add appends text; link and strong say what it is part of.
func (t *textBuffer) add(s string, link, strong bool) {
	before := t.count()
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			t.ascii(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		t.rune(r, s[i:i+size])
		i += size
	}
	if link {
		t.linkWords += t.count() - before
	}
	if strong {
		t.strong += t.count() - before
	}
}

func (t *textBuffer) ascii(c byte) {
	switch {
	case c <= ' ' || c == 0x7f:
		t.gap()
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		t.flushGap()
		if !t.inWord {
			t.words++
			t.inWord = true
		}
		t.buf = append(t.buf, c)
	default:
		t.flushGap()
		t.inWord = t.inWord && (c == '\'' || c == '-' || c == '.' || c == ',')
		t.buf = append(t.buf, c)
	}
}

func (t *textBuffer) rune(r rune, raw string) {
	switch {
	case invisible(r):
		return
	case unicode.IsSpace(r) || r == '\u2800':
		t.gap()
		return
	case NoSpaces(r):
		t.letters++
		t.inWord = false
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		if !t.inWord || t.space || t.newline {
			t.words++
		}
		t.inWord = true
	case unicode.IsMark(r):
	case r != '’':
		t.inWord = false
	}
	t.flushGap()
	t.buf = append(t.buf, raw...)
}

func (t *textBuffer) gap() {
	t.space = true
	t.inWord = false
}

// nextCell notes the end of a table's cell.
func (t *textBuffer) nextCell() {
	t.gap()
	t.cell = true
}

// line notes a line break.
func (t *textBuffer) line() {
	t.gap()
	t.newline = true
}

func (t *textBuffer) flushGap() {
	if (t.space || t.newline) && len(t.buf) > 0 {
		switch {
		case t.cell:
			t.buf = append(t.buf, '\t')
		case t.newline:
			t.buf = append(t.buf, '\n')
		default:
			t.buf = append(t.buf, ' ')
		}
	}
	t.space, t.newline, t.cell = false, false, false
}

// invisible characters take no room: soft hyphens, zero-width spaces, byte order marks.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e', '\u200f', '\ufffc', '\u202a', '\u202c':
		return true
	}
	return r < 0xa0 && r >= 0x80
}

// NoSpaces says whether a letter belongs to a script written without spaces between words.
func NoSpaces(r rune) bool {
	return r >= 0x0e00 && (r <= 0x0eff || r >= 0x1780 && r <= 0x17ff || r >= 0x1000 && r <= 0x109f ||
		r >= 0x3005 && r <= 0x30ff && r != 0x3000 && (r <= 0x3007 || r >= 0x3021) || r >= 0x3400 && r <= 0x9fff ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x323af)
}
