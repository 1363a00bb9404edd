package tagger

// topicOf is what a bare judgement ("a disgrace") is about: the warrants or the sanctions, whichever the sentences before
// spoke of last.
func (r *reading) topicOf(i int) string {
	for k := i; k >= max(0, i-4); k-- {
		set := &r.sents[k].set
		switch {
		case set.Has(r.cls.warrant):
			return onWarrant
		case (set.Has(r.cls.sanction) || set.Has(r.cls.sanctioned)) && r.main:
			return onSanctions
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
		if o.ent == nil && (o.class == r.cls.by || o.class == r.cls.source) {
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

// aimedAtCourt: the Court or its people stand within reach of the word.
func (r *reading) aimedAtCourt(i int, m mark) bool {
	reach := 9
	if m.class == r.cls.spy || m.class == r.cls.campaign {
		reach = 24
	}
	return r.courtWithin(i, []mark{m}, r.reach(reach)) || r.followed(i, m, 6, r.cls.officials, r.cls.judge, r.cls.prosecutor)
}

// targetNear names what a stance is about: what stands nearest after the word, or else before it.
func (r *reading) targetNear(i int, m mark, reach int) string {
	reach = r.reach(reach)
	best, least := "", reach+1
	for _, o := range r.sentence(i) {
		t := r.targetOf(o)
		if t == "" || overlaps(o, []mark{m}) || t == onCourt && r.ownsTarget(o) {
			continue
		}
		d := o.first - m.last
		if o.first < m.first {
			if d = m.first - o.last; !r.verbLast() {
				d += 3
			}
		}
		if t == onCourt {
			d += r.courtYields() // "the Court's warrant": the more special word wins
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
	case c.warrant:
		return onWarrant
	case c.decision:
		return onDecision
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

// matterNear is what a judgement is about: the target that stands near it, or the act told last. turned says that who
// is for it is against the target.
func (r *reading) matterNear(i int, m mark) (target string, turned bool) {
	switch target = r.targetNear(i, m, 9); {
	case target == onDecision, target == "" && (m.class == r.cls.negative || m.class == r.cls.positive || r.followed(r.sentOf(m), m, 4, r.cls.source)):
		if at := r.matters[i]; at.draft != nil && at.draft.first != m.first {
			return at.target, at.turned
		}
		t := r.topicOf(i)
		if target == "" || t == onSanctions {
			return t, false
		}
		return onWarrant, false
	}
	return target, false
}

// decided: decisions of the Court, where they are not recognised, stand for the Court.
func (r *reading) decided(i int, target string) string {
	if target == onDecision && (r.sents[i].court || r.courtBefore(i, 2)) {
		return onCourt
	}
	return target
}

// sentOf is the sentence that a mark stands in.
func (r *reading) sentOf(m mark) int { return int(r.doc.Tokens[m.first].Sent) }
