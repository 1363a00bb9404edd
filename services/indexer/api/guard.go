package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime/debug"

	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// longer is how many times the usual time an export may take.
const longer = 20

// problem is an error as the client sees it (RFC 9457).
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
}

// Error returns the detail.
func (p problem) Error() string { return p.Detail }

func badRequest(detail string) error { return problem{Status: http.StatusBadRequest, Detail: detail} }

// guard wraps a route with what all of them need: methods, headers, bounds, and an end to panics.
func (s *server) guard(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		header(w)
		if req.Method != http.MethodGet && req.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.fail(w, req, problem{Status: http.StatusMethodNotAllowed, Detail: "only GET and HEAD are answered"})
			return
		}
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
		default:
			w.Header().Set("Retry-After", "2")
			s.fail(w, req, problem{Status: http.StatusServiceUnavailable, Detail: "too many requests at once; come back in a moment"})
			return
		}
		s.run(w, req, r)
	})
}

func (s *server) run(w http.ResponseWriter, req *http.Request, r route) {
	timeout := s.Timeout
	if r.long {
		timeout *= longer
	}
	ctx, cancel := context.WithTimeout(req.Context(), timeout)
	defer cancel()
	defer func() {
		if p := recover(); p == http.ErrAbortHandler {
			panic(p)
		} else if p != nil {
			s.Log.Error("a request panicked", "path", req.URL.Path, "panic", p, "stack", string(debug.Stack()))
			s.fail(w, req, problem{Status: http.StatusInternalServerError, Detail: "something went wrong here; the log says what"})
		}
	}()
	if err := r.answer(w, req.WithContext(ctx)); err != nil {
		s.fail(w, req, err)
	}
}

// header sets what every answer carries.
func header(w http.ResponseWriter) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// fail writes an error as a problem document.
func (s *server) fail(w http.ResponseWriter, req *http.Request, err error) {
	p := problemOf(err)
	if p.Status >= 500 && p.Status != http.StatusServiceUnavailable {
		s.Log.Error("a request failed", "path", req.URL.Path, "error", err)
	}
	p.Title = http.StatusText(p.Status)
	if w.Header().Get("Retry-After") == "" && p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client may be gone
}

// problemOf translates an error: what the client can mend is told, what it cannot is not.
func problemOf(err error) problem {
	var p problem
	var syntax *index.SyntaxError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &syntax):
		return problem{Status: http.StatusBadRequest, Detail: syntax.Message}
	case errors.Is(err, index.ErrNotFound), errors.Is(err, ledger.ErrNotFound):
		return problem{Status: http.StatusNotFound, Detail: err.Error()}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return problem{Status: http.StatusServiceUnavailable, Detail: "this took too long; narrow the query"}
	}
	return problem{Status: http.StatusInternalServerError, Detail: "something went wrong here; the log says what"}
}
