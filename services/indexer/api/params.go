package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// listParams are the parameters that every list takes beside the filters of the query language.
var listParams = []string{"q", "limit", "cursor", "sort"}

// readQuery reads a search from a request's parameters. A parameter that does not exist is an error
// rather than a search without it.
func readQuery(r *http.Request, more ...string) (index.Query, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return index.Query{}, badRequest("the address's parameters cannot be read: " + err.Error())
	}
	q := index.Query{
		Q: values.Get("q"), Cursor: values.Get("cursor"), Sort: index.Sort(values.Get("sort")),
		From: values.Get("from"), To: values.Get("to"), Filters: map[string][]string{},
	}
	filters := index.Filters()
	for name, list := range values {
		switch {
		case slices.Contains(listParams, name), slices.Contains(more, name), name == "from", name == "to":
		case slices.Contains(filters, name):
			q.Filters[name] = list
		default:
			known := append(append(append([]string{}, listParams...), more...), filters...)
			return q, badRequest("there is no parameter " + strconv.Quote(clip(name)) + "; there are " + strings.Join(known, ", "))
		}
	}
	q.Limit, err = readLimit(values.Get("limit"))
	return q, err
}

// readLimit reads a page size; what is more than the bound is taken as the bound.
func readLimit(s string) (int, error) {
	if s == "" {
		return index.DefaultLimit, nil
	}
	if len(s) > 9 && strings.Trim(s, "0123456789") == "" {
		return index.MaxLimit, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, badRequest("limit is a number from 1 to " + strconv.Itoa(index.MaxLimit))
	}
	return min(n, index.MaxLimit), nil
}

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
