package api

import (
	"encoding/json"
	"net/http"

	"github.com/iccwire/iccwire/services/indexer/web"
)

// longer is how many times the usual time an export may take.
const longer = 20

func badRequest(detail string) error { return web.NewProblem(http.StatusBadRequest, detail) }

func notFound(detail string) error { return web.NewProblem(http.StatusNotFound, detail) }

// setHeader sets what every answer carries.
func setHeader(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// fail writes an error as a problem document.
func fail(w http.ResponseWriter, _ *http.Request, p web.Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client may be gone
}
