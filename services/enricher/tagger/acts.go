package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// told counts what the sentences of the uses tell that is told of the Court: whom it seeks, where it acts, who punishes
// it. Each kind counts once.
func (r *reading) told(uses []hit) float64 {
	var seeks, sought, where, act, punished bool
	for _, use := range uses {
		w := r.around(use)
		seeks = seeks || w.sought && w.arrest
		sought = sought || w.sought
		where = where || w.situation && (w.act || w.sought || w.crime)
		act = act || w.act && (w.situation || w.sought || w.state)
		punished = punished || w.punished && w.american
	}
	points := 0.0
	for _, p := range []struct {
		told bool
		n    float64
	}{{seeks, pointsKin}, {sought, pointsHint}, {where, pointsHint}, {act, pointsHint}, {punished, pointsKin}} {
		if p.told {
			points += p.n
		}
	}
	return points
}

// company is what one sentence holds beside an acronym.
type company struct {
	sought    bool // someone whom the Court sought by then
	arrest    bool // a warrant or an arrest
	crime     bool // a core crime
	state     bool
	situation bool // a state in which the Court has a situation
	act       bool // right beside: an investigation, membership, jurisdiction
	punished  bool // sanctions, right before
	american  bool
}

// around reads the sentence of an acronym.
func (r *reading) around(use hit) company {
	var c company
	sent := r.doc.Sents[r.doc.Tokens[use.First].Sent]
	lo, hi := int32(sent.First), int32(sent.Last)
	for _, h := range within(r.names, lo, hi) {
		e := r.ix.entities[h.p.ref]
		c.crime = c.crime || r.hints(h)
		switch e.Type {
		case "person":
			c.sought = c.sought || r.know.wanted(e.ID) && r.soughtBy(e.ID)
			c.american = c.american || r.know.stateOf[e.ID] == "state:USA"
		case "state":
			c.state = true
			c.situation = c.situation || len(r.know.situation[e.ID]) > 0
			c.american = c.american || e.ID == "state:USA"
		}
	}
	c.situation = c.situation || slices.ContainsFunc(within(r.over, lo, hi), func(h hit) bool {
		return r.ix.entities[h.p.ref].Type == "situation" && r.speaks(h.p)
	})
	for _, h := range within(r.words, lo, hi) {
		switch {
		case h.p.class == r.cls.warrant || h.p.class == r.cls.arrest:
			c.arrest = true
		case h.p.class == r.cls.sanction || h.p.class == r.cls.sanctioned:
			c.punished = c.punished || h.First < use.First && r.beside(use, h)
		case slices.Contains([]lexicon.Class{r.cls.investigation, r.cls.investigate, r.cls.memberState, r.cls.join, r.cls.jurisdiction, r.cls.surrender}, h.p.class):
			c.act = c.act || r.beside(use, h)
		}
	}
	return c
}
