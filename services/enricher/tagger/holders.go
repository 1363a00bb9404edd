package tagger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// holders finds who is meant by an office that stands alone.
func (r *reading) holders(k int, role string, on catalogue.Date) ([]catalogue.Holding, string) {
	if stateRole[role] {
		return r.stateHolders(k, role, on)
	}
	if !courtRole(role) {
		return r.cat.Holders(role, on), fmt.Sprintf("%s on %s", role, on)
	}
	if role == "asp-president" && r.chairOf(k) != nil {
		return r.cat.Holders(role, on), fmt.Sprintf("%s on %s", role, on)
	}
	if !r.courtsOffice(k, role) {
		return nil, ""
	}
	held := r.likelier(r.cat.Holders(role, on), role, on)
	return held, fmt.Sprintf("%s on %s", role, on)
}

// likelier prefers who held an office when the article was published to who held it on a date of the sentence, where
// only the first is named in the article, or the date leaves it open.
func (r *reading) likelier(held []catalogue.Holding, role string, on catalogue.Date) []catalogue.Holding {
	if on == r.on || role == "icc-deputy-prosecutor" {
		return held
	}
	now := r.cat.Holders(role, r.on)
	both := slices.ContainsFunc(held, func(h catalogue.Holding) bool {
		return slices.ContainsFunc(now, func(n catalogue.Holding) bool { return n.Entity == h.Entity })
	})
	if both && len(held) > 1 || !slices.ContainsFunc(held, r.isNamed) && slices.ContainsFunc(now, r.isNamed) {
		return now
	}
	return held
}

func (r *reading) isNamed(h catalogue.Holding) bool {
	f := r.byID[h.Entity.ID]
	return f != nil && len(f.mentions) > 0
}

// courtsOffice decides whether "the prosecutor" is the Court's: the Court is named in the sentence or stands behind it,
// and neither another court nor a state claims the office.
func (r *reading) courtsOffice(k int, role string) bool {
	m := &r.marks[k]
	sent := int(r.doc.Tokens[m.first].Sent)
	s := r.sents[sent]
	if m.role != "" && m.last-m.first > 1 && r.namesCourt(m) {
		return true
	}
	if s.other || r.stateBefore(k) != nil || r.stateAfter(k) != nil || r.claimed(k) {
		return false
	}
	if role == "icc-president" || role == "icc-registrar" {
		return r.besideCourt(k)
	}
	if s.court {
		return r.main || r.besideCourt(k) || r.sents[sent].court
	}
	if sent > 0 && r.sents[sent-1].court && s.set.Has(r.cls.investigation) {
		return true
	}
	return r.main && sent > 0 && (r.sents[sent-1].court || r.courtSoFar(sent)) && !r.sents[sent-1].other
}

// claimed reports that the office is part of another word ("prosecutor's office"), or that a state stands so
// close that the office may be its own.
func (r *reading) claimed(k int) bool {
	m := &r.marks[k]
	for j := max(0, k-6); j < min(len(r.marks), k+4); j++ {
		p := r.marks[j]
		if r.isClass(p, r.cls.otp) && p.first <= m.first && m.last <= p.last {
			return true
		}
		if p.ent != nil && p.ent.typ == "state" && !p.place && p.last <= m.first && m.first-p.last <= 5 && r.closely(p.last, m.first) && !r.besideCourt(k) {
			return true
		}
	}
	return false
}

// courtSoFar reports that the Court was named at most four sentences before.
func (r *reading) courtSoFar(sent int) bool {
	for i := max(0, sent-4); i < sent; i++ {
		if r.sents[i].court {
			return true
		}
	}
	return false
}

// namesCourt reports that the words of a title themselves name the Court.
func (r *reading) namesCourt(m *mark) bool {
	for _, h := range r.names {
		if int(h.First) >= m.first && int(h.Last) <= m.last && r.ix.entities[h.p.ref].ID == idICC {
			return true
		}
	}
	words := r.lower(m)
	return strings.Contains(words, "icc") || strings.Contains(words, "cpi") || strings.Contains(words, "court")
}

func (r *reading) lower(m *mark) string { return strings.ToLower(r.doc.Original(m.first, m.last)) }

// besideCourt reports that the Court's name stands within two words of the office.
func (r *reading) besideCourt(k int) bool {
	m := &r.marks[k]
	for j := max(0, k-4); j < min(len(r.marks), k+5); j++ {
		p := r.marks[j]
		if p.ent != nil && p.ent.id == idICC && (m.first-p.last <= 2 && p.last <= m.first || p.first-m.last <= 3 && p.first >= m.last) {
			return true
		}
	}
	return false
}

// stateHolders finds the holder of a state's office when the state stands beside it.
func (r *reading) stateHolders(k int, role string, on catalogue.Date) ([]catalogue.Holding, string) {
	state := r.stateBeside(k)
	if state == nil {
		return nil, ""
	}
	held := inOffice(r.cat.Holders(role, on), state.id)
	if len(held) != 1 {
		return nil, ""
	}
	return held, fmt.Sprintf("%s of %s on %s", role, state.label, on)
}

// inOffice keeps those who held office in a state. One of whom the catalogue does not know how long he stayed counts
// only where nobody else does; who acts for another does not count beside him.
func inOffice(held []catalogue.Holding, state string) []catalogue.Holding {
	held = slices.DeleteFunc(held, func(h catalogue.Holding) bool { return h.Office.Body != state })
	for _, lesser := range []func(catalogue.Holding) bool{
		func(h catalogue.Holding) bool { return h.Unverified },
		func(h catalogue.Holding) bool { return h.Office.State == "acting" },
	} {
		if !slices.ContainsFunc(held, func(h catalogue.Holding) bool { return !lesser(h) }) {
			break
		}
		held = slices.DeleteFunc(held, lesser)
	}
	return held
}

// chairOf is the Assembly where its name stands right at the office of a president or chair.
func (r *reading) chairOf(k int) *found {
	m := &r.marks[k]
	for j := max(0, k-4); j < min(len(r.marks), k+5); j++ {
		p := r.marks[j]
		if p.ent != nil && p.ent.id == "organ:asp" && (p.first >= m.last && p.first-m.last <= 3 && r.closely(m.last, p.first) || m.first >= p.last && m.first-p.last <= 2 && r.closely(p.last, m.first)) {
			return p.ent
		}
	}
	return nil
}

// stateBeside is the state whose name or adjective stands at an office.
func (r *reading) stateBeside(k int) *found {
	if s := r.stateBefore(k); s != nil {
		return s
	}
	return r.stateAfter(k)
}

// backReference gives "the secretary of state" to whom the article introduced with that office before.
func (r *reading) backReference(k int, role string) bool {
	m, p := &r.marks[k], r.heldBy[role]
	if p == nil || !stateRole[role] || r.stateBefore(k) != nil || r.stateAfter(k) != nil {
		return false
	}
	r.roleRef(m, []string{p.id}, "the office was given to "+p.label+" before")
	m.ent, m.weak = p, true
	return true
}

// namedHolder gives an office whose state is not said to the one person of the article who held it then.
func (r *reading) namedHolder(k int, role string, on catalogue.Date) bool {
	if !stateRole[role] || r.stateBeside(k) != nil || r.besideCourt(k) || r.ofSomebody(k) {
		return false
	}
	is := func(e *catalogue.Entity) bool { return holds(e, role, on) }
	if p := r.onlyNamed(is); p != nil {
		m := &r.marks[k]
		r.roleRef(m, []string{p.id}, fmt.Sprintf("of those named only %s was %s on %s", p.label, role, on))
		m.ent, m.weak = p, true
		return true
	}
	state := r.storyState()
	if role == "head-of-state" || state == nil || r.severalNamed(is) || r.personWith(k) {
		return false
	}
	held := inOffice(r.cat.Holders(role, on), state.id)
	if len(held) != 1 || held[0].Unverified {
		return false
	}
	r.addRoleRef(k, held, fmt.Sprintf("%s of %s, which the article is about, on %s", role, state.label, on))
	return true
}

// personWith reports that the sentence of an office names somebody, whose office it may be or become.
func (r *reading) personWith(k int) bool {
	ms := r.sentence(int(r.doc.Tokens[r.marks[k].first].Sent))
	return slices.ContainsFunc(ms, func(m mark) bool { return m.ent != nil && m.ent.typ == "person" })
}

// storyState is the state that the article names far more often than any other, nil when there is none.
func (r *reading) storyState() *found {
	var first, second *found
	for _, f := range r.order {
		switch {
		case f.typ != "state" || len(f.mentions) == 0:
		case first == nil || len(f.mentions) > len(first.mentions):
			first, second = f, first
		case second == nil || len(f.mentions) > len(second.mentions):
			second = f
		}
	}
	if !r.main || first == nil || len(first.mentions) < 3 || second != nil && 2*len(second.mentions) > len(first.mentions) {
		return nil
	}
	return first
}

// ofSomebody reports that an organisation or another entity stands right after an office, whose office it may be.
func (r *reading) ofSomebody(k int) bool {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first-m.last <= 2; j++ {
		if p := r.marks[j]; p.first >= m.last && r.closely(m.last, p.first) && (p.ent != nil && p.ent.typ != "state" || r.isClass(p, r.cls.court)) {
			return true
		}
	}
	return false
}

// onlyNamed is the one person named in the article of whom the catalogue says what is asked, nil when there is none or
// more than one.
func (r *reading) onlyNamed(is func(*catalogue.Entity) bool) *found {
	var only *found
	for _, f := range r.order {
		if f.typ != "person" || f.cat == nil || len(f.mentions) == 0 || !is(f.cat) {
			continue
		}
		if only != nil {
			return nil
		}
		only = f
	}
	return only
}

// markedFormer reports that a word says that the office is held no more, before it or, in some languages, after.
func (r *reading) markedFormer(k int) bool {
	return r.preceded(k, r.cls.former) || r.trailed(k, r.cls.former)
}

// formerHolder finds who is meant by "the deposed president": of those who had held the office the one whom the article
// names, or the one whom the Court sought.
func (r *reading) formerHolder(k int, role string, on catalogue.Date) bool {
	body := ""
	if stateRole[role] {
		if s := r.stateBeside(k); s != nil {
			body = s.id
		}
	} else if !r.courtsOffice(k, role) {
		return false
	}
	was := func(e *catalogue.Entity) bool { return heldBefore(e, role, body, r.on) }
	p, why := r.onlyNamed(was), "of those named only %s had been %s"
	if p == nil && body != "" && !r.severalNamed(was) {
		p, why = r.onlySoughtOf(was), "only %s of those sought by the Court had been %s"
	}
	if p == nil {
		return r.holderThen(k, role, on)
	}
	m := &r.marks[k]
	why = fmt.Sprintf(why, p.label, role)
	if len(p.mentions) == 0 && p.why == "" {
		p.why = "meant by an office: " + why
	}
	r.roleRef(m, []string{p.id}, why)
	m.ent, m.weak = p, true
	return true
}

// holderThen resolves "the then prosecutor" where the text dates it.
func (r *reading) holderThen(k int, role string, on catalogue.Date) bool {
	if on == r.on || !r.preceded(k, r.cls.then) && !r.trailed(k, r.cls.then) {
		return false
	}
	held, why := r.holders(k, role, on)
	if len(held) != 1 {
		return false
	}
	r.addRoleRef(k, held, why)
	return true
}

// heldBefore reports that a person held an office, of a body if one is given, that had ended by a day.
func heldBefore(e *catalogue.Entity, role, body string, on catalogue.Date) bool {
	return slices.ContainsFunc(e.Offices, func(o catalogue.Office) bool {
		return o.Role == role && (body == "" || o.Body == body) && o.To != "" && (on == "" || !on.Before(o.To))
	})
}

func (r *reading) severalNamed(is func(*catalogue.Entity) bool) bool {
	return slices.ContainsFunc(r.order, func(f *found) bool {
		return f.typ == "person" && f.cat != nil && len(f.mentions) > 0 && is(f.cat)
	})
}

// onlySoughtOf is the one person whom the Court sought of those of whom the catalogue says what is asked.
func (r *reading) onlySoughtOf(is func(*catalogue.Entity) bool) *found {
	var only *catalogue.Entity
	for id := range r.know.cases {
		e, ok := r.cat.Entity(id)
		if !ok || !is(e) || !r.soughtBy(id) {
			continue
		}
		if only != nil {
			return nil
		}
		only = e
	}
	if only == nil {
		return nil
	}
	return r.entity(only)
}

// preceded reports that a word of the class stands at most one token before mark k.
func (r *reading) preceded(k int, class lexicon.Class) bool {
	m := &r.marks[k]
	for j := k - 1; j >= 0 && m.first-r.marks[j].last <= 1; j-- {
		if p := r.marks[j]; p.ent == nil && p.role == "" && p.class == class {
			return true
		}
	}
	return false
}

// trailed reports that a word of the class stands at most one token after mark k.
func (r *reading) trailed(k int, class lexicon.Class) bool {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first-m.last <= 1; j++ {
		if p := r.marks[j]; p.first >= m.last && r.isClass(p, class) && r.closely(m.last, p.first) {
			return true
		}
	}
	return false
}
