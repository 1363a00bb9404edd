package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
)

// matter is an act that the article tells and that others then judge: "the decision", "the move".
type matter struct {
	target string
	turned bool   // who is for the act is against the target
	draft  *draft // the report of it
}

// matterOf gives by type of event what a judgement of it is about.
var matterOf = map[string]matter{
	"warrant_issued": {target: onWarrant}, "warrant_requested": {target: onWarrant}, "warrant_cancelled": {target: onWarrant, turned: true},
	"sanctions_imposed": {target: onSanctions}, "sanctions_lifted": {target: onSanctions, turned: true},
	"withdrawal": {target: onMembership, turned: true}, "accession": {target: onMembership}, "withdrawal_revoked": {target: onMembership},
	"investigation_opened": {target: onInvestigation}, "preliminary_examination_opened": {target: onInvestigation},
	"investigation_requested": {target: onInvestigation}, "referral": {target: onInvestigation},
	"investigation_closed": {target: onInvestigation, turned: true}, "preliminary_examination_closed": {target: onInvestigation, turned: true},
	"jurisdiction_ruling": {target: onJurisdiction}, "non_compliance": {target: onCooperation, turned: true},
	"jurisdiction_accepted": {target: onJurisdiction},
	// what is said of these concerns the allegation
	"espionage": {}, "threats": {}, "cyber_attack": {}, "leave_misconduct": {},
}

// maxMatterGap bounds how many sentences back an act is still what "the decision" means.
const maxMatterGap = 7

// findMatters notes for each sentence the act told last.
func (r *reading) findMatters() {
	r.matters = make([]matter, len(r.sents))
	lead := r.leadMatter()
	for k := range r.drafts {
		d := &r.drafts[k]
		if m, ok := matterOf[d.Type]; ok && !(lead.target != "" && !sameMatter(matterOf[d.Type], lead) && r.background(d)) && (d.Status == reported || d.Status == announced) && (r.matters[d.sent].draft == nil || r.matters[d.sent].draft.rule.Noun) {
			m.draft = d
			r.matters[d.sent] = m
		}
	}
	for i := range r.sents {
		if r.matters[i].draft == nil && r.namesOrder(i) {
			r.matters[i] = matter{target: onSanctions, draft: &draft{sent: i, first: -1}}
		}
	}
	for i, since := 1, 0; i < len(r.matters); i++ {
		if since++; r.matters[i].draft != nil {
			since = 0
		} else if since <= maxMatterGap {
			r.matters[i] = r.matters[i-1]
		}
	}
}

// leadMatter is the act that title or opening tell, without a target where they tell none.
func (r *reading) leadMatter() matter {
	for _, d := range r.drafts {
		if d.sent <= r.firstOfText()+1 && (d.Status == reported || d.Status == announced) && matterOf[d.Type].target != "" {
			return matterOf[d.Type]
		}
	}
	return matter{}
}

func sameMatter(a, b matter) bool { return a.target == b.target && a.turned == b.turned }

// background: the act is told after the opening and is not of these days, so that it is not what others judge.
func (r *reading) background(d *draft) bool {
	if d.sent <= r.firstOfText()+1 {
		return false
	}
	return d.Date == "" || r.on != "" && len(d.Date) >= 7 && d.Date[:7] < monthBefore(r.on) || len(d.Date) == 4 && string(r.on) > d.Date
}

// monthBefore is the month before the one of a day, as year and month.
func monthBefore(d catalogue.Date) string {
	t, ok := lastDay(d)
	if !ok {
		return ""
	}
	return t.AddDate(0, -1, 0).Format("2006-01")
}

// namesOrder: the sentence names an executive order on sanctions against the Court.
func (r *reading) namesOrder(i int) bool {
	return slices.ContainsFunc(r.sentence(i), func(m mark) bool { return isOrder(m.ent) })
}

func isOrder(f *found) bool { return f != nil && strings.HasPrefix(f.id, "instrument:eo-") }

// recent reports that an act was told in this sentence or in one of n before it.
func (r *reading) recent(i, n int) bool {
	d := r.matters[i].draft
	return d != nil && i-d.sent <= n
}

// actStands are stances that lie in an act itself: who refers a situation supports the investigation.
var actStands = map[string]stand{
	"withdrawal":            {stance: opposes, target: onMembership, why: "leaves the Court"},
	"accession":             {stance: supports, target: onMembership, why: "joins the Court"},
	"referral":              {stance: supports, target: onInvestigation, why: "refers the situation to the Court"},
	"jurisdiction_accepted": {stance: supports, target: onJurisdiction, why: "accepts the jurisdiction"},
	"sanctions_imposed":     {stance: supports, target: onSanctions, why: imposes},
	"sanctions_lifted":      {stance: opposes, target: onSanctions, why: "lifts sanctions on the Court"},
	"non_compliance":        {stance: opposes, target: onCooperation, why: "refuses what the Court asks for"},
}

// fromActs gives those who act the stance that lies in the act.
func (r *reading) fromActs() {
	for k := range r.drafts {
		d := &r.drafts[k]
		s, ok := actStands[d.Type]
		if !ok || d.Status != reported && d.Status != announced || d.Type == "accession" && !r.fresh(d.sent) {
			continue
		}
		s.cue = mark{first: d.first, last: d.last}
		r.takePosition(d.sent, s)
		if d.Type == "sanctions_imposed" {
			r.orderer(d, s)
		}
	}
}

// orderer gives sanctions on the Court to the state whose adjective or capital stands in the sentence, or, where they
// rest on an executive order, to the United States.
func (r *reading) orderer(d *draft, s stand) {
	if r.holds(s) {
		return
	}
	for _, m := range r.sentence(d.sent) {
		if m.ent != nil && m.ent.id == idUSA {
			r.addPosition(d.sent, m.ent, s)
			return
		}
	}
	if f := r.byID[idUSA]; f != nil && (len(f.mentions) > 0 || f.why != "") && r.byID[r.orderInForce()] != nil {
		r.addPosition(d.sent, f, s)
	}
}

// idUSA is the state that has put sanctions on the Court.
const idUSA = "state:USA"

// holds reports that somebody was given this stance on this target.
func (r *reading) holds(s stand) bool {
	for _, p := range r.positions {
		if p.Stance == s.stance && p.Target == s.target {
			return true
		}
	}
	return false
}

// mayHold: only states and those who speak for them join, leave, refer and impose sanctions.
func (r *reading) mayHold(f *found, s stand) bool {
	switch {
	case s.target == onCooperation && f.typ == "person" && r.know.wanted(f.id):
		return false // is not asked to arrest himself
	case s.target == onInvestigation && s.why == actStands["referral"].why && f.id == "org:un-security-council":
		return true
	case s.target == onMembership && strings.HasSuffix(s.why, " the Court"), s.target == onSanctions && (s.stance == supports || strings.HasPrefix(s.why, "lifts")), s.why == actStands["referral"].why,
		s.why == actStands["jurisdiction_accepted"].why, s.target == onCooperation && s.stance == opposes:
		return f.typ == "state" || f.typ == "person" && (r.stateSpeaking(f) != nil || r.governed(f) != nil)
	}
	return true
}

// acts: the stance lies in what was done, which may be years ago, and not in what was said.
func acts(s stand) bool {
	return s.target == onSanctions && (s.why == imposes || s.why == actStands["sanctions_lifted"].why) || s.target == onMembership && strings.HasSuffix(s.why, " the Court")
}

// governed is the state that a person led at some time.
func (r *reading) governed(f *found) *found {
	if f.cat == nil {
		return nil
	}
	for _, o := range f.cat.Offices {
		if (o.Role == "head-of-state" || o.Role == "head-of-government") && strings.HasPrefix(o.Body, "state:") {
			return r.entityByID(o.Body)
		}
	}
	return nil
}

// fresh: what the sentence tells is the news and not background: it opens the article, or has a date less than about a
// year old.
func (r *reading) fresh(i int) bool {
	if i <= r.firstOfText()+2 {
		return true
	}
	return slices.ContainsFunc(r.dates(i), func(t told) bool { return r.on != "" && len(t.date) >= 4 && t.date[:4] >= lastYear(r.on)[:4] })
}

// lastYear is the day a year before.
func lastYear(d catalogue.Date) catalogue.Date {
	t, ok := lastDay(d)
	if !ok {
		return d
	}
	return catalogue.Date(t.AddDate(-1, 0, 0).Format("2006-01-02"))
}
