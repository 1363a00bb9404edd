package tagger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
)

// maxWait is how many years ahead a successor may have been chosen.
const maxWait = 1

// succession resolves "her successor" and "his predecessor" from the last officer named, and "the incumbent" from the
// office spoken of last.
func (r *reading) succession(k int) bool {
	m := &r.marks[k]
	if m.role != "" {
		return false
	}
	switch m.class {
	case r.cls.successor, r.cls.predecessor:
		return r.nextInOffice(k, m.class == r.cls.successor)
	case r.cls.incumbent:
		return r.incumbent(k)
	}
	return false
}

func (r *reading) nextInOffice(k int, after bool) bool {
	m := &r.marks[k]
	if p := r.holderNamed(k); p != nil {
		return r.given(m, p)
	}
	base := r.officerNear(k)
	if base == nil {
		return false
	}
	o, ok := lastOffice(base.cat, r.on)
	if !ok {
		return false
	}
	h, ok := r.neighbour(base.cat, o, after)
	if !ok || h.Entity.ID == base.id {
		return false
	}
	r.addRoleRef(k, []catalogue.Holding{h}, fmt.Sprintf("%s %s %s", o.Role, map[bool]string{true: "after", false: "before"}[after], base.label))
	return true
}

// officerNear is whose successor is meant: who is named right after the word, else the last officer named before it.
func (r *reading) officerNear(k int) *found {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first-m.last <= 1; j++ {
		if p := r.marks[j].ent; p != nil && r.officer(p) {
			return p
		}
	}
	sent := int(r.doc.Tokens[m.first].Sent)
	for j := k - 1; j >= 0 && sent-int(r.doc.Tokens[r.marks[j].first].Sent) <= 4; j-- {
		if p := r.marks[j].ent; p != nil && r.officer(p) {
			return p
		}
	}
	return nil
}

func (r *reading) officer(p *found) bool {
	if p.typ != "person" || p.cat == nil {
		return false
	}
	_, ok := lastOffice(p.cat, r.on)
	return ok
}

// lastOffice is the office of which there is one holder that a person held on a day or last before it: the Court's
// before a state's.
func lastOffice(e *catalogue.Entity, on catalogue.Date) (catalogue.Office, bool) {
	var best catalogue.Office
	for _, o := range e.Offices {
		if !inherited[o.Role] || on != "" && on.Before(o.From) {
			continue
		}
		if best.Role == "" || cmp.Or(cmp.Compare(btoi(courtRole(o.Role)), btoi(courtRole(best.Role))), strings.Compare(string(o.From), string(best.From))) > 0 {
			best = o
		}
	}
	return best, best.Role != ""
}

func btoi(b bool) int { return map[bool]int{true: 1}[b] }

// inherited are the offices in which one follows another.
var inherited = map[string]bool{"icc-prosecutor": true, "icc-president": true, "icc-registrar": true, "asp-president": true,
	"head-of-state": true, "head-of-government": true}

// neighbour is who held an office of one body next after, or last before, a given term.
func (r *reading) neighbour(e *catalogue.Entity, o catalogue.Office, after bool) (catalogue.Holding, bool) {
	var best catalogue.Holding
	for _, other := range r.cat.Entities() {
		if other.Type != "person" || other == e {
			continue
		}
		for _, t := range other.Offices {
			if t.Role != o.Role || t.Body != o.Body || t.State == "acting" || t.From == "" || t.From.Before(o.From) == after {
				continue
			}
			if best.Entity == nil || t.From.Before(best.Office.From) == after {
				best = catalogue.Holding{Entity: other, Office: t}
			}
		}
	}
	ok := best.Entity != nil && (r.on == "" || !after || !r.yearsAfter(maxWait).Before(best.Office.From))
	return best, ok
}

// yearsAfter is the day of publication some years later.
func (r *reading) yearsAfter(n int) catalogue.Date {
	if !r.dated {
		return ""
	}
	return day(r.now.AddDate(n, 0, 0))
}

// incumbent gives "the incumbent" to who held the Court's office spoken of last.
func (r *reading) incumbent(k int) bool {
	m := &r.marks[k]
	sent := int(r.doc.Tokens[m.first].Sent)
	for j := k - 1; j >= 0 && sent-int(r.doc.Tokens[r.marks[j].first].Sent) <= 6; j-- {
		role := r.roleOf(&r.marks[j])
		if p := r.marks[j].ent; p != nil && p.typ == "person" && p.cat != nil && serves(p.cat, "") {
			if o, ok := lastOffice(p.cat, r.yearsAfter(maxWait)); ok {
				role = o.Role
			}
		}
		if !courtRole(role) || role == "icc-deputy-prosecutor" {
			continue
		}
		held := slices.DeleteFunc(r.cat.Holders(role, r.on), func(h catalogue.Holding) bool { return h.Office.State == "acting" })
		if len(held) != 1 {
			return false
		}
		r.addRoleRef(k, held, fmt.Sprintf("%s on %s", role, r.on))
		return true
	}
	return false
}
