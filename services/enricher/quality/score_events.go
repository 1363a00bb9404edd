package quality

import (
	"slices"

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
}

// reports notes which act each told event is a report of, where the labels say it and the type and date leave no doubt.
func (r *Result) reports(g Article, p contract.Article) {
	for _, e := range p.Events {
		var acts []string
		for _, l := range g.Events {
			if l.Type == e.Type && l.Act != "" && !slices.Contains(acts, l.Act) {
				acts = append(acts, l.Act)
			}
		}
		if told(e) && len(acts) == 1 && e.EventID != "" {
			r.acts = append(r.acts, report{g.Name, acts[0], e.EventID})
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
			}
		}
	}
}
