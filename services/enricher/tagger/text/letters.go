package text

import (
	"unicode"
	"unicode/utf8"
)

// What a character is good for in a word.
const (
	inWord uint8 = 1 << iota // belongs to words
	isDropped
	isUpper
	isLower
	isDigit
	isCased // of a script with capitals
)

// letter is what reading a word needs to know of a character.
type letter struct {
	folded [6]byte
	n      uint8 // bytes of folded
	is     uint8
}

// tableEnd is where the table of letters ends: it holds Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic.
const tableEnd = 0x800

var letters = func() *[tableEnd]letter {
	var t [tableEnd]letter
	for r := range rune(tableEnd) {
		t[r] = describe(r)
	}
	return &t
}()

func describe(r rune) letter {
	var l letter
	set := func(flag uint8, is bool) {
		if is {
			l.is |= flag
		}
	}
	set(inWord, wordRune(r))
	set(isDropped, dropped(r))
	set(isUpper, unicode.IsUpper(r))
	set(isLower, unicode.IsLower(r))
	set(isDigit, unicode.IsDigit(r))
	set(isCased, cased(r))
	folded := string(foldRune(r))
	if r < latinEnd {
		folded = latinFold[r]
	}
	l.n = uint8(copy(l.folded[:], folded))
	return l
}

// character describes any character, those of the table without work.
func character(r rune) letter {
	if r < tableEnd {
		return letters[r]
	}
	l := letter{}
	if wordRune(r) && !lone(r) {
		l.is |= inWord
	}
	if dropped(r) {
		l.is |= isDropped
	}
	if cased(r) {
		l.is |= isCased
		if unicode.IsUpper(r) {
			l.is |= isUpper
		} else if unicode.IsLower(r) {
			l.is |= isLower
		}
	} else if unicode.IsDigit(r) {
		l.is |= isDigit
	}
	if r >= extraStart && r < extraEnd {
		l.n = uint8(copy(l.folded[:], extraFold[r-extraStart]))
		return l
	}
	l.n = uint8(utf8.EncodeRune(l.folded[:], foldRune(r)))
	return l
}

// into notes in the token what the character says of it, as its first or a later one.
func (l *letter) into(t *Token, first bool, lower bool) bool {
	if l.is&isCased == 0 {
		if first && l.is&isDigit != 0 {
			t.Shape |= Digit
		}
		return lower
	}
	t.Shape |= Cased
	if l.is&isUpper == 0 {
		return lower || l.is&isLower != 0
	}
	if first {
		t.Shape |= Upper
	}
	return lower
}
