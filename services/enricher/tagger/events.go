package tagger

import (
	"slices"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// Statuses of events.
const (
	reported     = "reported"
	announced    = "announced"
	hypothetical = "hypothetical"
	denied       = "denied"
)

// maxEvidence bounds the words quoted as evidence, in tokens.
const maxEvidence = 60

// maxEvents bounds the reports of events in an article, before those of one event are joined.
const maxEvents = 400

// findEvents lays the rules over each sentence.
func (r *reading) findEvents() {
	all := r.buf.drafts[:0]
	for i := range r.sents {
		for k := range r.lex.Rules.Events {
			rule := &r.lex.Rules.Events[k]
			if len(all) < maxEvents && r.possible(rule, &r.sents[i].set) {
				if d, ok := r.try(rule, i); ok {
					all = append(all, d)
				}
			}
		}
	}
	r.buf.drafts = all
	r.drafts = suppress(all)
	r.events = r.finish(r.letters(merge(slices.Clone(r.drafts))))
}

// draft is an event found in one sentence.
type draft struct {
	contract.Event
	sent        int
	first, last int // tokens of the trigger
	rule        *lexicon.Rule
	signers     []string // of a letter, where the article tells several apart
	subject     string   // who or what tells the act from others of its type and day
}

func (r *reading) possible(rule *lexicon.Rule, set *lexicon.Set) bool {
	for _, place := range rule.Find {
		if !slices.ContainsFunc(place, func(c lexicon.Class) bool { return set.Has(c) }) {
			return false
		}
	}
	return true
}

// try applies a rule to a sentence: the combinations of words that stand close enough, the first that is reported, or
// else the first at all.
func (r *reading) try(rule *lexicon.Rule, sent int) (draft, bool) {
	var best draft
	ok := false
	ms := r.sentence(sent)
	for k := range ms {
		if !r.inPlace(ms[k], rule.Find[0]) {
			continue
		}
		combo, found := r.combine(rule, ms, k)
		if !found || r.blocked(rule, ms, combo) || !r.conditions(rule, sent, combo) || !r.anchored(rule, sent, combo) {
			continue
		}
		d := r.draft(rule, sent, combo)
		if !ok || d.Status == reported {
			best, ok = d, true
		}
		if best.Status == reported {
			break
		}
	}
	return best, ok
}

// inPlace reports whether a mark may stand in a rule's place: a word of one of its classes, an office of that class, or
// an entity that stands for such a word.
func (r *reading) inPlace(m mark, place []lexicon.Class) bool {
	in := func(c lexicon.Class) bool { return slices.Contains(place, c) }
	switch {
	case m.ent != nil:
		return slices.ContainsFunc(r.fills(m.ent), in)
	case m.role != "":
		return slices.ContainsFunc(place, func(c lexicon.Class) bool { return r.cls.offices[c] == m.role })
	}
	return in(m.class)
}

// combine finds for the word in the first place the nearest words for the other places.
func (r *reading) combine(rule *lexicon.Rule, ms []mark, k int) ([]mark, bool) {
	combo := []mark{ms[k]}
	for _, place := range rule.Find[1:] {
		best, least := -1, r.reach(rule.Near)+1
		for j := range ms {
			if !r.inPlace(ms[j], place) || overlaps(ms[j], combo) && !inPhrase(ms[j], ms[k]) || rule.Ordered && ms[j].first < ms[k].first {
				continue
			}
			if d := gap(ms[k], ms[j]); d < least {
				best, least = j, d
			}
		}
		if best < 0 {
			return nil, false
		}
		combo = append(combo, ms[best])
	}
	return combo, true
}

// inPhrase: an entity named inside a phrase stands for a place of its own: "seized the ICC".
func inPhrase(m, phrase mark) bool {
	return m.ent != nil && m.first >= phrase.first && m.last <= phrase.last && phrase.ent == nil
}

// sameSpan: the words of a find mean something else too, or are the end of something else: the arrest in one word with
// the warrant, or in "warrant of arrest".
func sameSpan(m mark, combo []mark) bool {
	return slices.ContainsFunc(combo, func(c mark) bool {
		return m.class != c.class && m.last > c.first && (m.first < c.first || m.first == c.first && m.last == c.last)
	})
}

func overlaps(m mark, combo []mark) bool {
	return slices.ContainsFunc(combo, func(c mark) bool { return m.first < c.last && c.first < m.last })
}

// gap is the number of tokens between two marks.
func gap(a, b mark) int {
	if b.first >= a.last {
		return b.first - a.last
	}
	return max(0, a.first-b.last)
}

// blocked reports a word between the finds, or shortly before them, that makes them something else.
func (r *reading) blocked(rule *lexicon.Rule, ms, combo []mark) bool {
	first, last := bounds(combo)
	for _, m := range ms {
		if m.ent == nil && m.role == "" && m.first >= first-7 && m.first < last && slices.Contains(rule.Not, m.class) && (!overlaps(m, combo) || m.last > last || sameSpan(m, combo)) {
			return true
		}
	}
	return false
}

func bounds(ms []mark) (first, last int) {
	first, last = ms[0].first, ms[0].last
	for _, m := range ms[1:] {
		first, last = min(first, m.first), max(last, m.last)
	}
	return first, last
}

func (r *reading) draft(rule *lexicon.Rule, sent int, combo []mark) draft {
	first, last := bounds(combo)
	d := draft{sent: sent, first: first, last: last, rule: rule}
	d.Type, d.Outcome = rule.Type, rule.Outcome
	d.Status = r.modality(rule, sent, combo)
	d.Confidence = contract.Certain
	if rule.Weak || !r.main || !r.sents[sent].court || r.sents[sent].other || d.Status != reported || len(combo) == 1 {
		d.Confidence = contract.Likely
	}
	if rule.Weak && !r.sents[sent].court {
		d.Confidence = contract.Possible
	}
	d.Trigger = r.doc.Original(first, min(last, first+16))
	d.Why = r.whyEvent(rule, combo)
	r.locate(&d)
	return d
}

func (r *reading) whyEvent(rule *lexicon.Rule, combo []mark) string {
	why := "words for"
	for _, m := range combo {
		if m.ent != nil {
			why += " " + m.ent.label
		} else if m.role != "" {
			why += " " + m.role
		} else {
			why += " " + r.lex.Name(m.class)
		}
	}
	return why + " in one sentence"
}

// reach of words of doubt and denial before what they are about, in tokens.
const (
	reachNeg  = 4
	reachHyp  = 7
	reachAsk  = 9
	reachDeny = 10
)

// modality reads whether the event is told as a fact, announced, only supposed, or denied.
func (r *reading) modality(rule *lexicon.Rule, sent int, combo []mark) string {
	head := combo[0]
	first, _ := bounds(combo)
	status := reported
	if after := r.verbEnd(sent, combo); after != "" {
		return after
	}
	for _, m := range r.sentence(sent) {
		if m.ent != nil || m.role != "" || m.last > head.first || overlaps(m, combo) {
			continue
		}
		d := head.first - m.last
		switch {
		case m.class == r.cls.neg && d <= reachNeg && r.sameBreath(m.last, head.first), m.class == r.cls.deny && d <= reachDeny && rule.Type != "leave_misconduct":
			return denied
		case (m.class == r.cls.hyp || m.class == r.cls.threaten) && d <= reachHyp && r.sameBreath(m.last, head.first):
			status = hypothetical
			if futureStatus(rule.Type) == announced && r.saidFirst(sent, m.first) {
				status = announced
			}
		case m.class == r.cls.ask && d <= reachAsk && m.first < first && !asks[rule.Type]:
			status = hypothetical
		case (m.class == r.cls.future || m.class == r.cls.intend) && d <= 4 && status == reported && r.sameBreath(m.last, head.first):
			status = futureStatus(rule.Type)
		}
	}
	return status
}

// verbEnd reads doubt and denial right after the words, where languages put their verbs last.
func (r *reading) verbEnd(sent int, combo []mark) string {
	if !r.verbLast() {
		return ""
	}
	_, last := bounds(combo)
	for _, m := range r.sentence(sent) {
		if m.ent != nil || m.first < last || !r.sameBreath(last-1, m.first-1) {
			continue
		}
		switch d := m.first - last; {
		case r.isClass(m, r.cls.neg) && d <= r.reach(1):
			return denied
		case r.isClass(m, r.cls.hyp) && d <= r.reach(2):
			return hypothetical
		}
	}
	return ""
}

// saidFirst: a verb of speech stands before the token, so that "would" tells what was announced.
func (r *reading) saidFirst(sent, before int) bool {
	return slices.ContainsFunc(r.sentence(sent), func(m mark) bool { return r.isClass(m, r.cls.say) && m.last <= before && before-m.last <= 6 })
}

// asks are events that consist in asking.
var asks = map[string]bool{"warrant_requested": true, "investigation_requested": true, "letter_against": true, "statement_of_support": true, "appeal": true}

// futureStatus: what a state says it will do is an announcement; what a court may do is not.
func futureStatus(typ string) string {
	switch typ {
	case "withdrawal", "accession", "investigation_opened", "referral", "election_appointment", "warrant_requested", "statement_of_support", "hearing", "trial_opened", "appeal", "leave_misconduct":
		return announced
	}
	return hypothetical
}

// sameBreath: no comma, colon or bracket between two tokens.
func (r *reading) sameBreath(a, b int) bool {
	for i := a; i <= b && i < len(r.doc.Tokens); i++ {
		if r.doc.Tokens[i].Shape&(text.Comma|text.Colon|text.Bracket) != 0 {
			return false
		}
	}
	return true
}

// suppress drops what a stronger reading of the same words explains: a warrant that is asked for is not issued.
func suppress(all []draft) []draft {
	stronger := map[string]string{"warrant_issued": "warrant_requested", "referral": "referral_asp"}
	return slices.DeleteFunc(all, func(d draft) bool {
		by := stronger[d.Type]
		return by != "" && (d.rule.Noun || by == "referral_asp") && slices.ContainsFunc(all, func(o draft) bool { return o.sent == d.sent && o.Type == by })
	})
}
