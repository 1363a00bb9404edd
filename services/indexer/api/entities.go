package api

import (
	"net/http"
	"strings"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// entityAnswer is what is known of an entity: from the catalogue, and from the articles.
type entityAnswer struct {
	ID       string       `json:"id"`
	Type     string       `json:"type"`
	Label    string       `json:"label"`
	Facts    *Facts       `json:"facts,omitempty"` // from the catalogue
	Articles uint64       `json:"articles"`        // that speak of it
	With     index.Facets `json:"with"`            // what those articles speak of besides, and when
	Items    []Item       `json:"items"`           // the newest articles
	Next     string       `json:"next,omitempty"`
}

// entity answers with an entity's facts, newest articles and company. An entity that neither the
// catalogue nor any article knows is not found.
func (s *server) entity(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if typ, name, ok := strings.Cut(id, ":"); !ok || typ == "" || name == "" || len(id) > 300 {
		return notFound("an entity's id looks like person:karim-khan or state:FRA")
	}
	q, err := readQuery(r)
	if err != nil {
		return err
	}
	q.Filters["entity"] = []string{id}
	q.Sort, q.Facets = index.ByNewest, true
	found, err := s.Index.Search(r.Context(), q)
	if err != nil {
		return err
	}
	facts, known := s.Facts(id)
	if !known && found.Total == 0 {
		return notFound("no article speaks of " + clip(id) + " and the catalogue does not know it")
	}
	return writeJSON(w, r, s.describe(r, id, facts, known, found))
}

func (s *server) describe(r *http.Request, id string, facts Facts, known bool, found index.Result) entityAnswer {
	typ, _, _ := strings.Cut(id, ":")
	seen := map[string]string{}
	out := entityAnswer{ID: id, Type: typ, Articles: found.Total, With: Company(id, s.labelled(found)), Next: found.Next, Items: []Item{}}
	for _, h := range found.Items {
		out.Items = append(out.Items, NewItem(h, s.base(r)))
		for _, e := range h.Article.Entities {
			seen[e.ID] = e.Label
		}
	}
	out.Label = s.label(id, seen)
	if known {
		out.Facts = &facts
	}
	return out
}

// Company takes the entity itself out of the facets of its own articles.
func Company(id string, facets index.Facets) index.Facets {
	for name, counts := range facets {
		kept := counts[:0]
		for _, c := range counts {
			if c.Value != id {
				kept = append(kept, c)
			}
		}
		facets[name] = kept
	}
	return facets
}
