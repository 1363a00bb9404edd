package catalogue

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form by which Find compares: lower case, without accents, vowel points and Arabic
// tatweel, with one space where there were spaces, hyphens, dots, slashes or apostrophes.
func Fold(s string) string {
	var b strings.Builder
	gap := false
	b.Grow(len(s))
	if !isASCII(s) {
		s = norm.NFKD.String(s)
	}
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(foldRune(unicode.ToLower(r)))
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ':
		default:
			gap = true
		}
	}
	return b.String()
}

// foldRune covers letters that Unicode does not take apart but writers do.
func foldRune(r rune) rune {
	switch r {
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	case 'ٱ', 'أ', 'إ', 'آ':
		return 'ا'
	case 'ى':
		return 'ي'
	case 'ё':
		return 'е'
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// plain strips accents and keeps everything else: Blé Goudé becomes Ble Goude.
func plain(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ø', r == 'Ø', r == 'ł', r == 'Ł', r == 'ı', r == 'đ':
			b.WriteRune(foldRune(unicode.ToLower(r)))
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}
