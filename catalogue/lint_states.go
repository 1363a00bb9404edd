package catalogue

import (
	"cmp"
	"slices"
	"strings"
)

// next gives, for each standing toward the Statute, those that may follow it; "" is the beginning.
var next = map[string][]string{
	"":            {"non-party", "signatory", "party"},
	"non-party":   {"signatory", "party"},
	"signatory":   {"party"},
	"party":       {"withdrawing"},
	"withdrawing": {"withdrawn", "party"},
	"withdrawn":   {"party"},
}

// The Statute entered into force on the first of these days, and was open for signature until the second (articles
// 125 and 126).
const (
	statuteInForce  = Date("2002-07-01")
	signatureClosed = Date("2000-12-31")
)

// standing checks that a state's history toward the Statute is possible.
func (l *linter) standing(d *document, i int, e *Entity) {
	before, own := "", len(d.file.Entities[i].Status)
	for j, s := range e.Status {
		line := l.lineOf(d, i, "status", j, len(e.Status), own)
		switch {
		case !slices.Contains(next[before], s.Status):
			l.add(d.name, line, "one of "+strings.Join(next[before], ", "), "%s: %s after %s", e.ID, s.Status, cmp.Or(before, "no status"))
		case s.Status == "party" && s.From.Before(statuteInForce):
			l.add(d.name, line, "the day the Statute entered into force for it", "%s: a party on %s, before there was a Statute in force", e.ID, s.From)
		case s.Status == "signatory" && signatureClosed.Before(s.From):
			l.add(d.name, line, "the day of signature", "%s: signed on %s, after the Statute was closed for signature", e.ID, s.From)
		case s.NoIntentSince != "" && s.Status != "signatory":
			l.add(d.name, line, "no_intent_since for signatories", "%s: no_intent_since of a %s", e.ID, s.Status)
		}
		before = s.Status
	}
	l.deposit(d, i, e)
}

// deposit checks that nobody is a party before the ratification or accession, nor ratifies what it signs later.
func (l *linter) deposit(d *document, i int, e *Entity) {
	var signed, joined Date
	for _, m := range e.Milestones {
		switch {
		case m.Type == "signed":
			signed = m.Date
		case joined == "" && slices.Contains([]string{"ratified", "acceded", "succeeded"}, m.Type):
			joined = m.Date
		}
	}
	line := d.line("entities", i, "milestones", 0)
	if joined.Before(signed) {
		l.add(d.name, line, "signature before ratification", "%s: ratified on %s, signed on %s", e.ID, joined, signed)
	}
	party := slices.IndexFunc(e.Status, func(s Status) bool { return s.Status == "party" })
	if party >= 0 && e.Status[party].From.Before(joined) {
		l.add(d.name, line, "a party after the deposit", "%s: a party from %s, joined on %s", e.ID, e.Status[party].From, joined)
	}
}
