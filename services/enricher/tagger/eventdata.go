package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// finish gives drafts their date, participants, situation, case, evidence and identity.
func (r *reading) finish(ds []draft) []contract.Event {
	out := []contract.Event{}
	for i := range ds {
		d := &ds[i]
		out = append(out, d.Event)
		e := &out[len(out)-1]
		e.Official = r.official()
		r.evidence(e, d)
		if e.Date == "" && r.isNews(d) {
			e.Date = r.newsDay()
		}
		e.EventID = r.eventID(d, e.Date)
		if inCourt[e.Type] && e.Status == reported && r.main && r.dwellsOn(e.Case) {
			r.imply(e.Case, "an event of this case is reported")
		}
	}
	return out
}

// dwellsOn reports that somebody whom a case is against is named more than in passing.
func (r *reading) dwellsOn(id string) bool {
	c, ok := r.cat.Entity(id)
	return ok && slices.ContainsFunc(c.Links, func(l catalogue.Link) bool {
		f := r.byID[l.ID]
		return f != nil && f.typ == "person" && (len(f.mentions) > 1 || len(f.mentions) == 1 && r.inTitle(f.mentions[0].first))
	})
}

// inCourt are steps of a case.
var inCourt = map[string]bool{"warrant_issued": true, "arrest_surrender": true, "charges_confirmed": true, "verdict": true, "sentence": true, "appeal": true, "reparations": true, "trial_opened": true, "hearing": true, "release": true}

// merge joins drafts of one type and date: the first stays, the others add their participants.
func merge(ds []draft) []draft {
	var out []draft
	for _, d := range ds {
		if i := slices.IndexFunc(out, func(o draft) bool { return sameEvent(o, d) }); i >= 0 {
			out[i].join(d)
			continue
		}
		out = append(out, d)
	}
	return out
}

func sameEvent(a, b draft) bool {
	if a.Type != b.Type || a.Status != b.Status || a.Outcome != b.Outcome {
		return false
	}
	if a.Situation != b.Situation && a.Situation != "" && b.Situation != "" && a.Date != b.Date {
		return false
	}
	return a.Date == "" || b.Date == "" || catalogue.Date(a.Date).Compare(catalogue.Date(b.Date)) == 0
}

func (d *draft) join(o draft) {
	if len(o.Date) > len(d.Date) {
		d.Date = o.Date
	}
	for _, p := range o.Participants {
		if !slices.Contains(d.Participants, p) && len(d.Participants) < 24 {
			d.Participants = append(d.Participants, p)
		}
	}
	if d.Situation == "" {
		d.Situation = o.Situation
	}
	if d.Case == "" {
		d.Case = o.Case
	}
	if d.Count == nil {
		d.Count = o.Count
	}
	if o.Confidence == contract.Certain {
		d.Confidence = contract.Certain
	}
}

// locate fills in what the sentence tells of an event.
func (r *reading) locate(d *draft) {
	d.Participants = r.participants(d)
	d.Case = r.caseOf(d)
	d.Situation = r.situationOf(d)
	d.subject = r.subjectOf(d)
	d.Date = r.eventDate(d)
	if counted[d.Type] {
		d.Count = r.countIn(d.sent)
		if d.Count == nil && d.Type == "statement_of_support" {
			d.Count = r.groupCount()
		}
	}
}

// counted are events of which the text may say how many took part.
var counted = map[string]bool{"statement_of_support": true, "letter_against": true, "referral": true, "withdrawal": true, "accession": true}

// participants are the persons, organisations, organs and states of the sentence.
func (r *reading) participants(d *draft) []string {
	var out []string
	for _, m := range r.sentence(d.sent) {
		if canSpeak(m.ent) && !slices.Contains(out, m.ent.id) {
			out = append(out, m.ent.id)
		}
	}
	return out
}

// caseOf is the case that the nearest participant stands for, or, of a step in a case, the only one that the article
// is about.
func (r *reading) caseOf(d *draft) string {
	best, least := "", 1<<20
	for _, m := range r.sentence(d.sent) {
		if m.ent == nil || !slices.Contains(d.Participants, m.ent.id) || !r.know.wanted(m.ent.id) {
			continue
		}
		if away := max(0, m.first-d.last, d.first-m.last); away < least {
			best, least = r.know.cases[m.ent.id][0].ID, away
		}
	}
	if best == "" && (inCourt[d.Type] || ofCase[d.Type]) {
		return r.onlyCase()
	}
	return best
}

// onlyCase is the case of those whom the article names and the Court sought, when it is one.
func (r *reading) onlyCase() string {
	only := ""
	for _, f := range r.order {
		if f.typ != "person" || len(f.mentions) == 0 || !r.know.wanted(f.id) || !r.soughtBy(f.id) {
			continue
		}
		id := r.know.cases[f.id][0].ID
		if only != "" && only != id {
			return ""
		}
		only = id
	}
	return only
}

// situationOf is the situation of the case, of the participants, or the only one of the article.
func (r *reading) situationOf(d *draft) string {
	for _, id := range append([]string{d.Case}, d.Participants...) {
		if s := r.know.situation[id]; len(s) > 0 && r.byID[s[0]] != nil {
			return s[0]
		}
	}
	for _, p := range d.Participants {
		for _, s := range r.know.named[p] {
			if r.byID[s] != nil {
				return s
			}
		}
	}
	if only := r.onlySituation(); only != "" || !ofSituation[d.Type] {
		return only
	}
	return r.situationPlaced(d.sent)
}

// ofSituation are steps in a situation rather than in a case.
var ofSituation = map[string]bool{"referral": true, "investigation_opened": true, "investigation_closed": true, "preliminary_examination_opened": true, "preliminary_examination_closed": true}

// situationPlaced is the situation whose place the sentence names, when it is one.
func (r *reading) situationPlaced(sent int) string {
	only := ""
	for _, h := range within(r.over, int32(r.doc.Sents[sent].First), int32(r.doc.Sents[sent].Last)) {
		e := r.ix.entities[h.p.ref]
		if e.Type != "situation" || !r.begun(e.ID) || e.ID == only {
			continue
		}
		if only != "" {
			return ""
		}
		only = e.ID
	}
	return only
}

func (r *reading) onlySituation() string {
	only := ""
	for _, f := range r.order {
		if f.typ == "situation" && (len(f.mentions) > 0 || f.why != "") {
			if only != "" {
				return ""
			}
			only = f.id
		}
	}
	return only
}

// official reports that the Court itself is the source.
func (r *reading) official() bool {
	return strings.Contains(r.in.URL, "icc-cpi.int") || strings.EqualFold(r.in.Source, "icc-cpi.int")
}

func (r *reading) evidence(e *contract.Event, d *draft) {
	e.Evidence = r.evidenceAt(d.sent, d.first, d.last)
}

// evidenceAt quotes the sentence around some tokens, cut to what is near them when it is long.
func (r *reading) evidenceAt(sent, first, last int) contract.Evidence {
	s := r.doc.Sents[sent]
	from, to := s.First, s.Last
	if to-from > maxEvidence {
		from = max(s.First, first-maxEvidence/3)
		to = min(s.Last, max(last, from+maxEvidence))
	}
	var ev contract.Evidence
	ev.Start, ev.End, ev.Text, ev.Field = r.place(from, to)
	return ev
}
