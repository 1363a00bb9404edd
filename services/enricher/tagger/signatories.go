package tagger

// signatories gives the stance of a statement or letter to those who are named as having signed or drafted it.
func (r *reading) signatories() {
	stance, target := r.letterStance()
	if stance == "" {
		return
	}
	for i := range r.sents {
		listed := r.sents[i].set.Has(r.cls.including) && r.sents[i].set.Has(r.cls.states)
		if !r.sents[i].set.Has(r.cls.signed) && !listed || !r.ofLetter(i) {
			continue
		}
		for _, m := range r.sentence(i) {
			if r.isClass(m, r.cls.signed) && !r.negated(i, m) || listed && r.isClass(m, r.cls.including) {
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
			r.addPosition(i, f, stand{stance, target, m, "signed it", nil})
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
			r.addPosition(i, o.ent, stand{stance, target, m, "signed it", nil})
			at = o.last
		}
	}
}
