package tagger

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// leastQuoteWords is how long a quotation must be; shorter ones are words in quotation marks.
const leastQuoteWords = 4

// maxQuoteBytes bounds a quotation that is never closed.
const maxQuoteBytes = 4000

// maxQuotes bounds the quotations of an article.
const maxQuotes = 500

// quote is a quotation found by its marks.
type quote struct {
	start, end  int // bytes between the marks
	first, last int // tokens
	para        int
	opensPara   bool
	speaker     *found
	words       string // of the speaker, when it is nobody known
}

// closers gives the marks that close what an opening mark opened.
var closers = map[rune]string{
	'“': "”“\"", '«': "»", '„': "“”\"", '‹': "›", '「': "」", '『': "』", '《': "》", '"': "\"”", '”': "”", '»': "«", '＂': "＂", '‟': "”",
}

// findQuotes finds quotations by the quotation marks of all languages.
func (r *reading) findQuotes() {
	r.quoted = zeroed(&r.buf.quoted, len(r.doc.Tokens)+1)
	at := r.titleEnd
	for line := range strings.Lines(r.doc.Raw[min(at, len(r.doc.Raw)):]) {
		r.quotesOfLine(at, strings.TrimRight(line, "\r\n"))
		at += len(line)
	}
}

func (r *reading) quotesOfLine(at int, line string) {
	prev, begun := rune(' '), strings.IndexFunc(line, func(c rune) bool { return !unicode.IsSpace(c) })
	for i := 0; i < len(line); {
		if b := line[i]; b < utf8.RuneSelf && b != '"' {
			prev = rune(b)
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(line[i:])
		if closing, ok := closers[c]; ok && r.opens(prev, c, line[i+n:]) {
			size := closeAt(line[i+n:], closing)
			r.addQuote(at+i+n, at+i+n+size, i == begun)
			i += n + size
			prev = '"'
			if i < len(line) {
				_, k := utf8.DecodeRuneInString(line[i:])
				i += k
			}
			continue
		}
		prev = c
		i += n
	}
}

// opens reports whether a mark can open a quotation: not inside a word, and » and ” only where they are used so.
func (r *reading) opens(prev, c rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	if c == '"' && (unicode.IsLetter(prev) && unicode.IsLetter(next) || unicode.IsDigit(prev)) {
		return false
	}
	if c == '»' || c == '”' {
		return (unicode.IsSpace(prev) || unicode.IsPunct(prev)) && !unicode.IsSpace(next) && strings.ContainsRune(clip(rest, maxQuoteBytes), []rune(closers[c])[0])
	}
	return true
}

// closeAt finds the end of a quotation; an apostrophe-like mark inside a word closes nothing. One that is not closed
// ends with its line.
func closeAt(s, closing string) int {
	prev := rune(' ')
	for i, c := range s {
		if i > maxQuoteBytes {
			return i
		}
		if strings.ContainsRune(closing, c) {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(c):])
			if !(unicode.IsLetter(prev) && unicode.IsLetter(next) && c == '"') {
				return i
			}
		}
		prev = c
	}
	return len(s)
}

func (r *reading) addQuote(start, end int, opensPara bool) {
	inner := r.doc.Raw[start:end]
	end -= len(inner) - len(strings.TrimRightFunc(inner, unicode.IsSpace))
	start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	if start >= end {
		return
	}
	q := quote{start: start, end: end, first: r.doc.TokenAt(start), last: r.doc.TokenAt(end - 1), opensPara: opensPara}
	if q.last < len(r.doc.Tokens) && int(r.doc.Tokens[q.last].Start) < end {
		q.last++
	}
	if q.last <= q.first {
		return
	}
	for i := q.first; i < q.last; i++ {
		r.quoted[i] = true
	}
	least := leastQuoteWords
	if r.doc.Tokens[q.first].Gap == text.None || r.doc.Tokens[q.last-1].Gap == text.None {
		least *= 2
	}
	if q.last-q.first < least || len(r.quotes) >= maxQuotes {
		return
	}
	q.para = r.doc.Sents[r.doc.Tokens[q.first].Sent].Para
	r.quotes = append(r.quotes, q)
}

// quoteList is the quotations as the contract wants them.
func (r *reading) quoteList() []contract.Quote {
	out := []contract.Quote{}
	for _, q := range r.quotes {
		x := contract.Quote{Speaker: q.words}
		if q.speaker != nil {
			x.Speaker = cmp.Or(q.speaker.id, q.speaker.label)
		}
		x.Start, x.End, x.Text, _ = r.placeBytes(q.start, q.end)
		out = append(out, x)
	}
	return out
}
