package world

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestStatuses(t *testing.T) {
	w, c := start(t)
	for _, a := range w.Articles() {
		res := get(t, c, a.ItemURL)
		want := http.StatusOK
		switch a.serve {
		case serveGone:
			want = http.StatusNotFound
		case serveRemoved:
			want = http.StatusGone
		case serveBusy:
			want = http.StatusServiceUnavailable
			if res.header.Get("Retry-After") != "1" {
				t.Errorf("%s: Retry-After %q", a.id, res.header.Get("Retry-After"))
			}
			if again := get(t, c, a.ItemURL); again.status != http.StatusOK {
				t.Errorf("%s: the second request answers %d", a.id, again.status)
			}
		}
		if res.status != want {
			t.Errorf("%s answers %d, want %d", a.id, res.status, want)
		}
		if w.Fetched(a.URL) == 0 {
			t.Errorf("%s was not counted", a.id)
		}
	}
}

func TestConditionalPage(t *testing.T) {
	w, c := start(t)
	url := corrected(t, w).URL
	first := get(t, c, url)
	if got := get(t, c, url, "If-None-Match", first.header.Get("ETag")); got.status != http.StatusNotModified {
		t.Errorf("answers %d, want 304", got.status)
	}
	if got := get(t, c, url, "If-None-Match", `"other"`); got.status != http.StatusOK {
		t.Errorf("answers %d, want 200", got.status)
	}
}

func TestRobotsForbidWhatShouldBeSkipped(t *testing.T) {
	w, c := start(t)
	for _, a := range w.Articles() {
		robots := get(t, c, "http://"+a.Site+"/robots.txt")
		forbidden := false
		if robots.status == http.StatusOK {
			rules, _, _ := strings.Cut(robots.body, "User-agent: GreedyBot")
			for _, line := range strings.Split(rules, "\n") {
				path, ok := strings.CutPrefix(line, "Disallow: ")
				forbidden = forbidden || ok && strings.HasPrefix(a.path, path)
			}
		}
		if forbidden != (a.Want.Reason == "robots") {
			t.Errorf("%s: forbidden %v, wanted reason %q", a.id, forbidden, a.Want.Reason)
		}
	}
}

func TestRedirectAndMobileHost(t *testing.T) {
	w, c := start(t)
	redirected, mobile := 0, 0
	for _, a := range w.Articles() {
		if w.links[key(a.ItemURL)] != nil {
			redirected++
			res, err := c.Get(a.ItemURL)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.Request.URL.String() != a.URL {
				t.Errorf("%s ends at %s", a.id, res.Request.URL)
			}
		}
		if a.canonical != "" {
			mobile++
			if body := get(t, c, a.URL).body; !strings.Contains(strings.ToLower(body), `rel="canonical" href="`+strings.ToLower(a.Want.Canonical)+`"`) {
				t.Errorf("%s does not name %s as its own address", a.id, a.Want.Canonical)
			}
		}
	}
	if redirected == 0 || mobile < 2 {
		t.Errorf("%d redirects and %d second addresses", redirected, mobile)
	}
}

func TestFrontPagesAndTheRest(t *testing.T) {
	w, c := start(t)
	for _, host := range w.Hosts() {
		if res := get(t, c, "http://"+host+"/"); res.status != http.StatusOK || len(res.body) < 5000 {
			t.Errorf("%s: front page answers %d with %d bytes", host, res.status, len(res.body))
		}
		if res := get(t, c, "http://"+host+"/archive/1234"); res.status != http.StatusNotFound {
			t.Errorf("%s: a page that is not answers %d", host, res.status)
		}
	}
}

func TestStrangers(t *testing.T) {
	w, c := start(t)
	for _, url := range []string{"http://elsewhere.example/", "https://courier.example/", "http://127.0.0.1:1/", "http://courier.example:8080/"} {
		_, err := c.Get(url)
		var dns *net.DNSError
		if !errors.As(err, &dns) {
			t.Errorf("%s: error %v, want an unknown host", url, err)
		}
	}
	if n := len(w.Strays()); n != 4 {
		t.Errorf("%d strays, want 4: %v", n, w.Strays())
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest("GET", "http://nowhere.example/", nil))
	if rec.Code != http.StatusMisdirectedRequest {
		t.Errorf("an unknown host answers %d", rec.Code)
	}
	rec = httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest("POST", "http://courier.example/", nil))
	if rec.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST answers %d", rec.Code)
	}
}

func TestDialTo(t *testing.T) {
	w, _ := start(t)
	tr := &http.Transport{DialContext: DialTo(w.Addr())}
	defer tr.CloseIdleConnections()
	c := &http.Client{Transport: tr}
	if res := get(t, c, w.Feeds()[0].URL); res.status != http.StatusOK {
		t.Errorf("answers %d", res.status)
	}
	if _, err := c.Get("http://127.0.0.1/"); err == nil {
		t.Error("a stranger was dialled")
	}
}
