package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// verbLast reports languages whose verbs close the sentence, so that what a verb is about stands before it.
func (r *reading) verbLast() bool {
	l := r.lex.Langs[r.lang]
	return l != nil && l.VerbLast
}

// isPlain reports that token i is a word of this kind in the language of the article or one it inherits from.
func (r *reading) isPlain(i int, kind plainWord) bool {
	if i < 0 || i >= len(r.doc.Tokens) {
		return false
	}
	word := string(r.doc.Word(i))
	return slices.ContainsFunc(r.lex.For(r.lang), func(l *lexicon.Lang) bool { return r.ix.plain[l.Code][word]&kind != 0 })
}

// afterTitle is the token after a name and the titles that follow it.
func (r *reading) afterTitle(m mark) int {
	at := m.last
	for _, o := range r.between(m.last, min(m.last+8, r.sentenceEnd(m))) {
		if o.first > at {
			break
		}
		if o.last > at && (o.role != "" || o.ent == nil && (r.isClass(o, r.cls.government) || r.isOffice(o))) {
			at = o.last
		}
	}
	return at
}

func (r *reading) isOffice(m mark) bool {
	_, ok := r.cls.offices[m.class]
	return ok && m.ent == nil && m.role == ""
}

// marksObject: a particle or case ending after the name says that it is no subject.
func (r *reading) marksObject(m mark) bool {
	if !r.verbLast() {
		return false
	}
	at := r.afterTitle(m)
	if at >= r.sentenceEnd(m) || !r.isPlain(at, ofObjects) {
		return false
	}
	if gap := r.doc.Tokens[at].Gap; r.lang == "tr" {
		return gap == text.Join
	} else if gap > text.Space {
		return false
	}
	return !r.authorityAt(at + 1)
}

// authorityAt: a government or office begins at the token: "France's government".
func (r *reading) authorityAt(at int) bool {
	return slices.ContainsFunc(r.between(at, min(at+1, len(r.doc.Tokens))), func(o mark) bool {
		return r.isClass(o, r.cls.government) || authorities[o.role] || r.isOffice(o) && authorities[r.cls.offices[o.class]]
	})
}

// topicMark is the mark before the words of a stance that a particle names as what the sentence is about, or -1.
func (r *reading) topicMark(ms []mark, s stand) int {
	if r.lang != "ja" && r.lang != "ko" {
		return -1
	}
	for k, m := range ms {
		if m.ent == nil || m.last > s.cue.first || !r.mayAct(m.ent) || !r.mayHold(m.ent, s) {
			continue
		}
		if at := r.afterTitle(m); at < r.sentenceEnd(m) && r.isPlain(at, ofTopics) && r.doc.Tokens[at].Gap == text.None {
			return k
		}
	}
	return -1
}

// courtYields is how much nearer than another target the Court must stand to be what a stance is about. Where the verb
// comes last, or a word is a single letter, its name stands between the verb and what it owns.
func (r *reading) courtYields() int {
	switch {
	case r.lang == "zh":
		return 14
	case r.verbLast():
		return r.reach(6)
	}
	return 2
}

// resumed: the words of a stance begin with a pronoun for a subject that was named before: "said that it will not".
func (r *reading) resumed(cue mark) bool {
	for i := max(0, cue.first-2); i < cue.last; i++ {
		if r.isPlain(i, ofSubjects) {
			return true
		}
	}
	return false
}

// joined: "and" is written together with the word.
func (r *reading) joined(i int) bool {
	if i >= len(r.doc.Tokens) {
		return false
	}
	word := string(r.doc.Word(i))
	return r.lang == "ar" && len(word) > 4 && word[:2] == "و" || r.lang == "he" && len(word) > 4 && word[:2] == "ו"
}

// listForward gathers the list that begins at mark k: "welcomed Belgium, Chile and Jordan".
func (r *reading) listForward(ms []mark, k int) []*found {
	out := []*found{ms[k].ent}
	last := ms[k]
	for _, m := range ms[k+1:] {
		if m.first < last.last || r.isClass(m, r.cls.and) {
			continue
		}
		if !r.mayActAs(m) || m.ent.typ != last.ent.typ || m.first-last.last > 3 || !r.inList(last.last, m.first) {
			break
		}
		if !slices.Contains(out, m.ent) {
			out = append(out, m.ent)
		}
		last = m
	}
	return out
}
