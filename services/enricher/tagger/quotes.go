package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// leastQuoteWords is how long a quotation must be; shorter ones are words in quotation marks.
const leastQuoteWords = 4

// maxQuoteBytes bounds a quotation that is never closed.
const maxQuoteBytes = 4000

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
	r.quoted = make([]bool, len(r.doc.Tokens)+1)
	at := r.titleEnd
	for line := range strings.Lines(r.doc.Raw[min(at, len(r.doc.Raw)):]) {
		r.quotesOfLine(at, strings.TrimRight(line, "\r\n"))
		at += len(line)
	}
}

func (r *reading) quotesOfLine(at int, line string) {
	prev, begun := rune(' '), strings.IndexFunc(line, func(c rune) bool { return !unicode.IsSpace(c) })
	for i := 0; i < len(line); {
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
	if unicode.IsLetter(prev) && unicode.IsLetter(next) || unicode.IsDigit(prev) && c == '"' {
		return false
	}
	if c == '»' || c == '”' {
		return (unicode.IsSpace(prev) || unicode.IsPunct(prev)) && !unicode.IsSpace(next) && strings.ContainsRune(rest, []rune(closers[c])[0])
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
	if q.last-q.first < least {
		return
	}
	q.para = r.doc.Sents[r.doc.Tokens[q.first].Sent].Para
	r.quotes = append(r.quotes, q)
}

// speakers gives each quotation to who said it.
func (r *reading) speakers() {
	var last *quote
	for i := range r.quotes {
		q := &r.quotes[i]
		lo, hi := r.quoteReach(i)
		if !r.saidAfter(q, hi, last) && !r.saidBefore(q, lo, last) {
			r.saidOn(q, last)
		}
		if q.speaker != nil || q.words != "" {
			last = q
		}
	}
}

// quoteReach is how far around a quotation its speaker is looked for: its paragraph, up to the neighbouring quotations.
func (r *reading) quoteReach(i int) (lo, hi int) {
	q := &r.quotes[i]
	lo, hi = q.first, q.last
	for lo > 0 && q.first-lo < 40 && r.paraOf(lo-1) == q.para && !r.quoted[lo-1] {
		lo--
	}
	for hi < len(r.doc.Tokens) && hi-q.last < 25 && r.paraOf(hi) == q.para && !r.quoted[hi] {
		hi++
	}
	return lo, hi
}

func (r *reading) paraOf(i int) int { return r.doc.Sents[r.doc.Tokens[i].Sent].Para }

// saidAfter reads what follows a quotation: "…," said Doe; "…," the minister told reporters.
func (r *reading) saidAfter(q *quote, hi int, last *quote) bool {
	if q.last >= len(r.doc.Tokens) {
		return false
	}
	end := r.clauseEnd(q.last, hi)
	for _, m := range r.between(q.last, end) {
		if r.isClass(m, r.cls.say) && m.first-q.last <= 9 {
			return r.giveTo(q, m, q.last, end, last)
		}
	}
	return false
}

// clauseEnd is the end of the sentence that goes on after a quotation; a new sentence after it is about something else
// unless it is short speech: "…" Doe said.
func (r *reading) clauseEnd(from, hi int) int {
	sent := r.doc.Tokens[from].Sent
	for i := from; i < hi; i++ {
		if r.doc.Tokens[i].Sent != sent {
			return i
		}
	}
	return hi
}

// saidBefore reads what stands before a quotation: Doe said: "…".
func (r *reading) saidBefore(q *quote, lo int, last *quote) bool {
	if lo == q.first {
		return false
	}
	sent := r.doc.Tokens[q.first].Sent
	from := q.first
	for from > lo && (r.doc.Tokens[from-1].Sent == sent || r.doc.Tokens[q.first].Shape&text.Colon != 0 && from == q.first) {
		sent = r.doc.Tokens[from-1].Sent
		from--
	}
	ms := r.between(from, q.first)
	for k := len(ms) - 1; k >= 0; k-- {
		if r.isClass(ms[k], r.cls.say) {
			return r.giveTo(q, ms[k], from, q.first, last)
		}
	}
	if r.doc.Tokens[q.first].Shape&text.Colon != 0 || from < q.first {
		return r.giveNearest(q, ms, q.first)
	}
	return false
}

// saidOn: a quotation without a verb of its own goes on with the speaker before it.
func (r *reading) saidOn(q *quote, last *quote) {
	if last != nil && (last.para == q.para || q.opensPara && q.para-last.para <= 2) {
		q.speaker, q.words = last.speaker, last.words
	}
}

func (r *reading) isClass(m mark, c lexicon.Class) bool {
	return m.ent == nil && m.role == "" && m.class == c
}

// giveTo finds the subject of a verb of speech between two tokens.
func (r *reading) giveTo(q *quote, say mark, from, to int, last *quote) bool {
	var best *found
	least := 14
	for _, m := range r.between(from, to) {
		if !canSpeak(m.ent) {
			continue
		}
		d := say.first - m.last
		if m.first >= say.last {
			d = m.first - say.last
		}
		if m.ent.typ == "person" {
			d -= 4
		}
		if m.weak && m.ent.typ == "state" {
			d += 4
		}
		if d < least {
			best, least = m.ent, d
		}
	}
	if best != nil && !(least >= 0 && best.typ != "person" && r.pronounBefore(say, from)) {
		q.speaker = best
		return true
	}
	return r.pronoun(q, say, from, to, last)
}

// canSpeak: persons, organisations, organs and states.
func canSpeak(f *found) bool {
	return f != nil && (f.typ == "person" || f.typ == "org" || f.typ == "organ" || f.typ == "state")
}

// pronounBefore reports that "he" or "the minister" is the subject of the verb.
func (r *reading) pronounBefore(say mark, from int) bool {
	for _, m := range r.between(max(from, say.first-3), say.first) {
		if r.isClass(m, r.cls.he) {
			return true
		}
	}
	return false
}

// pronoun gives a quotation to the last speaker, or to the person named last before it.
func (r *reading) pronoun(q *quote, say mark, from, to int, last *quote) bool {
	if last != nil && last.speaker != nil && q.para-last.para <= 3 {
		q.speaker = last.speaker
		return true
	}
	if f := r.personBefore(from); f != nil {
		q.speaker = f
		return true
	}
	return false
}

// personBefore is the person named last before a token, at most two sentences back.
func (r *reading) personBefore(at int) *found {
	var best *found
	sent := r.doc.Tokens[min(at, len(r.doc.Tokens)-1)].Sent
	for _, m := range r.marks {
		if m.first >= at {
			break
		}
		if m.ent != nil && m.ent.typ == "person" && sent-r.doc.Tokens[m.first].Sent <= 2 {
			best = m.ent
		}
	}
	return best
}

func (r *reading) giveNearest(q *quote, ms []mark, at int) bool {
	for k := len(ms) - 1; k >= 0; k-- {
		if m := ms[k]; m.ent != nil && m.ent.typ == "person" && at-m.last < 14 {
			q.speaker = m.ent
			return true
		}
	}
	return false
}

// quoteList is the quotations as the contract wants them.
func (r *reading) quoteList() []contract.Quote {
	out := []contract.Quote{}
	for _, q := range r.quotes {
		x := contract.Quote{Speaker: q.words}
		if q.speaker != nil {
			x.Speaker = q.speaker.id
		}
		x.Start, x.End, x.Text, _ = r.placeBytes(q.start, q.end)
		out = append(out, x)
	}
	return out
}
