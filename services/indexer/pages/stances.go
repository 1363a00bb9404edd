package pages

import (
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// targets are what a stance can be toward: as a heading, and as what someone supports or opposes.
var targets = []struct{ slug, title, object string }{
	{"court", "The Court", "the Court"},
	{"investigation", "Investigations", "an investigation"},
	{"warrant", "Warrants", "a warrant"},
	{"jurisdiction", "Jurisdiction", "the Court's jurisdiction"},
	{"sanctions_on_court", "Sanctions on the Court", "sanctions on the Court"},
	{"membership", "Membership", "membership of the Court"},
	{"cooperation", "Cooperation", "cooperation with the Court"},
}

// targetName is what someone supports or opposes, as a sentence has it.
func targetName(slug string) string {
	for _, t := range targets {
		if t.slug == slug {
			return t.object
		}
	}
	return words(slug)
}

// stanceName is a stance as a filter shows it and as a class may be named.
func stanceName(stance string) string {
	if stance == "supports" {
		return "supports"
	}
	return "opposes"
}

// side is the side of the Court that a position is on, which colours it.
func side(p contract.Position) string { return index.Side(p.Stance, p.Target) }

// stanceWords says a position without its actor: supports sanctions on the Court.
func stanceWords(stance, target string) string {
	return stanceName(stance) + " " + targetName(target)
}
