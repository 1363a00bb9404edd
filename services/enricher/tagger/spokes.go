package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// speaksAsState reports that a state's mark is the state itself and not only an adjective or a place: its name, its
// capital where it acts ("Ulan Bator refused"), its adjective beside an office or authority ("the Ruritanian minister").
func (r *reading) speaksAsState(m mark) bool {
	switch {
	case m.ent == nil || m.ent.typ != "state":
		return false
	case !m.weak:
		return true
	case m.place:
		return !r.dateline(m) && (!r.prepositional(m) || r.saysAt(m))
	}
	return r.besideAuthority(m)
}

// dateline: a place that opens a paragraph and is set off from it: "KYIV (AP) -".
func (r *reading) dateline(m mark) bool {
	if m.last >= len(r.doc.Tokens) {
		return true
	}
	opens := m.first == r.doc.Sents[r.doc.Tokens[m.first].Sent].First
	if r.lang == "tr" && r.doc.Tokens[m.last].Shape&text.Comma != 0 {
		return false // a comma follows the subject
	}
	return opens && r.doc.Tokens[m.last].Gap > text.Space
}

// prepositional: a preposition of place stands before the mark: "in Moscow".
func (r *reading) prepositional(m mark) bool {
	if m.first == 0 || m.first == r.doc.Sents[r.doc.Tokens[m.first].Sent].First {
		return false
	}
	word := string(r.doc.Word(m.first - 1))
	return slices.ContainsFunc(r.lex.For(r.lang), func(l *lexicon.Lang) bool { return r.ix.plain[l.Code][word]&ofPlaces != 0 })
}

// saysAt: "In Moscow they called it void": the place opens its clause, and a verb of speech or of stance follows at once.
func (r *reading) saysAt(m mark) bool {
	first := r.doc.Sents[r.doc.Tokens[m.first].Sent].First
	if m.first-first > 1 && r.doc.Tokens[m.first-1].Shape&text.Comma == 0 {
		return false
	}
	return slices.ContainsFunc(r.between(m.last, min(m.last+4, r.sentenceEnd(m))), func(o mark) bool {
		return r.isClass(o, r.cls.say) || r.isClass(o, r.cls.support) || r.isClass(o, r.cls.oppose)
	})
}

// authorities are the offices that speak for a state.
var authorities = map[string]bool{"head-of-state": true, "head-of-government": true, "foreign-minister": true, "defence-minister": true,
	"minister": true, "justice-minister": true, "spokesperson": true, "diplomat": true, "ambassador": true}

// besideAuthority: an office or authority stands right beside the adjective.
func (r *reading) besideAuthority(m mark) bool {
	s := r.doc.Sents[r.doc.Tokens[m.first].Sent]
	for _, o := range r.between(max(s.First, m.first-3), min(m.last+2, s.Last)) {
		if o.ent != nil || gap(o, m) > 1 || overlaps(o, []mark{m}) && o.last-o.first == 1 {
			continue
		}
		if r.isClass(o, r.cls.government) || authorities[o.role] || o.role == "" && authorities[r.cls.offices[o.class]] {
			return !r.isFormer(o)
		}
	}
	return false
}

// isFormer: a word for "former" stands right before the office.
func (r *reading) isFormer(o mark) bool {
	return slices.ContainsFunc(r.between(max(0, o.first-2), o.first), func(p mark) bool { return r.isClass(p, r.cls.former) })
}

// agentBefore: "by" stands before the name in a language that puts the verb last: "wurde von Freedonia verurteilt".
func (r *reading) agentBefore(m mark) bool {
	return (r.lang == "de" || r.lang == "nl") && slices.ContainsFunc(r.between(m.first-1, m.first), func(o mark) bool { return r.isClass(o, r.cls.by) })
}

// governedByPreposition: "with", "on" or "from" stands before the name, so that it is no subject; "the government of
// Ruritania" and "in Moscow they said" are subjects all the same.
func (r *reading) governedByPreposition(m mark) bool {
	if !r.prepositional(m) || m.weak || r.agentBefore(m) {
		return false
	}
	return !slices.ContainsFunc(r.between(max(0, m.first-3), m.first), func(o mark) bool {
		return r.isClass(o, r.cls.government) || r.isClass(o, r.cls.say) || authorities[o.role] || o.ent == nil && o.role == "" && authorities[r.cls.offices[o.class]]
	})
}
