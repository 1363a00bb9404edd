package tagger

import (
	"fmt"
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// speakers gives each quotation to who said it.
func (r *reading) speakers() {
	if len(r.quotes) == 0 {
		return
	}
	defer r.hearStrangers()()
	var last *quote
	for i := range r.quotes {
		q := &r.quotes[i]
		lo, hi := r.quoteReach(i)
		if r.topic(q, lo, hi, last) {
			last = q
			continue
		}
		if r.fragment(q) && !r.closes(q, hi) && r.saidBefore(q, lo, last) {
			last = q
			continue
		}
		if !r.saidAfter(q, lo, hi, last) && !r.saidBefore(q, lo, last) {
			r.saidOn(q, last)
		}
		if q.speaker != nil || q.words != "" {
			last = q
		}
	}
}

// fragment reports a quotation that goes on with the sentence before it, so that its speaker stands there.
func (r *reading) fragment(q *quote) bool {
	t := r.doc.Tokens[q.first]
	return t.Shape&text.Cased != 0 && t.Shape&text.Upper == 0
}

// quoteReach is how far around a quotation its speaker is looked for: its paragraph, up to the neighbouring quotations.
func (r *reading) quoteReach(i int) (lo, hi int) {
	q := &r.quotes[i]
	lo, hi = q.first, q.last
	for lo > 0 && q.first-lo < 45 && r.paraOf(lo-1) == q.para && (i == 0 || lo > r.quotes[i-1].last) {
		lo--
	}
	for hi < len(r.doc.Tokens) && hi-q.last < 3*r.verbReach() && r.paraOf(hi) == q.para && (i+1 == len(r.quotes) || hi < r.quotes[i+1].first) {
		hi++
	}
	return lo, hi
}

func (r *reading) paraOf(i int) int { return r.doc.Sents[r.doc.Tokens[i].Sent].Para }

// saidAfter reads what follows a quotation: "…," said Doe; "…," the minister told reporters.
func (r *reading) saidAfter(q *quote, lo, hi int, last *quote) bool {
	if q.last >= len(r.doc.Tokens) {
		return false
	}
	end := r.clauseEnd(q.last, hi)
	for _, m := range r.between(q.last, end) {
		if r.isClass(m, r.cls.say) && (m.first-q.last <= r.verbReach() || m.last >= end-1) {
			if r.verbFinal() && r.giveLeading(q, r.sentenceBack(q.first, lo)) {
				return true
			}
			r.giveTo(q, m, q.last, end, last, m.first-q.last <= 1 || r.verbFirst())
			return true
		}
	}
	return r.attributed(q, end, last)
}

// clauseEnd is the end of the sentence that goes on after a quotation.
func (r *reading) clauseEnd(from, hi int) int {
	sent := r.doc.Tokens[from].Sent
	for i := from; i < hi; i++ {
		if r.doc.Tokens[i].Sent != sent {
			return i
		}
	}
	return hi
}

// verbReach is how many words after a quotation its verb may stand; every letter is a word where none are parted.
func (r *reading) verbReach() int {
	if r.lang == "zh" {
		return 36
	}
	return 9
}

func (r *reading) verbFirst() bool {
	l := r.lex.Langs[r.lang]
	return l != nil && l.VerbFirst
}

// saidBefore reads what stands before a quotation: Doe said: "…".
func (r *reading) saidBefore(q *quote, lo int, last *quote) bool {
	if lo == q.first {
		return false
	}
	from := r.sentenceBack(q.first, lo)
	ms := r.between(from, q.first)
	for k := len(ms) - 1; k >= 0; k-- {
		if r.isClass(ms[k], r.cls.say) && !r.unsaid(ms, k) {
			r.giveTo(q, ms[k], from, q.first, last, r.verbFirst())
			return true
		}
	}
	if from == q.first {
		return false
	}
	if r.giveNearest(q, ms, q.first) {
		return true
	}
	if r.doc.Tokens[q.first].Shape&text.Colon != 0 && r.opensClause(q, from) {
		return true
	}
	if r.doc.Tokens[q.first].Shape&text.Colon != 0 && slices.ContainsFunc(ms, func(m mark) bool { return r.isClass(m, r.cls.he) }) {
		r.pronoun(q, from, last)
		return true
	}
	return false
}

// unsaid: "asked not to say his name" is no speech, where another verb stands before it.
func (r *reading) unsaid(ms []mark, k int) bool {
	negated := slices.ContainsFunc(ms[max(0, k-3):k], func(m mark) bool { return r.isClass(m, r.cls.neg) && m.last == ms[k].first })
	return negated && slices.ContainsFunc(ms[:k-1], func(m mark) bool { return r.isClass(m, r.cls.say) })
}

// closes reports that a person and a verb of speech stand right behind a quotation: "…", Doe said.
func (r *reading) closes(q *quote, hi int) bool {
	say, person := false, false
	for _, m := range r.between(q.last, min(hi, q.last+4)) {
		say = say || r.isClass(m, r.cls.say)
		person = person || m.ent != nil && m.ent.typ == "person"
	}
	return say && person && r.doc.Tokens[q.last].Shape&text.Comma != 0
}

// sentenceBack is where the sentence that leads to a quotation begins; a colon ties the sentence before it.
func (r *reading) sentenceBack(at, lo int) int {
	sent, colon := r.doc.Tokens[at].Sent, r.doc.Tokens[at].Shape&text.Colon != 0
	for i := at; i > lo; i-- {
		if r.doc.Tokens[i-1].Sent != sent && !(colon && i == at) {
			return i
		}
		sent = r.doc.Tokens[i-1].Sent
	}
	return lo
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

// giveTo finds the subject of a verb of speech: what stands before it, or after it where the verb comes first; a
// pronoun leads back to who spoke before.
func (r *reading) giveTo(q *quote, say mark, from, to int, last *quote, inverted bool) {
	m, ok := r.subject(say, from, to, inverted)
	if words := r.description(q, say, to, inverted, m); words != "" {
		q.words = words
		return
	}
	if r.lang == "he" || r.lang == "fa" {
		if q.words = r.firstNoun(from, say.first); q.words != "" {
			return
		}
	}
	if ok && r.giveSubject(q, m, from, to) {
		return
	}
	if r.pronoun(q, from, last); ok && q.speaker == nil && q.words == "" && r.speaksUnnamed(m) {
		q.words = r.doc.Original(r.phraseStart(m.first, from), m.last)
	}
}

// giveSubject gives a quotation to the subject of its verb, if that is more than a pronoun.
func (r *reading) giveSubject(q *quote, m mark, from, to int) bool {
	if r.isClass(m, r.cls.he) {
		for _, o := range r.between(m.first, m.last) {
			if r.speaksUnnamed(o) && o.last == m.last {
				q.words = r.unnamed(o, from, to)
			}
		}
	}
	switch {
	case q.words != "":
	case m.ent != nil:
		q.speaker = r.firstOfList(m, from)
	case r.isClass(m, r.cls.anon):
		q.words = r.phrase(m)
	case r.speaksUnnamed(m):
		q.words = r.unnamed(m, from, to)
	case r.isClass(m, r.cls.quoteNoun):
		return false
	}
	if q.speaker == nil && q.words == "" {
		q.speaker = r.personIn(from, m.first)
	}
	return q.speaker != nil || q.words != ""
}

// subject is the entity, unnamed speaker or pronoun that a verb of speech belongs to.
func (r *reading) subject(say mark, from, to int, inverted bool) (mark, bool) {
	if m, ok := r.beforeApposition(say, from); ok {
		return m, true
	}
	var best mark
	least := 40
	for _, m := range r.between(from, to) {
		if !r.voice(m) || m.first < say.last && say.first < m.last {
			continue
		}
		if d := r.subjectDistance(m, say, inverted); d < least {
			best, least = m, d
		}
	}
	if p, ok := r.asker(say, from, best); ok {
		return p, true
	}
	return best, least < 40
}

// asker: of "Doe intends to …, but … asked the Court to rule", the person is the subject; the institution is whom the
// verb is directed at.
func (r *reading) asker(say mark, from int, best mark) (mark, bool) {
	if best.ent == nil || best.ent.typ == "person" || best.first < say.last || best.first-say.last > 2 || r.verbFirst() {
		return mark{}, false
	}
	for _, m := range slices.Backward(r.between(from, say.first)) {
		if m.ent != nil && m.ent.typ == "person" {
			return m, true
		}
	}
	return mark{}, false
}

// subjectDistance rates how likely m is the subject of the verb; the less, the likelier.
func (r *reading) subjectDistance(m, say mark, inverted bool) int {
	d := say.first - m.last
	if after := m.first >= say.last; after {
		d = m.first - say.last
		if !inverted {
			d += 20
		}
	} else if inverted {
		d += 6
	}
	switch {
	case r.isClass(m, r.cls.quoteNoun):
		if d > 1 || r.afterPreposition(m) {
			d += 24
		}
	case r.speaksUnnamed(m):
		d += 2
	case m.ent == nil:
	case m.ent.typ == "person":
		d -= 4
	case m.ent.id == idICC || m.weak:
		d += 3
	}
	return d
}

// beforeApposition: "Doe, who advises the Court, said": the subject stands before the first of the two commas.
func (r *reading) beforeApposition(say mark, from int) (mark, bool) {
	if r.doc.Tokens[say.first].Shape&text.Comma == 0 || r.quoted[max(0, say.first-1)] {
		return mark{}, false
	}
	ms := r.between(from, say.first)
	for k := len(ms) - 1; k >= 0; k-- {
		if m := ms[k]; r.voice(m) && m.ent != nil && m.last < say.first && r.doc.Tokens[m.last].Shape&text.Comma != 0 {
			return m, true
		}
	}
	return mark{}, false
}

// voice reports marks that can be the subject of speech.
func (r *reading) voice(m mark) bool {
	if m.ent != nil {
		return canSpeak(m.ent) && !r.know.media[m.ent.id] && !r.belonging(m)
	}
	return r.isClass(m, r.cls.he) || r.isClass(m, r.cls.anon) || r.isClass(m, r.cls.quoteNoun) || r.speaksUnnamed(m)
}

// canSpeak: persons, organisations, organs and states.
func canSpeak(f *found) bool {
	return f != nil && (f.typ == "person" || f.typ == "org" || f.typ == "organ" || f.typ == "state")
}

// firstOfList: of "Doe and Roe said" the first counts.
func (r *reading) firstOfList(m mark, from int) *found {
	if m.ent.typ != "person" {
		return m.ent
	}
	ms := r.between(from, m.first)
	for k := len(ms) - 1; k >= 1; k-- {
		if r.isClass(ms[k], r.cls.and) && ms[k].last == m.first && ms[k-1].ent != nil && ms[k-1].ent.typ == "person" && ms[k-1].last == ms[k].first {
			return ms[k-1].ent
		}
	}
	return m.ent
}

// phrase gives an unnamed speaker in the text's own words, with a number or a word of description before it; a group
// that was counted before is called by that.
func (r *reading) phrase(m mark) string {
	if n, at := r.numberBefore(m.first, 1); n > 0 {
		return r.doc.Original(at, m.last)
	}
	if g := r.countedGroup(); g != "" && m.class == r.cls.anon && m.last-m.first > 1 {
		return g
	}
	first := m.first
	if first > 0 && r.doc.Tokens[first].Gap == text.Space && len(r.doc.Word(first-1)) > 4 {
		first--
	}
	return r.doc.Original(first, m.last)
}

// countedGroup is the group that the article speaks of by number: "93 states".
func (r *reading) countedGroup() string {
	if !r.counted {
		r.counted, r.group = true, r.countGroup()
	}
	return r.group
}

func (r *reading) countGroup() string {
	for _, m := range r.marks {
		if r.isClass(m, r.cls.states) {
			if n, _ := r.numberBefore(m.first, 1); n > 9 {
				r.groupSize = n
				return fmt.Sprintf("%d %s", n, r.lower(&m))
			}
		}
	}
	return ""
}

// pronoun gives a quotation to who spoke last: in the sentences since the last quotation, in that quotation, or to the
// person named last.
func (r *reading) pronoun(q *quote, from int, last *quote) {
	if q.words = r.describedBefore(q); q.words != "" {
		return
	}
	after := 0
	if last != nil {
		after = last.last
	}
	if q.speaker = r.actorBefore(q, after); q.speaker != nil {
		return
	}
	if f := r.spokeBetween(max(after, from-120), from); f != nil {
		q.speaker = f
		return
	}
	if last != nil && q.para-last.para <= 4 {
		q.speaker, q.words = last.speaker, last.words
		return
	}
	q.speaker = r.personBefore(from)
}

// personIn is the last person named between two tokens: whom "he" later in the sentence means.
func (r *reading) personIn(from, to int) *found {
	ms := r.between(from, to)
	for k := len(ms) - 1; k >= 0; k-- {
		if m := ms[k]; m.ent != nil && m.ent.typ == "person" {
			return m.ent
		}
	}
	return nil
}

// spokeBetween finds the last subject of a verb of speech between two tokens, not more than two paragraphs back.
func (r *reading) spokeBetween(from, to int) *found {
	if to <= from || to >= len(r.doc.Tokens) {
		return nil
	}
	for s := int(r.doc.Tokens[to].Sent); s >= int(r.doc.Tokens[from].Sent) && r.doc.Sents[s].Para+2 >= r.paraOf(to); s-- {
		for _, m := range r.between(r.doc.Sents[s].First, r.doc.Sents[s].Last) {
			if !r.isClass(m, r.cls.say) || m.first < from || m.last > to || r.quoted[m.first] {
				continue
			}
			if sub, ok := r.subject(m, max(from, r.doc.Sents[s].First), min(to, r.doc.Sents[s].Last), r.verbFirst()); ok && sub.ent != nil {
				return sub.ent
			}
		}
	}
	return nil
}

// personBefore is the person named last before a token, at most two sentences back.
func (r *reading) personBefore(at int) *found {
	sent := int(r.doc.Tokens[min(at, len(r.doc.Tokens)-1)].Sent)
	for s := sent; s >= max(0, sent-2); s-- {
		ms := r.between(r.doc.Sents[s].First, r.doc.Sents[s].Last)
		for k := len(ms) - 1; k >= 0; k-- {
			if ms[k].first < at && ms[k].ent != nil && ms[k].ent.typ == "person" {
				return ms[k].ent
			}
		}
	}
	return nil
}

func (r *reading) giveNearest(q *quote, ms []mark, at int) bool {
	for k := len(ms) - 1; k >= 0; k-- {
		m := ms[k]
		if m.ent != nil && m.ent.typ == "person" && at-m.last < 14 || r.fragment(q) && m.last == at && r.voice(m) && m.ent != nil && !m.weak && r.doc.Tokens[at].Shape&text.Comma == 0 {
			q.speaker = m.ent
			return true
		}
	}
	return false
}
