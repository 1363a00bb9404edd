package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// officerIn: someone in an office of the Court, by name or by office.
func (r *reading) officerIn(sent int) bool {
	return slices.ContainsFunc(r.sentence(sent), func(m mark) bool {
		return m.ent != nil && m.ent.typ == "person" && r.ofCourt(m.ent) || courtRole(m.role) ||
			m.ent == nil && (m.class == r.cls.prosecutor || m.class == r.cls.judge) && r.main
	})
}

// knownWarrant: somebody in the sentence against whom a warrant was out on the day.
func (r *reading) knownWarrant(sent int) bool {
	return slices.ContainsFunc(r.sentence(sent), func(m mark) bool {
		return m.ent != nil && m.ent.typ == "person" && r.warrantOut(m.ent.id)
	})
}

// warrantOut reports whether the catalogue knows a warrant against the person before the day of publication.
func (r *reading) warrantOut(id string) bool {
	for _, c := range r.know.cases[id] {
		for _, m := range c.Milestones {
			if isWarrant[m.Type] && (m.Who == "" || m.Who == id) && (r.on == "" || !r.on.Before(m.Date)) {
				return true
			}
		}
	}
	return false
}

var isWarrant = map[string]bool{"warrant": true, "warrant_issued": true}

// ofCase are steps in a case against a person.
var ofCase = map[string]bool{"warrant_issued": true, "warrant_requested": true, "warrant_cancelled": true, "charges_confirmed": true}

// plainlySought: the sentence names somebody against whom a warrant of the Court was out, and no other court.
func (r *reading) plainlySought(sent int) bool {
	return !r.sents[sent].other && r.knownWarrant(sent)
}

// onWarrant: the sentence speaks of a warrant, and of the Court or somebody it sought, so that police in it only carry out.
func (r *reading) onWarrant(sent int) bool {
	return r.sents[sent].set.Has(r.cls.warrant) && (r.sents[sent].court || r.knownWarrant(sent))
}

// warrantAround: the person named in the sentences around was sought then, or the only one whom the article names was.
func (r *reading) warrantAround(sent int) bool {
	for _, i := range []int{sent - 1, sent + 1, sent - 2} {
		if i >= 0 && i < len(r.sents) && r.knownWarrant(i) {
			return true
		}
	}
	return r.onlySuspect()
}

// noSuspect: the article names nobody whom the Court is known to have sought, so that the words are of one unknown.
func (r *reading) noSuspect() bool {
	return !slices.ContainsFunc(r.order, func(f *found) bool {
		return f.typ == "person" && len(f.mentions) > 0 && r.know.wanted(f.id)
	})
}

// officerNamed: a person in an office of the Court is named in the sentence, and nobody whom it sought.
func (r *reading) officerNamed(sent int) bool {
	officer, sought := false, false
	for _, m := range r.sentence(sent) {
		if m.ent != nil && m.ent.typ == "person" {
			officer = officer || m.ent.cat != nil && serves(m.ent.cat, r.on)
			sought = sought || r.know.wanted(m.ent.id)
		}
	}
	return officer && !sought
}

// hunted: an officer of the Court is named close to the words, no suspect is, and a state or another court is.
func (r *reading) hunted(sent int, combo []mark) bool {
	first, last := bounds(combo)
	if !r.officerNamed(sent) || slices.ContainsFunc(r.sentence(sent), func(m mark) bool { return r.isClass(m, r.cls.warrant) }) {
		return false
	}
	near, power := false, r.sents[sent].other
	for _, m := range r.sentence(sent) {
		if m.ent != nil && m.ent.cat != nil && m.ent.typ == "person" && serves(m.ent.cat, r.on) {
			near = near || m.first-last <= r.reach(8) && first-m.last <= r.reach(8)
		}
		power = power || m.ent != nil && m.ent.typ == "state"
	}
	return near && power
}

// seatIn: one of the finds is the Court's seat, which stands for it.
func (r *reading) seatIn(combo []mark) bool {
	return slices.ContainsFunc(combo, func(m mark) bool { return r.isClass(m, r.cls.hague) })
}

// byBench: whoever is named last before the words, or after them where the verb comes first, is the Court, an organ or a
// judge; nobody named will do where the Court is the subject of the article.
func (r *reading) byBench(sent int, combo []mark) bool {
	ms := r.sentence(sent)
	who := func(m mark) (bench, other bool) {
		if m.ent == nil {
			return r.isAny(m, r.cls.judge, r.cls.court, r.cls.icccourt) || m.role == "icc-judge", false
		}
		switch m.ent.typ {
		case "organ":
			return m.ent.id != "organ:otp", m.ent.id == "organ:otp"
		case "org", "state":
			return m.ent.id == idICC, m.ent.id != idICC && !m.weak
		case "person":
			return r.ofCourt(m.ent), !r.ofCourt(m.ent)
		}
		return false, false
	}
	for _, m := range slices.Backward(ms) {
		if m.last > combo[0].first {
			continue
		}
		if bench, other := who(m); bench || other {
			return bench
		}
	}
	return slices.ContainsFunc(ms, func(m mark) bool { bench, _ := who(m); return bench && m.first >= combo[0].last })
}

func (r *reading) isAny(m mark, classes ...lexicon.Class) bool {
	return slices.ContainsFunc(classes, func(c lexicon.Class) bool { return r.isClass(m, c) })
}
