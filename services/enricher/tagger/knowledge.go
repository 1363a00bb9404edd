package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// idICC is the Court itself.
const idICC = "org:icc"

// knowledge is what the catalogue says, arranged for the questions that rules ask.
type knowledge struct {
	cat          *catalogue.Catalogue
	states       []*catalogue.Entity
	cases        map[string][]*catalogue.Entity // by person: the cases against them
	casesIn      map[string][]*catalogue.Entity // by situation
	situation    map[string][]string            // by person, case, state or organisation: the situations it speaks for
	named        map[string][]string            // by state or organisation: the situations it hints at
	byShort      map[string]int                 // folded family name: how many persons share it
	families     map[string][]*catalogue.Entity // folded family name: who bears it
	family       map[string][]string            // person to folded family names of one word
	given        map[string][]*catalogue.Entity // folded given name: who bears it
	stateOf      map[string]string              // person to state, by office
	courtBody    map[string]bool                // the Court and its organs
	governmentOf map[string]string              // part of a government to its state
	media        map[string]bool                // outlets, which report and do not act
	otherCourt   map[string]bool                // courts and bodies with prosecutors that are not the Court
}

func newKnowledge(c *catalogue.Catalogue, lex *lexicon.Lexicon) *knowledge {
	k := &knowledge{cat: c, cases: map[string][]*catalogue.Entity{}, casesIn: map[string][]*catalogue.Entity{}, situation: map[string][]string{}, named: lex.Rules.Hints,
		byShort: map[string]int{}, families: map[string][]*catalogue.Entity{}, stateOf: map[string]string{}, given: map[string][]*catalogue.Entity{}, family: map[string][]string{},
		courtBody: map[string]bool{idICC: true}, governmentOf: map[string]string{}, otherCourt: map[string]bool{}, media: map[string]bool{}}
	for _, e := range c.Entities() {
		k.learn(e)
	}
	return k
}

func (k *knowledge) learn(e *catalogue.Entity) {
	switch e.Type {
	case "organ":
		k.courtBody[e.ID] = true
	case "state":
		k.states = append(k.states, e)
	case "org":
		k.media[e.ID] = e.Kind == "outlet"
		k.learnGovernment(e)
		k.otherCourt[e.ID] = e.Kind == "court" || e.ID == "org:interpol"
	case "case":
		k.learnCase(e)
	case "situation":
		for _, l := range e.Links {
			if strings.HasPrefix(l.ID, "state:") {
				k.link(l.ID, e.ID)
			}
		}
	case "person":
		k.learnPerson(e)
	}
}

// learnGovernment notes which state a part of a government speaks for; prosecutors act for themselves.
func (k *knowledge) learnGovernment(e *catalogue.Entity) {
	if e.Kind != "government" && e.Kind != "security" {
		return
	}
	for _, l := range e.Links {
		if strings.HasPrefix(l.ID, "state:") {
			k.governmentOf[e.ID] = l.ID
		}
	}
}

func (k *knowledge) learnCase(e *catalogue.Entity) {
	for _, l := range e.Links {
		if !strings.HasPrefix(l.ID, "situation:") {
			continue
		}
		k.link(e.ID, l.ID)
		k.casesIn[l.ID] = append(k.casesIn[l.ID], e)
		for _, p := range e.Links {
			if strings.HasPrefix(p.ID, "person:") {
				k.link(p.ID, l.ID)
			}
		}
	}
	for _, l := range e.Links {
		if strings.HasPrefix(l.ID, "person:") {
			k.cases[l.ID] = append(k.cases[l.ID], e)
		}
	}
}

func (k *knowledge) link(id, situation string) {
	if !slices.Contains(k.situation[id], situation) {
		k.situation[id] = append(k.situation[id], situation)
	}
}

func (k *knowledge) learnPerson(e *catalogue.Entity) {
	seen := map[string]bool{}
	if w := firstWord(e.Label); len(w) > 2 {
		k.given[w] = append(k.given[w], e)
	}
	for _, n := range e.Names {
		f := text.Fold(n.Text)
		if n.Kind == catalogue.Short && !seen[f] {
			seen[f] = true
			k.byShort[f]++
			k.families[f] = append(k.families[f], e)
			if !strings.Contains(f, " ") && !n.Derived || n.Lang == "en" && !strings.Contains(f, " ") {
				k.family[e.ID] = append(k.family[e.ID], f)
			}
		}
	}
	for _, o := range e.Offices {
		if strings.HasPrefix(o.Body, "state:") {
			k.stateOf[e.ID] = o.Body
		}
	}
	for _, l := range e.Links {
		if strings.HasPrefix(l.ID, "state:") && k.stateOf[e.ID] == "" {
			k.stateOf[e.ID] = l.ID
		}
		if strings.HasPrefix(l.ID, "situation:") {
			k.link(e.ID, l.ID)
		}
	}
}

// wanted reports whether the person was sought, tried or convicted by the Court at some time.
func (k *knowledge) wanted(id string) bool { return len(k.cases[id]) > 0 }

// courtRole reports offices of the Court and of its Assembly.
func courtRole(role string) bool {
	return strings.HasPrefix(role, "icc-") || strings.HasPrefix(role, "asp-")
}

// serves reports whether the person held an office of the Court on that day, or, when none is given, ever.
func serves(e *catalogue.Entity, on catalogue.Date) bool {
	offices := e.Offices
	if on != "" {
		offices = e.OfficesOn(on)
	}
	return slices.ContainsFunc(offices, func(o catalogue.Office) bool { return courtRole(o.Role) })
}
