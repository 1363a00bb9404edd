package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
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
)

// actsAgainst is the reason given for spying, threats and campaigns.
const actsAgainst = "acts against the Court"

// stand is a stance that a sentence takes, before it is known whose it is.
type stand struct {
	stance, target string
	cue            mark
	why            string
	actor          *found // when the words themselves say whose stance it is
}

// findPositions reads who stands where toward the Court.
func (r *reading) findPositions() {
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
	if s.set.Has(r.cls.decision) && (s.set.Has(r.cls.support) || s.set.Has(r.cls.oppose)) && r.courtBefore(i, 2) {
		return true
	}
	return (s.set.Has(r.cls.warrant) || s.set.Has(r.cls.sanction) || s.set.Has(r.cls.sanctioned) || s.set.Has(r.cls.court)) && r.courtBefore(i, 2)
}

// stands reads the stances of a sentence.
func (r *reading) stands(i int) []stand {
	var out []stand
	for _, m := range r.sentence(i) {
		if m.ent != nil || m.role != "" {
			continue
		}
		if s, ok := r.standOf(i, m); ok && !slices.ContainsFunc(out, func(o stand) bool { return o.stance == s.stance && o.target == s.target }) {
			out = append(out, s)
		}
	}
	return out
}

// standOf reads the stance that a single word begins.
func (r *reading) standOf(i int, m mark) (stand, bool) {
	c := &r.cls
	switch m.class {
	case c.support, c.positive, c.obey:
		return r.judgement(i, m, supports)
	case c.oppose, c.negative:
		return r.judgement(i, m, opposes)
	case c.recognise:
		if t := r.targetNear(i, m, 8); (r.negated(i, m) || r.followed(i, m, 10, c.neg)) && (t == onJurisdiction || t == onCourt || t == onWarrant) {
			return stand{opposes, t, m, "does not recognise", nil}, true
		}
	case c.jurisdiction:
		if r.negated(i, m) && !r.questioned(i, m) {
			return stand{opposes, onJurisdiction, m, "denies the jurisdiction", nil}, true
		}
	case c.refuse, c.fail:
		if r.followed(i, m, 6, c.arrest, c.execute, c.cooperate, c.surrender) && !r.questioned(i, m) {
			return stand{opposes, onCooperation, m, "refuses what the Court asks for", nil}, true
		}
	case c.comply:
		if !r.negated(i, m) && !r.questioned(i, m) && !r.followed(i, m, 5, c.neg) {
			return stand{supports, onCooperation, m, "would do what the Court asks for", nil}, true
		}
	case c.withdraw, c.join:
		return r.membershipStand(i, m)
	case c.impose, c.lift, c.sanctioned:
		return r.sanctionStand(i, m)
	case c.threaten, c.threat, c.spy, c.campaign:
		if r.aimedAtCourt(i, m) && !r.opposed(i, m) && !r.questioned(i, m) {
			return stand{opposes, onCourt, m, actsAgainst, nil}, true
		}
	case c.ask:
		return r.demand(i, m)
	case c.appeal, c.appealed:
		return r.challenge(i, m)
	}
	return stand{}, false
}

// judgement: support or opposition, toward what stands nearest.
func (r *reading) judgement(i int, m mark, stance string) (stand, bool) {
	target := r.targetNear(i, m, 9)
	if target == "" && (m.class == r.cls.negative || m.class == r.cls.positive) {
		target = r.topicOf(i)
	}
	promised := m.class == r.cls.obey && r.saidFirst(i, m.first)
	if target == "" || r.questioned(i, m) && !promised || !r.verbFirst() && r.towardOthers(m) {
		return stand{}, false
	}
	if stance == opposes && (target == onCourt || target == onSanctions) && r.againstAttack(i, m) {
		return stand{supports, onCourt, m, "opposes an attack on the Court", nil}, true
	}
	if r.negated(i, m) {
		if stance == opposes {
			return stand{}, false
		}
		stance = opposes
	}
	return stand{stance, target, m, "words of support or opposition", r.judge(i, m)}, true
}

// judge is who said that the warrant, which stands right before the word, is what the word calls it.
func (r *reading) judge(i int, m mark) *found {
	if m.class != r.cls.negative && m.class != r.cls.positive {
		return nil
	}
	for _, o := range r.sentence(i) {
		if r.targetOf(o) == "" || o.last > m.first || m.first-o.last > 3 || !r.sameBreath(o.last, m.first) {
			continue
		}
		if by := r.reporter(i, o.first); len(by) == 1 {
			return by[0]
		}
	}
	return nil
}

// topicOf is what a bare judgement ("a disgrace") is about: the warrants, when sentence or the one before speak of them.
func (r *reading) topicOf(i int) string {
	for k := i; k >= max(0, i-4); k-- {
		if r.sents[k].set.Has(r.cls.warrant) {
			return onWarrant
		}
	}
	if r.sents[i].court {
		return onCourt
	}
	return ""
}

// towardOthers: what follows the word at once is a state, person or party and not the Court: "support Israel".
func (r *reading) towardOthers(m mark) bool {
	for _, o := range r.between(m.last, min(m.last+3, r.sentenceEnd(m))) {
		if o.ent != nil && !o.weak && (o.ent.typ == "state" || o.ent.typ == "person" || o.ent.typ == "org") {
			return !r.ofCourt(o.ent) && !r.ownsTarget(o)
		}
		if o.ent == nil && o.class == r.cls.by {
			return false
		}
	}
	return false
}

// sentenceEnd is the token after the sentence of a mark.
func (r *reading) sentenceEnd(m mark) int { return r.doc.Sents[r.doc.Tokens[m.first].Sent].Last }

// ownsTarget: the name only says whose sanctions or threats are meant: "condemned the US sanctions".
func (r *reading) ownsTarget(o mark) bool {
	for _, m := range r.between(o.last, min(o.last+2, len(r.doc.Tokens))) {
		if r.targetOf(m) != "" || r.isClass(m, r.cls.threat) || r.isClass(m, r.cls.campaign) {
			return true
		}
	}
	return false
}

// againstAttack: what is opposed is a threat, spying or a campaign against the Court.
func (r *reading) againstAttack(i int, m mark) bool {
	return r.followed(i, m, 5, r.cls.threat, r.cls.campaign, r.cls.cyber)
}

// opposed: a word of opposition stands shortly before an attack on the Court, so that the subject does not make it.
func (r *reading) opposed(i int, m mark) bool {
	for _, o := range r.sentence(i) {
		if (r.isClass(o, r.cls.oppose) || r.isClass(o, r.cls.neg)) && o.last <= m.first && m.first-o.last <= 5 {
			return true
		}
	}
	return false
}

func (r *reading) membershipStand(i int, m mark) (stand, bool) {
	stance := opposes
	if m.class == r.cls.join {
		stance = supports
	}
	if !r.courtWithin(i, []mark{m}, 7) || r.negated(i, m) || r.followed(i, m, 8, r.cls.warrant, r.cls.charge) || r.questioned(i, m) && !r.saidFirst(i, m.first) {
		return stand{}, false
	}
	return stand{stance, onMembership, m, "joins or leaves", nil}, true
}

func (r *reading) sanctionStand(i int, m mark) (stand, bool) {
	near := m.class == r.cls.sanctioned || r.followed(i, m, 6, r.cls.sanction)
	if !near || r.negated(i, m) || r.questioned(i, m) || !r.isTarget(i, []mark{m}) {
		return stand{}, false
	}
	if m.class == r.cls.lift {
		return stand{opposes, onSanctions, m, "lifts sanctions on the Court", nil}, true
	}
	return stand{supports, onSanctions, m, "imposes sanctions on the Court", nil}, true
}

// demand: a call to investigate, or to stop it.
func (r *reading) demand(i int, m mark) (stand, bool) {
	switch {
	case r.questioned(i, m) || r.negated(i, m):
	case r.followed(i, m, 9, r.lex.Class("cancel"), r.lex.Class("close")) && r.followed(i, m, 16, r.cls.warrant):
		return stand{opposes, onWarrant, m, "asks to cancel the warrant", nil}, true
	case r.followed(i, m, 9, r.lex.Class("close"), r.lex.Class("drop")) && r.followed(i, m, 16, r.cls.investigation):
		return stand{opposes, onInvestigation, m, "asks to stop the investigation", nil}, true
	case r.followed(i, m, 14, r.cls.investigate, r.cls.investigation) && r.courtWithin(i, []mark{m}, 9) && !r.followed(i, m, 14, r.cls.oppose, r.lex.Class("close")):
		return stand{supports, onInvestigation, m, "asks the Court to investigate", nil}, true
	case r.followed(i, m, 8, r.cls.arrest) && r.followed(i, m, 14, r.cls.warrant):
		return stand{supports, onWarrant, m, "asks for the arrest", nil}, true
	}
	return stand{}, false
}

// challenge: a state's appeal against what the Court does: "Ruritania's appeal against the investigation".
func (r *reading) challenge(i int, m mark) (stand, bool) {
	k := slices.IndexFunc(r.marks, func(o mark) bool { return o == m })
	who := r.stateAfter(k)
	if who == nil {
		who = r.stateBefore(k)
	}
	phrase := m.class == r.cls.appealed && m.last-m.first > 1 // "appeal against"
	if who == nil || !r.sents[i].court || !phrase && !r.followed(i, m, 6, r.cls.against) {
		return stand{}, false
	}
	for _, t := range []struct {
		class  lexicon.Class
		target string
	}{{r.cls.investigation, onInvestigation}, {r.cls.warrant, onWarrant}, {r.cls.jurisdiction, onJurisdiction}} {
		if r.followed(i, m, 16, t.class) {
			return stand{opposes, t.target, m, "appeals against it", who}, true
		}
	}
	return stand{}, false
}

// followed reports a word of one of the classes within reach after the mark.
func (r *reading) followed(i int, m mark, reach int, classes ...lexicon.Class) bool {
	for _, o := range r.sentence(i) {
		if o.ent == nil && o.role == "" && o.first >= m.last && o.first-m.last <= reach && slices.Contains(classes, o.class) {
			return true
		}
	}
	return false
}

// negated: a word of negation right before the mark.
func (r *reading) negated(i int, m mark) bool {
	for _, o := range r.sentence(i) {
		if r.isClass(o, r.cls.neg) && o.last <= m.first && m.first-o.last <= 3 && r.sameBreath(o.last, m.first) {
			return true
		}
	}
	return false
}

// questioned: a word of doubt right before the mark, so that nobody holds it yet.
func (r *reading) questioned(i int, m mark) bool {
	for _, o := range r.sentence(i) {
		if r.isClass(o, r.cls.hyp) && o.last <= m.first && m.first-o.last <= 3 {
			return true
		}
	}
	return false
}

// aimedAtCourt: the Court or its people stand within reach of the word.
func (r *reading) aimedAtCourt(i int, m mark) bool {
	reach := 9
	if m.class == r.cls.spy || m.class == r.cls.campaign {
		reach = 24
	}
	return r.courtWithin(i, []mark{m}, reach) || r.followed(i, m, 6, r.cls.officials, r.cls.judge, r.cls.prosecutor)
}

// targetNear names what a stance is about: what stands nearest after the word, or else before it.
func (r *reading) targetNear(i int, m mark, reach int) string {
	best, least := "", reach+1
	for _, o := range r.sentence(i) {
		t := r.targetOf(o)
		if t == "" || overlaps(o, []mark{m}) || t == onCourt && r.ownsTarget(o) {
			continue
		}
		d := o.first - m.last
		if o.first < m.first {
			d = m.first - o.last + 3
		}
		if t == onCourt {
			d += 2 // "the Court's warrant": the more special word wins
		}
		if d < least {
			best, least = t, d
		}
	}
	return best
}

func (r *reading) targetOf(m mark) string {
	if m.ent != nil {
		if m.ent.id == idICC || m.ent.typ == "organ" || m.ent.typ == "person" && r.ofCourt(m.ent) {
			return onCourt
		}
		return ""
	}
	if m.role != "" {
		if courtRole(m.role) {
			return onCourt
		}
		return ""
	}
	c := &r.cls
	switch m.class {
	case c.warrant, c.charge, c.decision:
		return onWarrant
	case c.sanction:
		return onSanctions
	case c.jurisdiction:
		return onJurisdiction
	case c.investigation:
		return onInvestigation
	case c.execute:
		return onCooperation
	case c.officials:
		return onCourt
	}
	return ""
}

// takePosition gives a stance to whoever holds it.
func (r *reading) takePosition(i int, s stand) {
	actors := []*found{s.actor}
	if s.actor == nil {
		actors = r.actors(i, s)
	}
	for _, f := range actors {
		if s.target == onMembership && f.typ != "state" {
			continue
		}
		r.addPosition(i, f, s)
		if st := r.stateSpeaking(f); st != nil {
			r.addPosition(i, st, s)
		}
	}
}

func (r *reading) addPosition(i int, f *found, s stand) {
	p := contract.Position{Actor: f.id, Stance: s.stance, Target: s.target, Situation: r.positionSituation(i),
		Evidence: r.evidenceAt(i, s.cue.first, s.cue.last), Confidence: contract.Likely, Why: s.why}
	for _, o := range r.positions {
		if o.Actor == p.Actor && o.Stance == p.Stance && o.Target == p.Target {
			return
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
