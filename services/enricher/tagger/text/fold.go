package text

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// latinEnd is where the table of folded Latin letters ends; the second table covers Latin Extended Additional.
const (
	latinEnd   = 0x250
	extraStart = 0x1e00
	extraEnd   = 0x1f00
)

// A letter folds to at most two bytes here: ß to ss, æ to ae.
var latinFold, extraFold = foldTable(0, latinEnd), foldTable(extraStart, extraEnd)

func foldTable(from, to rune) []string {
	t := make([]string, to-from)
	for r := from; r < to; r++ {
		t[r-from] = foldSlow(r)
	}
	return t
}

var special = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l",
	'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th", 'ı': "i", 'İ': "i", 'ŋ': "n", 'ə': "e", 'Ə': "e",
}

// foldSlow lower-cases a letter and takes its accents away.
func foldSlow(r rune) string {
	if s, ok := special[r]; ok {
		return s
	}
	var out []rune
	for _, x := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, x) {
			out = append(out, unicode.ToLower(x))
		}
	}
	return string(out)
}

// dropped reports characters that are no part of a word's identity: joiners, direction marks, vowel points.
func dropped(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r >= 0x300 && r < 0x370, r == 0x640, r == 0x670:
		return true
	case r >= 0x591 && r <= 0x5bd, r == 0x5bf, r >= 0x5c1 && r <= 0x5c7:
		return true
	case r >= 0x610 && r <= 0x61a, r >= 0x64b && r <= 0x65f, r >= 0x6d6 && r <= 0x6ed:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	}
	return r >= 0xfe00 && r <= 0xfe0f || r == 0xfeff
}

// foldRune folds a letter outside the Latin tables; most of them fold to one letter.
func foldRune(r rune) rune {
	switch {
	case r >= 0x410 && r < 0x430:
		r += 32
	case r >= 0x400 && r < 0x410:
		r += 80
	}
	switch r {
	case 'ё', 'ѐ':
		return 'е'
	case 'й', 'ѝ':
		return 'и'
	case 'ї', 'Ї':
		return 'і'
	case 'ґ', 'Ґ':
		return 'г'
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ې':
		return 'ي'
	case 'ک', 'ڪ':
		return 'ك'
	case 'ۀ', 'ہ', 'ھ', 'ة', 'ۃ', 'ە':
		return 'ه'
	case 'ؤ':
		return 'و'
	case 'ئ':
		return 'ي'
	}
	if d, ok := digit(r); ok {
		return d
	}
	if r < 0x530 || r >= 0x10a0 && r < 0x1100 || r >= 0x2c00 {
		return unicode.ToLower(wide(r))
	}
	return r
}

// digit brings the digits of other scripts to ours.
func digit(r rune) (rune, bool) {
	for _, zero := range [...]rune{0x660, 0x6f0, 0x966, 0x9e6} {
		if r >= zero && r <= zero+9 {
			return r - zero + '0', true
		}
	}
	return 0, false
}

// wide brings full-width letters and digits to their usual form.
func wide(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		return r - 0xfee0
	}
	return r
}

// Fold returns a word or phrase as its words would be folded in a text, joined by single spaces.
func Fold(s string) string {
	d := New(s, nil)
	var out []byte
	for i := range d.Tokens {
		if i > 0 {
			out = append(out, ' ')
		}
		out = append(out, d.Word(i)...)
	}
	return string(out)
}
