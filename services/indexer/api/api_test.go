package api

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/internal/sample"
	"github.com/iccwire/iccwire/services/indexer/ledger"
	"github.com/iccwire/iccwire/services/indexer/web"
)

// shared is the world of the tests that only read.
var shared struct {
	handler http.Handler
	options Options
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "iccwire-api")
	if err != nil {
		panic(err)
	}
	var end func()
	if shared.options, end, err = build(dir); err != nil {
		panic(err)
	}
	shared.handler = New(shared.options)
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

// world is a handler over a real index and ledger with the invented articles, for reading.
func world(testing.TB) (http.Handler, Options) { return shared.handler, shared.options }

// ownWorld is a world that a test may change.
func ownWorld(t *testing.T) (http.Handler, Options) {
	t.Helper()
	o, end, err := build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	return New(o), o
}

func build(dir string) (Options, func(), error) {
	x, err := index.Open(filepath.Join(dir, "index"), nil)
	if err != nil {
		return Options{}, nil, err
	}
	l, err := ledger.Open(filepath.Join(dir, "ledger.db"))
	if err != nil {
		return Options{}, nil, errors.Join(err, x.Close())
	}
	_, err = x.Upsert(context.Background(), sample.Articles())
	o := Options{
		Index: x, Ledger: l, BaseURL: "https://icc.example",
		Feeds: func(context.Context) ([]Feed, error) {
			return []Feed{{URL: "https://harbour-gazette.example/feed.xml", Source: "Harbour Gazette", State: "ok"}, {URL: "https://b.example/f", State: "failing", Detail: "404"}}, nil
		},
		Facts: func(id string) (Facts, bool) {
			return Facts{ID: id, Label: sample.Label(id)}, sample.Label(id) != ""
		},
	}
	end := func() { _ = errors.Join(x.Close(), l.Close()) }
	return o, end, errors.Join(err, l.Apply(sample.Ledger()))
}

func get(t testing.TB, h http.Handler, target string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w
}

func getJSON(t testing.TB, h http.Handler, target string, v any) {
	t.Helper()
	w := get(t, h, target)
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%s: %d %s", target, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
		t.Fatalf("%s: %v", target, err)
	}
}

func TestArticles(t *testing.T) {
	h, _ := world(t)
	var list articleList
	getJSON(t, h, "/api/v1/articles?q=shelling+warrant&limit=1", &list)
	if list.Total != 2 || len(list.Items) != 1 || list.Next == "" || len(list.Facets["persons"]) == 0 {
		t.Fatalf("%+v", list)
	}
	it := list.Items[0]
	if !strings.Contains(it.SnippetHTML, "<mark>shelling</mark>") || it.Links["page"] != "https://icc.example/articles/"+it.ID {
		t.Errorf("%+v", it)
	}
	if list.Facets["persons"][0].Label == "" {
		t.Errorf("no label: %+v", list.Facets["persons"])
	}
	var second articleList
	getJSON(t, h, "/api/v1/articles?q=shelling+warrant&limit=1&facets=0&cursor="+list.Next, &second)
	if len(second.Items) != 1 || second.Items[0].ID == it.ID || second.Next != "" || second.Facets != nil {
		t.Errorf("second page: %+v", second)
	}
}

func TestArticlesByParameters(t *testing.T) {
	h, _ := world(t)
	for target, want := range map[string]int{
		"?lang=fr": 1, "?person=jean-quelconque": 3, "?state=XNO&event=referral": 3, "?from=2026-11": 1, "?to=2026-08": 1,
		"?source=harbour+gazette": 3, "?q=zebra": 0, "?type=copy": 1, "?limit=999999999999999999999": 11, "?person=jean-quelconque&person=mira-testova": 3,
	} {
		var list articleList
		getJSON(t, h, "/api/v1/articles"+target, &list)
		if int(list.Total) != want || len(list.Items) != want {
			t.Errorf("%s: %d, want %d", target, list.Total, want)
		}
	}
}

func TestHostileTextIsEscaped(t *testing.T) {
	h, _ := world(t)
	w := get(t, h, "/api/v1/articles?q=alert")
	if strings.Contains(w.Body.String(), "<script") || strings.Contains(w.Body.String(), "<b>") {
		t.Error("markup of a stranger in the answer")
	}
	var list articleList
	getJSON(t, h, "/api/v1/articles?q=alert", &list)
	if len(list.Items) != 1 || !strings.Contains(list.Items[0].TitleHTML, "&lt;script&gt;<mark>alert</mark>") {
		t.Errorf("%+v", list.Items)
	}
}

func TestProblems(t *testing.T) {
	h, _ := world(t)
	for _, c := range []struct {
		target string
		status int
		says   string
	}{
		{"/api/v1/articles?q=%22open", 400, "not closed"},
		{"/api/v1/articles?q=colour:red", 400, "filters are"},
		{"/api/v1/articles?perosn=x", 400, "there is no parameter"},
		{"/api/v1/articles?limit=-1", 400, "limit"},
		{"/api/v1/articles?limit=ten", 400, "limit"},
		{"/api/v1/articles?cursor=zzz", 400, "cursor"},
		{"/api/v1/articles?sort=random", 400, "newest or relevance"},
		{"/api/v1/articles?facets=maybe", 400, "facets"},
		{"/api/v1/articles?q=%zz", 400, "cannot be read"},
		{"/api/v1/articles?from=yesterday", 400, "not a date"},
		{"/api/v1/articles/none", 404, "no such article"},
		{"/api/v1/entities/person:nobody-at-all", 404, "does not know"},
		{"/api/v1/entities/nonsense", 404, "looks like"},
		{"/api/v1/timeline?by=hour", 400, "day, week or month"},
		{"/api/v1/positions?stance=neutral", 400, "supports or opposes"},
		{"/api/v1/positions?cursor=eyJzIjoiYWN0b3IiLCJhIjpbIngiLCJ5Il19", 400, "cursor"},
		{"/api/v1/events?cursor=zzz", 400, "cursor"},
		{"/api/v1/stories?cursor=zzz", 400, "cursor"},
		{"/api/v1/quotes?cursor=zzz", 400, "cursor"},
		{"/api/v1/trace/none", 404, "not in the ledger"},
		{"/api/v1/trace", 400, "trace?url="},
		{"/api/v1/articles.csv?limit=0", 400, "limit"},
		{"/feed.atom?q=%22", 400, "not closed"},
		{"/api/v1/nothing", 404, "openapi.json"},
		{"/", 404, "openapi.json"},
	} {
		w := get(t, h, c.target)
		var p web.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != c.status || p.Status != c.status || p.Title == "" || !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %d %s", c.target, w.Code, w.Body)
		}
		if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
			t.Errorf("%s: %s", c.target, got)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	h, _ := world(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, "/api/v1/articles", nil))
		if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	server := httptest.NewServer(h)
	defer server.Close()
	resp, err := server.Client().Head(server.URL + "/api/v1/articles.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || len(body) != 0 || resp.StatusCode != 200 {
		t.Errorf("HEAD: %d, %d bytes, %v", resp.StatusCode, len(body), err)
	}
}

func TestHeadersAndETag(t *testing.T) {
	h, _ := world(t)
	for _, target := range []string{"/api/v1/articles", "/api/v1/articles/a-warrant", "/feed.atom", "/api/v1/nothing"} {
		w := get(t, h, target)
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", target, w.Header())
		}
	}
	first := get(t, h, "/feed.atom?q=veldavia")
	r := httptest.NewRequest(http.MethodGet, "/feed.atom?q=veldavia", nil)
	r.Header.Set("If-None-Match", first.Header().Get("ETag"))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("%d with %d bytes", w.Code, w.Body.Len())
	}
}

func TestArticleIsTheContracts(t *testing.T) {
	h, _ := world(t)
	var a contract.Article
	getJSON(t, h, "/api/v1/articles/a-arabic", &a)
	if a.Schema != contract.SchemaArticle || a.Lang != "ar" || len(a.Entities) == 0 || a.Text == "" {
		t.Errorf("%+v", a)
	}
}

func TestEntity(t *testing.T) {
	h, _ := world(t)
	var e entityAnswer
	getJSON(t, h, "/api/v1/entities/person:mira-testova", &e)
	if e.Label != "Mira Testova" || e.Articles != 7 || len(e.Items) != 7 || e.Facts == nil {
		t.Errorf("%+v", e)
	}
	for _, c := range e.With["persons"] {
		if c.Value == e.ID {
			t.Error("it is its own company")
		}
	}
}

func TestLists(t *testing.T) {
	h, _ := world(t)
	for target, want := range map[string]int{
		"/api/v1/events": 4, "/api/v1/positions": 2, "/api/v1/quotes": 8, "/api/v1/stories?limit=3": 10,
		"/api/v1/timeline?by=month": 4, "/api/v1/events?event=referral": 1, "/api/v1/positions?target=court&stance=opposes": 1,
	} {
		var l list[json.RawMessage]
		getJSON(t, h, target, &l)
		if target == "/api/v1/quotes" {
			l.Total = len(l.Items) // the total is of articles
		}
		if l.Total != want {
			t.Errorf("%s: %d, want %d", target, l.Total, want)
		}
	}
}

func TestFeedsTraceBalance(t *testing.T) {
	h, _ := world(t)
	var feeds list[Feed]
	getJSON(t, h, "/api/v1/feeds", &feeds)
	if len(feeds.Items) < 3 || feeds.Items[0].Healthy() {
		t.Errorf("feeds in trouble come first: %+v", feeds.Items)
	}
	var b ledger.Balance
	getJSON(t, h, "/api/v1/balance", &b)
	if !b.Holds() || b.Indexed != len(sample.Articles()) || b.InFlight != 1 {
		t.Errorf("%+v", b)
	}
	for _, target := range []string{"/api/v1/trace/a-warrant", "/api/v1/trace?url=" + url.QueryEscape("https://the-invented-courier.example/a-warrant")} {
		var tr ledger.Trace
		getJSON(t, h, target, &tr)
		if tr.ID != "a-warrant" || len(tr.Ways) != 1 || len(tr.Ways[0].Steps) != 2 {
			t.Errorf("%s: %+v", target, tr)
		}
	}
}

func TestCSV(t *testing.T) {
	h, o := ownWorld(t)
	evil := sample.Articles()[0]
	evil.ID, evil.Title, evil.Source = "evil", `=HYPERLINK("http://a.example","x")`, "@sum"
	if _, err := o.Index.(*index.Index).Upsert(context.Background(), []contract.Article{evil}); err != nil {
		t.Fatal(err)
	}
	w := get(t, h, "/api/v1/articles.csv")
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || len(rows) != 13 || !slices.Equal(rows[0], csvColumns) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
	if w := get(t, h, "/api/v1/articles.csv?excel=1&limit=1"); !strings.HasPrefix(w.Body.String(), "\ufeffid,") || strings.Count(w.Body.String(), "\n") != 2 {
		t.Errorf("for Excel: %q", w.Body)
	}
}

func TestSafeCell(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "a", "=1": "'=1", " =1": "' =1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\t=1": "'\t=1", "＝1": "'＝1", "a=b": "a=b"} {
		if got := safeCell(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestJSONLStreamsEverything(t *testing.T) {
	h, o := ownWorld(t)
	if _, err := o.Index.(*index.Index).Upsert(context.Background(), sample.Many(450)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	resp, err := server.Client().Get(server.URL + "/api/v1/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	seen := map[string]bool{}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a contract.Article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		seen[a.ID] = true
	}
	if len(seen) != 461 {
		t.Errorf("%d articles", len(seen))
	}
}

func TestSyndication(t *testing.T) {
	h, _ := world(t)
	var atom atomFeed
	w := get(t, h, "/feed.atom?q=lang:en")
	if err := xml.Unmarshal(w.Body.Bytes(), &atom); err != nil || len(atom.Entries) != 5 || atom.Updated != "2026-11-12T18:40:00Z" {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if e := atom.Entries[0]; !strings.HasPrefix(e.Links[0].Href, "https://harbour-gazette.example/") || e.ID != "urn:iccwire:article:a-sanctions" || len(e.Categories) == 0 {
		t.Errorf("%+v", e)
	}
	var rss rssFeed
	w = get(t, h, "/feed.rss?q=lang:ar")
	if err := xml.Unmarshal(w.Body.Bytes(), &rss); err != nil || len(rss.Channel.Items) != 1 || rss.Channel.Items[0].PubDate != "Mon, 05 Oct 2026 10:20:00 +0000" {
		t.Fatalf("%v: %s", err, w.Body)
	}
	var doc jsonFeedDoc
	w = get(t, h, "/feed.json?q=zebra")
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil || doc.Items == nil || !strings.Contains(w.Body.String(), `"items":[]`) {
		t.Errorf("%v: %s", err, w.Body)
	}
}

func TestSafeURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x": "https://a.example/x", "javascript:alert(1)": "", "data:text/html,x": "", "": "", "//a.example": "",
		"http:///x": "", " https://a.example": "", "ftp://a.example": "", "https://a.example/\"><b>": "https://a.example/%22%3E%3Cb%3E",
	} {
		if got := SafeURL(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// broken is an index that fails as told.
type broken struct {
	Index
	search func(context.Context) error
}

func (b broken) Search(ctx context.Context, _ index.Query) (index.Result, error) {
	return index.Result{}, b.search(ctx)
}

func TestTroubleIsBounded(t *testing.T) {
	_, o := world(t)
	o.Timeout = time.Millisecond
	for name, c := range map[string]struct {
		search func(context.Context) error
		want   int
	}{
		"slow":   {func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, 503},
		"broken": {func(context.Context) error { return errors.New("secret detail") }, 500},
		"panic":  {func(context.Context) error { panic("secret detail") }, 500},
	} {
		o := o
		o.Index = broken{o.Index, c.search}
		w := get(t, New(o), "/api/v1/articles")
		if w.Code != c.want || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

func TestTooManyAtOnce(t *testing.T) {
	_, o := world(t)
	o.MaxRequests = 1
	inside, leave := make(chan bool), make(chan bool)
	o.Index = broken{o.Index, func(context.Context) error { inside <- true; <-leave; return nil }}
	h := New(o)
	done := make(chan bool)
	go func() { get(t, h, "/api/v1/articles"); close(done) }()
	<-inside
	if w := get(t, h, "/api/v1/articles"); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d", w.Code)
	}
	close(leave)
	<-done
}
