package catalogue

import (
	"cmp"
	"slices"
	"strings"
)

// Holders returns who holds the role on the day, or for a standing before the Court, as suspect, all who have it: the holder in full right first, then one on leave or suspended, then
// those acting. A partial date returns all who may be meant. An empty date asks for those whose term is open. Where
// the day lies after what is known of the holder, the holding is marked unverified. "former-" + slug returns those
// whose term had ended, the last one first.
func (c *Catalogue) Holders(role string, on Date) []Holding {
	if slug, ok := strings.CutPrefix(role, "former-"); ok {
		return c.former(slug, on)
	}
	var out []Holding
	if slices.Contains(standings["person"], role) {
		return c.standing(role, on)
	}
	for _, e := range c.holders()[role] {
		for _, o := range e.Offices {
			if o.Role == role && o.State != "elect" && within(on, o.From, o.To) {
				out = append(out, Holding{e, o, o.Unverified(on)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(rank(a.Office), rank(b.Office)), cmp.Compare(a.Office.From, b.Office.From))
	})
	return out
}

func (c *Catalogue) standing(status string, on Date) []Holding {
	var out []Holding
	for _, e := range c.entities {
		if s, ok := e.StatusOn(on); ok && e.Type == "person" && s.Status == status {
			o := Office{Role: status, From: s.From, To: s.To, Note: s.Note, Source: s.Source, AsOf: s.AsOf}
			out = append(out, Holding{e, o, s.Unverified(on)})
		}
	}
	return out
}

func (c *Catalogue) former(role string, on Date) []Holding {
	var out []Holding
	for _, e := range c.holders()[role] {
		var last *Office
		for i, o := range e.Offices {
			if o.Role == role && o.To != "" && (on == "" || o.To.Before(on)) && (last == nil || last.To.Before(o.To)) {
				last = &e.Offices[i]
			}
		}
		if last != nil && len(heldOn(e, role, on)) == 0 {
			out = append(out, Holding{Entity: e, Office: *last})
		}
	}
	slices.SortStableFunc(out, func(a, b Holding) int { return cmp.Compare(b.Office.To, a.Office.To) })
	return out
}

func heldOn(e *Entity, role string, on Date) []Office {
	return slices.DeleteFunc(e.OfficesOn(on), func(o Office) bool { return o.Role != role })
}

func rank(o Office) int {
	return map[string]int{"": 0, "on-leave": 1, "suspended": 1, "acting": 2}[o.State]
}

func (c *Catalogue) buildHolders() map[string][]*Entity {
	byRole := map[string][]*Entity{}
	for _, e := range c.entities {
		for _, o := range e.Offices {
			if held := byRole[o.Role]; len(held) == 0 || held[len(held)-1] != e {
				byRole[o.Role] = append(held, e)
			}
		}
	}
	return byRole
}
