package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
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

// stand is a stance that a sentence takes, before it is known whose it is.
type stand struct {
	stance, target string
	cue            mark
	why            string
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
		if t := r.targetNear(i, m, 8); r.negated(i, m) && (t == onJurisdiction || t == onCourt || t == onWarrant) {
			return stand{opposes, t, m, "does not recognise"}, true
		}
	case c.jurisdiction:
		if r.negated(i, m) && !r.questioned(i, m) {
			return stand{opposes, onJurisdiction, m, "denies the jurisdiction"}, true
		}
	case c.refuse, c.fail:
		if r.followed(i, m, 6, c.arrest, c.execute, c.cooperate, c.surrender) && !r.questioned(i, m) {
			return stand{opposes, onCooperation, m, "refuses what the Court asks for"}, true
		}
	case c.comply:
		if !r.negated(i, m) {
			return stand{supports, onCooperation, m, "would do what the Court asks for"}, true
		}
	case c.withdraw, c.join:
		return r.membershipStand(i, m)
	case c.impose, c.lift, c.sanctioned:
		return r.sanctionStand(i, m)
	case c.threaten, c.threat, c.spy, c.campaign:
		if r.aimedAtCourt(i, m) && !r.opposed(i, m) && !r.questioned(i, m) {
			return stand{opposes, onCourt, m, "acts against the Court"}, true
		}
	case c.ask:
		return r.demand(i, m)
	}
	return stand{}, false
}

// judgement: support or opposition, toward what stands nearest.
func (r *reading) judgement(i int, m mark, stance string) (stand, bool) {
	target := r.targetNear(i, m, 9)
	if target == "" && (m.class == r.cls.negative || m.class == r.cls.positive) {
		target = r.topicOf(i)
	}
	if target == "" || r.questioned(i, m) || r.towardOthers(m) {
		return stand{}, false
	}
	if stance == opposes && (target == onCourt || target == onSanctions) && r.againstAttack(i, m) {
		return stand{supports, onCourt, m, "opposes an attack on the Court"}, true
	}
	if r.negated(i, m) {
		if stance == opposes {
			return stand{}, false
		}
		stance = opposes
	}
	return stand{stance, target, m, "words of support or opposition"}, true
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
	for _, o := range r.between(m.last, min(m.last+3, len(r.doc.Tokens))) {
		if o.ent != nil && !o.weak && (o.ent.typ == "state" || o.ent.typ == "person" || o.ent.typ == "org") {
			return !r.ofCourt(o.ent)
		}
		if o.ent == nil && o.class == r.cls.by {
			return false
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
	return stand{stance, onMembership, m, "joins or leaves"}, true
}

func (r *reading) sanctionStand(i int, m mark) (stand, bool) {
	near := m.class == r.cls.sanctioned || r.followed(i, m, 6, r.cls.sanction)
	if !near || r.negated(i, m) || r.questioned(i, m) || !r.isTarget(i, []mark{m}) {
		return stand{}, false
	}
	if m.class == r.cls.lift {
		return stand{opposes, onSanctions, m, "lifts sanctions on the Court"}, true
	}
	return stand{supports, onSanctions, m, "imposes sanctions on the Court"}, true
}

// demand: a call to investigate, or to stop it.
func (r *reading) demand(i int, m mark) (stand, bool) {
	switch {
	case r.questioned(i, m) || r.negated(i, m):
	case r.followed(i, m, 9, r.lex.Class("cancel"), r.lex.Class("close")) && r.followed(i, m, 16, r.cls.warrant):
		return stand{opposes, onWarrant, m, "asks to cancel the warrant"}, true
	case r.followed(i, m, 9, r.lex.Class("close"), r.lex.Class("drop")) && r.followed(i, m, 16, r.cls.investigation):
		return stand{opposes, onInvestigation, m, "asks to stop the investigation"}, true
	case r.followed(i, m, 14, r.cls.investigate, r.cls.investigation) && r.courtWithin(i, []mark{m}, 9) && !r.followed(i, m, 14, r.cls.oppose, r.lex.Class("close")):
		return stand{supports, onInvestigation, m, "asks the Court to investigate"}, true
	case r.followed(i, m, 8, r.cls.arrest) && r.followed(i, m, 14, r.cls.warrant):
		return stand{supports, onWarrant, m, "asks for the arrest"}, true
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
		if t == "" || overlaps(o, []mark{m}) {
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
	for _, f := range r.actors(i, s) {
		if s.target == onMembership && f.typ != "state" {
			continue
		}
		r.addPosition(i, f, s)
		if st := r.stateSpeaking(f); st != nil {
			r.addPosition(i, st, s)
		}
	}
}

// stateSpeaking is the state for which a head of state or government, minister, diplomat or spokesperson speaks.
func (r *reading) stateSpeaking(f *found) *found {
	if f.typ != "person" {
		return nil
	}
	if f.cat == nil {
		if speaksForState[first(f.roles)] && f.state != "" {
			return r.entityByID(f.state)
		}
		return nil
	}
	for _, o := range f.cat.OfficesOn(r.on) {
		if o.Role != "lawmaker" && strings.HasPrefix(o.Body, "state:") || speaksForState[o.Role] {
			if st := r.know.stateOf[f.id]; st != "" {
				return r.entityByID(st)
			}
		}
	}
	return nil
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

var speaksForState = map[string]bool{"head-of-state": true, "head-of-government": true, "foreign-minister": true, "defence-minister": true,
	"spokesperson": true, "diplomat": true, "ambassador": true, "justice-minister": true, "minister": true, "vice-president": true}

// maxActorGap bounds how far before its words the holder of a stance may stand, in tokens.
const maxActorGap = 22

// actors finds who holds a stance: the speaker of the quotation it stands in, or the subject of the sentence.
func (r *reading) actors(i int, s stand) []*found {
	if q := r.quoteAt(s.cue.first); q != nil && q.last-q.first > leastQuoteWords {
		return r.withParty(q.speaker)
	}
	ms := r.sentence(i)
	if f := r.subjectAfter(ms, s); f != nil {
		return []*found{f}
	}
	for k := len(ms) - 1; k >= 0; k-- {
		m := ms[k]
		if m.last > s.cue.first || m.ent == nil || s.cue.first-m.last > maxActorGap {
			continue
		}
		if adjectival := m.weak && m.ent.typ == "state"; adjectival && !(s.cue.first-m.last <= 2 && actsByAdjective[s.why]) {
			continue
		}
		if r.objectOf(ms, k) {
			continue
		}
		if r.ofCourt(m.ent) && (m.ent.typ == "person" || s.cue.first-m.last <= 6 && !r.possessive(ms, k)) {
			return r.reporter(i, m.first)
		}
		if r.mayAct(m.ent) {
			return r.withReporter(i, r.listBack(ms, k))
		}
	}
	return r.passive(ms, s)
}

// subjectAfter is who stands right after the verb, in languages that put it there.
func (r *reading) subjectAfter(ms []mark, s stand) *found {
	if !r.verbFirst() {
		return nil
	}
	for _, m := range ms {
		if m.ent != nil && m.first >= s.cue.last && m.first-s.cue.last <= 2 && r.mayActAs(m) {
			return m.ent
		}
	}
	return nil
}

// possessive: the Court's name only says whose decision or warrant is meant.
func (r *reading) possessive(ms []mark, k int) bool {
	for j := max(0, k-2); j < min(len(ms), k+3); j++ {
		m := ms[j]
		if m.ent == nil && m.role == "" && (m.class == r.cls.decision || m.class == r.cls.warrant || m.class == r.cls.jurisdiction || m.class == r.cls.investigation) && gap(m, ms[k]) <= 2 {
			return true
		}
	}
	return false
}

// reporter is who says what the rest of the sentence holds: "Doe replied that the Court's decisions mean nothing".
func (r *reading) reporter(i, before int) []*found {
	for _, m := range r.sentence(i) {
		if !r.isClass(m, r.cls.say) || m.last > before {
			continue
		}
		if sub, ok := r.subject(m, r.doc.Sents[i].First, before, r.verbFirst()); ok && sub.ent != nil && r.mayAct(sub.ent) && !(sub.weak && sub.ent.typ == "state") {
			return []*found{sub.ent}
		}
	}
	return nil
}

// withReporter adds the person who speaks for the state that holds the stance.
func (r *reading) withReporter(i int, actors []*found) []*found {
	if len(actors) != 1 || actors[0].typ != "state" {
		return actors
	}
	for _, f := range r.reporter(i, r.doc.Sents[i].Last) {
		if f.typ == "person" && r.stateSpeaking(f) == actors[0] {
			return append(actors, f)
		}
	}
	return actors
}

// actsByAdjective are stances that a state takes through what is only called by its adjective: "Israeli spies".
var actsByAdjective = map[string]bool{"acts against the Court": true, "imposes sanctions on the Court": true}

// withParty is the speaker, and the organisation that an aside ties to the speaker's name.
func (r *reading) withParty(f *found) []*found {
	if f == nil || !r.mayAct(f) {
		return nil
	}
	out := []*found{f}
	for _, at := range f.mentions {
		if at.last >= len(r.doc.Tokens) || r.doc.Tokens[at.last].Shape&text.Comma == 0 {
			continue
		}
		for _, m := range r.between(at.last, min(at.last+6, len(r.doc.Tokens))) {
			if m.ent != nil && m.ent.typ == "org" && r.mayAct(m.ent) {
				return append(out, m.ent)
			}
		}
	}
	return out
}

// listBack gathers the list that ends at mark k: "Belgium, Chile and Jordan".
func (r *reading) listBack(ms []mark, k int) []*found {
	out := []*found{ms[k].ent}
	for j := k - 1; j >= 0; j-- {
		m, next := ms[j], ms[j+1]
		if r.isClass(m, r.cls.and) {
			continue
		}
		if m.ent == nil && next.first-m.last <= 4 && !r.isClass(m, r.cls.say) {
			continue
		}
		if !r.mayActAs(m) || m.ent.typ != ms[k].ent.typ || !r.inList(m.last, ms[k].first) {
			break
		}
		out = append(out, m.ent)
	}
	return out
}

// inList: names, commas, "and", titles and short remarks in brackets stand between two tokens, and nothing longer.
func (r *reading) inList(from, to int) bool {
	if to-from > 30 {
		return false
	}
	free, tied := 0, false
	for i := from; i < to; i++ {
		t := r.doc.Tokens[i]
		if t.Shape&(text.Comma|text.Bracket) != 0 {
			tied, free = true, 0
		}
		switch known := r.between(i, i+1); {
		case len(known) > 0 && known[0].ent != nil:
			free = 0
		case len(known) > 0 && r.isClass(known[0], r.cls.and):
			tied, free = true, 0
		default:
			free++
		}
		if free > 4 {
			return false
		}
	}
	return tied || r.doc.Tokens[to].Shape&text.Comma != 0
}

// passive: "condemned by Israel": who stands right after the word.
func (r *reading) passive(ms []mark, s stand) []*found {
	by := -1
	for _, m := range ms {
		switch {
		case r.isClass(m, r.cls.by) && m.first >= s.cue.last && m.first-s.cue.last <= 2:
			by = m.last
		case by >= 0 && m.first-by <= 3 && r.mayActAs(m):
			return []*found{m.ent}
		}
	}
	return nil
}

func (r *reading) quoteAt(token int) *quote {
	i, exact := slices.BinarySearchFunc(r.quotes, token, func(q quote, at int) int { return q.first - at })
	if !exact {
		i--
	}
	if i >= 0 && token < r.quotes[i].last {
		return &r.quotes[i]
	}
	return nil
}

// mayAct: states, parties and persons; the Court's own people, and those it sought unless they hold an office, do not.
func (r *reading) mayAct(f *found) bool {
	switch f.typ {
	case "state":
		return true
	case "org":
		return f.id != idICC && !r.know.otherCourt[f.id] && !r.know.media[f.id]
	case "person":
		return !r.ofCourt(f) && (!r.know.wanted(f.id) || f.cat != nil && len(f.cat.OfficesOn(r.on)) > 0)
	}
	return false
}

// mayActAs leaves out adjectives of states: "the Israeli army" is not Israel.
func (r *reading) mayActAs(m mark) bool {
	return m.ent != nil && r.mayAct(m.ent) && !(m.weak && m.ent.typ == "state")
}

// objectOf: what a warrant, crimes or an investigation are about is not who speaks: "the warrant against Netanyahu".
func (r *reading) objectOf(ms []mark, k int) bool {
	for j := k - 1; j >= 0 && ms[k].first-ms[j].last <= 4; j-- {
		m := ms[j]
		if m.ent != nil || m.role != "" {
			continue
		}
		switch m.class {
		case r.cls.warrant, r.cls.crimes, r.cls.investigation, r.cls.arrest, r.cls.sanction, r.cls.against, r.cls.charge, r.cls.hague:
			return true
		}
	}
	return false
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

// signatories gives the stance of a statement or letter to those who are named as having signed or drafted it.
func (r *reading) signatories() {
	stance, target := r.letterStance()
	if stance == "" {
		return
	}
	for i := range r.sents {
		if !r.sents[i].set.Has(r.cls.signed) || !r.ofLetter(i) {
			continue
		}
		for _, m := range r.sentence(i) {
			if r.isClass(m, r.cls.signed) {
				r.sign(i, m, stance, target)
			}
		}
	}
}

// letterStance is the stance of the statement or letter that the article tells of.
func (r *reading) letterStance() (string, string) {
	for _, e := range r.events {
		switch {
		case e.Type == "statement_of_support" && e.Status == reported:
			return supports, onCourt
		case e.Type == "letter_against" && e.Status == reported:
			return opposes, onInvestigation
		}
	}
	return "", ""
}

// ofLetter: the sentence, or the one before it, speaks of the letter or statement.
func (r *reading) ofLetter(i int) bool {
	has := func(s span) bool { return s.set.Has(r.cls.letter) || s.set.Has(r.cls.statement) }
	return has(r.sents[i]) || i > 0 && has(r.sents[i-1])
}

// sign gives the stance to those named after "signed by", and to those named before "signed the letter".
func (r *reading) sign(i int, m mark, stance, target string) {
	ms := r.sentence(i)
	if r.followed(i, m, 3, r.cls.letter, r.cls.statement) {
		for _, f := range r.actors(i, stand{cue: m}) {
			r.addPosition(i, f, stand{stance, target, m, "signed it"})
		}
	}
	at := m.last
	for _, o := range ms {
		if o.first < m.last {
			continue
		}
		if o.first-at > 9 {
			break
		}
		if r.mayActAs(o) {
			r.addPosition(i, o.ent, stand{stance, target, m, "signed it"})
			at = o.last
		}
	}
}
