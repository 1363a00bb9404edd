package tagger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// longestDescription is how many words the description of an unnamed speaker may have.
const longestDescription = 8

// hearStrangers puts names that nobody is known by among the marks for as long as speakers are looked for: beside a
// quotation a run of words written like a name is its speaker. It returns how to take them out again.
func (r *reading) hearStrangers() func() {
	marks := r.marks
	taken := r.taken()
	heard := append(empty(&r.buf.heard, len(marks)+len(r.unmet)), marks...)
	for _, m := range r.unmet {
		if m = r.stripVerb(r.stripNoun(m)); m.last-m.first > 1 && !slices.Contains(taken[m.first:m.last], true) && !r.afterEdge(m.first) {
			m.ent = &found{typ: "person", label: r.doc.Original(m.first, m.last)}
			heard = append(heard, m)
		}
	}
	slices.SortStableFunc(heard, inOrder)
	r.marks = heard
	return func() { r.marks = marks }
}

// noteSmall looks up the small words that begin and end descriptions.
func (r *reading) noteSmall() {
	r.small = zeroed(&r.buf.small, len(r.doc.Tokens)+1)
	for _, l := range r.lex.For(r.lang) {
		plain := r.ix.plain[l.Code]
		for i := range r.doc.Tokens {
			r.small[i] |= plain[string(r.doc.Word(i))]
		}
	}
}

// stripNoun takes the profession from a name where nouns have capitals: "the Lawyer Vera Sample".
func (r *reading) stripNoun(m mark) mark {
	if r.lang == "de" && m.last-m.first > 2 && m.first > 0 && r.doc.Tokens[m.first-1].Shape&text.Upper == 0 && r.doc.Tokens[m.first].Gap == text.Space {
		m.first++
	}
	return m
}

// stripVerb takes a word of speech from before a name: "Laut Vera Sample".
func (r *reading) stripVerb(m mark) mark {
	if slices.ContainsFunc(r.between(m.first, m.first+1), func(o mark) bool { return r.isClass(o, r.cls.say) && o.last == m.first+1 }) {
		m.first++
	}
	return m
}

// afterEdge: a name after "in", "at" or "of" is a place or belongs to somebody's description. "According to" is no such
// word.
func (r *reading) afterEdge(i int) bool {
	if i == 0 || r.small[i-1]&ofEdges == 0 || r.doc.Tokens[i].Gap != text.Space {
		return false
	}
	return !slices.ContainsFunc(r.between(max(0, i-3), i), func(m mark) bool { return r.isClass(m, r.cls.say) && m.last == i })
}

// verbFinal: the speaker stands before the quotation and the verb behind it.
func (r *reading) verbFinal() bool { return r.lang == "tr" || r.lang == "ja" || r.lang == "ko" }

// attributed reads what follows a quotation without a known verb of speech: "…", joked Doe. After a whole sentence in
// quotation marks that goes on in small letters, whatever the verb is, the first person is who spoke.
func (r *reading) attributed(q *quote, end int, last *quote) bool {
	if q.last >= end || r.fragment(q) || !r.goesOn(q) {
		return false
	}
	verb := mark{first: q.last, last: q.last + 1}
	for _, m := range r.between(q.last, min(end, q.last+12)) {
		if m.ent != nil && m.ent.typ == "person" && !r.afterEdge(m.first) {
			q.speaker = m.ent
			return true
		}
	}
	if q.words = r.description(q, verb, end, true, mark{}); q.words == "" && end-q.last <= 4 {
		r.pronoun(q, q.first, last)
	}
	return q.words != "" || q.speaker != nil
}

// goesOn reports that the sentence goes on after the quotation with a verb, as far as its form can tell.
func (r *reading) goesOn(q *quote) bool {
	t := r.doc.Tokens[q.last]
	if r.small[q.last]&ofEdges != 0 || slices.ContainsFunc(r.between(q.last, q.last+1), func(m mark) bool { return r.isClass(m, r.cls.and) }) {
		return false
	}
	if t.Shape&text.Cased != 0 {
		return t.Shape&text.Upper == 0 && t.Gap != text.Break
	}
	return t.Shape&text.Comma != 0 && t.Gap != text.Break && (r.lang == "ar" || r.lang == "he" || r.lang == "fa")
}

// description gives an unnamed speaker in the words of the text, empty where the subject that was found stands nearer.
func (r *reading) description(q *quote, say mark, to int, inverted bool, subject mark) string {
	switch {
	case r.lang == "zh":
		return r.hanSpeaker(q, say, subject)
	case r.verbFinal():
		return ""
	case r.lang == "ar" || r.lang == "fa" || r.lang == "he":
		return r.uncasedSpeaker(q, say, to, subject)
	case !inverted || subject.ent != nil && subject.ent.typ == "person" && subject.first >= say.last:
		return ""
	}
	first := say.last
	for first < min(to, say.last+4) && r.small[first]&ofSomebody == 0 && r.doc.Tokens[first].Gap <= text.Join+1 {
		first++
	}
	if first >= to || r.small[first]&ofSomebody == 0 {
		return ""
	}
	last := r.descriptionEnd(first+1, to)
	if last-first < 2 || r.document(first, last) || subject.ent != nil && (subject.last <= first && subject.first >= say.last || r.hasSpokesperson(first, last)) {
		return ""
	}
	return r.doc.Original(first, last)
}

// document: the words describe a statement and nobody who makes one.
func (r *reading) document(first, last int) bool {
	return slices.ContainsFunc(r.between(first, last), func(m mark) bool { return r.isClass(m, r.cls.quoteNoun) })
}

func (r *reading) hasSpokesperson(first, last int) bool {
	return slices.ContainsFunc(r.between(first, last), func(m mark) bool { return m.ent == nil && r.cls.offices[m.class] == "spokesperson" })
}

// descriptionEnd is where a noun phrase ends: at punctuation, a word such as "who" or "in", or a verb of speech.
func (r *reading) descriptionEnd(first, to int) int {
	i := first
	for i < min(to, first+longestDescription) && !r.quoted[i] && r.small[i]&ofEdges == 0 && (r.doc.Tokens[i].Gap <= text.Dot || r.doc.Between(i) == `"`) {
		if slices.ContainsFunc(r.between(i, i+1), func(m mark) bool { return r.isClass(m, r.cls.say) }) {
			break
		}
		i++
	}
	return i
}

// uncasedSpeaker reads who follows a verb of speech in scripts without capitals: "said to us" Doe "of" …, or "said a
// doctor by the name of" Doe. Who is known stays known.
func (r *reading) uncasedSpeaker(q *quote, say mark, to int, subject mark) string {
	if r.lang == "he" && say.first-q.last > 1 && !r.nameTold(say.last, to) {
		return ""
	}
	if subject.ent != nil && subject.first < say.first && say.first < q.first && !r.verbFirst() {
		return ""
	}
	first := say.last
	for first < to && utf8.RuneCount(r.doc.Word(first)) <= 3 && strings.HasPrefix(string(r.doc.Word(first)), r.toUs()) {
		first++
	}
	last := r.descriptionEnd(first, to)
	if at := r.named(first, min(to, first+12)); at > 0 {
		first, last = at, min(r.descriptionEnd(at, to), at+4)
	}
	if last <= first || slices.ContainsFunc(r.between(first, last), r.knownVoice) {
		return ""
	}
	return r.doc.Original(first, last)
}

// toUs is how "to us" begins in Arabic and Hebrew.
func (r *reading) toUs() string {
	if r.lang == "he" {
		return "ל"
	}
	return "ل"
}

func (r *reading) nameTold(from, to int) bool { return r.named(from, to) > 0 }

// named returns the token after "by the name of", 0 when there is none; a spokesperson speaks in somebody's name.
func (r *reading) named(from, to int) int {
	for _, h := range within(r.words, int32(from), int32(to)) {
		if h.p.kind != aClass || h.p.class != r.cls.named || int(h.Last) >= to || r.quoted[h.Last] || r.doc.Tokens[h.Last].Gap > text.Space {
			continue
		}
		if !r.hasSpokesperson(max(from, int(h.First)-1), int(h.First)) {
			return int(h.Last)
		}
	}
	return 0
}

// knownVoice reports marks of somebody who is known, or a word that stands for one.
func (r *reading) knownVoice(m mark) bool {
	return r.voice(m) || m.ent != nil && m.ent.typ == "person"
}

// hanSpeaker reads the words before a Chinese verb of speech, back to the last punctuation mark: a name written with a
// middle dot, somebody undetermined, or whoever is not known.
func (r *reading) hanSpeaker(q *quote, say mark, subject mark) string {
	at := int(r.doc.Tokens[say.first].Start)
	words := hanSubject(tailOfClause(r.doc.Raw[max(0, at-240):at]))
	_, name, _ := cutLast(words, "的")
	switch {
	case words == "" || utf8.RuneCountInString(words) > 40 || strings.ContainsRune("他她它其", []rune(words)[0]):
		return ""
	case strings.ContainsAny(name, "·．•‧・"):
		if subject.ent != nil && subject.ent.typ == "person" && strings.Contains(words, r.doc.Original(subject.first, subject.last)) {
			return ""
		}
		return name
	case strings.HasPrefix(words, "一名") || strings.HasPrefix(words, "一位") || strings.HasPrefix(words, "有"):
		return words
	}
	if subject.ent != nil && subject.last <= say.first && say.first-subject.last < 30 || utf8.RuneCountInString(words) < 2 {
		return ""
	}
	return words
}

// hanSubject leaves out what stands between a speaker and the verb ("to reporters", "at a press conference"), and a
// word for "according to" before the speaker.
func hanSubject(words string) string {
	for _, by := range []string{"根据", "根據", "按照", "据", "據"} {
		words = strings.TrimPrefix(words, by)
	}
	for i, c := range words {
		if i >= 6 && strings.ContainsRune("对對向在于於则則也随隨就接當当", c) {
			return words[:i]
		}
	}
	return words
}

// tailOfClause is what stands after the last punctuation mark other than a middle dot.
func tailOfClause(s string) string {
	i := strings.LastIndexFunc(s, func(c rune) bool {
		return c == utf8.RuneError || c == '\n' || unicode.IsPunct(c) && !strings.ContainsRune("·．•‧・-（）()", c)
	})
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	return strings.TrimSpace(s)
}

// cutLast cuts s around the last sep; without one all of s is after it.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
}

// describedBefore reads whom a pronoun means in the sentence before a quotation, when that begins with somebody who is
// only described: "A doctor who worked there was sad."
func (r *reading) describedBefore(q *quote) string {
	s := int(r.doc.Tokens[q.first].Sent) - 1
	if s < 0 || r.doc.Sents[s].Para != q.para {
		return ""
	}
	first, end := r.doc.Sents[s].First, r.doc.Sents[s].Last
	if end-first < 3 || r.quoted[first] || r.small[first]&ofSomebody == 0 && !(r.lang == "sw" && r.small[first+1]&ofSomebody != 0) {
		return ""
	}
	last := r.descriptionEnd(first+1, end)
	if slices.ContainsFunc(r.between(first, last), r.speaksUnnamed) {
		last = r.complement(last, min(end, last+3)) // "for the ministry"; what follows may be a verb
	}
	if last >= end || last-first < 2 || slices.ContainsFunc(r.between(first, last), func(m mark) bool { return m.ent != nil && m.ent.typ == "person" }) {
		return ""
	}
	return r.doc.Original(first, last)
}
