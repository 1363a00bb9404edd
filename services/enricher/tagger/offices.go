package tagger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// resolveOffices says who is meant where an office is named without its holder, at the date of what is told.
func (r *reading) resolveOffices() {
	end := -1
	r.heldBy = map[string]*found{}
	for k := range r.marks {
		m := &r.marks[k]
		role := r.roleOf(m)
		if role == "" || m.first < end || r.longerNext(k, role) {
			continue
		}
		if r.resolveOne(k, role) {
			end = m.last
		}
	}
}

// roleOf is the role that a mark names, empty when none whose holder a date gives.
func (r *reading) roleOf(m *mark) string {
	if m.ent != nil {
		return ""
	}
	role := m.role
	if role == "" {
		role = r.cls.offices[m.class]
	}
	if r.unique[role] || stateRole[role] {
		return role
	}
	return ""
}

// stateRole are the offices of states of which there is one holder at a time.
var stateRole = map[string]bool{"head-of-state": true, "head-of-government": true, "foreign-minister": true, "defence-minister": true}

func (r *reading) resolveOne(k int, role string) bool {
	m := &r.marks[k]
	on := r.dateAt(int(r.doc.Tokens[m.first].Sent))
	if p := r.holderNamed(k); p != nil {
		r.wrongOffice(m, p, role, on)
		r.heldBy[role] = p
		return true
	}
	if r.preceded(k, r.cls.former) {
		return false
	}
	holders, why := r.holders(k, role, on)
	if len(holders) == 0 {
		return r.backReference(k, role)
	}
	r.addRoleRef(m, holders, why)
	return true
}

// longerNext reports that the office goes on beyond the mark: "the prosecutor" in "the prosecutor general".
func (r *reading) longerNext(k int, role string) bool {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first < m.last; j++ {
		if p := &r.marks[j]; p.last > m.last && r.roleOf(p) == role {
			return true
		}
	}
	return false
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

// holderNamed returns the person that an office is given to in the text: "prosecutor Karim Khan", "Khan, the
// prosecutor", "the prosecutor, Karim Khan".
func (r *reading) holderNamed(k int) *found {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first-m.last <= 5; j++ {
		p := r.marks[j]
		if p.ent != nil && p.ent.typ == "person" && p.first >= m.last && r.sameClause(m.last, p.first) {
			return p.ent
		}
	}
	for j := k - 1; j >= 0 && m.first-r.marks[j].last <= 4; j-- {
		p := r.marks[j]
		if p.ent != nil && p.ent.typ == "person" && p.last <= m.first && r.appositive(p.last, m.first) {
			return p.ent
		}
	}
	return nil
}

// sameClause: between an office and the name after it stand at most a comma or a bracket, and no verb.
func (r *reading) sameClause(from, to int) bool {
	for _, m := range r.between(from, to) {
		if m.ent != nil && m.ent.typ != "org" && m.ent.typ != "state" || m.ent == nil && m.role == "" && m.class == r.cls.say {
			return false
		}
	}
	return r.doc.Tokens[from-1].Sent == r.doc.Tokens[to].Sent
}

// appositive: after a name a comma and the office follow at once.
func (r *reading) appositive(from, to int) bool {
	return r.doc.Tokens[from-1].Sent == r.doc.Tokens[to].Sent && r.doc.Tokens[from].Shape&(text.Comma|text.Bracket) != 0
}

// between returns the marks that lie wholly between two tokens.
func (r *reading) between(from, to int) []mark {
	lo, _ := slices.BinarySearchFunc(r.marks, from, func(m mark, at int) int { return m.first - at })
	hi := lo
	for hi < len(r.marks) && r.marks[hi].first < to {
		hi++
	}
	return r.marks[lo:hi]
}

// wrongOffice notes when the text gives somebody of the Court an office that was another's.
func (r *reading) wrongOffice(m *mark, p *found, role string, on catalogue.Date) {
	if p.cat == nil || !courtRole(role) || holds(p.cat, role, on) || strings.HasPrefix(role, "asp-") && on == "" {
		return
	}
	held := courtOffices(p.cat, on)
	if len(held) == 0 {
		return
	}
	r.roleRef(m, []string{p.id}, fmt.Sprintf("the text calls %s %s; in office then: %s", p.label, role, strings.Join(held, ", ")))
}

func courtOffices(e *catalogue.Entity, on catalogue.Date) []string {
	var out []string
	for _, o := range e.OfficesOn(on) {
		if courtRole(o.Role) {
			out = append(out, o.Role)
		}
	}
	return out
}

// holders finds who is meant by an office that stands alone.
func (r *reading) holders(k int, role string, on catalogue.Date) ([]catalogue.Holding, string) {
	if stateRole[role] {
		return r.stateHolders(k, role, on)
	}
	if !r.courtsOffice(k, role) {
		return nil, ""
	}
	held := r.cat.Holders(role, on)
	return held, fmt.Sprintf("%s on %s", role, on)
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

// claimed reports that the office is part of another word ("prosecutor's office"), or that a state stands so close
// that the office may be its own.
func (r *reading) claimed(k int) bool {
	m := &r.marks[k]
	for j := max(0, k-6); j < min(len(r.marks), k+4); j++ {
		p := r.marks[j]
		if p.ent == nil && p.role == "" && p.class == r.cls.otp && p.first <= m.first && m.last <= p.last {
			return true
		}
		if p.ent != nil && p.ent.typ == "state" && p.last <= m.first && m.first-p.last <= 5 && r.closely(p.last, m.first) && !r.besideCourt(k) {
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
	state := r.stateBefore(k)
	if state == nil {
		state = r.stateAfter(k)
	}
	if state == nil {
		return nil, ""
	}
	held := slices.DeleteFunc(r.cat.Holders(role, on), func(h catalogue.Holding) bool { return h.Office.Body != state.id || h.Unverified })
	if len(held) != 1 {
		return nil, ""
	}
	return held, fmt.Sprintf("%s of %s on %s", role, state.label, on)
}

func (r *reading) addRoleRef(m *mark, held []catalogue.Holding, why string) {
	var ids []string
	for _, h := range held {
		if h.Office.State == "acting" && len(ids) > 0 {
			continue
		}
		ids = append(ids, h.Entity.ID)
		f := r.entity(h.Entity)
		if len(f.mentions) == 0 && f.why == "" && (len(held) == 1 || held[0].Office.Role != "icc-deputy-prosecutor") {
			f.why, f.conf = "meant by an office: "+why, contract.Likely
		}
	}
	r.roleRef(m, ids, why)
	if len(ids) == 1 {
		m.ent, m.weak = r.byID[ids[0]], true // for the rules after this one: the office speaks and acts
	}
}

func (r *reading) roleRef(m *mark, ids []string, why string) {
	first := m.first
	if m.last-first == 1 && first > 0 && string(r.doc.Word(first-1)) == "the" {
		first-- // "the prosecutor", but "chief prosecutor"
	}
	start, end, surface, field := r.place(first, m.last)
	r.roleRefs = append(r.roleRefs, contract.RoleRef{Text: surface, Start: start, End: end, Field: field, ResolvesTo: ids, Why: why})
}

// preceded reports that a word of the class stands at most two tokens before mark k.
func (r *reading) preceded(k int, class lexicon.Class) bool {
	m := &r.marks[k]
	for j := k - 1; j >= 0 && m.first-r.marks[j].last <= 1; j-- {
		if p := r.marks[j]; p.ent == nil && p.role == "" && p.class == class {
			return true
		}
	}
	return false
}
