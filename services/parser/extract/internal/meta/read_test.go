package meta_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/iccwire/iccwire/services/parser/extract/internal/meta"
)

func read(t *testing.T, page string) meta.Info {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return meta.Read(doc, meta.Context{URL: "https://harbourpost.example/world/a?x=1", Fetched: time.Date(2032, 4, 1, 0, 0, 0, 0, time.UTC)})
}

func ld(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

func TestAuthors(t *testing.T) {
	tests := []struct {
		name, page string
		want       []string
	}{
		{"people of JSON-LD", ld(`{"@type":"NewsArticle","author":[{"@type":"Person","name":"Perpetua Lindqvister"},{"@type":"Person","name":"Anselme Courtebotte"}]}`), []string{"Perpetua Lindqvister", "Anselme Courtebotte"}},
		{"name in parts", ld(`{"@type":"Article","author":{"@type":"Person","givenName":"Zelda","familyName":"Quarkhammer"}}`), []string{"Zelda Quarkhammer"}},
		{"by reference", ld(`{"@graph":[{"@type":"NewsArticle","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Zelda Quarkhammer"}]}`), []string{"Zelda Quarkhammer"}},
		{"no outlets", ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"Harbour Post"}}`), nil},
		{"agencies sign", ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"Reuters"}}`), []string{"Reuters"}},
		{"by and and", `<meta name="author" content="By Zelda Quarkhammer and Anselme Courtebotte, Court Correspondent">`, []string{"Zelda Quarkhammer", "Anselme Courtebotte"}},
		{"no addresses", `<meta name="author" content="https://harbourpost.example/zelda"><p class="byline">Von Gundelinde Pfefferkranz</p>`, []string{"Gundelinde Pfefferkranz"}},
		{"rel", `<a rel="author" href="/z">Zelda Quarkhammer</a>`, []string{"Zelda Quarkhammer"}},
		{"staff is nobody", `<meta name="author" content="Harbour Post Staff"><p class="byline">By our newsroom</p>`, nil},
		{"Arabic", `<meta name="author" content="بقلم: زهيرة البستوني">`, []string{"زهيرة البستوني"}},
	}
	for _, test := range tests {
		if got := read(t, test.page).Authors; !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTitle(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"two agree", ld(`{"@type":"NewsArticle","headline":"Court opens hearing"}`) + `<meta property="og:title" content="Court opens hearing"><h1>Log in</h1>`, "Court opens hearing"},
		{"heading confirms", `<title>Court opens hearing | Harbour Post</title><meta property="og:site_name" content="Harbour Post"><h1>Court opens hearing</h1>`, "Court opens hearing"},
		{"kicker", `<meta property="og:title" content="Court opens hearing on Monday"><h1>World: Court opens hearing on Monday</h1>`, "Court opens hearing on Monday"},
		{"site's own heading", `<title>Old Pier: Court opens a hearing</title><h1>Old Pier</h1><h2>Court opens a hearing</h2>`, "Court opens a hearing"},
		{"entities", ld(`{"@type":"NewsArticle","headline":"Judges &amp; ministers"}`), "Judges & ministers"},
		{"broken JSON", ld("{\"@type\":\"NewsArticle\",\"headline\":\"Court\nopens\",}"), "Court opens"},
		{"nothing", "<p>x</p>", ""},
	}
	for _, test := range tests {
		if got := read(t, test.page).Title; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ name, page, want, source string }{
		{"JSON-LD first", ld(`{"@type":"NewsArticle","datePublished":"2032-03-08T09:00:00Z"}`) + `<meta name="date" content="2031-01-01">`, "2032-03-08T09:00:00Z", "json-ld"},
		{"a finer one of the same day", ld(`{"@type":"NewsArticle","datePublished":"2032-03-08"}`) + `<meta property="article:published_time" content="2032-03-08T07:00:00Z">`, "2032-03-08T07:00:00Z", "meta"},
		{"the future is not believed", ld(`{"@type":"NewsArticle","datePublished":"2039-03-08"}`) + `<time datetime="2032-03-07">`, "2032-03-07", "time"},
		{"the epoch is not believed", `<meta name="date" content="1970-01-01">`, "", ""},
		{"modified stands in", ld(`{"@type":"NewsArticle","dateModified":"2032-03-09"}`), "2032-03-09", "json-ld"},
	}
	for _, test := range tests {
		if got := read(t, test.page).Published; got.Text != test.want || got.Source != test.source {
			t.Errorf("%s: %+v, want %s of %s", test.name, got, test.want, test.source)
		}
	}
}

func TestTheRest(t *testing.T) {
	i := read(t, `<html lang="fr"><head><link rel="canonical" href="/a#x"><link rel="amphtml" href="https://amp.harbourpost.example/a"><link rel="next" href="?page=2">
<meta http-equiv="refresh" content="0; url='/b'"><meta property="og:image" content="/i.jpg"><meta name="keywords" content="Court, Marovia,court"><meta name="robots" content="NOARCHIVE">`+
		ld(`{"@type":"NewsArticle","isAccessibleForFree":"False","articleSection":["World"],"publisher":{"name":"Harbour Post"},"articleBody":"Judges &amp;amp; more"}`)+`</head></html>`)
	want := meta.Info{Lang: "fr", Canonical: "https://harbourpost.example/a", AMP: "https://amp.harbourpost.example/a", Next: "https://harbourpost.example/world/a?page=2",
		Refresh: "https://harbourpost.example/b", Image: "https://harbourpost.example/i.jpg", Section: "World", Outlet: "Harbour Post", Robots: "noarchive"}
	if i.Lang != want.Lang || i.Canonical != want.Canonical || i.AMP != want.AMP || i.Next != want.Next || i.Refresh != want.Refresh || i.Image != want.Image ||
		i.Section != want.Section || i.Outlet != want.Outlet || i.Robots != want.Robots || !i.Paywall {
		t.Errorf("%+v", i)
	}
	if !slices.Equal(i.Tags, []string{"Court", "Marovia"}) {
		t.Errorf("tags %q", i.Tags)
	}
}

func TestDayIn(t *testing.T) {
	ctx := meta.Context{Fetched: time.Date(2032, 4, 1, 0, 0, 0, 0, time.UTC)}
	if d := meta.DayIn("March 8th, 2032 by somebody", "en", ctx); d.Text != "2032-03-08" || d.Source != "text" {
		t.Errorf("%+v", d)
	}
	if d := meta.DayIn("March 8th, 2039", "en", ctx); d.Text != "" {
		t.Errorf("%+v", d)
	}
}
