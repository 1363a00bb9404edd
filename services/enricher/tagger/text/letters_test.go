package text

import (
	"testing"
	"unicode/utf8"
)

// The table must say what the rules say, and no folded form may be cut.
func TestLettersFoldWhole(t *testing.T) {
	for r := range rune(0x3000) {
		want := string(foldRune(r))
		switch {
		case r < latinEnd:
			want = latinFold[r]
		case r >= extraStart && r < extraEnd:
			want = extraFold[r-extraStart]
		}
		l := character(r)
		if got := string(l.folded[:l.n]); got != want || !utf8.ValidString(got) {
			t.Errorf("%q folds to %q, want %q", r, got, want)
		}
		if r < tableEnd && (l.is&inWord != 0) != wordRune(r) {
			t.Errorf("%q in words: %v", r, l.is&inWord != 0)
		}
	}
}
