package indexer

import (
	"slices"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/indexer/api"
)

// facts looks an entity up in the catalogue, for the API and the pages.
func (x *indexer) facts(id string) (api.Facts, bool) {
	e, ok := x.known.Load().Entity(id)
	if !ok {
		return api.Facts{}, false
	}
	return factsOf(e), true
}

// reload takes over a changed catalogue. One with an error is refused and the last good one stays; what is wrong in it
// is told by the enricher.
func (x *indexer) reload(c *catalogue.Catalogue, err error) {
	if err == nil {
		x.known.Store(c)
	}
}

func factsOf(e *catalogue.Entity) api.Facts {
	f := api.Facts{
		ID: e.ID, Type: e.Type, Label: e.Label, Description: e.Note, Number: e.Number, Wikidata: e.Wikidata,
		Aliases: aliases(e), Charges: e.Charges, AsOf: string(e.AsOf),
	}
	for _, o := range e.Offices {
		f.Roles = append(f.Roles, api.Role{Role: o.Role, Body: o.Body, From: string(o.From), To: string(o.To), State: o.State})
	}
	for _, s := range e.Status {
		f.Status = append(f.Status, api.Standing{Status: s.Status, From: string(s.From), To: string(s.To)})
	}
	for _, m := range e.Milestones {
		f.Milestones = append(f.Milestones, api.Step{Type: m.Type, Date: string(m.Date), Who: m.Who, Note: m.Note})
	}
	for _, l := range e.Links {
		f.Related = append(f.Related, api.Related{Rel: l.Rel, ID: l.ID})
	}
	return f
}

// aliases are the entity's names in other languages, sorted, each once.
func aliases(e *catalogue.Entity) []string {
	var out []string
	for _, label := range e.Labels {
		if label != e.Label {
			out = append(out, label)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
