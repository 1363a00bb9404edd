package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// conditions checks what a rule wants besides its words: a date near them, a number, words in the sentences before.
func (r *reading) conditions(rule *lexicon.Rule, sent int, combo []mark) bool {
	return (rule.Dated == 0 || r.datedWithin(sent, combo, r.reach(rule.Dated))) &&
		(!rule.Term || r.numbered(combo[len(combo)-1])) &&
		(len(rule.After) == 0 || r.wordsBefore(rule.After, sent))
}

// reach widens a distance for languages whose tokens are single characters.
func (r *reading) reach(tokens int) int {
	switch r.lang {
	case "zh", "ja", "ko":
		return 2 * tokens
	}
	return tokens
}

// datedWithin: a date of the past stands within reach of the words.
func (r *reading) datedWithin(sent int, combo []mark, reach int) bool {
	first, last := bounds(combo)
	return slices.ContainsFunc(r.dates(sent), func(t told) bool {
		return t.first-last <= reach && first-t.last <= reach && (r.on == "" || !r.on.Before(t.date))
	})
}

// numbered: a number that is no year stands right before the mark, in figures or in words.
func (r *reading) numbered(m mark) bool {
	if m.first == 0 {
		return false
	}
	if n := r.number(m.first - 1); n > 0 {
		return n < 200
	}
	t := r.doc.Tokens[m.first-1]
	return slices.ContainsFunc(r.sentence(int(t.Sent)), func(w mark) bool { return r.isClass(w, r.cls.number) && w.last == m.first }) && t.Shape&text.Digit == 0
}

// wordsBefore: one of the classes stands in the sentence or in the three before it.
func (r *reading) wordsBefore(classes []lexicon.Class, sent int) bool {
	for i := max(0, sent-3); i <= sent; i++ {
		if slices.ContainsFunc(classes, r.sents[i].set.Has) {
			return true
		}
	}
	return false
}
