package robots_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/parser/robots"
)

// site serves one robots.txt and counts how often it was asked.
func site(t *testing.T, status int, body string) (root string, client *safehttp.Client, asked *atomic.Int32) {
	t.Helper()
	asked = &atomic.Int32{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(srv.Close)
	client = safehttp.New(safehttp.Options{AllowPrivate: true})
	t.Cleanup(client.Close)
	return srv.URL, client, asked
}

func TestCheck(t *testing.T) {
	const rules = "User-agent: *\nDisallow: /archive/\nCrawl-delay: 2\n\nUser-agent: iccwire\nDisallow: /members/\nAllow: /members/open\n"
	tests := []struct {
		name, path string
		status     int
		body       string
		allowed    bool
	}{
		{"own group counts", "/archive/1", 200, rules, true},
		{"forbidden", "/members/1", 200, rules, false},
		{"longest match", "/members/open/1", 200, rules, true},
		{"no rules", "/x", 404, "", true},
		{"forbidden to read the rules", "/x", 403, "", true},
		{"not a robots.txt", "/x", 200, "<html><body>welcome</body></html>", true},
		{"empty", "/x", 200, "", true},
		{"query", "/x?print=1", 200, "User-agent: *\nDisallow: /*?print=", false},
		{"beyond the bound", "/x", 200, strings.Repeat("# padding\n", robots.MaxSize/10) + "User-agent: *\nDisallow: /", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root, client, _ := site(t, tt.status, tt.body)
			v, err := robots.New(client, "iccwire").Check(t.Context(), root+tt.path)
			if err != nil || v.Allowed != tt.allowed {
				t.Errorf("%+v, %v; want allowed %v", v, err, tt.allowed)
			}
		})
	}
}

func TestUnreachableRulesForbidForAWhile(t *testing.T) {
	root, client, asked := site(t, 503, "")
	c := robots.New(client, "iccwire")
	for range 3 {
		_, err := c.Check(t.Context(), root+"/x")
		var un *robots.ErrUnreachable
		if !errors.As(err, &un) || time.Until(un.Until) < robots.RetryAfter/2 {
			t.Errorf("got %v", err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
}

func TestOneQuestionForManyPages(t *testing.T) {
	root, client, asked := site(t, 200, "User-agent: *\nCrawl-delay: 3600")
	c := robots.New(client, "iccwire")
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			v, err := c.Check(t.Context(), fmt.Sprintf("%s/%d", root, i))
			if err != nil || v.CrawlDelay != robots.MaxCrawlDelay {
				t.Errorf("%+v, %v", v, err)
			}
		})
	}
	wg.Wait()
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
}

func TestACallersEndIsNotRemembered(t *testing.T) {
	root, client, asked := site(t, 200, "")
	c := robots.New(client, "iccwire")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Check(ctx, root+"/x"); err == nil {
		t.Error("no error under an ended context")
	}
	if v, err := c.Check(t.Context(), root+"/x"); err != nil || !v.Allowed {
		t.Errorf("%+v, %v", v, err)
	}
	if asked.Load() == 0 {
		t.Error("never asked")
	}
}

func TestNotAnAddress(t *testing.T) {
	c := robots.New(safehttp.New(safehttp.Options{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no") }}), "iccwire")
	for _, page := range []string{"", "/relative", "http://", "::"} {
		if _, err := c.Check(t.Context(), page); err == nil {
			t.Errorf("%q was taken for an address", page)
		}
	}
}
