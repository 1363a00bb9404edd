package tagger

import (
	"cmp"
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// standOf reads the stance that a single word begins.
func (r *reading) standOf(i int, m mark) (stand, bool) {
	c := &r.cls
	switch m.class {
	case c.support, c.positive, c.obey:
		return r.judgement(i, m, supports)
	case c.oppose, c.negative:
		return r.judgement(i, m, opposes)
	case c.recognise:
		if t := r.decided(i, r.targetNear(i, m, 8)); (r.negated(i, m) || r.followed(i, m, 10, c.neg)) && (t == onJurisdiction || t == onCourt || t == onWarrant) {
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
	case c.defy:
		if !r.questioned(i, m) {
			return stand{opposes, onCooperation, m, "refuses what the Court asks for", nil}, true
		}
	case c.duty, c.harm:
		return r.avowal(i, m)
	case c.host:
		if r.hosts(i, m) {
			return stand{opposes, onCooperation, m, "receives whom the Court seeks", nil}, true
		}
	case c.disown:
		if t := r.targetNear(i, m, 8); !r.questioned(i, m) {
			return stand{opposes, cmp.Or(t, onCourt), m, "does not recognise", nil}, true
		}
	case c.partisan:
		if !r.questioned(i, m) && !r.negated(i, m) {
			return stand{opposes, onCourt, m, "calls the Court partisan", nil}, true
		}
	case c.hunted:
		if r.aimedAtCourt(i, m) && !r.questioned(i, m) {
			return stand{opposes, onCourt, m, hunts, nil}, true
		}
	case c.postpone:
		return r.deferral(i, m)
	case c.withdraw, c.join:
		return r.membershipStand(i, m)
	case c.impose, c.lift, c.sanctioned:
		return r.sanctionStand(i, m)
	case c.threaten, c.threat, c.spy, c.campaign:
		if m.class == c.campaign && m.last-m.first == 1 && !r.followed(i, m, 3, c.against) {
			break // before an election
		}
		if r.pronounBefore(i, m) {
			return r.warning(i, m)
		}
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
	target, turned := r.matterNear(i, m)
	promised := m.class == r.cls.obey && r.saidFirst(i, m.first)
	if target == "" || r.questioned(i, m) && !promised || !r.verbFirst() && !r.verbLast() && m.class != r.cls.negative && r.towardOthers(m) {
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
	if turned {
		stance = map[string]string{supports: opposes, opposes: supports}[stance]
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

func (r *reading) membershipStand(i int, m mark) (stand, bool) {
	stance := opposes
	if m.class == r.cls.join {
		if stance = supports; !r.fresh(i) {
			return stand{}, false
		}
	} else if r.takenBack(i, m) {
		stance = supports
	}
	if !r.courtWithin(i, []mark{m}, 7) && !r.signsExit(i, m) || r.negated(i, m) || r.followed(i, m, 8, r.cls.warrant, r.cls.charge) || r.questioned(i, m) && !r.saidFirst(i, m.first) {
		return stand{}, false
	}
	return stand{stance, onMembership, m, "joins or leaves the Court", nil}, true
}

// signsExit: a law or letter on the exit, which the article tells of, is signed.
func (r *reading) signsExit(i int, m mark) bool {
	return m.class == r.cls.withdraw && r.sents[i].set.Has(r.cls.signed) && r.matters[i].target == onMembership && r.recent(i, 6)
}

// takenBack: the exit itself is cancelled: "takes back its notice of withdrawal".
func (r *reading) takenBack(i int, m mark) bool {
	return slices.ContainsFunc(r.sentence(i), func(o mark) bool {
		return (r.isClass(o, r.cls.cancel) || r.isClass(o, r.cls.lift)) && !overlaps(o, []mark{m}) && o.last <= m.first && m.first-o.last <= 5
	})
}

func (r *reading) sanctionStand(i int, m mark) (stand, bool) {
	near := (m.class == r.cls.sanctioned || r.followed(i, m, 6, r.cls.sanction)) && r.isTarget(i, []mark{m})
	order := slices.ContainsFunc(r.between(m.last, min(m.last+6, r.sentenceEnd(m))), func(o mark) bool { return isOrder(o.ent) })
	if !near && !order || r.negated(i, m) || r.questioned(i, m) {
		return stand{}, false
	}
	if m.class == r.cls.lift {
		return stand{opposes, onSanctions, m, "lifts sanctions on the Court", nil}, true
	}
	return stand{supports, onSanctions, m, imposes, nil}, true
}

// demand: a call to investigate, or to stop it.
func (r *reading) demand(i int, m mark) (stand, bool) {
	switch {
	case r.questioned(i, m) || r.negated(i, m):
	case r.followed(i, m, 9, r.cls.cancel, r.cls.close) && (r.followed(i, m, 16, r.cls.warrant) || r.matters[i].target == onWarrant && r.followed(i, m, 14, r.cls.decision)):
		return stand{opposes, onWarrant, m, "asks to cancel the warrant", nil}, true
	case r.followed(i, m, 9, r.lex.Class("close"), r.lex.Class("drop")) && r.followed(i, m, 16, r.cls.investigation):
		return stand{opposes, onInvestigation, m, "asks to stop the investigation", nil}, true
	case r.followed(i, m, 14, r.cls.investigate, r.cls.investigation) && (r.courtWithin(i, []mark{m}, r.reach(9)) || r.followed(i, m, 4, r.cls.prosecutor)) && !r.followed(i, m, 14, r.cls.oppose, r.lex.Class("close")):
		return stand{supports, onInvestigation, m, "asks the Court to investigate", nil}, true
	case r.followed(i, m, 9, r.cls.lift, r.cls.cancel) && r.followed(i, m, 14, r.cls.sanction) && !r.followed(i, m, 14, r.cls.investigation):
		return stand{opposes, onSanctions, m, "asks to lift sanctions on the Court", nil}, true
	case r.followed(i, m, 9, r.cls.cooperate, r.cls.surrender, r.cls.execute) && !r.followed(i, m, 9, r.cls.neg) && r.courtWithin(i, []mark{m}, 14):
		return stand{supports, onCooperation, m, "asks others to do what the Court wants", nil}, true
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

// hunts is the reason given for wanted lists and criminal cases against the Court's people.
const hunts = "prosecutes the Court's people"

// deferral: a call to put the proceedings off.
func (r *reading) deferral(i int, m mark) (stand, bool) {
	if r.questioned(i, m) || r.negated(i, m) || !slices.ContainsFunc(r.sentence(i), func(o mark) bool {
		return r.isClass(o, r.cls.ask) || r.isClass(o, r.cls.say) || r.isClass(o, r.cls.support)
	}) {
		return stand{}, false
	}
	return stand{opposes, onInvestigation, m, "asks to put the proceedings off", nil}, true
}

// warning: "Doe said it threatens the Court": the speaker is against the act that was told last.
func (r *reading) warning(i int, m mark) (stand, bool) {
	at := r.matters[i]
	if at.target != onSanctions || at.turned || r.questioned(i, m) {
		return stand{}, false
	}
	return stand{opposes, onSanctions, m, "warns of what it does to the Court", nil}, true
}

// hosts: somebody whom the Court seeks is invited or received, in an article about the warrant.
func (r *reading) hosts(i int, m mark) bool {
	if r.negated(i, m) || !r.sents[i].court && !r.sents[i].set.Has(r.cls.warrant) && !r.courtBefore(i, 2) {
		return false
	}
	from, to := m.last, min(m.last+5, r.sentenceEnd(m))
	if r.lang == "de" || r.lang == "nl" || r.verbLast() {
		from = max(r.doc.Sents[i].First, m.first-r.reach(5))
	}
	return slices.ContainsFunc(r.between(from, to), func(o mark) bool {
		return o.ent != nil && r.know.wanted(o.ent.id) && r.sameBreath(min(m.last, o.last), max(m.first, o.first))
	})
}

// avowal: somebody says what is owed to the Court, or what harms it: "Doe said Ruritania must fulfil its obligations".
func (r *reading) avowal(i int, m mark) (stand, bool) {
	target := onCourt
	if m.class == r.cls.duty {
		target = onCooperation
	}
	if by := r.reporter(i, r.doc.Sents[i].Last); len(by) == 1 && !r.negated(i, m) {
		return stand{supports, target, m, "says what the Court is owed", by[0]}, true
	}
	if q := r.quoteAt(m.first); q != nil && q.speaker != nil && r.mayAct(q.speaker) && !r.negated(i, m) {
		return stand{supports, target, m, "says what the Court is owed", q.speaker}, true
	}
	return stand{}, false
}
