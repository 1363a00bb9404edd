package tagger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// proceedings needed before a situation that is not named is held to be meant.
const situationFrom = 1.0

// findSituations adds the situations that the article concerns although it does not name them: a person whom the
// Court sought in one, or a state beside an act of the Court.
func (r *reading) findSituations() {
	score := map[string]float64{}
	why := map[string]string{}
	give := func(id string, w float64, reason string) {
		if score[id] < situationFrom && score[id]+w >= situationFrom || why[id] == "" {
			why[id] = reason
		}
		score[id] += w
	}
	for _, f := range r.order {
		r.personSituations(f, give)
	}
	for i := range r.sents {
		r.sentenceSituations(i, give)
	}
	for _, id := range sortedKeys(score) {
		if score[id] < situationFrom || r.byID[id] != nil || r.nested(id, score) {
			continue
		}
		if f := r.entityByID(id); f != nil {
			f.why, f.conf = why[id], contract.Likely
			r.placesOf(f)
		}
	}
}

// placesOf makes mentions of the places that a situation is called by, now that it is known to be meant.
func (r *reading) placesOf(f *found) {
	for _, h := range r.over {
		if r.ix.entities[h.p.ref] == f.cat {
			f.mentions = append(f.mentions, mention{first: int(h.First), last: int(h.Last), why: r.whyName(&h), weak: true})
		}
	}
}

// personSituations: whom the Court has sought speaks for the situation of the case, if that was so at the time.
func (r *reading) personSituations(f *found, give func(string, float64, string)) {
	if f.typ != "person" && f.typ != "case" || len(f.mentions) == 0 {
		return
	}
	w := 1.0
	if !r.main && !r.nearCourt(f) {
		w = 0.3
	}
	if f.typ == "person" && !r.soughtBy(f.id) {
		w = 0.6
		if !r.nearCourt(f) {
			w = 0.3
		}
	}
	for _, id := range r.know.situation[f.id] {
		give(id, w, fmt.Sprintf("%s belongs to this situation", f.label))
	}
}

// soughtBy reports whether a case against the person was known on the day of publication.
func (r *reading) soughtBy(id string) bool {
	for _, c := range r.know.cases[id] {
		if r.on == "" || len(c.Milestones) == 0 {
			return true
		}
		for _, m := range c.Milestones {
			if !r.on.Before(m.Date) {
				return true
			}
		}
	}
	return false
}

// nearCourt reports that an entity is named in a sentence with the Court.
func (r *reading) nearCourt(f *found) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return r.sents[r.doc.Tokens[m.first].Sent].court })
}

// sentenceSituations: a state or party beside the Court and a word for its proceedings.
func (r *reading) sentenceSituations(i int, give func(string, float64, string)) {
	s := r.sents[i]
	if s.other && !s.court {
		return
	}
	near := s.court || r.main && i > 0 && (r.sents[i-1].court || s.set.Has(r.cls.authorise) && r.courtBefore(i, 3))
	if !near {
		return
	}
	w := r.proceedings(s.set)
	if s.title && s.set.Has(r.cls.withdraw) && r.main {
		w = 1 // whoever leaves while the Court has taken up its situation
	}
	if s.court && r.main && s.set.Has(r.cls.investigate) {
		w = 1
	}
	if !s.court && !(r.main && s.set.Has(r.cls.investigation) && s.set.Has(r.cls.authorise)) {
		w *= 0.5
	}
	if w == 0 {
		return
	}
	given := map[string]bool{}
	for _, h := range within(r.over, int32(r.doc.Sents[i].First), int32(r.doc.Sents[i].Last)) {
		if id := r.ix.entities[h.p.ref].ID; !given[id] && r.begun(id) && r.ix.entities[h.p.ref].Type == "situation" {
			given[id] = true
			give(id, w, fmt.Sprintf("%q beside the Court's proceedings", r.doc.Original(int(h.First), int(h.Last))))
		}
	}
	for _, m := range r.sentence(i) {
		if m.ent == nil || m.ent.typ != "state" && m.ent.typ != "org" {
			continue
		}
		for _, id := range r.hinted(m.ent.id) {
			if !given[id] {
				given[id] = true
				give(id, w, fmt.Sprintf("%s beside the Court's proceedings", m.ent.label))
			}
		}
	}
}

// proceedings weighs words that say the Court is at work on something.
func (r *reading) proceedings(set lexicon.Set) float64 {
	switch {
	case set.Has(r.cls.investigation), set.Has(r.cls.warrant), set.Has(r.cls.jurisdiction), set.Has(r.cls.charge):
		return 1
	case set.Has(r.cls.investigate), set.Has(r.cls.crimes):
		return 0.7
	case set.Has(r.cls.sanction), set.Has(r.cls.arrest), set.Has(r.cls.refer):
		return 0.4
	}
	return 0
}

// hinted gives the situations that a state or party speaks for; a situation that had not begun by the day is left out.
func (r *reading) hinted(id string) []string {
	var out []string
	for _, s := range r.know.named[id] {
		if !slices.Contains(out, s) && r.begun(s) {
			out = append(out, s)
		}
	}
	return out
}

// begun reports whether the Court had taken up a situation by the day of publication.
func (r *reading) begun(id string) bool {
	e, ok := r.cat.Entity(id)
	if !ok {
		return false
	}
	first := catalogue.Date("")
	for _, m := range e.Milestones {
		if m.Date != "" && (first == "" || m.Date.Before(first)) {
			first = m.Date
		}
	}
	return r.on == "" || first == "" || !r.on.Before(first)
}

// nested leaves out the less likely of several situations of one state: car-ii beside car, venezuela-ii beside venezuela.
func (r *reading) nested(id string, score map[string]float64) bool {
	base, ok := strings.CutSuffix(id, "-ii")
	return ok && (score[base] >= situationFrom || r.byID[base] != nil)
}
