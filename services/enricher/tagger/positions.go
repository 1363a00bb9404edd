package tagger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// Stances and targets of positions.
const (
	supports = "supports"
	opposes  = "opposes"

	onCourt         = "court"
	onInvestigation = "investigation"
	onWarrant       = "warrant"
	onJurisdiction  = "jurisdiction"
	onSanctions     = "sanctions_on_court"
	onMembership    = "membership"
	onCooperation   = "cooperation"

	onDecision = "decision" // of whatever act was told last
)

// actsAgainst is the reason given for spying, threats and campaigns.
const actsAgainst = "acts against the Court"

// imposes is the reason given for sanctions.
const imposes = "imposes sanctions on the Court"

// stand is a stance that a sentence takes, before it is known whose it is.
type stand struct {
	stance, target string
	cue            mark
	why            string
	actor          *found // when the words themselves say whose stance it is
}

// findPositions reads who stands where toward the Court.
func (r *reading) findPositions() {
	r.findMatters()
	r.fromActs()
	for i := range r.sents {
		if !r.onTopic(i) {
			continue
		}
		for _, s := range r.stands(i) {
			r.takePosition(i, s)
		}
	}
	r.signatories()
	r.sanctioners()
}

// sanctioners gives the stance of a state that imposes sanctions to its minister who speaks in the next sentence.
func (r *reading) sanctioners() {
	for _, p := range slices.Clone(r.positions) {
		if p.Target != onSanctions || p.Stance != supports || !strings.HasPrefix(p.Actor, "state:") {
			continue
		}
		i := r.sentenceAt(p.Evidence)
		for k := i + 1; i >= 0 && k <= min(i+2, len(r.sents)-1); k++ {
			if m, ok := r.opener(k); ok && r.stateSpeaking(m.ent) == r.byID[p.Actor] {
				r.addPosition(k, m.ent, stand{supports, onSanctions, m, "speaks for the state that imposes them", nil})
			}
		}
	}
}

// ownSanctions: a state that was told to impose sanctions, or who speaks for it, does not oppose them: what it accuses
// are the people whom they hit.
func (r *reading) ownSanctions(f *found, s stand) bool {
	if s.target != onSanctions || s.stance != opposes || s.cue.class == r.cls.lift {
		return false
	}
	st := cmp.Or(r.stateSpeaking(f), f)
	return slices.ContainsFunc(r.positions, func(p contract.Position) bool {
		return st != nil && p.Actor == st.id && p.Target == onSanctions && p.Stance == supports
	})
}

// sentenceAt is the sentence of the text that some evidence begins in, -1 in the title.
func (r *reading) sentenceAt(ev contract.Evidence) int {
	if ev.Field == "title" {
		return r.firstOfText() - 1
	}
	for i := r.firstOfText(); i < len(r.sents); i++ {
		if from, _, _, _ := r.place(r.doc.Sents[i].First, r.doc.Sents[i].Last); from > ev.Start {
			return i - 1
		}
	}
	return len(r.sents) - 1
}

// opener is the minister or head of state whom a sentence names first and who speaks in it.
func (r *reading) opener(i int) (mark, bool) {
	ms := r.sentence(i)
	for k, m := range ms {
		if m.ent == nil {
			continue
		}
		return m, m.ent.typ == "person" && slices.ContainsFunc(ms[k:], func(o mark) bool { return r.isClass(o, r.cls.say) && o.first-m.last <= 8 })
	}
	return mark{}, false
}

// onTopic: the Court, or what it did, is what the sentence is about.
func (r *reading) onTopic(i int) bool {
	s := r.sents[i]
	if s.court {
		return true
	}
	if s.other || !r.main {
		return false
	}
	if (s.set.Has(r.cls.negative) || s.set.Has(r.cls.positive) || s.set.Has(r.cls.comply)) && r.courtBefore(i, 4) {
		return true
	}
	if s.set.Has(r.cls.decision) && (s.set.Has(r.cls.support) || s.set.Has(r.cls.oppose)) && (r.courtBefore(i, 2) || r.recent(i, 5)) {
		return true
	}
	if s.set.Has(r.cls.source) && (s.set.Has(r.cls.support) || s.set.Has(r.cls.oppose)) && r.recent(i, 3) {
		return true
	}
	if s.set.Has(r.cls.withdraw) && s.set.Has(r.cls.signed) && r.recent(i, 6) {
		return true
	}
	if r.namesOrder(i) {
		return true
	}
	if s.set.Has(r.cls.ask) && s.set.Has(r.cls.cancel) && r.recent(i, maxMatterGap) {
		return true
	}
	if s.set.Has(r.cls.partisan) || s.set.Has(r.cls.defy) || s.set.Has(r.cls.disown) || s.set.Has(r.cls.postpone) || s.set.Has(r.cls.host) || s.set.Has(r.cls.duty) || s.set.Has(r.cls.harm) {
		return r.courtBefore(i, 4)
	}
	return (s.set.Has(r.cls.warrant) || s.set.Has(r.cls.sanction) || s.set.Has(r.cls.sanctioned) || s.set.Has(r.cls.court)) && r.courtBefore(i, 2)
}

// maxStands bounds the stances read from one sentence.
const maxStands = 12

// stands reads the stances of a sentence.
func (r *reading) stands(i int) []stand {
	var out []stand
	for _, m := range r.sentence(i) {
		if m.ent != nil || m.role != "" {
			continue
		}
		if s, ok := r.standOf(i, m); ok && len(out) < maxStands && !r.partOfOffice(m) {
			out = append(out, s)
		}
	}
	return out
}

// takePosition gives a stance to whoever holds it.
func (r *reading) takePosition(i int, s stand) {
	actors := []*found{s.actor}
	if s.actor == nil {
		actors = r.actors(i, s)
	}
	for _, f := range actors {
		if f = r.nation(f); !r.mayHold(f, s) || r.ownSanctions(f, s) {
			continue
		}
		r.addPosition(i, f, s)
		st := r.stateSpeaking(f)
		if st == nil && acts(s) {
			st = r.governed(f)
		}
		if st != nil {
			r.addPosition(i, st, s)
		}
	}
}

// nation is the state for a part of its government: what the White House says, the United States say.
func (r *reading) nation(f *found) *found {
	if st := r.know.governmentOf[f.id]; st != "" {
		return r.entityByID(st)
	}
	return f
}

func (r *reading) addPosition(i int, f *found, s stand) {
	p := contract.Position{Actor: f.id, Stance: s.stance, Target: s.target, Situation: r.positionSituation(i),
		Evidence: r.evidenceAt(i, s.cue.first, s.cue.last), Confidence: contract.Likely, Why: s.why}
	for _, o := range r.positions {
		if o.Actor == p.Actor && o.Target == p.Target && (o.Stance == p.Stance || o.Target == onMembership) {
			return // who leaves does not stay by what is said of it
		}
		if o.Actor == p.Actor && o.Target == p.Target && o.Evidence == p.Evidence {
			return // one clause, one stance
		}
	}
	r.positions = append(r.positions, p)
}

// positionSituation is the situation that the sentence is about, or the only one of the article.
func (r *reading) positionSituation(i int) string {
	for _, m := range r.sentence(i) {
		if m.ent == nil {
			continue
		}
		for _, s := range append(slices.Clone(r.know.situation[m.ent.id]), r.know.named[m.ent.id]...) {
			if f := r.byID[s]; f != nil && (len(f.mentions) > 0 || f.why != "") {
				return s
			}
		}
	}
	return r.onlySituation()
}
