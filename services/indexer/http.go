package indexer

import (
	"net/http"
)

// handler joins the API, the pages and what the process adds.
func (x *indexer) handler(o Options) (http.Handler, error) {
	mux := http.NewServeMux()
	if o.Extra != nil {
		mux.Handle("/", o.Extra)
	}
	return mux, nil
}
