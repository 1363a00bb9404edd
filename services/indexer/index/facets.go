package index

import (
	"sort"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
)

// FacetCount is a value and how many of the matching articles have it.
type FacetCount struct {
	Value string `json:"value"`
	Label string `json:"label,omitempty"`
	Count int    `json:"count"`
}

// Facets are the counts by name of facet: situations, persons, states, organs, events, langs,
// sources and months. Each is a list, the most frequent value first; months are in time order.
type Facets map[string][]FacetCount

// facetSize is how many values a facet lists; months may be more.
const (
	facetSize  = 10
	monthsSize = 240
)

// facets lists the facets: the field they count and the beginning of the terms they take.
var facets = []struct {
	name, field, prefix string
	size                int
}{
	{"situations", fieldEntity, "situation:", facetSize},
	{"persons", fieldEntity, "person:", facetSize},
	{"states", fieldEntity, "state:", facetSize},
	{"organs", fieldEntity, "organ:", facetSize},
	{"events", fieldEvent, "", facetSize},
	{"langs", fieldLang, "", facetSize},
	{"sources", fieldSource, "", facetSize},
	{"months", fieldMonth, "", monthsSize},
}

func addFacets(r *bleve.SearchRequest) {
	for _, f := range facets {
		request := bleve.NewFacetRequest(f.field, f.size)
		request.SetPrefixFilter(f.prefix)
		r.AddFacet(f.name, request)
	}
}

func readFacets(results search.FacetResults) Facets {
	if results == nil {
		return nil
	}
	out := Facets{}
	for name, r := range results {
		list := []FacetCount{}
		for _, t := range r.Terms.Terms() {
			list = append(list, FacetCount{Value: t.Term, Count: t.Count})
		}
		if name == "months" {
			sort.Slice(list, func(i, j int) bool { return list[i].Value < list[j].Value })
		}
		out[name] = list
	}
	return out
}
