package safehttp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestGet(t *testing.T) {
	c, base := serve(t, Options{UserAgent: "testbot/1"}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/x-echo")
		fmt.Fprintf(w, "%s|%s|%s", r.UserAgent(), r.Header.Get("Accept"), r.Header.Get("If-None-Match"))
	})
	r, err := c.Get(t.Context(), base+"/a", Request{Accept: "text/html", IfNoneMatch: `"x"`})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(r.Body); got != `testbot/1|text/html|"x"` {
		t.Errorf("body %q", got)
	}
	if r.Status != 200 || r.ContentType != "text/x-echo" || r.FinalURL != base+"/a" || r.Truncated || r.Proto != "HTTP/1.1" {
		t.Errorf("response %+v", r)
	}
	if !r.Remote.IsLoopback() || r.FetchedAt.IsZero() || r.Took <= 0 || r.Wire != int64(len(r.Body)) {
		t.Errorf("provenance %v %v %v %v", r.Remote, r.FetchedAt, r.Took, r.Wire)
	}
}

func TestConditional(t *testing.T) {
	c, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotModified)
	})
	r, err := c.Get(t.Context(), base, Request{IfModifiedSince: "Mon, 02 Jan 2006 15:04:05 GMT"})
	if err != nil || !r.NotModified() {
		t.Errorf("with a validator: %v, %v", r, err)
	}
	if _, err = c.Get(t.Context(), base, Request{}); Reason(err) != "status-304" {
		t.Errorf("without: %v", err)
	}
}

func TestStatusError(t *testing.T) {
	c, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, strings.Repeat("slow down. ", 10_000))
	})
	r, err := c.Get(t.Context(), base, Request{})
	var status *StatusError
	if !errors.As(err, &status) || status.Code != 429 || status.RetryAfter != 2*time.Minute {
		t.Fatalf("error %v", err)
	}
	if r == nil || len(r.Body) != maxErrorBody || !r.Truncated {
		t.Errorf("the start of the body should come with it")
	}
	if !strings.Contains(err.Error(), "come back in 2m0s") {
		t.Errorf("error does not say what to do: %v", err)
	}
}

func TestRedirects(t *testing.T) {
	c, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/1":
			http.Redirect(w, r, "/2", http.StatusMovedPermanently)
		case "/2":
			http.Redirect(w, r, "3#part", http.StatusPermanentRedirect)
		case "/3":
			http.Redirect(w, r, "/4?q=1", http.StatusFound)
		case "/4":
			http.Redirect(w, r, "/5", http.StatusMovedPermanently)
		}
	})
	r, err := c.Get(t.Context(), base+"/1", Request{})
	if err != nil {
		t.Fatal(err)
	}
	if r.FinalURL != base+"/5" || r.MovedTo() != base+"/3" || len(r.Redirects) != 4 {
		t.Errorf("final %s, moved to %s, %v", r.FinalURL, r.MovedTo(), r.Redirects)
	}
	if hop := r.Redirects[2]; hop.Permanent || hop.Status != 302 || hop.URL != base+"/4?q=1" {
		t.Errorf("third hop %+v", hop)
	}
}

func TestRedirectsAreBounded(t *testing.T) {
	hits := 0
	handlers := map[string]http.HandlerFunc{
		"ten thousand": func(w http.ResponseWriter, r *http.Request) {
			var n int
			fmt.Sscanf(r.URL.Path, "/%d", &n)
			if n < 10_000 {
				http.Redirect(w, r, fmt.Sprintf("/%d", n+1), http.StatusFound)
			}
		},
		"circle": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) },
		"no address": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://[::")
			w.WriteHeader(302)
		},
	}
	for name, handler := range handlers {
		t.Run(name, func(t *testing.T) {
			hits = 0
			c, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { hits++; handler(w, r) })
			_, err := c.Get(t.Context(), base+"/", Request{})
			if !errors.Is(err, ErrTooManyRedirects) || hits > 11 {
				t.Errorf("%d hits, %v", hits, err)
			}
		})
	}
}

func TestRedirectWithoutLocation(t *testing.T) {
	c, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(302) })
	if _, err := c.Get(t.Context(), base, Request{}); Reason(err) != "status-302" {
		t.Errorf("error %v", err)
	}
}

func TestConsentRedirectsToItself(t *testing.T) {
	c, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("consent"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "consent", Value: "no"})
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, "the article")
	})
	for range 2 { // cookies last for one fetch only
		r, err := c.Get(t.Context(), base+"/a", Request{})
		if err != nil || string(r.Body) != "the article" || len(r.Redirects) != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
}

func TestTimeouts(t *testing.T) {
	stall := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	drip := func(w http.ResponseWriter, r *http.Request) {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			_, _ = io.WriteString(w, "x")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-tick.C:
			}
		}
	}
	window := Options{Window: 100 * time.Millisecond}
	tests := []struct {
		name    string
		opts    Options
		handler http.HandlerFunc
		says    string
	}{
		{"no header", Options{HeaderTimeout: 100 * time.Millisecond}, stall, "header"},
		{"body stalls", window, func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush(); stall(w, r) }, "bytes came in"},
		{"body drips", window, drip, "bytes came in"},
		{"drips too fast for the window", Options{Timeout: 300 * time.Millisecond}, drip, "longer than 300ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, base := serve(t, tt.opts, tt.handler)
			_, err := c.Get(t.Context(), base, Request{})
			if !errors.Is(err, ErrTimeout) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want a timeout that says %q", err, tt.says)
			}
		})
	}
}

func TestCallerCancels(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, base := serve(t, Options{}, func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	if _, err := c.Get(ctx, base, Request{}); !errors.Is(err, context.Canceled) || Reason(err) != "cancelled" {
		t.Errorf("error %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	if _, err := c.Get(ctx, base, Request{}); !errors.Is(err, ErrTimeout) {
		t.Errorf("a caller's deadline: %v", err)
	}
}

func TestHTTP2(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/huge" {
			for i := range 10 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 1000))
			}
		}
	}))
	server.EnableHTTP2 = true
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	tlsConfig := server.Client().Transport.(*http.Transport).TLSClientConfig
	c := client(t, Options{AllowPrivate: true, TLS: tlsConfig, MaxHeader: 8 << 10})
	r, err := c.Get(t.Context(), server.URL, Request{})
	if err != nil || r.Proto != "HTTP/2.0" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err = c.Get(t.Context(), server.URL+"/huge", Request{}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a huge header: %v", err)
	}
	if _, err = client(t, Options{AllowPrivate: true}).Get(t.Context(), server.URL, Request{}); !errors.Is(err, ErrTLS) {
		t.Errorf("an unknown certificate: %v", err)
	}
}

func TestProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "through the proxy to "+r.URL.String())
	}))
	t.Cleanup(proxy.Close)
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	u, err := http.NewRequest(http.MethodGet, proxy.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, Options{Proxy: u.URL})
	r, err := c.Get(t.Context(), "http://news.example/a", Request{})
	if err != nil || string(r.Body) != "through the proxy to http://news.example/a" {
		t.Errorf("%v, %v", r, err)
	}
	if _, err = c.Get(t.Context(), "http://10.0.0.1/", Request{}); !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("a private address by proxy: %v", err)
	}
}

// TestRawServers speaks to servers that break HTTP.
func TestRawServers(t *testing.T) {
	huge := "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 100<<10) + "\r\n\r\n"
	tests := []struct{ name, answer, reason, body string }{
		{"Content-Length too long", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort", "incomplete", "short"},
		{"Content-Length too short", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nlonger", "", "longe"},
		{"until the end", "HTTP/1.0 200 OK\r\n\r\nto the end", "", "to the end"},
		{"chunked without end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "incomplete", "short"},
		{"nothing", "", "incomplete", ""},
		{"huge header", huge, "too-large", ""},
		{"not HTTP", "SSH-2.0-server\r\n", "other", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := client(t, Options{Dial: func(context.Context, string, string) (net.Conn, error) {
				ours, theirs := net.Pipe()
				go func() {
					defer theirs.Close()
					buf := make([]byte, 4096)
					_, _ = theirs.Read(buf)
					_, _ = io.WriteString(theirs, tt.answer)
				}()
				return ours, nil
			}})
			r, err := c.Get(t.Context(), "http://raw.example/", Request{})
			if Reason(err) != tt.reason {
				t.Errorf("error %v is %q, want %q", err, Reason(err), tt.reason)
			}
			if r != nil && string(r.Body) != tt.body || r == nil && tt.body != "" {
				t.Errorf("response %+v, want body %q", r, tt.body)
			}
		})
	}
}
