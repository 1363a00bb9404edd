package pages

import (
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// plain are slugs of the catalogue's steps and statuses that words alone would leave unclear.
var plain = map[string]string{
	"confirmation":         "Confirmation of charges",
	"examination-closed":   "Preliminary examination closed",
	"examination-opened":   "Preliminary examination opened",
	"no-intent-declared":   "Declared that it would not ratify",
	"non-party":            "Not a state party",
	"party":                "State party",
	"pre-trial":            "Pre-trial",
	"referral":             "Referred to the Court",
	"summons":              "Summoned to appear",
	"terminated":           "Proceedings ended",
	"warrant":              "Warrant issued",
	"withdrawal-announced": "Withdrawal announced",
	"withdrawing":          "Withdrawing from the Statute",
	"withdrawn":            "Withdrawn from the Statute",
}

// plainTitle writes a step or status of the catalogue in plain English.
func plainTitle(slug string) string {
	if name, ok := plain[slug]; ok {
		return name
	}
	return titleWords(slug)
}

// acronyms are units of counts that the tagger gives in small letters.
var acronyms = map[string]string{"mps": "MPs", "ngos": "NGOs", "ong": "ONG", "ongs": "ONGs"}

// showCount writes a number of something: 79 states. The unit may be a word of the article's
// language.
func showCount(c contract.Count) string {
	unit := c.Unit
	if name, ok := acronyms[unit]; ok {
		unit = name
	}
	return plural(c.N, strings.TrimSuffix(unit, "s"), unit)
}

// reasonWords says why an article was or was not taken to be about the Court. Where a name belongs
// to a look-alike, it says what the name was read as and what it was not.
func (s *server) reasonWords(r contract.Reason) string {
	if r.Is == "" {
		return strings.Replace(r.Why, ", 1 times", ", once", 1)
	}
	out := "read as " + r.Is
	if r.Text != "" {
		out = "“" + r.Text + "” is " + out
	}
	if r.InsteadOf == "" {
		return out
	}
	return out + ", not as " + s.nameWithType(r.InsteadOf)
}

// nameWithType names an entity so that it cannot be taken for its namesake: Georgia (state).
func (s *server) nameWithType(id string) string {
	name := s.label(id, nil)
	if typ := typeOf(id); typ != "organ" && typ != "org" && typ != "other" {
		return name + " (" + typ + ")"
	}
	return name
}

// chipClass are the classes of an entity's chip. What is known only from articles, and not from the
// catalogue, is drawn lighter.
func (s *server) chipClass(id string) string {
	class := "chip t-" + typeOf(id)
	if !s.inCatalogue(id) {
		class += " faint"
	}
	return class
}

func (s *server) inCatalogue(id string) bool {
	_, ok := s.Facts(id)
	return ok
}
