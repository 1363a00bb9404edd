package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// speaksUnnamed reports an office or authority that has no name beside it and may speak: "a spokesman for the
// ministry", "the ministry", "her lawyer".
func (r *reading) speaksUnnamed(m mark) bool {
	if m.ent != nil {
		return false
	}
	return m.role == "" && m.class == r.cls.government || r.officeOf(m) != ""
}

// officeOf is the role that a mark names by a title of the catalogue or a word for an office, of those who speak in the
// news.
func (r *reading) officeOf(m mark) string {
	role := m.role
	if role == "" {
		role = r.cls.offices[m.class]
	}
	if role == "leader" || role == "counsel" || role == "expert" || role == "lawmaker" || authorities[role] {
		return role
	}
	return ""
}

// afterPreposition: a preposition stands at most two words before: "in a statement".
func (r *reading) afterPreposition(m mark) bool {
	return slices.ContainsFunc(r.small[max(0, m.first-2):m.first], func(w plainWord) bool { return w&(ofEdges|ofPlaces) != 0 })
}

// unnamed gives an office that speaks without a name in the words of the text. Bare definite ones ("the minister")
// mean somebody of whom the article spoke before, and give nothing.
func (r *reading) unnamed(m mark, from, to int) string {
	first, last := r.phraseStart(m.first, from), r.complement(m.last, to)
	if stateRole[r.officeOf(m)] && last == m.last && r.small[first]&ofSomebody == 0 {
		return "" // "the prime minister" has been named
	}
	described := last > m.last || slices.ContainsFunc(r.small[first:m.first], func(w plainWord) bool { return w&ofSomebody != 0 })
	if !described && (m.last-first < 2 || slices.ContainsFunc(r.between(first, m.last), func(o mark) bool { return r.isClass(o, r.cls.he) && o.last == m.last })) {
		return ""
	}
	return r.doc.Original(first, last)
}

// phraseStart goes back from an office over the words that describe it: at most three of its clause.
func (r *reading) phraseStart(first, from int) int {
	least := max(from, first-3)
	for first > least && r.doc.Tokens[first].Gap <= text.Join+1 && !r.quoted[first-1] {
		w := r.small[first-1]
		if w&ofEdges != 0 || slices.ContainsFunc(r.between(first-1, first), func(o mark) bool { return r.isClass(o, r.cls.say) || r.isClass(o, r.cls.and) }) {
			break
		}
		first--
		if w&ofSomebody != 0 {
			break
		}
	}
	return first
}

// links tie an office to whom it belongs, in languages that part the two by a small word.
var links = map[string]bool{"of": true, "for": true, "from": true, "de": true, "du": true, "des": true, "d": true, "del": true, "della": true,
	"dello": true, "dell": true, "degli": true, "dei": true, "delle": true, "do": true, "da": true, "dos": true, "das": true, "der": true,
	"van": true, "von": true, "vom": true, "ng": true, "sa": true, "wa": true, "ya": true, "la": true, "cha": true, "za": true}

// joinsNouns are languages that put whom an office belongs to right behind it.
var joinsNouns = map[string]bool{"ru": true, "uk": true, "pl": true, "id": true, "ms": true, "ar": true, "fa": true, "he": true}

// complement is where the office's description ends: after "for the ministry of trade" behind "a spokesman".
func (r *reading) complement(last, to int) int {
	if last >= to || r.doc.Tokens[last].Gap > text.Space || r.quoted[last] {
		return last
	}
	at := last
	switch {
	case links[string(r.doc.Word(at))]:
		at++
	case !joinsNouns[r.lang]:
		return last
	}
	for at < to && links[string(r.doc.Word(at))] {
		at++
	}
	end := r.descriptionEnd(at, min(to, at+5))
	if end < to && end < len(r.doc.Tokens) && end > at && links[string(r.doc.Word(end))] && r.doc.Tokens[end].Gap == text.Space {
		end = r.descriptionEnd(end+1, min(to, end+4))
	}
	if end <= at {
		return last
	}
	return end
}

// belonging reports a name that only says whose spokesman or lawyer speaks: "a lawyer for Doe".
func (r *reading) belonging(m mark) bool {
	if m.ent == nil || m.first < 2 || !links[string(r.doc.Word(m.first-1))] && !(r.doc.Word(m.first-1) != nil && m.first > 2 && links[string(r.doc.Word(m.first-2))]) {
		return false
	}
	return slices.ContainsFunc(r.between(max(0, m.first-3), m.first), func(o mark) bool {
		role := r.officeOf(o)
		return m.first-o.last <= 2 && (role == "spokesperson" || role == "counsel") && r.closely(o.last, m.first)
	})
}

// firstNoun gives, in scripts without capitals, what opens the clause before a verb of speech or a colon when nobody
// known stands there.
func (r *reading) firstNoun(from, to int) string {
	for from < to && (r.small[from]&ofEdges != 0 || r.quoted[from] || r.lang == "fa" && string(r.doc.Word(from)) == "اين") {
		from++
	}
	if from >= to || slices.ContainsFunc(r.between(from, to), r.knownVoice) {
		return ""
	}
	last := r.descriptionEnd(from+1, min(to, from+5))
	if last <= from+1 && last >= to || last-from > 4 {
		return ""
	}
	return r.doc.Original(from, last)
}

// actorBefore is whom the sentences right before a quotation are about: who speaks there, else the first person in
// them, else the organisation that opens the last of them.
func (r *reading) actorBefore(q *quote, after int) *found {
	own := int(r.doc.Tokens[q.first].Sent)
	for s := own - 1; s >= max(0, own-2) && (r.doc.Sents[s].Para == q.para || q.opensPara && s == own-1); s-- {
		from, to := max(after, r.doc.Sents[s].First), r.doc.Sents[s].Last
		if from >= to {
			return nil
		}
		if f := r.spokeBetween(from, to-1); f != nil {
			return f
		}
		if f := r.personActing(from, to); f != nil {
			return f
		}
	}
	if own == 0 || r.doc.Sents[own-1].Para != q.para {
		return nil
	}
	return r.orgActing(max(after, r.doc.Sents[own-1].First), r.doc.Sents[own-1].Last)
}

func (r *reading) personActing(from, to int) *found {
	for _, m := range r.between(from, to) {
		if m.ent != nil && m.ent.typ == "person" && !r.quoted[m.first] && (m.first == from || !r.afterEdge(m.first)) && !r.belonging(m) {
			return m.ent
		}
	}
	return nil
}

func (r *reading) orgActing(from, to int) *found {
	for _, m := range r.between(from, to) {
		if m.ent != nil && (m.ent.typ == "org" || m.ent.typ == "organ") && !r.know.media[m.ent.id] && m.first-from < 4 && !r.afterEdge(m.first) {
			return m.ent
		}
	}
	return nil
}

// giveLeading gives a quotation to whom its sentence begins with, where the verb stands behind the quotation.
func (r *reading) giveLeading(q *quote, from int) bool {
	ms := r.between(from, q.first)
	if r.giveNearest(q, ms, q.first) {
		return true
	}
	for _, m := range slices.Backward(ms) {
		if r.voice(m) && !r.isClass(m, r.cls.he) && !r.isClass(m, r.cls.quoteNoun) && !(m.ent != nil && m.ent.typ == "state" && m.weak) {
			return r.giveSubject(q, m, from, q.first)
		}
	}
	return false
}

// opensClause gives a quotation after a colon to the name or noun that opens its sentence: "Doe, a nurse: …".
func (r *reading) opensClause(q *quote, from int) bool {
	if r.doc.Tokens[from].Shape&text.Cased == 0 {
		q.words = r.firstNoun(from, q.first)
		return q.words != ""
	}
	last := from
	for last < q.first && r.doc.Tokens[last].Shape&text.Upper != 0 && (last == from || r.doc.Tokens[last].Gap <= text.Space) {
		last++
	}
	if last == from || last < q.first && r.doc.Tokens[last].Shape&text.Comma == 0 || slices.ContainsFunc(r.between(from, last), func(m mark) bool { return m.ent == nil }) {
		return false
	}
	q.words = r.doc.Original(from, last)
	return true
}
