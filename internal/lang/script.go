package lang

import "unicode"

type script uint8

const (
	other script = iota
	latin
	cyrillic
	arabic
	devanagari
	hebrew
	greek
	han
	kana
	hangul
	rest
)

// scripts says how much of a text is written in each script.
type scripts struct {
	n     [rest + 1]int
	total int
	main  script
	lone  map[string]int  // letters of scripts that one language alone uses
	mark  [markEnd]uint16 // letters that tell languages of one script apart
}

// lone lists scripts of which one language is by far the most likely writer.
var lone = []struct {
	lang  string
	table *unicode.RangeTable
}{
	{"am", unicode.Ethiopic}, {"bn", unicode.Bengali}, {"hy", unicode.Armenian}, {"ka", unicode.Georgian},
	{"ta", unicode.Tamil}, {"te", unicode.Telugu}, {"ml", unicode.Malayalam}, {"kn", unicode.Kannada},
	{"gu", unicode.Gujarati}, {"pa", unicode.Gurmukhi}, {"or", unicode.Oriya}, {"si", unicode.Sinhala},
	{"th", unicode.Thai}, {"lo", unicode.Lao}, {"km", unicode.Khmer}, {"my", unicode.Myanmar},
	{"bo", unicode.Tibetan}, {"dv", unicode.Thaana}, {"mn", unicode.Mongolian},
}

// markEnd is the end of the letters that are counted one by one: those of the Cyrillic and Arabic blocks.
const markEnd = 0x780

func count(text string) *scripts {
	s := &scripts{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		s.total++
		sc := scriptOf(r)
		s.n[sc]++
		switch sc {
		case rest:
			s.countLone(r)
		case cyrillic, arabic:
			if low := unicode.ToLower(r); low < markEnd {
				s.mark[low]++
			}
		}
	}
	for sc := latin; sc <= rest; sc++ {
		if s.n[sc] > s.n[s.main] {
			s.main = sc
		}
	}
	return s
}

func (s *scripts) countLone(r rune) {
	for _, l := range lone {
		if unicode.Is(l.table, r) {
			if s.lone == nil {
				s.lone = map[string]int{}
			}
			s.lone[l.lang]++
			return
		}
	}
}

func scriptOf(r rune) script {
	switch {
	case r < 0x250 || r >= 0x1e00 && r < 0x1f00 || r >= 0xff21 && r <= 0xff5a:
		return latin
	case r >= 0x400 && r < 0x530:
		return cyrillic
	case r >= 0x590 && r < 0x600:
		return hebrew
	case r >= 0x600 && r < 0x780 || r >= 0xfb50 && r < 0xfeff:
		return arabic
	case r >= 0x900 && r < 0x980:
		return devanagari
	case r >= 0x370 && r < 0x400 || r >= 0x1f00 && r < 0x2000:
		return greek
	case r >= 0x3040 && r < 0x3100:
		return kana
	case r >= 0xac00 && r < 0xd7b0 || r >= 0x1100 && r < 0x1200:
		return hangul
	case unicode.Is(unicode.Han, r):
		return han
	}
	return rest
}

// language answers where the script leaves no choice.
func (s *scripts) language() (string, bool) {
	switch s.main {
	case hebrew:
		return "he", true
	case greek:
		return "el", true
	case hangul:
		return "ko", true
	case han, kana:
		if 20*s.n[kana] > s.n[han] {
			return "ja", true
		}
		return "zh", true
	case rest:
		best, most := "", 0
		for _, l := range lone {
			if s.lone[l.lang] > most {
				best, most = l.lang, s.lone[l.lang]
			}
		}
		return best, best != ""
	}
	if 3*(s.n[han]+s.n[kana]) > s.total {
		return "zh", s.n[kana] == 0
	}
	return "", false
}
