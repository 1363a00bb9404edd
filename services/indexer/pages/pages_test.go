package pages

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/net/html"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/internal/sample"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// shared is the world of all tests.
var shared http.Handler

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "iccwire-pages")
	if err != nil {
		panic(err)
	}
	var end func()
	if shared, end, err = build(dir); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m,
		goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"), // as long as the process
		goleak.Cleanup(func(code int) {
			end()
			_ = os.RemoveAll(dir)
			os.Exit(code)
		}),
		goleak.IgnoreCurrent(), // the shared index
	)
}

// world is the pages over a real index and ledger with the invented articles.
func world(testing.TB) http.Handler { return shared }

func build(dir string, more ...contract.Article) (http.Handler, func(), error) {
	x, err := index.Open(filepath.Join(dir, "index"), nil)
	if err != nil {
		return nil, nil, err
	}
	l, err := ledger.Open(filepath.Join(dir, "ledger.db"))
	if err != nil {
		return nil, nil, errors.Join(err, x.Close())
	}
	_, upserting := x.Upsert(context.Background(), append(sample.Articles(), more...))
	h, err := New(Options{Index: x, Ledger: l, Feeds: feeds, Facts: facts, Version: "test"})
	end := func() { _ = errors.Join(x.Close(), l.Close()) }
	return h, end, errors.Join(err, upserting, l.Apply(sample.Ledger()))
}

func feeds(context.Context) ([]api.Feed, error) { return sampleFeeds, nil }

var sampleFeeds = []api.Feed{
	{URL: "https://harbour-gazette.example/feed.xml", Source: "Harbour Gazette", Language: "en", State: "ok", Polled: "2026-11-20T10:00:00Z", Next: "2026-11-20T10:15:00Z", NewItem: "2026-11-12T18:41:00Z"},
	{URL: "https://the-invented-courier.example/feed.xml", Source: "The Invented Courier", Language: "en", State: "ok", Polled: "2026-11-20T10:02:00Z", NewItem: "2026-10-05T08:16:00Z"},
	{URL: "https://silent.example/atom", Source: "The Silent Herald", State: "failing", Failures: 7, Detail: "the server answered 503 to the last 7 polls", Polled: "2026-11-20T09:40:00Z", Next: "2026-11-20T13:40:00Z"},
}

func facts(id string) (api.Facts, bool) {
	f := api.Facts{ID: id, Label: sample.Label(id)}
	if id == "person:mira-testova" {
		f.Description = "Prosecutor of the Court in the invented world of these tests."
		f.Aliases = []string{"М. Тестова", "ميرا تيستوفا"}
		f.Roles = []api.Role{{Role: "icc-prosecutor", Body: "organ:otp", From: "2024-06-16"}}
		f.Number, f.AsOf = "ICC-00/00", "2026-11-01"
		f.Status = []api.Standing{{Status: "in-office", From: "2024-06"}}
		f.Milestones = []api.Step{{Type: "election", Date: "2024-02-10", Who: "person:ilse-muster", Note: "in the second round"}}
		f.Related = []api.Related{{Rel: "of", ID: "organ:otp"}}
		f.Charges = []string{"crime:war-crimes"}
		f.Links = []string{"https://example.com/testova", "javascript:alert(1)"}
	}
	return f, f.Label != ""
}

func get(t testing.TB, h http.Handler, target string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w.Code, w.Body.String()
}

func TestPages(t *testing.T) {
	h := world(t)
	for _, c := range []struct {
		target string
		code   int
		has    []string
	}{
		{"/", 200, []string{"11 articles", `href="/?person=mira-testova"`, `<svg viewBox=`, "Harbour Gazette", `lang="ar"`, `dir="auto"`}},
		{"/?q=shelling", 200, []string{"2 articles", "<mark>shelling</mark>", `value="shelling"`, "/feed.atom?q=shelling", "best match"}},
		{"/?q=zebra", 200, []string{"Nothing found"}},
		{"/?lang=ar&q=", 200, []string{"1 article<", "Arabic", `title="Take this filter away"`}},
		{"/?q=%22open", 400, []string{"not closed", `value="&#34;open"`}},
		{"/?cursor=zzz", 400, []string{"cursor is not one of ours"}},
		{"/articles/a-warrant", 200, []string{"the-invented-courier.example", `data-tip="Oskar Beispiel · person, Suspect — full name, suspect at this date`, `id="e-person:oskar-beispiel"`, "The same story", "Harbour Gazette", "Pre-Trial Chamber IV", `rel="noopener noreferrer nofollow"`}},
		{"/articles/a-arabic", 200, []string{`lang="ar"`, "ميرا تيستوفا"}},
		{"/articles/none", 404, []string{"no such article"}},
		{"/entities/person:mira-testova", 200, []string{"7 articles", "М. Тестова", "example.com", "Quoted", "ICC-00/00", "In office", "in the second round", "/entities/organ:otp", "war crimes", "since 16 Jun 2024"}},
		{"/entities/person:unheard-of", 404, []string{"does not know it"}},
		{"/entities/x", 404, []string{"looks like"}},
		{"/events", 200, []string{"4 events", "Warrant issued", "Oct 2026", "8 articles, 7 stories", `<q>issued an arrest warrant for Oskar Beispiel</q>`}},
		{"/events?event=referral", 200, []string{"1 event ", "Referred to the Court"}},
		{"/events?event=none", 200, []string{"No events here"}},
		{"/positions", 200, []string{"2 actors", "Norland", "Ostrania", "jurisdiction", "Against the Court", "For the Court",
			`<span class="side s-against"><b>supports</b> sanctions on the Court</span>`, `<span class="side s-for"><b>supports</b> a warrant</span>`}},
		{"/positions?target=sanctions_on_court", 200, []string{"1 actor ", `<rect class="s-against" x="0" width="100" height="8"/></svg><span>1</span>`}},
		{"/entities/state:XOS", 200, []string{"Where it stands", `<span class="side s-against"><b>supports</b> sanctions on the Court</span>`}},
		{"/articles/a-sanctions", 200, []string{"stance s-against", "opposes the Court", "<summary>Why</summary>"}},
		{"/positions?target=court&stance=opposes", 200, []string{"1 actor "}},
		{"/feeds", 200, []string{"The Silent Herald", "7 failures in a row", "in trouble"}},
		{"/status", 200, []string{"The balance holds: 15 discovered", "robots", "A page that is on its way"}},
		{"/trace", 200, []string{"Where did it go?"}},
		{"/trace/x-dead", 200, []string{"attempt 3", "did not answer within 30 s", "dead"}},
		{"/trace?url=https://harbour-gazette.example/hidden", 200, []string{"skipped", "robots"}},
		{"/trace/none", 404, []string{"not in the ledger"}},
		{"/static/style.css", 200, []string{"--paper"}},
		{"/static/nothing", 404, []string{"no such file"}},
		{"/robots.txt", 200, []string{"Disallow"}},
		{"/nowhere", 404, []string{"no such page"}},
	} {
		code, body := get(t, h, c.target)
		if code != c.code {
			t.Errorf("%s: %d, want %d", c.target, code, c.code)
		}
		for _, want := range c.has {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %q in the page", c.target, want)
			}
		}
	}
}

// hostile is an article that tries everything.
func hostile() contract.Article {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>`
	a := sample.Articles()[0]
	a.ID = `x"><script>`
	a.Title, a.Source, a.Lang, a.Summary = evil, evil, evil, evil
	a.Text = evil + "\n" + evil
	a.URL, a.CanonicalURL, a.Feed, a.Image = "javascript:alert(1)", "javascript:alert(1)", "javascript:alert(1)", "javascript:alert(1)"
	a.Authors, a.Revision, a.Tagger, a.Catalogue, a.Archive = []string{evil}, evil, evil, evil, evil
	a.Entities = []contract.Entity{{ID: "person:" + evil, Type: "person", Label: evil, Role: []string{evil}, Why: evil, Mentions: []contract.Mention{
		{Start: 0, End: 5, Why: evil}, {Start: 3, End: 9, Why: evil}, {Start: -5, End: 4}, {Start: 4, End: 1 << 40}, {Start: 9, End: 2}}}}
	a.Events = []contract.Event{{EventID: evil, Type: evil, Date: evil, Status: evil, Participants: []string{evil}, Evidence: contract.Evidence{Text: evil, Start: 1, End: 7}}}
	a.Positions = []contract.Position{{Actor: evil, Stance: evil, Target: evil, Evidence: contract.Evidence{Text: evil, Start: 2, End: 8}}}
	a.Quotes = []contract.Quote{{Speaker: evil, Text: evil, Start: 0, End: 3}}
	a.Story = &contract.Story{ID: evil}
	return a
}

// dangers lists the elements and attributes of a page that could only come from a stranger.
func dangers(t *testing.T, body string) (list []string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if token.Data == "script" || token.Data == "iframe" || token.Data == "object" || token.Data == "base" {
				list = append(list, token.String())
			}
			for _, a := range token.Attr {
				address := a.Key == "href" || a.Key == "src" || a.Key == "action"
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || address && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://") {
					list = append(list, token.String())
				}
			}
		}
	}
}

func TestStrangersTextIsOnlyText(t *testing.T) {
	h, end, err := build(t.TempDir(), hostile())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	for _, target := range []string{
		"/", "/?q=alert", "/?q=%22%3E%3Cscript%3E", "/?source=%22%3E%3Cscript%3E", "/?sort=%3Cscript%3E", "/articles/x%22%3E%3Cscript%3E", "/events", "/positions", "/feeds",
		"/entities/person:%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cimg%20src=x%20onerror=alert(2)%3E", "/trace?url=%22%3E%3Cscript%3E", "/%3Cscript%3E", "/?story=javascript:alert(1)",
		"/entities/person:mira-testova",
	} {
		code, body := get(t, h, target)
		if code >= 500 || code == 404 && strings.HasPrefix(target, "/articles") {
			t.Errorf("%s: %d", target, code)
		}
		for _, d := range dangers(t, body) {
			t.Errorf("%s: %s", target, d)
		}
		if strings.Contains(body, "<img src=x") {
			t.Errorf("%s: markup of a stranger", target)
		}
	}
}

func TestHeaders(t *testing.T) {
	h := world(t)
	for _, target := range []string{"/", "/articles/none", "/static/style.css"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		csp := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", target, w.Header())
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

// TestPagesObeyTheirPolicy looks for what the content policy would block.
func TestPagesObeyTheirPolicy(t *testing.T) {
	h := world(t)
	for _, target := range []string{"/", "/articles/a-warrant", "/entities/state:XOS", "/events", "/positions", "/feeds", "/status", "/trace/x-dead"} {
		_, body := get(t, h, target)
		if found := regexp.MustCompile(`(?i)\sstyle=|<style|<script|\son[a-z]+=|src="https?:|href="https?://[^"]*\.css`).FindString(body); found != "" {
			t.Errorf("%s: %q", target, found)
		}
		for _, link := range regexp.MustCompile(`<a [^>]*href="https?:[^>]*>`).FindAllString(body, -1) {
			if !strings.Contains(link, `rel="noopener noreferrer nofollow"`) {
				t.Errorf("%s: %s", target, link)
			}
		}
		if n := strings.Count(body, "<h1"); n != 1 {
			t.Errorf("%s: %d first headings", target, n)
		}
	}
}

// TestLinksLead follows every link between pages once.
func TestLinksLead(t *testing.T) {
	h := world(t)
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	for len(queue) > 0 && len(seen) < 1500 {
		target := queue[0]
		queue = queue[1:]
		code, body := get(t, h, target)
		if code != 200 {
			t.Errorf("%s: %d", target, code)
		}
		if strings.Count(target, "=") > 1 {
			continue // one filter deep
		}
		for _, m := range regexp.MustCompile(`href="(/[^"#]*)`).FindAllStringSubmatch(body, -1) {
			link := strings.ReplaceAll(m[1], "&amp;", "&")
			if !seen[link] && !strings.HasPrefix(link, "/api/") && !strings.HasPrefix(link, "/feed.") {
				seen[link] = true
				queue = append(queue, link)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d links", len(seen))
	}
}
