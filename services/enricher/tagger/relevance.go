package tagger

import (
	"fmt"
	"math"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// weights of the grounds on which an article is held to be about the Court. They add up; 0.5 is enough.
const (
	weightName     = 0.95 // the full name of the Court
	weightAcronym  = 0.85 // its acronym, in company that only the Court keeps
	weightOfficer  = 0.35 // someone in an office of the Court
	weightStatute  = 0.35
	weightOrgan    = 0.35
	weightHague    = 0.35 // "the Hague-based court"
	weightWanted   = 0.2  // someone whom the Court sought
	weightOther    = -0.45
	relevantFrom   = 0.5
	contextReach   = 25 // tokens around an acronym in which its company counts
	companyNeeded  = 1
	maxReasonWords = 12
)

// recognise decides whether the article is about the Court.
func (r *reading) recognise() {
	ev := r.gather()
	score := 0.0
	add := func(w float64, why string, args ...any) {
		score += w
		r.reason(contract.Reason{Why: fmt.Sprintf(why, args...), Weight: w})
	}
	switch {
	case ev.full > 0:
		add(weightName, "names the Court in full (%s)", times(ev.full))
	case ev.acronyms > 0 && ev.acronymsOther >= ev.acronyms:
	case ev.acronyms > 0 && (ev.company >= companyNeeded || ev.kin > 0):
		add(weightAcronym, "an acronym of the Court beside words that belong to it (%s)", times(ev.acronyms))
	}
	if score == 0 {
		r.indirect(ev, add)
	}
	r.lookalikeReasons()
	r.relevance.Score = math.Round(100*min(max(score, 0), 1)) / 100
	r.icc = r.relevance.Score >= relevantFrom
	if r.relevance.Reasons == nil {
		r.relevance.Reasons = []contract.Reason{{Why: "nothing names the Court"}}
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

func (r *reading) reason(x contract.Reason) {
	x.Weight = math.Round(100*x.Weight) / 100
	r.relevance.Reasons = append(r.relevance.Reasons, x)
}

// indirect weighs articles that neither name the Court nor its acronym.
func (r *reading) indirect(ev evidence, add func(float64, string, ...any)) {
	if ev.hague > 0 {
		add(weightHague, "a court in The Hague for war crimes")
	}
	if ev.officers > 0 {
		add(weightOfficer, "someone who held an office of the Court at the time")
	}
	if ev.statute > 0 {
		add(weightStatute, "the Rome Statute")
	}
	if ev.organs > 0 {
		add(weightOrgan, "an organ of the Court")
	}
	if ev.wanted > 0 && ev.warrants > 0 {
		add(weightWanted, "someone whom the Court sought, and a warrant or trial")
	}
	if ev.others > 0 {
		add(weightOther, "another court is named")
	}
}

// evidence counts what speaks for and against.
type evidence struct {
	full, acronyms, acronymsOther, company, kin        int
	officers, statute, organs, hague, wanted, warrants int
	others                                             int
}

func (r *reading) gather() evidence {
	var ev evidence
	for _, h := range r.names {
		e := r.ix.entities[h.p.ref]
		switch {
		case e.ID == idICC && h.p.name == catalogue.Acronym:
		case e.ID == idICC && h.p.name == catalogue.Full:
			ev.full++
		case e.ID == "treaty:rome-statute" && h.p.name == catalogue.Full:
			ev.statute++
		case r.know.otherCourt[e.ID]:
			ev.others++
		case e.Type == "organ" && h.p.name == catalogue.Full && h.Last-h.First > 1:
			ev.organs++
		case e.Type == "person" && h.p.name == catalogue.Full && serves(e, r.on):
			ev.officers++
		case e.Type == "person" && r.know.wanted(e.ID):
			ev.wanted++
		}
	}
	for _, h := range r.words {
		switch h.p.class {
		case r.cls.icccourt:
			ev.hague++
		case r.cls.warrant, r.cls.charge:
			ev.warrants++
		}
	}
	ev.full += len(r.inner)
	ev.kin = ev.statute + ev.officers + ev.hague
	r.acronyms(&ev)
	return ev
}

// acronyms judges each acronym by what stands near it, and drops from the names those that mean something else.
func (r *reading) acronyms(ev *evidence) {
	rival := r.rivalName()
	kept := make([]hit, 0, len(r.names))
	for _, h := range r.names {
		e := r.ix.entities[h.p.ref]
		if e.ID != idICC || h.p.name != catalogue.Acronym {
			kept = append(kept, h)
			continue
		}
		if !r.speaks(h.p) && ev.full == 0 {
			continue
		}
		ev.acronyms++
		if ev.full > 0 && rival == nil && len(r.context) == 0 {
			kept = append(kept, h)
			continue
		}
		near, against := r.company(h)
		switch {
		case ev.full > 0 && (rival == nil && (near > 0 || against < 4) || against == 0), near > against && (rival == nil || ev.full > 0):
			ev.company += near
			kept = append(kept, h)
		case near == 0 && against == 0 && rival == nil && ev.kin > 0:
			kept = append(kept, h)
		default:
			ev.acronymsOther++
			r.rivalReason(h, rival, against)
		}
	}
	r.names = kept
	if ev.full == 0 && ev.acronymsOther > 0 && ev.acronymsOther < ev.acronyms && rival != nil {
		ev.acronymsOther = ev.acronyms
	}
	if ev.full == 0 && ev.acronymsOther >= ev.acronyms {
		r.dropCourt()
	}
}

// dropCourt takes the Court out of the names: none of its acronyms meant it.
func (r *reading) dropCourt() {
	kept := r.names[:0]
	for _, h := range r.names {
		if r.ix.entities[h.p.ref].ID != idICC {
			kept = append(kept, h)
		}
	}
	r.names = kept
}

// rivalName is a look-alike of the Court that the article names in full.
func (r *reading) rivalName() *hit {
	for i, h := range r.looks {
		if r.ix.looks[h.p.ref].InsteadOf == idICC && h.p.name == catalogue.Full {
			return &r.looks[i]
		}
	}
	return nil
}

// company counts the kinds of words near an acronym that the Court keeps company with, and those that its look-alikes
// do; the sentence and the sentences around it count, the rest of the article counts half as a tie-break.
func (r *reading) company(h hit) (near, against int) {
	lo, hi := h.First-contextReach, h.Last+contextReach
	seen := map[string]bool{}
	count := func(x hit, n *int) {
		if w := string(r.doc.Word(int(x.First))); !seen[w] {
			seen[w] = true
			*n++
		}
	}
	for _, x := range within(r.words, lo, hi) {
		if x.p.kind == aClass && x.p.class == r.cls.courtword || x.p.class == r.cls.icccourt || x.p.class == r.cls.prosecutor {
			count(x, &near)
		}
	}
	for _, x := range within(r.names, lo, hi) {
		if r.speaksForCourt(x) {
			count(x, &near)
		}
	}
	for _, x := range within(r.context, lo, hi) {
		if r.ix.looks[x.p.ref].InsteadOf == idICC {
			count(x, &against)
		}
	}
	for _, x := range within(r.looks, lo, hi) {
		if r.ix.looks[x.p.ref].InsteadOf == idICC && x.p.name == catalogue.Full {
			count(x, &against)
		}
	}
	return near, 2 * against
}

// speaksForCourt: officers, people sought, organs, the Statute, crimes and situations keep the Court company.
func (r *reading) speaksForCourt(h hit) bool {
	e := r.ix.entities[h.p.ref]
	switch e.Type {
	case "organ", "treaty", "crime", "situation", "case", "article":
		return true
	case "person":
		return h.p.name == catalogue.Full && (serves(e, "") || r.know.wanted(e.ID))
	}
	return false
}

func (r *reading) rivalReason(h hit, rival *hit, against int) {
	why := "nothing near the acronym speaks for the Court"
	x := contract.Reason{InsteadOf: idICC, Text: r.doc.Original(int(h.First), int(h.Last))}
	switch {
	case rival != nil:
		l := r.ix.looks[rival.p.ref]
		x.Is, why = l.Is, "the article names "+l.Is
	case against > 0:
		x.Is, why = r.contextIs(h), "words near the acronym belong to something else"
	}
	x.Why = why
	for _, old := range r.relevance.Reasons {
		if old == x {
			return
		}
	}
	r.reason(x)
}

// contextIs names the look-alike whose words stand nearest.
func (r *reading) contextIs(h hit) string {
	best, is := int32(1<<30), ""
	for _, x := range within(r.context, h.First-contextReach, h.Last+contextReach) {
		l := r.ix.looks[x.p.ref]
		if d := abs(x.First - h.First); l.InsteadOf == idICC && d < best {
			best, is = d, l.Is
		}
	}
	return is
}

func abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}

// lookalikeReasons tells of every look-alike that was met by its own name.
func (r *reading) lookalikeReasons() {
	seen := map[int32]bool{}
	for _, h := range r.looks {
		l := r.ix.looks[h.p.ref]
		if seen[h.p.ref] || l.InsteadOf == "" || h.p.name == catalogue.Acronym {
			continue
		}
		seen[h.p.ref] = true
		r.reason(contract.Reason{Why: "something else that looks alike", InsteadOf: l.InsteadOf, Is: l.Is, Text: r.doc.Original(int(h.First), int(h.Last))})
	}
}
