package tagger

import (
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// partiesSlack is how far a number may lie from the catalogue's count of states parties and still be meant as that.
const partiesSlack = 4

// findFacts reads numbers about the Court: how many states are parties.
func (r *reading) findFacts() {
	for i := range r.sents {
		for _, m := range r.sentence(i) {
			if m.ent != nil || m.role != "" || m.class != r.cls.memberState && m.class != r.cls.parties {
				continue
			}
			if n, at := r.numberBefore(m.first, 3); r.isPartyCount(n) && (r.sents[i].court || r.main) {
				start, end, _, field := r.place(at, m.last)
				if field == "" {
					r.facts = append(r.facts, contract.Fact{Type: "states_parties", N: n, Start: start, End: end})
				}
				break
			}
		}
	}
}

// isPartyCount reports a number that can be that of all states parties on the day.
func (r *reading) isPartyCount(n int) bool {
	if n < 60 {
		return false
	}
	if r.parties == 0 {
		for _, e := range r.know.states {
			if s, ok := e.StatusOn(r.on); ok && s.Status == "party" {
				r.parties++
			}
		}
	}
	return n >= r.parties-partiesSlack && n <= r.parties+partiesSlack
}

// numberBefore reads a number that stands at most reach tokens before a token.
func (r *reading) numberBefore(i, reach int) (n, at int) {
	for k := i - 1; k >= max(0, i-reach-1); k-- {
		if n := r.number(k); n > 0 {
			return n, k
		}
		for _, m := range r.between(k, k+1) {
			if r.isClass(m, r.cls.number) {
				return m.value, k
			}
		}
	}
	return 0, 0
}

// groupCount is the group of states that the article counts ("93 states"), unless it is all states parties.
func (r *reading) groupCount() *contract.Count {
	r.countedGroup()
	if r.groupSize == 0 || r.isPartyCount(r.groupSize) {
		return nil
	}
	return &contract.Count{N: r.groupSize, Unit: "states"}
}

// countIn reads how many states, lawmakers or signatures a sentence speaks of.
func (r *reading) countIn(sent int) *contract.Count {
	units := []struct {
		class lexicon.Class
		unit  string
	}{{r.cls.states, "states"}, {r.cls.senators, "signatories"}}
	for _, m := range r.sentence(sent) {
		if m.ent != nil || m.role != "" {
			continue
		}
		for _, u := range units {
			if m.class != u.class {
				continue
			}
			if n, _ := r.numberBefore(m.first, 2); n > 1 && n < 1000 {
				if u.unit != "states" {
					return &contract.Count{N: n, Unit: r.lower(&m)}
				}
				return &contract.Count{N: n, Unit: u.unit}
			}
		}
	}
	return nil
}
