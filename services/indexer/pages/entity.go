package pages

import (
	"net/http"
	"strings"

	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/web"
)

// entityPage is the body of an entity's page.
type entityPage struct {
	ID, Type, Label string
	Facts           *api.Facts
	Total           uint64
	Hits            []hit
	With            []facet
	Chart           *chart
	Quotes          []index.QuoteRow
	Stances         []index.ActorRow
	Search          string // address of all its articles
}

func (s *server) entity(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	typ, name, ok := strings.Cut(id, ":")
	if !ok || name == "" || len(id) > 300 {
		return web.NewProblem(http.StatusNotFound, "An entity's id looks like person:karim-khan or state:FRA.")
	}
	q := request{path: "/", values: map[string][]string{"entity": {id}}}
	query := q.query("")
	query.Sort, query.Facets, query.Limit = index.ByNewest, true, 10
	found, err := s.Index.Search(r.Context(), query)
	if err != nil {
		return err
	}
	facts, known := s.Facts(id)
	if !known && found.Total == 0 {
		return web.NewProblem(http.StatusNotFound, "No article speaks of "+id+" and the catalogue does not know it.")
	}
	seen := labelsIn(found.Items)
	body := entityPage{ID: id, Type: typ, Label: s.label(id, seen), Total: found.Total, Hits: hits(found.Items), Search: address("/", q.clone())}
	if known {
		body.Facts = &facts
	}
	months := found.Facets["months"]
	body.With = s.facets(q, api.Company(id, found.Facets), seen)
	if err := s.voices(r, &body, id); err != nil {
		return err
	}
	if body.Chart, err = s.chart(r.Context(), q, months); err != nil {
		return err
	}
	return s.render(w, "entity", http.StatusOK, page{Title: body.Label, Body: body, Feed: q.params()})
}

// voices adds what an entity said and where it stands.
func (s *server) voices(r *http.Request, body *entityPage, id string) error {
	quotes, err := s.Index.Quotes(r.Context(), index.Query{Filters: map[string][]string{"speaker": {id}, "type": {"original"}}, Limit: 5})
	if err != nil {
		return err
	}
	stances, err := s.Index.Positions(r.Context(), index.Query{Filters: map[string][]string{"entity": {id}}}, index.PositionFilter{Actor: id})
	body.Quotes, body.Stances = quotes.Items, stances.Items
	return err
}
