// Package lexicon knows the fixed phrases of news pages in many languages: what opens a line
// that points elsewhere, asks for a subscription, names a photographer or counts comments.
// It holds words only; what a phrase means for a block is decided by its callers.
package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a set of things a phrase can be a sign of.
type Kind uint32

// The kinds of phrases.
const (
	ReadMore  Kind = 1 << iota // points to another article
	Subscribe                  // newsletters, subscriptions, apps, donations
	Share                      // sharing and following
	Comments                   // comments and their rules
	Consent                    // cookies and privacy
	Rights                     // copyright
	Advert                     // marks an advertisement
	Credit                     // photographers and agencies of pictures
	Byline                     // opens a list of authors
	Dated                      // published, updated, minutes to read
	Topics                     // opens a list of topics
	Staff                      // who contributed, reported, edited
	Video                      // watch, listen, gallery
	About                      // about the author or the company
	Login                      // accounts
	Note                       // corrections and disclosures
	Paywall                    // the rest is for subscribers
	Script                     // asks for scripts or another browser
)

// NumKinds is the number of kinds.
const NumKinds = 18

// maxPhrase is the longest opening in words.
const maxPhrase = 6

// Opening returns the kinds of the phrase that a text begins with, in any case and language of
// the tables, or 0.
func Opening(text string) Kind {
	return OpeningOf(Normal(text, 64))
}

// OpeningOf is Opening for a text that Normal has already treated.
func OpeningOf(normal string) Kind {
	var kinds Kind
	end := 0
	for words := 0; words < maxPhrase && end < len(normal); words++ {
		if next := strings.IndexByte(normal[end:], ' '); next < 0 {
			end = len(normal)
		} else {
			end += next
		}
		kinds |= openings[normal[:end]]
		end++
	}
	return kinds | noSpaceOpening(normal)
}

// noSpaceOpening tries the openings of scripts without spaces, which end anywhere.
func noSpaceOpening(normal string) Kind {
	r, _ := utf8.DecodeRuneInString(normal)
	if r < 0x0e00 {
		return 0
	}
	for end, letters := 0, 0; end < len(normal) && letters < 8; letters++ {
		_, size := utf8.DecodeRuneInString(normal[end:])
		end += size
		if k := openings[normal[:end]]; k != 0 && letters > 0 {
			return k
		}
	}
	return 0
}

// Words returns the kinds that single words of a text point to.
func Words(normal string) Kind {
	var kinds Kind
	for start := 0; start < len(normal); {
		end := strings.IndexByte(normal[start:], ' ')
		if end < 0 {
			end = len(normal) - start
		}
		kinds |= single[normal[start:start+end]]
		start += end + 1
	}
	return kinds
}

// Normal lowers letters, keeps digits and turns each run of anything else into one space. It stops after
// limit bytes at a whole letter.
func Normal(text string, limit int) string {
	buf := make([]byte, 0, min(len(text), limit)+8)
	gap := false
	for _, r := range text {
		if len(buf) >= limit {
			break
		}
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '©' || r == '@':
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		case r == '\'' || r == '’':
			continue
		default:
			gap = true
			continue
		}
		if gap && len(buf) > 0 {
			buf = append(buf, ' ')
		}
		gap = false
		buf = utf8.AppendRune(buf, r)
	}
	return string(buf)
}

var (
	openings = build(openingText)
	single   = build(singleText)
)

// build turns "a b|c d" lists into one table.
func build(lists map[Kind]string) map[string]Kind {
	table := map[string]Kind{}
	for kind, list := range lists {
		for _, phrase := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' || r == '\n' }) {
			if phrase = Normal(strings.TrimSpace(phrase), 200); phrase != "" {
				table[phrase] |= kind
			}
		}
	}
	return table
}
