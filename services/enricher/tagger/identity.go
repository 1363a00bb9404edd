package tagger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// byState are acts of one state.
var byState = map[string]bool{"withdrawal": true, "accession": true, "withdrawal_revoked": true, "non_compliance": true, "jurisdiction_accepted": true}

// onCourtItself are acts against, for or within the Court as such, whatever else the article is about.
var onCourtItself = map[string]bool{"sanctions_imposed": true, "sanctions_lifted": true, "statement_of_support": true, "letter_against": true,
	"cyber_attack": true, "espionage": true, "threats": true, "election_appointment": true, "leave_misconduct": true}

// drawnOut are acts of which outlets give different days.
var drawnOut = map[string]bool{"cyber_attack": true, "espionage": true, "leave_misconduct": true}

// subjectOf tells an act from others of its type and day: the state that acts, or the situation, or else the persons.
func (r *reading) subjectOf(d *draft) string {
	switch {
	case byState[d.Type]:
		return cmp.Or(r.actingState(d), r.stateIn(d.Situation))
	case onCourtItself[d.Type]:
		return idICC
	case d.Situation != "":
		return strings.TrimSuffix(d.Situation, "-ii")
	case len(r.know.situation[d.Case]) > 0:
		return strings.TrimSuffix(r.know.situation[d.Case][0], "-ii")
	}
	return strings.Join(r.soughtAmong(d.Participants), " ")
}

// actingState is the state nearest before the words, or else after them.
func (r *reading) actingState(d *draft) string {
	best, least := "", 1<<20
	for _, m := range r.sentence(d.sent) {
		if m.ent == nil || m.ent.typ != "state" {
			continue
		}
		away := max(0, d.first-m.last)
		if m.first >= d.last {
			away = m.first - d.last + 8
		}
		if away < least {
			best, least = m.ent.id, away
		}
	}
	return best
}

// stateIn is the state that a situation is in.
func (r *reading) stateIn(situation string) string {
	e, ok := r.cat.Entity(situation)
	if !ok {
		return ""
	}
	for _, l := range e.Links {
		if strings.HasPrefix(l.ID, "state:") {
			return l.ID
		}
	}
	return ""
}

func (r *reading) soughtAmong(ids []string) []string {
	var out []string
	for _, id := range ids {
		if r.know.wanted(id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// eventID is the same for all reports of one act: its type, its subject and its day, or the month or year when no more
// is known. An act that nothing dates is not held to be the same as any in another article.
func (r *reading) eventID(d *draft, date string) string {
	when := string(r.snap(d, catalogue.Date(date)))
	switch {
	case when == "" || len(when) == 4 && d.subject == idICC || d.subject == "":
		when += "|" + r.in.ID + "|" + r.in.URL + "|" + r.in.Title
	case drawnOut[d.Type] && len(when) > 7:
		when = when[:7]
	}
	h := sha256.Sum256([]byte(fmt.Sprint(d.Type, "|", d.subject, "|", d.signers, "|", when)))
	return d.Type + "-" + hex.EncodeToString(h[:6])
}

// snapDays is how far a day in a text may be from the catalogue's and still mean that act.
const snapDays = 2

// snap moves a day to the catalogue's nearest of such an act: texts give the day of the act, of its publication or of
// the report.
func (r *reading) snap(d *draft, date catalogue.Date) catalogue.Date {
	on, err := time.Parse(time.DateOnly, string(date))
	if err != nil {
		return date
	}
	best, least := date, snapDays+1
	for _, m := range r.milestones(d) {
		if t, err := time.Parse(time.DateOnly, string(m)); err == nil {
			if days := int(t.Sub(on).Abs().Hours() / 24); days < least {
				best, least = m, days
			}
		}
	}
	return best
}

// milestones are the catalogue's dates of acts like this one that had happened by the day of publication: of the case,
// or of the situation and the cases in it, or of the state.
func (r *reading) milestones(d *draft) []catalogue.Date {
	switch {
	case byState[d.Type]:
		return r.stepsOf(d, d.subject)
	case onCourtItself[d.Type]:
		return nil
	case d.Case != "":
		if out := r.stepsOf(d, append(r.casesOf(d), d.Case)...); len(out) > 0 {
			return out
		}
	}
	out := r.stepsOf(d, d.Situation, d.Situation+"-ii")
	if d.Case == "" && len(out) == 0 {
		for _, c := range r.know.casesIn[d.Situation] {
			out = append(out, r.stepsOf(d, c.ID)...)
		}
	}
	return out
}

// casesOf are all cases against the persons of a draft's case who are named in its sentence.
func (r *reading) casesOf(d *draft) []string {
	var out []string
	for _, p := range d.Participants {
		for _, c := range r.know.cases[p] {
			if !slices.Contains(out, c.ID) && slices.Contains(r.know.cases[p], r.caseByID(d.Case)) {
				out = append(out, c.ID)
			}
		}
	}
	return out
}

func (r *reading) caseByID(id string) *catalogue.Entity {
	c, _ := r.cat.Entity(id)
	return c
}

// stepsOf are the dated steps of a draft's kind among those of some entities.
func (r *reading) stepsOf(d *draft, ids ...string) []catalogue.Date {
	var out []catalogue.Date
	for _, id := range ids {
		e, ok := r.cat.Entity(id)
		if !ok {
			continue
		}
		for _, m := range e.Milestones {
			if milestoneOf[m.Type] == d.Type && !slices.Contains(out, m.Date) && r.concerns(d, m.Who) && (r.on == "" || !r.on.Before(m.Date)) {
				out = append(out, m.Date)
			}
		}
	}
	return out
}

// concerns: a step that concerns one person, who is named, or while nobody else of the kind is.
func (r *reading) concerns(d *draft, who string) bool {
	return who == "" || slices.Contains(d.Participants, who) || len(r.soughtAmong(d.Participants)) == 0
}

// milestoneOf maps the catalogue's steps to event types.
var milestoneOf = map[string]string{"warrant": "warrant_issued", "summons": "warrant_issued", "warrant-requested": "warrant_requested", "warrant-vacated": "warrant_cancelled",
	"surrender": "arrest_surrender", "arrest": "arrest_surrender", "confirmation": "charges_confirmed", "verdict": "verdict", "sentence": "sentence",
	"appeal": "appeal", "reparations": "reparations", "release": "release", "charges-dropped": "charges_dropped", "hearing": "hearing", "trial-opened": "trial_opened",
	"referral": "referral", "investigation-opened": "investigation_opened", "investigation-authorised": "investigation_opened", "investigation-requested": "investigation_requested",
	"investigation-closed": "investigation_closed", "examination-opened": "preliminary_examination_opened", "examination-closed": "preliminary_examination_closed",
	"withdrawal-announced": "withdrawal", "withdrawal-notified": "withdrawal", "withdrawal-revoked": "withdrawal_revoked", "jurisdiction-accepted": "jurisdiction_accepted",
	"ratified": "accession", "acceded": "accession"}

// dateReach is how far from the words a date surely belongs to them, in tokens, and how near one must be that is not
// the catalogue's; a comma between counts for some.
const (
	dateReach  = 12
	otherReach = 4
	commaGap   = 5
)

// eventDate is the date that stands nearest to the trigger, or one that the catalogue has for such an act, made as exact
// as the catalogue has it.
func (r *reading) eventDate(d *draft) string {
	var known []catalogue.Date
	if d.Status == reported || d.Status == announced {
		known = r.milestones(d)
	}
	near, fits := nearest{gap: 1 << 20}, nearest{gap: 1 << 20}
	for _, t := range r.dates(d.sent) {
		if longBefore(t.date, known) {
			continue
		}
		away := r.awayFrom(d, t)
		if away < near.gap {
			near = nearest{t.date, away}
		}
		if away < fits.gap && slices.ContainsFunc(known, func(k catalogue.Date) bool { return k.Compare(t.date) == 0 }) {
			fits = nearest{t.date, away}
		}
	}
	reach := dateReach
	if len(known) == 1 && fits.date == "" {
		reach = otherReach
	}
	switch {
	case fits.date != "" && (near.gap == fits.gap || near.gap > 2):
		return string(exact(fits.date, known))
	case near.date != "" && (near.gap <= r.reach(reach) || len(known) != 1):
		return string(near.date)
	case len(known) == 1 && d.Status == reported:
		return string(known[0])
	}
	return ""
}

// longBefore: a date months before all that the catalogue has for such an act is of something else, such as the crimes.
func longBefore(date catalogue.Date, known []catalogue.Date) bool {
	end, ok := lastDay(date)
	if !ok || len(known) == 0 {
		return false
	}
	return !slices.ContainsFunc(known, func(k catalogue.Date) bool { return !day(end.AddDate(0, 2, 0)).Before(k) })
}

type nearest struct {
	date catalogue.Date
	gap  int
}

func (r *reading) awayFrom(d *draft, t told) int {
	switch {
	case t.first >= d.last:
		return t.first - d.last + r.commas(d.last-1, t.first)
	case t.last <= d.first:
		return d.first - t.last + r.commas(t.last-1, d.first)
	}
	return 0
}

func (r *reading) commas(from, to int) int {
	if from < to-1 && !r.sameBreath(from, to-1) {
		return commaGap
	}
	return 0
}

// exact is the only one of the known dates that a date may mean, or the date itself.
func exact(date catalogue.Date, known []catalogue.Date) catalogue.Date {
	best := catalogue.Date("")
	for _, k := range known {
		if k.Compare(date) != 0 || best == k {
			continue
		}
		if best != "" {
			return date
		}
		best = k
	}
	if len(best) > len(date) {
		return best
	}
	return date
}

// isNews: the act is what the article reports, in its title or its first sentences, and not as background.
func (r *reading) isNews(d *draft) bool {
	return (d.Status == reported || d.Status == announced) && !d.rule.Weak && d.Confidence != contract.Possible && r.dated && r.on.Day() && d.sent <= r.leadEnd()
}

// leadSentences are those in which an article says what is new.
const leadSentences = 3

func (r *reading) leadEnd() int { return min(len(r.sents), r.leadStart()+leadSentences) - 1 }

// leadStart is the first sentence after the title.
func (r *reading) leadStart() int {
	for i := range r.sents {
		if !r.sents[i].title {
			return i
		}
	}
	return len(r.sents)
}

// newsDay is the day that the first sentences give for what they tell, within the week before publication, or else the
// day of publication.
func (r *reading) newsDay() string {
	for i := 0; i <= r.leadEnd(); i++ {
		for _, t := range r.dates(i) {
			if t.date.Day() && !r.on.Before(t.date) && !t.date.Before(day(r.now.AddDate(0, 0, -7))) {
				return string(t.date)
			}
		}
	}
	return string(r.on)
}
