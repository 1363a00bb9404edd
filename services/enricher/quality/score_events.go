package quality

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// besides are the types of events that are told but not judged.
var besides = []string{"hearing", "trial_opened", "proceedings_terminated"}

// extra are types that are right where a label has them and no error elsewhere.
var extra = []string{"non_compliance", "charges_dropped", "reparations", "accession", "withdrawal_revoked", "jurisdiction_accepted",
	"investigation_requested", "investigation_closed", "preliminary_examination_closed", "referral_asp", "recusal", "release"}

// report is one article's report of an act.
type report struct{ article, act, id string }

// told reports events that the tagger says happened or will.
func told(e contract.Event) bool {
	return e.Status != "hypothetical" && e.Status != "denied" && !slices.Contains(besides, e.Type)
}

// events compares the types of each article, several events of one type counting once.
func (r *Result) events(g Article, p contract.Article) {
	lang, core, all, said := "lang:"+g.Lang, map[string]bool{}, map[string]bool{}, map[string]contract.Event{}
	for _, e := range g.Events {
		all[e.Type] = true
		soft := e.Optional || e.Status == "hypothetical" || e.Status == "ongoing" || slices.Contains(extra, e.Type) || slices.Contains(besides, e.Type)
		core[e.Type] = core[e.Type] || !soft
	}
	for _, e := range p.Events {
		if _, ok := said[e.Type]; told(e) && !ok {
			said[e.Type] = e
		}
	}
	for typ, is := range core {
		switch _, ok := said[typ]; {
		case is && ok:
			r.Events.add(right, typ, lang)
			r.confided(said[typ].Confidence, right)
		case is:
			r.Events.add(missed, typ, lang)
			r.err(g, "missed the event %s", typ)
		}
	}
	for typ, e := range said {
		if !all[typ] && !slices.Contains(extra, typ) {
			r.Events.add(wrong, typ, lang)
			r.confided(e.Confidence, wrong)
			r.err(g, "wrong event %s", typ)
		}
	}
	r.reports(g, p)
	r.dates(g, p)
}

// reports notes which act each told event is a report of, where labels and dates leave no doubt.
func (r *Result) reports(g Article, p contract.Article) {
	sole := map[string]bool{} // types of which one told event is already a report of the only act
	for _, e := range p.Events {
		if !told(e) || e.EventID == "" {
			continue
		}
		acts, dated := g.acts(e)
		switch {
		case len(dated) == 1:
			r.acts = append(r.acts, report{g.Name, dated[0], e.EventID})
			sole[e.Type] = true
		case len(acts) == 1 && !sole[e.Type]:
			r.acts = append(r.acts, report{g.Name, acts[0], e.EventID})
			sole[e.Type] = true
		}
	}
}

// acts are the labelled acts of an event's type, and those of them whose date may be the event's.
func (g Article) acts(e contract.Event) (all, dated []string) {
	for _, l := range g.Events {
		if l.Type != e.Type || l.Act == "" {
			continue
		}
		if !slices.Contains(all, l.Act) {
			all = append(all, l.Act)
		}
		if catalogue.Date(l.Date).Compare(catalogue.Date(e.Date)) == 0 && !slices.Contains(dated, l.Act) {
			dated = append(dated, l.Act)
		}
	}
	return all, dated
}

// dates compares the labelled dates of the events that were told: as exact as the label, or more so.
func (r *Result) dates(g Article, p contract.Article) {
	for _, l := range g.Events {
		if l.Date == "" || l.Optional || slices.Contains(besides, l.Type) {
			continue
		}
		var said []string
		for _, e := range p.Events {
			if e.Type == l.Type && told(e) {
				said = append(said, e.Date)
			}
		}
		switch {
		case len(said) == 0:
		case slices.ContainsFunc(said, func(d string) bool { return strings.HasPrefix(d, l.Date) }):
			r.Dates.add(right, l.Type, "lang:"+g.Lang)
		default:
			r.Dates.add(wrong, l.Type, "lang:"+g.Lang)
			r.err(g, "date of %s is %q, not %q", l.Type, strings.Join(said, ", "), l.Date)
		}
	}
}

// pairs compares every two reports of different articles: do they share the event's id exactly when it is one act?
func (r *Result) pairs() {
	for i, a := range r.acts {
		for _, b := range r.acts[:i] {
			switch same := a.id == b.id; {
			case a.article == b.article:
			case same && a.act == b.act:
				r.Pairs.Right++
			case same:
				r.Pairs.Wrong++
				r.Errors = append(r.Errors, Error{a.article, "one event with " + b.article + ": " + a.act + " and " + b.act})
			case a.act == b.act:
				r.Pairs.Missed++
				r.Errors = append(r.Errors, Error{a.article, "not one event with " + b.article + ": " + a.act})
			}
		}
	}
}
