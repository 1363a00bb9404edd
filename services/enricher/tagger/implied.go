package tagger

import (
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// implied adds what the text means without naming it: the Assembly behind its Bureau, and the executive order behind
// sanctions that rest on one.
func (r *reading) implied() {
	for _, f := range r.order {
		if strings.HasPrefix(f.id, "organ:asp-") && len(f.mentions) > 0 || f.cat != nil && f.typ == "person" && holds(f.cat, "asp-president", r.on) && len(f.mentions) > 0 {
			r.imply("organ:asp", "the Assembly stands behind "+f.label)
		}
	}
	r.aggression()
	for i := range r.sents {
		if s := &r.sents[i]; s.set.Has(r.cls.execorder) && (s.court || r.main) && (s.set.Has(r.cls.sanction) || i > 0 && r.sents[i-1].set.Has(r.cls.sanction)) {
			r.imply(r.orderInForce(), "the executive order on sanctions against the Court in force then")
			break
		}
	}
}

// aggression makes the bare word a mention of the crime where it stands in a list with two of the others.
func (r *reading) aggression() {
	for i := range r.sents {
		if !r.sents[i].set.Has(r.cls.aggression) || !r.sents[i].court && !r.main {
			continue
		}
		ms := r.sentence(i)
		for k := range ms {
			if r.isClass(ms[k], r.cls.aggression) && r.crimesNear(ms, k) > 1 {
				if f := r.entityByID("crime:aggression"); f != nil {
					f.mentions = append(f.mentions, mention{first: ms[k].first, last: ms[k].last, why: "listed with the other crimes of the Statute"})
					ms[k].ent = f
				}
			}
		}
	}
}

// crimesNear counts the crimes named within a list's reach of mark k.
func (r *reading) crimesNear(ms []mark, k int) int {
	seen := map[string]bool{}
	for _, m := range ms {
		if m.ent != nil && m.ent.typ == "crime" && gap(m, ms[k]) <= 8 {
			seen[m.ent.id] = true
		}
	}
	return len(seen)
}

func (r *reading) imply(id, why string) {
	if f := r.entityByID(id); f != nil && len(f.mentions) == 0 && f.why == "" {
		f.why, f.conf = why, contract.Likely
	}
}

// orderInForce is the order on which sanctions against the Court rested on the day of publication.
func (r *reading) orderInForce() string {
	switch {
	case r.on == "":
		return ""
	case r.on.Before(catalogue.Date("2021-04-03")) && !r.on.Before(catalogue.Date("2020-06-11")):
		return "instrument:eo-13928"
	case !r.on.Before(catalogue.Date("2025-02-06")):
		return "instrument:eo-14203"
	}
	return ""
}
