package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract"
)

const told = "Judges at the court opened a three-day hearing on Monday to decide whether the case of the harbour should go to trial."

func extracted(t *testing.T, url, feedTitle, html string) extract.Article {
	t.Helper()
	a, err := extract.Extract(extract.Input{URL: url, Body: []byte(html), ContentType: "text/html; charset=utf-8", FeedTitle: feedTitle})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheSiteIsNoPartOfTheHeadline(t *testing.T) {
	const address, headline = "https://example.org/a", "Court: harbour case goes to trial"
	body := "<p>" + strings.Repeat(told+"</p><p>Then: ", 4) + "</p>"
	line := "<table><tr><td><b>Tide Table</b><br>Since the flood</td></tr><tr><td>Law<br><b>" + headline + "</b><br>By Zelda Quarkhammer<br><br>" + told + "</td></tr></table>"
	tests := []struct{ name, url, feed, html, want string }{
		{"the feed has the rest", address, headline, "<title>Tide Table: " + headline + "</title>" + body, headline},
		{"the feed has the rest, name behind", address, headline, "<title>" + headline + " » Tide Table</title>" + body, headline},
		{"the © line", address, "", "<title>Tide Table: " + headline + "</title>" + body + "<p>© 2032 Tide Table. All rights reserved.</p>", headline},
		{"stated by the page", address, "", `<meta property="og:site_name" content="Tide Table"><title>Tide Table — ` + headline + "</title>" + body, headline},
		{"both are lines of the page", address, "", "<title>Tide Table: " + headline + "</title>" + line, headline},
		{"the address", "https://www.tidetable.example/a", "", "<title>The Tide Table | " + headline + "</title>" + strings.Replace(line, "Tide Table", "Welcome", 1), headline},
		{"a colon of its own", address, headline, "<title>" + headline + "</title>" + body, headline},
		{"a colon of its own, no feed", address, "", "<title>" + headline + "</title>" + line, headline},
		{"a colon of its own, the rest in a link", address, "", "<title>" + headline + "</title>" + body + "<a href=/b>harbour case goes to trial</a>", headline},
	}
	for _, test := range tests {
		if got := extracted(t, test.url, test.feed, test.html).Title; got != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

func TestAuthorsUnderTheHeadline(t *testing.T) {
	tests := []struct {
		name, lines string
		want        []string
	}{
		{"English", "Law<br><b>Harbour case goes to trial</b><br>By Zelda Quarkhammer and Ilse Tidewater", []string{"Zelda Quarkhammer", "Ilse Tidewater"}},
		{"a block of its own", "<b>Harbour case goes to trial</b><br><br>Von Gundelinde Pfefferkranz", []string{"Gundelinde Pfefferkranz"}},
		{"above the headline", "By Zelda Quarkhammer<br><b>Harbour case goes to trial</b>", nil},
		{"no opening", "<b>Harbour case goes to trial</b><br>Zelda Quarkhammer", nil},
		{"no person", "<b>Harbour case goes to trial</b><br>By our newsroom", nil},
	}
	for _, test := range tests {
		html := "<title>Harbour case goes to trial</title><table><tr><td>" + test.lines + "<br><br>" + told + "<br><br>Then " + told + "<br><br>At last " + told + "</td></tr></table>"
		if got := extracted(t, "https://example.org/a", "", html).Authors; !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
