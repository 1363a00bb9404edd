package tagger

import (
	"fmt"
	"math"
	"slices"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// weights of the grounds on which an article is held to be about the Court. They add up; 0.5 is enough.
const (
	weightName    = 0.95 // the full name of the Court
	weightAcronym = 0.85 // its acronym, in company that only the Court keeps
	weightOfficer = 0.35 // someone in an office of the Court
	weightStatute = 0.35
	weightOrgan   = 0.35
	weightHague   = 0.35 // "the Hague-based court"
	weightWanted  = 0.2  // someone whom the Court sought
	weightOther   = -0.45
	relevantFrom  = 0.5
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
	case ev.acronyms > 0:
		add(weightAcronym, "an acronym of the Court beside what only the Court has (%s)", times(ev.acronyms))
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
	full, acronyms                    int // acronyms that mean the Court
	officers, former, statute, organs int
	hague, wanted, sought, warrants   int
	others                            int
}

func (r *reading) gather() evidence {
	var ev evidence
	r.dropAdHoc()
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
		case e.Type == "person" && h.p.name == catalogue.Short && serves(e, r.on) && r.prosecutorBefore(h):
			ev.former++
		case e.Type == "person" && h.p.name == catalogue.Full && serves(e, ""):
			ev.former++
		case e.Type == "person" && r.know.wanted(e.ID):
			ev.wanted++
			if h.p.name == catalogue.Full && r.soughtBy(e.ID) {
				ev.sought++
			}
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
	for _, h := range r.inner {
		if h.p.name == catalogue.Full {
			ev.full++
		}
	}
	r.acronyms(&ev)
	return ev
}

// dropAdHoc takes out the Court's name where it is part of the name of a tribunal for one country.
func (r *reading) dropAdHoc() {
	starts, ends := map[int32]bool{}, map[int32]bool{}
	for _, h := range r.signs {
		if h.p.class == r.cls.adhoc {
			starts[h.First], ends[h.Last] = true, true
		}
	}
	adHoc := func(h hit) bool {
		if h.p.name != catalogue.Full || r.ix.entities[h.p.ref].ID != idICC {
			return false
		}
		return starts[h.Last] && r.closely(int(h.Last), int(h.Last)) || ends[h.First] && r.closely(int(h.First), int(h.First))
	}
	r.names = slices.DeleteFunc(r.names, adHoc)
	r.inner = slices.DeleteFunc(r.inner, adHoc)
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

// prosecutorBefore: "prosecutor Doe".
func (r *reading) prosecutorBefore(h hit) bool {
	for _, w := range within(r.words, h.First-3, h.First) {
		if w.Last == h.First && (w.p.kind == aClass && w.p.class == r.cls.prosecutor || w.p.kind == aRole && courtRole(r.ix.roles[w.p.ref].Slug)) {
			return true
		}
	}
	return false
}
