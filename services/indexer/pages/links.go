package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// facetKinds are the facets at the side of a search, with the parameter that each sets.
var facetKinds = []struct{ facet, param, title string }{
	{"situations", "situation", "Situations"},
	{"events", "event", "Events"},
	{"persons", "person", "People"},
	{"states", "state", "States"},
	{"organs", "organ", "Organs"},
	{"langs", "lang", "Languages"},
	{"sources", "source", "Outlets"},
}

// request is a search as a page's address has it.
type request struct {
	path   string
	values url.Values
}

// filterParams are the parameters that a page passes on in its links.
var filterParams = append(index.Filters(), "q", "sort", "stance", "target", "actor")

// readRequest keeps the parameters that mean something; pages forgive the others.
func readRequest(r *http.Request) request {
	out := request{path: r.URL.Path, values: url.Values{}}
	for name, list := range r.URL.Query() {
		if slices.Contains(filterParams, name) {
			for _, v := range list {
				if v = strings.TrimSpace(v); v != "" {
					out.values.Add(name, v)
				}
			}
		}
	}
	return out
}

// query makes the search of a request.
func (q request) query(cursor string) index.Query {
	out := index.Query{
		Q: q.values.Get("q"), From: q.values.Get("from"), To: q.values.Get("to"),
		Sort: index.Sort(q.values.Get("sort")), Cursor: cursor, Filters: map[string][]string{},
	}
	for _, name := range index.Filters() {
		if list := q.values[name]; len(list) > 0 && name != "from" && name != "to" {
			out.Filters[name] = list
		}
	}
	return out
}

// with returns the address of the same search with a parameter set or added.
func (q request) with(name, value string, add bool) string {
	v := q.clone()
	if !add {
		v.Del(name)
	}
	if value != "" && !slices.Contains(v[name], value) {
		v.Add(name, value)
	}
	return address(q.path, v)
}

// without returns the address of the same search with one value of a parameter taken away.
func (q request) without(name, value string) string {
	v := q.clone()
	v[name] = slices.DeleteFunc(v[name], func(s string) bool { return s == value })
	return address(q.path, v)
}

func (q request) clone() url.Values {
	v := url.Values{}
	for name, list := range q.values {
		v[name] = slices.Clone(list)
	}
	return v
}

func address(path string, v url.Values) string {
	for name, list := range v {
		if len(list) == 0 {
			v.Del(name)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// params returns the parameters as an address has them, with a question mark, for exports.
func (q request) params() string {
	return strings.TrimPrefix(address("", q.clone()), "")
}

// chip is a filter in force, with the address that takes it away.
type chip struct{ Name, Value, Remove string }

// chips lists the filters in force.
func (s *server) chips(q request) []chip {
	var list []chip
	for _, name := range append(index.Filters(), "actor", "stance", "target") {
		for _, v := range q.values[name] {
			list = append(list, chip{Name: words(name), Value: s.showValue(name, v), Remove: q.without(name, v)})
		}
	}
	return list
}

// showValue writes a filter's value for a person.
func (s *server) showValue(param, value string) string {
	switch param {
	case "lang":
		return langName(value)
	case "event":
		return api.EventName(value)
	case "target":
		return targetName(value)
	case "stance", "type":
		return words(value)
	case "person", "situation", "state", "organ", "org", "case", "crime", "treaty":
		return s.label(param+":"+strings.TrimPrefix(value, param+":"), nil)
	case "entity", "actor":
		return s.label(value, nil)
	case "from", "to":
		return showDate(value)
	}
	return value
}

// hidden are the parameters that the search form passes on beside its own fields.
type hidden struct{ Name, Value string }

func (q request) hidden(but ...string) []hidden {
	var list []hidden
	for _, name := range filterParams {
		if slices.Contains(but, name) {
			continue
		}
		for _, v := range q.values[name] {
			list = append(list, hidden{name, v})
		}
	}
	return list
}

// facet is a list of links that narrow a search.
type facet struct {
	Title string
	Links []facetLink
}

type facetLink struct {
	Label  string
	Count  int
	Href   string
	Active bool
	ID     string
	Share  int // of the biggest count, in percent
}

// facets turns counts into links.
func (s *server) facets(q request, counts index.Facets, seen map[string]string) []facet {
	var list []facet
	for _, kind := range facetKinds {
		f := facet{Title: kind.title}
		top := 1
		for _, c := range counts[kind.facet] {
			top = max(top, c.Count)
		}
		for _, c := range counts[kind.facet] {
			if c.Value == "" {
				continue
			}
			f.Links = append(f.Links, s.facetLink(q, kind.param, c, seen, top))
		}
		if len(f.Links) > 0 {
			list = append(list, f)
		}
	}
	return list
}

func (s *server) facetLink(q request, param string, c index.FacetCount, seen map[string]string, top int) facetLink {
	value := strings.TrimPrefix(c.Value, param+":")
	l := facetLink{Count: c.Count, Share: max(2, 100*c.Count/top), ID: c.Value}
	l.Active = slices.Contains(q.values[param], value)
	if l.Active {
		l.Href = q.without(param, value)
	} else {
		l.Href = q.with(param, value, true)
	}
	switch param {
	case "lang":
		l.Label = langName(value)
	case "event":
		l.Label = api.EventName(value)
	case "source":
		l.Label = value
	default:
		l.Label = s.label(c.Value, seen)
	}
	return l
}

// labelsIn collects the labels that articles give their entities.
func labelsIn(hits []index.Hit) map[string]string {
	seen := map[string]string{}
	for _, h := range hits {
		for _, e := range h.Article.Entities {
			seen[e.ID] = e.Label
		}
	}
	return seen
}

// feedStates returns the feeds with what each brought.
func (s *server) feedStates(r *http.Request) ([]api.Feed, error) {
	return api.FeedsWithBalance(r.Context(), s.Options.Feeds, s.Ledger)
}
