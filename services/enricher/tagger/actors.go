package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

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

// maxOrgGap is the same for organisations, which more often pass by in a sentence, and for whoever acts against the Court.
const maxOrgGap = 8

// actors finds who holds a stance: the speaker of the quotation it stands in, or the subject of the sentence.
func (r *reading) actors(i int, s stand) []*found {
	if q := r.quoteAt(s.cue.first); q != nil && q.last-q.first > leastQuoteWords && (q.speaker != nil || q.first <= r.doc.Sents[i].First) && !r.borrowed(i, q) {
		return r.withParty(q.speaker)
	}
	ms := r.sentence(i)
	if fs := r.subjectAfter(ms, s); fs != nil {
		return fs
	}
	if k := r.topicMark(ms, s); k >= 0 {
		return r.withReporter(i, r.listBack(ms, k))
	}
	if by := r.agentWord(ms, s); by >= 0 && by-s.cue.last <= 2 {
		if out := r.passive(ms, s); out != nil || s.cue.class != r.cls.ask && r.courtNext(by) {
			return out
		}
	}
	for k := len(ms) - 1; k >= 0; k-- {
		m := ms[k]
		if m.last > s.cue.first || m.ent == nil || s.cue.first-m.last > r.reach(maxActorGap) || r.marksObject(m) {
			continue
		}
		if m.ent.typ == "state" && !r.speaksAsState(m) && !(s.cue.first-m.last <= 2 && actsByAdjective[s.why]) || !r.mayHold(m.ent, s) {
			continue
		}
		if r.objectOf(ms, k) || r.aside(ms, k, s.cue) || r.governedByPreposition(m) || r.addressed(ms, k) {
			continue
		}
		if r.ofCourt(m.ent) && s.why != hunts && (m.ent.typ == "person" || s.cue.first-m.last <= 6 && !r.possessive(ms, k)) {
			if r.grammaticalObject(i, ms, k) {
				continue
			}
			return r.reporter(i, m.first)
		}
		if (m.ent.typ == "org" || s.why == actsAgainst) && s.cue.first-m.last > r.reach(maxOrgGap) {
			continue
		}
		if r.mayAct(m.ent) {
			return r.withReporter(i, r.withHolder(ms, k, r.listBack(ms, k)))
		}
	}
	return r.passive(ms, s)
}

// subjectAfter is who stands right after the verb, in languages that put it there.
func (r *reading) subjectAfter(ms []mark, s stand) []*found {
	if !r.verbFirst() || r.resumed(s.cue) {
		return nil
	}
	for k, m := range ms {
		switch {
		case m.first < s.cue.last || m.ent == nil:
		case m.first-s.cue.last > 7 || !r.sameBreath(s.cue.last, m.first) || r.ofCourt(m.ent):
			return nil
		case m.ent.typ == "state" && r.personWithin(m, 4) != nil:
		case r.mayActAs(m) && r.mayHold(m.ent, s):
			return r.listForward(ms, k)
		}
	}
	return nil
}

// personWithin is the person named right after the mark: "the Ruritanian minister Doe".
func (r *reading) personWithin(m mark, reach int) *found {
	for _, o := range r.between(m.last, min(m.last+reach, r.sentenceEnd(m))) {
		if o.ent != nil {
			if o.ent.typ == "person" && r.sameBreath(m.last, o.first) {
				return o.ent
			}
			return nil
		}
	}
	return nil
}

// aside: the Court stands between two commas after the subject: "Ruritania, where the court sits, will".
func (r *reading) aside(ms []mark, k int, cue mark) bool {
	m := ms[k]
	if k == 0 || !r.ofCourt(m.ent) || m.ent.typ == "person" || r.sameBreath(m.last, cue.first) {
		return false
	}
	for j := k - 1; j >= 0 && m.first-ms[j].last <= 4; j-- {
		if p := ms[j]; r.mayActAs(p) {
			return r.doc.Tokens[p.last].Shape&text.Comma != 0
		}
	}
	return false
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

// grammaticalObject: nobody is said to speak, and who may act stands before the Court in its clause, so that the Court is
// what the verb is directed at: "Doe describes the Court as".
func (r *reading) grammaticalObject(i int, ms []mark, k int) bool {
	if slices.ContainsFunc(ms[:k], func(m mark) bool { return r.isClass(m, r.cls.say) }) {
		return false
	}
	for j := k - 1; j >= 0 && ms[k].first-ms[j].last <= 6; j-- {
		if m := ms[j]; r.mayActAs(m) && ms[k].first > m.last+1 {
			return r.sameBreath(m.last+1, ms[k].first) && !r.governedByPreposition(m)
		}
	}
	return false
}

// borrowed: a few quoted words in a sentence that does not name their speaker may be anybody's.
func (r *reading) borrowed(i int, q *quote) bool {
	if q.speaker == nil || q.first <= r.doc.Sents[i].First || q.last-q.first > 12 {
		return false
	}
	return !slices.ContainsFunc(r.sentence(i), func(m mark) bool {
		return m.ent == q.speaker || r.isClass(m, r.cls.he) && r.doc.Tokens[m.first].Shape&text.Upper != 0
	})
}

// addressed: a call goes to whom the verb names right after it: "Ruritania urged the Security Council to".
func (r *reading) addressed(ms []mark, k int) bool {
	if r.lang != "en" {
		return false // elsewhere the subject may stand behind the verb
	}
	for j := k - 1; j >= 0 && ms[k].first-ms[j].last <= 1; j-- {
		if r.isClass(ms[j], r.cls.ask) && j > 0 {
			return true
		}
	}
	return false
}

// withHolder adds the person of whom the state is only said to be their office: "Doe, the Ruritanian minister, called".
func (r *reading) withHolder(ms []mark, k int, actors []*found) []*found {
	m := ms[k]
	if k == 0 || len(actors) != 1 || m.ent.typ != "state" || !r.besideAuthority(m) {
		return actors
	}
	for j := k - 1; j >= 0 && m.first-ms[j].last <= 2; j-- {
		if p := ms[j]; p.ent != nil && p.ent.typ == "person" && r.mayAct(p.ent) && r.doc.Tokens[p.last].Shape&text.Comma != 0 {
			return append(actors, p.ent)
		}
	}
	return actors
}

// reporter is who says what the rest of the sentence holds: "Doe replied that the Court's decisions mean nothing".
func (r *reading) reporter(i, before int) []*found {
	if f := r.forWhom(i); f != nil {
		return []*found{f}
	}
	for _, m := range r.sentence(i) {
		if !r.isClass(m, r.cls.say) || m.last > before {
			continue
		}
		if f := r.accordingTo(m); f != nil {
			return []*found{f}
		}
		sub, ok := r.subject(m, r.doc.Sents[i].First, before, r.verbFirst())
		if sub.ent == nil {
			sub = r.spokenFor(sub)
		}
		if ok && sub.ent != nil && r.mayAct(sub.ent) && !(sub.weak && sub.ent.typ == "state") {
			return []*found{r.namedAfter(sub, m)}
		}
	}
	return nil
}

// spokenFor is whom a nameless spokesman speaks for: "a spokesman for Ruritania".
func (r *reading) spokenFor(sub mark) mark {
	if r.officeOf(sub) == "spokesperson" {
		for _, o := range r.between(sub.last, sub.last+3) {
			if o.ent != nil && r.belonging(o) {
				return o
			}
		}
	}
	return sub
}

// viewOf are the words that open a sentence with whose view it tells.
var viewOf = map[string]bool{"fr pour": true, "es para": true, "pt para": true, "it per": true, "de fur": true, "nl volgens": true, "de laut": true, "fr selon": true, "es segun": true, "it secondo": true, "pt segundo": true}

// forWhom is whose view a sentence tells that opens with "for Doe," or "according to Ruritania,".
func (r *reading) forWhom(i int) *found {
	first := r.doc.Sents[i].First
	if !viewOf[r.lang+" "+string(r.doc.Word(first))] {
		return nil
	}
	for _, m := range r.between(first+1, min(first+4, r.doc.Sents[i].Last)) {
		if r.mayActAs(m) {
			return m.ent
		}
	}
	return nil
}

// namedAfter is the person between the state of their office and the verb: "the minister of Ruritania, Doe, said".
func (r *reading) namedAfter(sub, say mark) *found {
	if sub.ent.typ != "state" {
		return sub.ent
	}
	for _, o := range r.between(sub.last, say.first) {
		if o.ent != nil && o.ent.typ == "person" && o.first-sub.last <= 1 && r.mayAct(o.ent) {
			return o.ent
		}
	}
	return sub.ent
}

// accordingTo: "according to Ruritania," where the words open the sentence.
func (r *reading) accordingTo(m mark) *found {
	if m.last-m.first != 2 || m.first > r.doc.Sents[r.doc.Tokens[m.first].Sent].First {
		return nil
	}
	for _, o := range r.between(m.last, min(m.last+2, r.sentenceEnd(m))) {
		if r.mayActAs(o) {
			return o.ent
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
		unknown := f.cat == nil && f.state == "" && speaksForState[first(f.roles)]
		if f.typ == "person" && (unknown || r.stateSpeaking(f) == actors[0]) {
			return append(actors, f)
		}
	}
	return actors
}

// actsByAdjective are stances that a state takes through what is only called by its adjective: "Israeli spies".
var actsByAdjective = map[string]bool{actsAgainst: true, imposes: true}

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
		if m.ent == nil && next.first-m.last <= 4 && !r.takesStance(m) {
			continue
		}
		if !r.mayActAs(m) || m.ent.typ != ms[k].ent.typ || !r.inList(m.last, ms[k].first) {
			break
		}
		out = append(out, m.ent)
	}
	return out
}

// takesStance: the word is a verb of its own, so that who stands before it holds another stance.
func (r *reading) takesStance(m mark) bool {
	c := &r.cls
	if m.ent != nil || m.role != "" {
		return false
	}
	switch m.class {
	case c.say, c.support, c.oppose, c.negative, c.positive, c.ask, c.obey, c.comply, c.defy, c.disown, c.recognise:
		return true
	}
	return false
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
	return tied || r.doc.Tokens[to].Shape&text.Comma != 0 || r.joined(to)
}

// passive: "condemned by Ruritania and Freedonia", "drew support from Ruritania": who stands right after the word.
func (r *reading) passive(ms []mark, s stand) []*found {
	by := r.agentWord(ms, s)
	if by < 0 {
		return nil
	}
	var out []*found
	for _, m := range ms {
		if m.first < by || !r.mayActAs(m) {
			continue
		}
		if len(out) == 0 && m.first-by > 3 || len(out) > 0 && !r.inList(by, m.first) {
			break
		}
		out, by = append(out, m.ent), m.last
	}
	return out
}

// courtNext: the Court itself is who did it: "condemned by the Court".
func (r *reading) courtNext(at int) bool {
	return slices.ContainsFunc(r.between(at, min(at+3, len(r.doc.Tokens))), func(m mark) bool { return m.ent != nil && r.ofCourt(m.ent) })
}

// agentWord is the token after the word that leads to who holds the stance, -1 where there is none: "by" right after a
// verb, "from" somewhat later after a noun.
func (r *reading) agentWord(ms []mark, s stand) int {
	for _, m := range ms {
		d := m.first - s.cue.last
		if d < 0 || !r.isClass(m, r.cls.by) && !r.isClass(m, r.cls.source) {
			continue
		}
		if d <= 2 || d <= 9 && r.isClass(m, r.cls.source) && r.sameBreath(s.cue.last, m.first) {
			return m.last
		}
	}
	return -1
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
	return m.ent != nil && r.mayAct(m.ent) && (m.ent.typ != "state" || r.speaksAsState(m))
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
