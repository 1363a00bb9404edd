package pages

import (
	"net/http"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// positionsPage is the body of the positions.
type positionsPage struct {
	request
	Total  int
	Rows   []index.ActorRow
	Chips  []chip
	Facets []facet
	Links  []facetLink // by target
	Next   string
	First  string
	Most   int // stances on one side of the actor with most
}

func (s *server) positions(w http.ResponseWriter, r *http.Request) error {
	q := readRequest(r)
	query := q.query(r.URL.Query().Get("cursor"))
	query.Sort = ""
	f := index.PositionFilter{Actor: q.values.Get("actor"), Stance: q.values.Get("stance"), Target: q.values.Get("target")}
	found, err := s.Index.Positions(r.Context(), query, f)
	if err != nil {
		return err
	}
	body := positionsPage{request: q, Total: found.Total, Rows: found.Items, Chips: s.chips(q), Links: targetLinks(q), Most: 1}
	for i := range body.Rows {
		row := &body.Rows[i]
		row.Label = s.label(row.Actor, map[string]string{row.Actor: row.Label})
		body.Most = max(body.Most, row.For, row.Against)
	}
	if body.Facets, err = s.narrow(r, q, "position", "situations"); err != nil {
		return err
	}
	if found.Next != "" {
		body.Next = q.cursor(found.Next)
	}
	if query.Cursor != "" {
		body.First = address(q.path, q.clone())
	}
	return s.render(w, "positions", http.StatusOK, page{Title: "Who stands where", Nav: "positions", Q: query.Q, Body: body})
}

func targetLinks(q request) []facetLink {
	var list []facetLink
	for _, t := range targets {
		l := facetLink{Label: t.title, Href: q.with("target", t.slug, false)}
		if q.values.Get("target") == t.slug {
			l.Active, l.Href = true, q.without("target", t.slug)
		}
		list = append(list, l)
	}
	return list
}

// Share is n in percent of the most, for the bars of the table.
func (p positionsPage) Share(n int) int { return 100 * n / p.Most }
