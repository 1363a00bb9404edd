package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// prometheus answers by what the query contains.
func prometheus(t *testing.T) client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, result := r.FormValue("query"), ""
		switch {
		case strings.Contains(q, "$"):
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"status":"error","error":"unexpected $"}`)
			return
		case q == "wrong(":
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"status":"error","error":"unclosed left parenthesis"}`)
			return
		case q == "nothing":
		case q == "quantile":
			result = `{"metric":{},"values":[[1,"NaN"],[2,"NaN"]]}`
		case r.URL.Path == "/api/v1/query_range":
			result = `{"metric":{},"values":[[1,"NaN"],[2,"0.5"]]}`
		default:
			result = `{"metric":{},"value":[1,"7"]}`
		}
		fmt.Fprintf(w, `{"status":"success","data":{"result":[%s]}}`, result)
	}))
	t.Cleanup(s.Close)
	return client{s.URL, time.Minute}
}

func dashboard(t *testing.T, exprs ...string) string {
	t.Helper()
	var targets []string
	for i, e := range exprs {
		targets = append(targets, fmt.Sprintf(`{"refId":"%c","expr":%q,"instant":%t}`, 'A'+i, e, i == 0))
	}
	path := filepath.Join(t.TempDir(), "d.json")
	text := `{"panels":[{"type":"row","title":"Row"},{"title":"Panel","targets":[` + strings.Join(targets, ",") + `]}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRun(t *testing.T) {
	for name, c := range map[string]struct {
		exprs []string
		err   string
		out   string
	}{
		"all well":            {[]string{"up", "rate(x[$__rate_interval])"}, "", "ok     Panel B: 1 series, last 0.5"},
		"refused":             {[]string{"up", "wrong("}, "1 of 2 queries", "FAIL   Panel B: unclosed left parenthesis"},
		"no series":           {[]string{"nothing"}, "1 of 1 queries", "EMPTY  Panel A: 0 series"},
		"series, no number":   {[]string{"up", "quantile", "up"}, "1 of 3 queries", "EMPTY  Panel B: 1 series"},
		"no query at all":     {nil, "has no queries", ""},
		"a variable unfilled": {[]string{"x[$range]"}, "1 of 1 queries", "FAIL"},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			err := run(t.Context(), dashboard(t, c.exprs...), prometheus(t), &out)
			if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("error %v, want %q", err, c.err)
			}
			if !strings.Contains(out.String(), c.out) {
				t.Errorf("printed %q, want %q in it", out.String(), c.out)
			}
		})
	}
}

func TestRunWithoutServer(t *testing.T) {
	var out strings.Builder
	if err := run(t.Context(), dashboard(t, "up"), client{"http://127.0.0.1:1", time.Minute}, &out); err == nil {
		t.Errorf("no error without a server, printed %q", out.String())
	}
}
