package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// opposed: a word of opposition stands shortly before an attack on the Court, so that the subject does not make it.
func (r *reading) opposed(i int, m mark) bool {
	for _, o := range r.sentence(i) {
		if (r.isClass(o, r.cls.oppose) || r.isClass(o, r.cls.neg)) && o.last <= m.first && m.first-o.last <= 5 {
			return true
		}
	}
	return false
}

// followed reports a word of one of the classes within reach after the mark; where verbs come last, before it too.
func (r *reading) followed(i int, m mark, reach int, classes ...lexicon.Class) bool {
	reach = r.reach(reach)
	last := r.verbLast()
	for _, o := range r.sentence(i) {
		if o.ent != nil || o.role != "" || !slices.Contains(classes, o.class) {
			continue
		}
		if o.first >= m.last && o.first-m.last <= reach || last && o.last <= m.first && m.first-o.last <= reach {
			return true
		}
	}
	return false
}

// close reports that a word of negation or doubt stands right before the mark, or, where verbs come last, right after it.
func (r *reading) close(o, m mark) bool {
	if o.last <= m.first {
		return m.first-o.last <= r.reach(3)
	}
	return r.verbLast() && o.first >= m.last && o.first-m.last <= r.reach(2)
}

// negated: a word of negation right before the mark.
func (r *reading) negated(i int, m mark) bool {
	for _, o := range r.sentence(i) {
		if r.isClass(o, r.cls.neg) && r.close(o, m) && r.sameBreath(min(o.last, m.last), max(o.first, m.first)) && !r.coordinated(min(o.last, m.last), max(o.first, m.first)) {
			return true
		}
	}
	return false
}

// coordinated: "and" stands between two tokens, so that a negation of the first part does not reach the second.
func (r *reading) coordinated(from, to int) bool {
	return slices.ContainsFunc(r.between(from, to), func(o mark) bool { return r.isClass(o, r.cls.and) })
}

// questioned: a word of doubt right before the mark, so that nobody holds it yet.
func (r *reading) questioned(i int, m mark) bool {
	for _, o := range r.sentence(i) {
		if r.isClass(o, r.cls.hyp) && r.close(o, m) {
			return true
		}
	}
	return false
}

// pronounBefore: a pronoun is the subject of the word.
func (r *reading) pronounBefore(i int, m mark) bool {
	return slices.ContainsFunc(r.sentence(i), func(o mark) bool { return r.isClass(o, r.cls.he) && o.last <= m.first && m.first-o.last <= 1 })
}

// partOfOffice: the word is part of a title: the defence in "defence minister". A verb that is written like an office
// ("accused") is none.
func (r *reading) partOfOffice(m mark) bool {
	return slices.ContainsFunc(r.between(max(0, m.first-3), m.last), func(o mark) bool {
		return o.role != "" && m.first < o.last && o.first < m.last && o.last-o.first > m.last-m.first
	})
}
