package decode

import (
	"unicode"
	"unicode/utf8"
)

// guesses are the charsets tried for a page that states none, or the wrong one.
var guesses = []string{"shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "windows-1251", "koi8-r", "windows-1252", "windows-1250", "windows-1256", "windows-1253", "windows-1254", "windows-1255", "iso-8859-2", "windows-874"}

// guess orders the charsets by how well a sample of the page reads in them.
func guess(raw []byte) []string {
	sample := highSample(raw)
	var names []string
	var scores []float64
	for _, name := range guesses {
		text, ok := with(name, sample)
		if !ok {
			continue
		}
		s := badShare(text) + strange(text)
		at := len(names)
		for at > 0 && scores[at-1] > s {
			at--
		}
		names = append(names[:at], append([]string{name}, names[at:]...)...)
		scores = append(scores[:at], append([]float64{s}, scores[at:]...)...)
	}
	return names
}

// highSample cuts out the parts of a page that are not ASCII, with what stands between them.
func highSample(raw []byte) []byte {
	const most = 16 << 10
	var out []byte
	ascii := 99
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			ascii = 0
		} else {
			ascii++
		}
		if ascii < 3 {
			out = append(out, c)
		} else if ascii == 3 {
			out = append(out, ' ')
		}
		if len(out) >= most {
			break
		}
	}
	return out
}

// badShare is the share of a text's letters beyond ASCII that cannot be meant: replacement characters, controls, private use.
func badShare(text []byte) float64 {
	high, bad := 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		high++
		if r == utf8.RuneError || r >= 0x80 && r < 0xa0 || r >= 0xe000 && r <= 0xf8ff {
			bad++
		}
	}
	if high == 0 {
		return 0
	}
	return float64(bad) / float64(high)
}

// strange scores how unlikely a decoded sample is as words: letters of rare blocks, capitals within
// words, symbols between letters, scripts mixed in one word.
func strange(text []byte) float64 {
	var odd, all float64
	var last rune
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			if alphabet(last) && unicode.IsLetter(r) {
				odd++
			}
			last = r
			if !unicode.IsLetter(r) {
				last = 0
			}
			continue
		}
		all++
		odd += oddity(r, last)
		last = r
	}
	if all == 0 {
		return 0
	}
	return odd / all
}

func oddity(r, last rune) float64 {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		if common(r) {
			return 0
		}
		return 0.35
	case r >= 0x3040 && r <= 0x30ff, r >= 0xac00 && r <= 0xd7a3:
		return 0.05
	case r >= 0xff61 && r <= 0xff9f: // half-width kana
		return 0.8
	case r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xff5e, r >= 0x2010 && r <= 0x2026, r == 0xa0, r == 0xab, r == 0xbb:
		return 0.1
	case !unicode.IsLetter(r):
		return 0.7
	case unicode.IsUpper(r) && last != 0 && unicode.IsLower(last):
		return 1
	case alphabet(r) && last != 0 && last < utf8.RuneSelf:
		return 1
	case last >= utf8.RuneSelf && unicode.IsLetter(last) && script(r) != script(last):
		return 0.9
	case script(r) == 1 && last >= utf8.RuneSelf && script(last) == 1: // accents seldom meet
		return 0.5
	case script(r) == 1 && rareLatin(r):
		return 0.4
	case script(r) == 2 && rareCyrillic(r):
		return 0.4
	}
	return 0.15
}

// alphabet says whether a letter is of an alphabet that does not mix with Latin in one word.
func alphabet(r rune) bool {
	s := script(r)
	return unicode.IsLetter(r) && s >= 2 && s <= 6
}

// script numbers the alphabets of the 8-bit charsets.
func script(r rune) int {
	switch {
	case r < 0x250:
		return 1
	case r >= 0x400 && r < 0x530:
		return 2
	case r >= 0x370 && r < 0x400:
		return 3
	case r >= 0x590 && r < 0x600:
		return 4
	case r >= 0x600 && r < 0x700:
		return 5
	case r >= 0xe00 && r < 0xe80:
		return 6
	}
	return 7
}

func rareLatin(r rune) bool {
	switch r {
	case 'ä', 'ö', 'ü', 'ß', 'é', 'è', 'à', 'ç', 'ñ', 'á', 'í', 'ó', 'ú', 'ã', 'õ', 'â', 'ê', 'ô', 'î', 'å', 'ø', 'æ', 'ý', 'č', 'š', 'ž', 'ř', 'ě', 'ů', 'ł', 'ą', 'ę', 'ś', 'ż', 'ć', 'ń', 'ő', 'ű', 'ş', 'ğ', 'ı', 'ț', 'ș', 'ă', 'ì', 'ò', 'ù', 'đ', 'Ä', 'Ö', 'Ü', 'É', 'À':
		return false
	}
	return true
}

func rareCyrillic(r rune) bool {
	return r < 0x410 && r != 0x401 && r != 0x404 && r != 0x406 && r != 0x407 || r > 0x45f
}

// common Chinese characters, among the most frequent of both writings.
var commonHan = runeSet("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社術說這來國個時們為會對過後裡學於還發當開無見經頭動兩長樣現將與進實點種聲話問機給業間電門東關並內產體別處總場師書員華報馬張難數車應親務記邊風戰許覺題統請愛讓認論")

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

func common(r rune) bool { return commonHan[r] }
