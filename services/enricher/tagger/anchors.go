package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// anchored decides whether what a sentence reports is an act of the Court or against it, and not another court's.
func (r *reading) anchored(rule *lexicon.Rule, sent int, combo []mark) bool {
	if rule.Icc == "hunted" {
		return r.hunted(sent, combo)
	}
	if !r.courtNear(sent, combo) && !(ofCase[rule.Type] && r.plainlySought(sent)) && !(rule.Type == "arrest_surrender" && r.onWarrant(sent)) {
		return false
	}
	switch rule.Icc {
	case "target":
		return r.isTarget(sent, combo)
	case "suspect":
		return r.suspectIn(sent, combo)
	case "official":
		return r.officerIn(sent)
	case "known":
		return r.knownWarrant(sent) || r.main && r.warrantAround(sent)
	case "sought":
		return !r.officerNamed(sent)
	case "bench":
		return r.byBench(sent, combo)
	case "court":
		return r.courtWithin(sent, combo, r.reach(12)) || r.main && r.seatIn(combo)
	}
	return true
}

// courtNear: the Court stands in the sentence and nearer than any other court, or it is what the article is about,
// stood shortly before, and nothing else claims the sentence.
func (r *reading) courtNear(sent int, combo []mark) bool {
	s := r.sents[sent]
	switch {
	case s.court && !s.other:
		return true
	case s.court:
		return r.distance(sent, combo, true) < r.distance(sent, combo, false)
	case s.other:
		return false
	case (s.set.Has(r.cls.hague) || s.set.Has(r.cls.otp)) && r.main:
		return true
	}
	return r.main && r.courtBefore(sent, 6)
}

func (r *reading) courtBefore(sent, reach int) bool {
	for i := sent - 1; i >= max(0, sent-reach); i-- {
		if r.sents[i].other && !r.sents[i].court && i == sent-1 {
			return false
		}
		if r.sents[i].court {
			return true
		}
	}
	return sent-reach <= r.firstOfText() && r.main
}

// distance to the nearest mark of the Court, or of another court.
func (r *reading) distance(sent int, combo []mark, court bool) int {
	first, last := bounds(combo)
	best := 1 << 20
	for _, m := range r.sentence(sent) {
		is := m.ent != nil && r.ofCourt(m.ent)
		if !court {
			is = m.ent != nil && r.know.otherCourt[m.ent.id] || m.ent == nil && m.role == "" && m.class == r.cls.othercourt
		}
		if is {
			d := max(0, m.first-last, first-m.last)
			if m.first >= last && !r.bySomeone(last, m.first) {
				d += 4 // whoever acts stands before the act, unless "by" says otherwise
			}
			best = min(best, d)
		}
	}
	return best
}

// bySomeone: the word for "by" stands between two tokens.
func (r *reading) bySomeone(from, to int) bool {
	return slices.ContainsFunc(r.between(from, to), func(m mark) bool { return r.isClass(m, r.cls.by) })
}

// courtWithin: the Court, its Statute or "the court" within reach of the words.
func (r *reading) courtWithin(sent int, combo []mark, reach int) bool {
	first, last := bounds(combo)
	for _, m := range r.sentence(sent) {
		if m.ent != nil && (m.ent.id == idICC || m.ent.id == "treaty:rome-statute" || m.ent.typ == "organ") && m.first-last <= reach && first-m.last <= reach {
			return true
		}
	}
	return false
}

// isTarget: the Court or its people are what is acted on; sanctions, threats and hacks against states are not meant.
func (r *reading) isTarget(sent int, combo []mark) bool {
	if r.stateNext(combo) {
		return false
	}
	reach := 22
	if len(combo) == 1 {
		reach = 9
	}
	if r.courtWithin(sent, combo, r.reach(reach)) {
		return true
	}
	for _, m := range r.sentence(sent) {
		if m.ent != nil && m.ent.typ == "person" && r.ofCourt(m.ent) || m.ent == nil && m.class == r.cls.officials || courtRole(m.role) {
			return r.main || r.sents[sent].court
		}
	}
	return r.main && r.courtBefore(sent, 1) && !r.otherParty(sent) || r.main && r.bySanctioner(sent)
}

// bySanctioner: the United States or their president act in an article about the Court, which was named shortly before.
func (r *reading) bySanctioner(sent int) bool {
	return r.sents[sent].set.Has(r.cls.execorder) && r.courtBefore(sent, 2) && slices.ContainsFunc(r.sentence(sent), func(m mark) bool {
		return m.ent != nil && (m.ent.id == "state:USA" || r.know.stateOf[m.ent.id] == "state:USA")
	})
}

// stateNext: a state by name right after the words is what they are directed at.
func (r *reading) stateNext(combo []mark) bool {
	for i, c := range combo {
		if i < len(combo)-1 && c.class != r.cls.support && c.class != r.cls.sanction || r.verbFirst() && (c.class == r.cls.impose || c.class == r.cls.lift) {
			continue // the subject follows
		}
		for _, m := range r.between(c.last, min(c.last+3, r.sentenceEnd(c))) {
			if m.ent != nil && m.ent.typ == "state" && !m.weak {
				return true
			}
			if m.ent != nil && r.ofCourt(m.ent) {
				return false
			}
		}
	}
	return false
}

// otherParty: an organisation other than the Court in the sentence may be the target.
func (r *reading) otherParty(sent int) bool {
	return slices.ContainsFunc(r.sentence(sent), func(m mark) bool { return m.ent != nil && m.ent.typ == "org" && m.ent.id != idICC })
}

// suspectIn: someone whom the Court sought, or, beside the Court by name, any person.
func (r *reading) suspectIn(sent int, combo []mark) bool {
	person := false
	for _, m := range r.sentence(sent) {
		if m.ent == nil || m.ent.typ != "person" {
			continue
		}
		if r.know.wanted(m.ent.id) && r.soughtBy(m.ent.id) {
			return true
		}
		person = person || !r.ofCourt(m.ent) && !r.know.wanted(m.ent.id) && len(m.ent.roles) == 0 && (m.ent.cat == nil || len(m.ent.cat.OfficesOn(r.on)) == 0)
	}
	if person {
		return r.sents[sent].court && (r.main || r.courtWithin(sent, combo, r.reach(14)))
	}
	return r.main && (!r.sents[sent].other || r.onWarrant(sent)) && (r.suspectBefore(sent) || r.mainSuspect() || r.sents[sent].court && (r.suspectAfter(sent) || r.noSuspect()))
}

// suspectAfter: the next sentence begins with someone whom the Court sought: "has found two men guilty. Doe …".
func (r *reading) suspectAfter(sent int) bool {
	if sent+1 >= len(r.sents) || r.sents[sent].title {
		return false
	}
	for _, m := range r.sentence(sent + 1) {
		if m.ent != nil && m.ent.typ == "person" {
			return m.first-r.doc.Sents[sent+1].First < 2 && r.know.wanted(m.ent.id) && r.soughtBy(m.ent.id)
		}
	}
	return false
}

// mainSuspect: the article names one person whom the Court sought, or goes on about one, whom "he" then means.
func (r *reading) mainSuspect() bool {
	return r.onlySuspect() || slices.ContainsFunc(r.order, func(f *found) bool {
		return f.typ == "person" && r.know.wanted(f.id) && r.soughtBy(f.id) && (len(f.mentions) > 1 || len(f.mentions) == 1 && r.inTitle(f.mentions[0].first))
	})
}

// onlySuspect: the article names one person whom the Court sought, whom "he" beside the Court then means.
func (r *reading) onlySuspect() bool {
	n := 0
	for _, f := range r.order {
		if f.typ == "person" && len(f.mentions) > 0 && r.know.wanted(f.id) && r.soughtBy(f.id) {
			n++
		}
	}
	return n == 1
}

// suspectBefore: the person named last, one sentence back, was sought by the Court.
func (r *reading) suspectBefore(sent int) bool {
	for i := sent - 1; i >= max(0, sent-2); i-- {
		for _, m := range slices.Backward(r.sentence(i)) {
			if m.ent != nil && m.ent.typ == "person" {
				return r.know.wanted(m.ent.id) && r.soughtBy(m.ent.id)
			}
		}
	}
	return false
}
