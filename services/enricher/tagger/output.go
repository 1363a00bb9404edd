package tagger

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// article puts together what was understood. Lists that are empty are there all the same.
func (r *reading) article() contract.Article {
	a := contract.Article{
		Schema: contract.SchemaArticle, ID: r.in.ID, URL: r.in.URL, Source: r.in.Source, Title: r.in.Title, Text: r.in.Text,
		Truncated: r.cut, Published: r.in.Published, Lang: r.lang, IsICC: r.icc, Relevance: r.relevance,
		Entities: r.entityList(), RoleRefs: orEmpty(r.roleRefs), Events: orEmpty(r.events), Quotes: []contract.Quote{},
		Positions: orEmpty(r.positions), Facts: r.facts, Catalogue: r.cat.Version(), Tagger: r.Version(),
	}
	if r.icc {
		a.Quotes = r.quoteList()
	}
	return a
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// entityList gives the entities, the most salient first.
func (r *reading) entityList() []contract.Entity {
	out := []contract.Entity{}
	for _, f := range r.order {
		f.mentions = onePerPlace(f.mentions)
		if (len(f.mentions) > 0 || f.why != "") && !r.passing(f) {
			out = append(out, r.entityOut(f))
		}
	}
	slices.SortStableFunc(out, func(a, b contract.Entity) int {
		return cmp.Or(cmp.Compare(b.Salience, a.Salience), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// onePerPlace puts mentions of one entity in order and keeps the longest of those that share a word. It is a firm one
// when any of them was.
func onePerPlace(ms []mention) []mention {
	slices.SortStableFunc(ms, func(a, b mention) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last)) })
	kept := ms[:0]
	for _, m := range ms {
		n := len(kept) - 1
		if n < 0 || m.first >= kept[n].last {
			kept = append(kept, m)
			continue
		}
		m.weak = m.weak && kept[n].weak
		if m.last-m.first > kept[n].last-kept[n].first {
			kept[n] = m
		}
		kept[n].weak = m.weak
	}
	return kept
}

// passing reports what stands in the article but not in what it says about the Court: states hinted at only by
// adjectives or cities, and strangers, away from the Court.
func (r *reading) passing(f *found) bool {
	if f.why != "" {
		return false
	}
	if f.cat == nil {
		return !r.main && !slices.ContainsFunc(f.mentions, r.byCourt)
	}
	if f.typ != "state" || slices.ContainsFunc(f.mentions, func(m mention) bool { return !m.weak }) {
		return false
	}
	if !r.icc {
		return true
	}
	return len(f.mentions) < 3 && !slices.ContainsFunc(f.mentions, r.byCourt)
}

// byCourt reports a mention in a sentence with the Court or next to one; in an article about the Court, near one.
func (r *reading) byCourt(m mention) bool {
	s := int(r.doc.Tokens[m.first].Sent)
	return r.sents[s].court || s > 0 && r.sents[s-1].court || r.main && (r.sents[s].title || r.courtSoFar(s))
}

func (r *reading) entityOut(f *found) contract.Entity {
	e := contract.Entity{ID: f.id, Type: f.typ, Label: f.label, Salience: r.salience(f), Confidence: f.conf, Mentions: []contract.Mention{}, Why: f.why, Role: f.roles}
	for _, m := range f.mentions {
		start, end, surface, field := r.place(m.first, m.last)
		e.Mentions = append(e.Mentions, contract.Mention{Start: start, End: end, Text: surface, Field: field, Why: m.why})
	}
	if f.cat == nil {
		return e
	}
	if e.Confidence == contract.Certain && !r.firm(f) {
		e.Confidence = contract.Likely
	}
	e.Wikidata = f.cat.Wikidata
	switch f.typ {
	case "person":
		e.Role, e.Unverified = rolesOn(f.cat, r.on)
	case "state":
		if s, ok := f.cat.StatusOn(r.on); ok {
			e.Status = s.Status
			e.Unverified = s.Unverified(r.on)
		}
	}
	return e
}

// firm reports an entity that is named outright and beside the Court, or again and again.
func (r *reading) firm(f *found) bool {
	named := slices.ContainsFunc(f.mentions, func(m mention) bool { return !m.weak && (r.byCourt(m) || len(f.mentions) > 3) })
	return named && (r.icc || r.know.otherCourt[f.id])
}

// rolesOn gives the roles of a person on a day: offices held, standings before the Court, and where there is no office
// any more the last ones as former. Death is neither an office nor a standing.
func rolesOn(e *catalogue.Entity, on catalogue.Date) (roles []string, unverified bool) {
	add := func(s string) {
		if !slices.Contains(roles, s) {
			roles = append(roles, s)
		}
	}
	for _, o := range e.OfficesOn(on) {
		add(o.Role)
		unverified = unverified || o.Unverified(on)
	}
	held := len(roles) > 0
	for _, o := range e.Offices {
		if o.To != "" && (on == "" || o.To.Before(on)) && !held {
			add("former-" + strings.TrimPrefix(o.Role, "former-"))
		}
	}
	if s, ok := e.StatusOn(on); ok && s.Status != catalogue.Deceased {
		add(s.Status)
		unverified = unverified || s.Unverified(on)
	}
	return roles, unverified
}

// salience says how much of the article is about an entity: its share of the mentions, more for the title and the
// opening, less for adjectives.
func (r *reading) salience(f *found) float64 {
	weight := 0.0
	for _, m := range f.mentions {
		w := 1.0
		if m.weak {
			w = 0.4
		}
		if r.inTitle(m.first) {
			w *= 3
		} else if int(r.doc.Tokens[m.first].Sent)-r.firstOfText() < 3 {
			w *= 1.5
		}
		weight += w
	}
	return math.Round(1000*(1-math.Exp(-weight/4))) / 1000
}
