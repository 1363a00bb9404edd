package tagger

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// resolveOffices says who is meant where an office is named without its holder, at the date of what is told, and whom
// the text gives an office to.
func (r *reading) resolveOffices() {
	end := -1
	r.heldBy = map[string]*found{}
	for k := range r.marks {
		m := &r.marks[k]
		if m.ent != nil || m.first < end {
			continue
		}
		if r.succession(k) || r.officeAlone(k) || r.officeBeside(k) {
			end = m.last
		}
	}
}

// officeAlone resolves an office of which there is one holder at a time, or the deputies', who are few.
func (r *reading) officeAlone(k int) bool {
	role := r.roleOf(&r.marks[k])
	if presides[r.anyRole(&r.marks[k])] && r.chairOf(k) != nil {
		role = "asp-president"
	}
	return role != "" && !r.longerNext(k, role) && !r.inLonger(k) && r.resolveOne(k, role)
}

// presides are the roles whose words also name who presides over the Assembly.
var presides = map[string]bool{"head-of-state": true, "icc-president": true, "chair": true, "leader": true, "asp-president": true}

// roleOf is the role that a mark names, empty when none whose holder a date gives.
func (r *reading) roleOf(m *mark) string {
	if role := r.anyRole(m); r.unique[role] || stateRole[role] {
		return role
	}
	return ""
}

// anyRole is the role that a mark names.
func (r *reading) anyRole(m *mark) string {
	switch {
	case m.ent != nil:
		return ""
	case m.role != "":
		return m.role
	}
	return r.cls.offices[m.class]
}

// stateRole are the offices of states of which there is one holder at a time.
var stateRole = map[string]bool{"head-of-state": true, "head-of-government": true, "foreign-minister": true, "defence-minister": true,
	"justice-minister": true, "vice-president": true}

func (r *reading) resolveOne(k int, role string) bool {
	m := &r.marks[k]
	on := r.officeDate(m)
	if p := r.holderNamed(k); p != nil {
		if !r.wrongOffice(m, p, role, on) {
			r.given(m, p)
		}
		r.heldBy[role] = p
		return true
	}
	if r.markedFormer(k) {
		return r.formerHolder(k, role, on)
	}
	holders, why := r.holders(k, role, on)
	if len(holders) == 0 {
		return r.backReference(k, role) || r.namedHolder(k, role, on)
	}
	r.addRoleRef(k, holders, why)
	return true
}

// officeDate is the date on which somebody held the office that is meant: that which stands close by, else that of
// publication.
func (r *reading) officeDate(m *mark) catalogue.Date {
	best, least := r.on, 9
	for _, t := range r.datesOf(int(r.doc.Tokens[m.first].Sent)) {
		if gap := max(t.first-m.last, m.first-t.last); gap < least && (r.on == "" || !r.on.Before(t.date)) && !r.sinceThen(t) {
			best, least = t.date, gap
		}
	}
	return best
}

// officeBeside notes whom of those the catalogue knows the text gives any other office to: "the interior minister Doe".
func (r *reading) officeBeside(k int) bool {
	m := &r.marks[k]
	if !spokenOf[r.anyRole(m)] {
		return false
	}
	p := r.holderNamed(k)
	return p != nil && r.given(m, p)
}

// spokenOf are offices of which there may be several, and whose holder a text often names.
var spokenOf = map[string]bool{"minister": true, "spokesperson": true, "icc-spokesperson": true, "ambassador": true, "diplomat": true,
	"attorney-general": true, "prosecutor-general": true, "national-security-adviser": true, "icc-vice-president": true, "asp-vice-president": true,
	"deputy-head-of-government": true, "taliban-leader": true, "chief-of-staff-armed-forces": true, "un-special-rapporteur": true, "leader": true, "chair": true}

// given notes that the text itself names the holder of an office.
func (r *reading) given(m *mark, p *found) bool {
	if p.cat == nil {
		return false
	}
	r.roleRef(m, []string{p.id}, "the text gives the office to "+p.label)
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

// inLonger reports that the words are part of a longer title, or that of a deputy: the president in "vice president".
func (r *reading) inLonger(k int) bool {
	m := &r.marks[k]
	for j := max(0, k-4); j < min(len(r.marks), k+5); j++ {
		p := &r.marks[j]
		if _, office := r.cls.offices[p.class]; p.ent == nil && (office || p.role != "") && p.first <= m.first && m.last <= p.last && p.last-p.first > m.last-m.first && r.anyRole(p) != r.anyRole(m) {
			return true
		}
		if r.isClass(*p, r.cls.under) && p.last == m.first && r.closely(m.first, m.first) {
			return true
		}
	}
	return false
}

// holderNamed returns the person that an office is given to in the text: "prosecutor Karim Khan", "Khan, the
// prosecutor", "the prosecutor, Karim Khan".
func (r *reading) holderNamed(k int) *found {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first-m.last <= 5; j++ {
		p := r.marks[j]
		if p.ent != nil && p.ent.typ == "person" && !p.weak && p.first >= m.last && r.sameClause(m.last, p.first) {
			return p.ent
		}
	}
	for j := k - 1; j >= 0 && m.first-r.marks[j].last <= 4; j-- {
		p := r.marks[j]
		if p.ent != nil && p.ent.typ == "person" && !p.weak && p.last <= m.first && r.appositive(p.last, m.first) {
			return p.ent
		}
	}
	return nil
}

// sameClause: between an office and the name after it stand at most a comma or a bracket, no verb, no "and" and no
// other office of which there is one holder.
func (r *reading) sameClause(from, to int) bool {
	for _, m := range r.between(from, to) {
		if m.ent != nil && m.ent.typ != "org" && m.ent.typ != "state" || r.isClass(m, r.cls.say) || r.isClass(m, r.cls.and) || r.roleOf(&m) != "" {
			return false
		}
	}
	return r.doc.Tokens[from-1].Sent == r.doc.Tokens[to].Sent
}

// appositive: after a name a comma and the office follow at once, with an article, a state or the Court between.
func (r *reading) appositive(from, to int) bool {
	if r.doc.Tokens[from-1].Sent != r.doc.Tokens[to].Sent || r.doc.Tokens[from].Shape&(text.Comma|text.Bracket) == 0 {
		return false
	}
	for i := from; i < to; i++ {
		if utf8.RuneCount(r.doc.Word(i)) > 3 && !slices.ContainsFunc(r.marksOver(i), func(m mark) bool { return m.ent != nil || r.isClass(m, r.cls.former) || r.anyRole(&m) != "" }) {
			return false
		}
	}
	return true
}

// marksOver returns the marks that take in token i, of those that begin shortly before it.
func (r *reading) marksOver(i int) []mark {
	ms := r.between(max(0, i-4), i+1)
	return slices.DeleteFunc(slices.Clone(ms), func(m mark) bool { return m.last <= i })
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
func (r *reading) wrongOffice(m *mark, p *found, role string, on catalogue.Date) bool {
	if p.cat == nil || !courtRole(role) || holds(p.cat, role, on) || strings.HasPrefix(role, "asp-") && on == "" {
		return false
	}
	held := courtOffices(p.cat, on)
	if len(held) == 0 {
		return false
	}
	r.roleRef(m, []string{p.id}, fmt.Sprintf("the text calls %s %s; in office then: %s", p.label, role, strings.Join(held, ", ")))
	return true
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

func (r *reading) addRoleRef(k int, held []catalogue.Holding, why string) {
	m := &r.marks[k]
	var ids []string
	for _, h := range held {
		if h.Office.State == "acting" && len(ids) > 0 {
			continue
		}
		ids = append(ids, h.Entity.ID)
		f := r.entity(h.Entity)
		if len(f.mentions) == 0 && f.why == "" && (len(held) == 1 || r.severalMeant(k)) {
			f.why, f.conf = "meant by an office: "+why, contract.Likely
		}
	}
	r.roleRef(m, ids, why)
	if len(ids) == 1 {
		m.ent, m.weak = r.byID[ids[0]], true // for the rules after this one: the office speaks and acts
	}
}

// severalMeant reports that the office stands in the plural: "the two deputies".
func (r *reading) severalMeant(k int) bool {
	m := &r.marks[k]
	for j := max(0, k-2); j < min(len(r.marks), k+3); j++ {
		if p := r.marks[j]; r.isClass(p, r.cls.deputies) && p.first < m.last && m.first < p.last {
			return true
		}
	}
	return false
}

func (r *reading) roleRef(m *mark, ids []string, why string) {
	first := m.first
	if m.last-first == 1 && first > 0 && string(r.doc.Word(first-1)) == "the" {
		first-- // "the prosecutor", but "chief prosecutor"
	}
	first, last := r.withAdjective(first, m.last)
	start, end, surface, field := r.place(first, last)
	r.roleRefs = append(r.roleRefs, contract.RoleRef{Text: surface, Start: start, End: end, Field: field, ResolvesTo: ids, Why: why})
}

// withAdjective takes a state's adjective and a word such as "former" that stand right at an office into it.
func (r *reading) withAdjective(first, last int) (int, int) {
	ms := r.between(max(0, first-3), min(len(r.doc.Tokens), last+4))
	for _, m := range slices.Backward(ms) {
		if m.last == first && r.qualifies(&m) && r.closely(first, first) && (m.ent == nil || !nounFirst[r.lang]) {
			first = m.first
		}
	}
	for _, m := range ms {
		if m.first == last && r.qualifies(&m) && r.closely(last, last) {
			last = m.last
		}
	}
	return first, last
}

func (r *reading) qualifies(m *mark) bool {
	return m.ent != nil && m.ent.typ == "state" && m.weak && !m.place || r.isClass(*m, r.cls.former)
}
