package feed

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var charRef = regexp.MustCompile(`&#(?:[0-9]{1,20}|[xX][0-9a-fA-F]{1,20});`)

// refRune returns the character that a numeric reference stands for, and whether there is one.
func refRune(ref []byte) (rune, bool) {
	digits, base := string(ref[2:len(ref)-1]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune && utf8.ValidRune(rune(n))
}

// plain returns the text of a piece of HTML, or of text that is none, with space made single,
// at most limit bytes long.
func plain(s string, limit int) string {
	if !strings.ContainsAny(s, "<&") {
		return clip(squeeze(s), limit)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	skip := atom.Atom(0)
	for b.Len() < 2*limit { // space that is dropped later counts here
		switch z.Next() {
		case html.ErrorToken:
			return clip(squeeze(b.String()), limit)
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); a == atom.Script || a == atom.Style {
				skip = a
			} else if !inline[a] {
				b.WriteByte(' ')
			}
		case html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == skip {
				skip = 0
			}
			if !inline[a] {
				b.WriteByte(' ')
			}
		}
	}
	return clip(squeeze(b.String()), limit)
}

// inline are the elements that do not end a word.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Em: true,
	atom.Font: true, atom.I: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true,
	atom.Sub: true, atom.Sup: true, atom.Time: true, atom.U: true, atom.Wbr: true,
}

// squeeze trims a text and makes each run of space one blank.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip cuts a text to at most limit bytes, between characters.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// clipHTML cuts HTML to at most limit bytes, not within a tag.
func clipHTML(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	s = clip(s, limit)
	if open := strings.LastIndexByte(s, '<'); open > strings.LastIndexByte(s, '>') {
		s = s[:open]
	}
	return s
}
