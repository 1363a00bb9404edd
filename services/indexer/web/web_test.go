package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// guard is one that writes a problem's status and detail, and a log to read.
func guard(slots int) (*Guard, *bytes.Buffer) {
	log := new(bytes.Buffer)
	return &Guard{
		Slots:  make(chan struct{}, slots),
		Log:    slog.New(slog.NewTextHandler(log, nil)),
		Header: func(h http.Header) { h.Set("X-Ours", "yes") },
		Fail: func(w http.ResponseWriter, _ *http.Request, p Problem) {
			w.WriteHeader(p.Status)
			fmt.Fprint(w, p.Title, ": ", p.Detail)
		},
	}, log
}

func ask(h http.Handler, method string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, "/x", nil))
	return w
}

func TestErrorsBecomeProblems(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		says   string
		logged bool
	}{
		{NewProblem(http.StatusNotFound, "no such thing"), 404, "no such thing", false},
		{Problem{Status: 400, Detail: "mend it"}, 400, "Bad Request: mend it", false},
		{fmt.Errorf("wrapped: %w", &index.SyntaxError{Message: "a quote is open"}), 400, "a quote is open", false},
		{fmt.Errorf("x: %w", index.ErrNotFound), 404, "no such article", false},
		{fmt.Errorf("x: %w", ledger.ErrNotFound), 404, "not in the ledger", false},
		{context.DeadlineExceeded, 503, "narrow the query", false},
		{context.Canceled, 503, "narrow the query", false},
		{errors.New("secret path"), 500, "the log says what", true},
	} {
		g, log := guard(1)
		w := ask(g.Wrap(time.Second, func(http.ResponseWriter, *http.Request) error { return c.err }), http.MethodGet)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || w.Header().Get("X-Ours") != "yes" {
			t.Errorf("%v: %d %s", c.err, w.Code, w.Body)
		}
		if logged := strings.Contains(log.String(), "secret path"); logged != c.logged {
			t.Errorf("%v: logged %v", c.err, logged)
		}
		if c.status == 503 && w.Header().Get("Retry-After") == "" {
			t.Errorf("%v: it does not say when to come back", c.err)
		}
	}
}

func TestPanicsEndAtTheGuard(t *testing.T) {
	g, log := guard(1)
	w := ask(g.Wrap(time.Second, func(http.ResponseWriter, *http.Request) error { panic("secret cause") }), http.MethodGet)
	if w.Code != 500 || strings.Contains(w.Body.String(), "secret") || !strings.Contains(log.String(), "secret cause") || !strings.Contains(log.String(), "stack=") {
		t.Errorf("%d %s\n%s", w.Code, w.Body, log)
	}
	if len(g.Slots) != 0 {
		t.Error("the slot was not given back")
	}
}

func TestAbortGoesThrough(t *testing.T) {
	g, _ := guard(1)
	defer func() {
		if p := recover(); p != http.ErrAbortHandler {
			t.Errorf("got %v", p)
		}
	}()
	ask(g.Wrap(time.Second, func(http.ResponseWriter, *http.Request) error { panic(http.ErrAbortHandler) }), http.MethodGet)
	t.Error("the connection was not broken")
}

func TestMethods(t *testing.T) {
	g, _ := guard(1)
	h := g.Wrap(time.Second, func(w http.ResponseWriter, _ *http.Request) error {
		_, err := w.Write([]byte("ok"))
		return err
	})
	for method, want := range map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "DELETE": 405, "TRACE": 405} {
		if w := ask(h, method); w.Code != want || want == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

func TestTimeAndSlotsAreBounded(t *testing.T) {
	g, _ := guard(1)
	slow := g.Wrap(time.Millisecond, func(_ http.ResponseWriter, r *http.Request) error {
		<-r.Context().Done()
		return r.Context().Err()
	})
	if w := ask(slow, http.MethodGet); w.Code != 503 {
		t.Errorf("slow: %d", w.Code)
	}
	g.Slots <- struct{}{} // someone else is inside
	if w := ask(slow, http.MethodGet); w.Code != 503 || !strings.Contains(w.Body.String(), "too many") {
		t.Errorf("full: %d %s", w.Code, w.Body)
	}
}
