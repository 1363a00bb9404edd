package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// maxPhrase bounds the words that an acronym in brackets may stand for.
const maxPhrase = 12

// definition is the phrase that the article gives an acronym of the Court for, when it names no court:
// "Mobile Field Unit (MFU)", "ICC, the Inuit Circumpolar Council".
func (r *reading) definition(uses []hit) string {
	for _, h := range uses {
		if first, last, ok := r.phraseBefore(h); ok && !r.courtlyPhrase(first, last) {
			return r.doc.Original(first, last)
		}
		if first, last, ok := r.phraseAfter(h); ok && !r.courtlyPhrase(first, last) {
			return r.doc.Original(first, last)
		}
	}
	return ""
}

// phraseBefore is what stands right before an acronym in brackets and fits its letters, or is a name.
func (r *reading) phraseBefore(h hit) (first, last int, ok bool) {
	last = int(h.First)
	if last == 0 {
		return 0, 0, false
	}
	if !bracketed(r.doc.Between(last), r.doc.Between(int(h.Last))) {
		return r.apposition(h)
	}
	first = last
	for first > 0 && last-first < maxPhrase && (first == last || r.doc.Tokens[first].Gap < text.Dot && r.doc.Tokens[first].Shape&text.Comma == 0) {
		first--
	}
	if r.doc.Tokens[last-1].Shape&text.Cased == 0 {
		return first, last, last-first > 1 // a script without capitals: whatever stands there
	}
	letters := r.lettersOf(h)
	if at := r.initials(first, last, letters); at >= 0 {
		return at, last, true
	}
	at := r.capitalRun(first, last)
	return at, last, last-at > 1 && !r.namedHere(at, last)
}

// apposition: "the Inland Canoe Club, or ICC,".
func (r *reading) apposition(h hit) (first, last int, ok bool) {
	last = int(h.First)
	if r.doc.Tokens[last].Gap < text.Punct && last > 1 && utf8.RuneCount(r.doc.Word(last-1)) < 5 {
		last-- // "or"
	}
	if r.doc.Tokens[last].Gap != text.Punct || r.doc.Tokens[last].Sent != r.doc.Tokens[h.First].Sent {
		return 0, 0, false
	}
	letters := r.lettersOf(h)
	at := last - len(letters)
	return at, last, at >= 0 && r.spells(at, letters)
}

// spells reports capitalised words of a line that begin with the letters, one each.
func (r *reading) spells(at int, letters []rune) bool {
	for k, letter := range letters {
		t := &r.doc.Tokens[at+k]
		c, _ := utf8.DecodeRune(r.doc.Word(at + k))
		if c != letter || t.Shape&text.Upper == 0 || t.To-t.From < 4 || k > 0 && t.Gap > text.Space {
			return false
		}
	}
	return true
}

// spelledOut is a name in the text, in no known relation to the acronym, whose words begin with its letters and that is
// no court's. Titles do not count: they may capitalise every word.
func (r *reading) spelledOut(h hit) string {
	letters := r.lettersOf(h)
	for i := r.doc.TokenAt(r.titleEnd); i+len(letters) <= len(r.doc.Tokens); i++ {
		if last := i + len(letters); r.spells(i, letters) && !r.courtlyPhrase(i, last) && !r.namedHere(i, last) {
			return r.doc.Original(i, last)
		}
	}
	return ""
}

// bracketed reports an opening bracket before and a closing one after.
func bracketed(before, after string) bool {
	return strings.ContainsAny(before, "(（[［") && strings.ContainsAny(after, ")）]］")
}

func (r *reading) lettersOf(h hit) []rune {
	return []rune(squeeze(h.p.surface))
}

// initials finds where a phrase before token last begins whose words spell the letters; small words may stand between.
func (r *reading) initials(first, last int, letters []rune) int {
	k := len(letters) - 1
	for i := last - 1; i >= first && k >= 0; i-- {
		c, _ := utf8.DecodeRune(r.doc.Word(i))
		switch {
		case c == letters[k]:
			k--
		case utf8.RuneCount(r.doc.Word(i)) > 3:
			return -1
		}
		if k < 0 {
			return i
		}
	}
	return -1
}

// capitalRun is where the capitalised words right before token last begin; the first word of a sentence is none of them.
func (r *reading) capitalRun(first, last int) int {
	at := last
	for at > first && r.doc.Tokens[at-1].Shape&text.Upper != 0 {
		at--
	}
	return at
}

// namedHere reports that the catalogue knows what stands there: a person or a state before brackets is no definition.
func (r *reading) namedHere(first, last int) bool {
	for _, h := range within(r.names, int32(first), int32(last)) {
		if int(h.Last) == last {
			return true
		}
	}
	return false
}

// phraseAfter is what follows an acronym in brackets or after a comma or dash and fits its letters.
func (r *reading) phraseAfter(h hit) (first, last int, ok bool) {
	first = int(h.Last)
	if first >= len(r.doc.Tokens) || r.doc.Tokens[first].Gap != text.Punct {
		return 0, 0, false
	}
	letters, k := r.lettersOf(h), 0
	for last = first; last < len(r.doc.Tokens) && last-first < maxPhrase; last++ {
		if last > first && r.doc.Tokens[last].Gap >= text.Dot {
			break
		}
		c, _ := utf8.DecodeRune(r.doc.Word(last))
		switch {
		case k < len(letters) && c == letters[k] && (k > 0 || unicode.IsUpper(rune(r.doc.Original(last, last+1)[0])) || c >= utf8.RuneSelf):
			k++
		case utf8.RuneCount(r.doc.Word(last)) > 3:
			return 0, 0, false
		}
		if k == len(letters) {
			return first, last + 1, true
		}
	}
	return 0, 0, false
}

// courtlyPhrase reports a word for a court, or a body of the catalogue's, in the phrase or right before it.
func (r *reading) courtlyPhrase(first, last int) bool {
	before := max(first-2, r.doc.Sents[r.doc.Tokens[first].Sent].First)
	for _, h := range within(r.signs, int32(before), int32(last)) {
		if h.p.class == r.cls.tribunal {
			return true
		}
	}
	for _, h := range within(r.names, int32(first), int32(last)) {
		if e := r.ix.entities[h.p.ref]; e.ID == idICC || e.Type == "organ" || e.Type == "treaty" {
			return true
		}
	}
	return false
}
