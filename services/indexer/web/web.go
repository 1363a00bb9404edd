// Package web guards the handlers of the API and of the pages alike: it lets only GET and HEAD
// through, bounds how long a request may take and how many run at once, ends panics, and turns
// errors into what a client may know. It writes no answers itself and knows no routes.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// Problem is an error as the client sees it (RFC 9457).
type Problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
}

// Error returns the detail.
func (p Problem) Error() string { return p.Detail }

// NewProblem makes a problem of a status and a sentence that tells the client what to do.
func NewProblem(status int, detail string) Problem {
	return Problem{Status: status, Title: http.StatusText(status), Detail: detail}
}

// ProblemOf translates an error: what the client can mend is told, what it cannot is not.
func ProblemOf(err error) Problem {
	var p Problem
	var syntax *index.SyntaxError
	switch {
	case errors.As(err, &p):
		return NewProblem(p.Status, p.Detail)
	case errors.As(err, &syntax):
		return NewProblem(http.StatusBadRequest, syntax.Message)
	case errors.Is(err, index.ErrNotFound), errors.Is(err, ledger.ErrNotFound):
		return NewProblem(http.StatusNotFound, err.Error())
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return NewProblem(http.StatusServiceUnavailable, "this took too long; narrow the query")
	}
	return NewProblem(http.StatusInternalServerError, "something went wrong here; the log says what")
}

// Answer answers a request or returns the error that keeps it from that; nothing may have been
// written then.
type Answer func(http.ResponseWriter, *http.Request) error

// Guard wraps answers. All fields are required; Slots is as wide as the number of requests that
// may run at once, and may be shared.
type Guard struct {
	Slots  chan struct{}
	Log    *slog.Logger
	Header func(http.Header)                                 // sets what every answer carries
	Fail   func(http.ResponseWriter, *http.Request, Problem) // writes an error
}

// Wrap makes a handler of an answer that may take as long as timeout.
func (g *Guard) Wrap(timeout time.Duration, answer Answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.Header(w.Header())
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			g.Fail(w, r, NewProblem(http.StatusMethodNotAllowed, "only GET and HEAD are answered"))
			return
		}
		select {
		case g.Slots <- struct{}{}:
			defer func() { <-g.Slots }()
		default:
			w.Header().Set("Retry-After", "2")
			g.Fail(w, r, NewProblem(http.StatusServiceUnavailable, "too many requests at once; come back in a moment"))
			return
		}
		g.run(w, r, timeout, answer)
	})
}

func (g *Guard) run(w http.ResponseWriter, r *http.Request, timeout time.Duration, answer Answer) {
	ctx, cancel := context.WithTimeout(r.Context(), timeout)
	defer cancel()
	defer func() {
		if p := recover(); p == http.ErrAbortHandler {
			panic(p)
		} else if p != nil {
			g.Log.Error("a request panicked", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
			g.Fail(w, r, ProblemOf(errors.New("panic")))
		}
	}()
	if err := answer(w, r.WithContext(ctx)); err != nil {
		g.fail(w, r, err)
	}
}

func (g *Guard) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := ProblemOf(err)
	if p.Status == http.StatusInternalServerError {
		g.Log.Error("a request failed", "path", r.URL.Path, "error", err)
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	g.Fail(w, r, p)
}
