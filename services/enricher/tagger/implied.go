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
	for i := range r.sents {
		if s := &r.sents[i]; s.set.Has(r.cls.execorder) && (s.court || r.main) && (s.set.Has(r.cls.sanction) || i > 0 && r.sents[i-1].set.Has(r.cls.sanction)) {
			r.imply(r.orderInForce(), "the executive order on sanctions against the Court in force then")
			break
		}
	}
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
