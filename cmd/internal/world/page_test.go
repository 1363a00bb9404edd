package world

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

var (
	scripts = regexp.MustCompile(`(?is)<(script|style)[ >].*?</(script|style)>`)
	tags    = regexp.MustCompile(`(?s)<[^>]*>`)
	spaces  = regexp.MustCompile(`\s+`)
)

// visible is the text of a page, in UTF-8, with single spaces; inline tags leave no space.
func visible(t *testing.T, a *Article, body []byte) string {
	t.Helper()
	if a.site.Charset == "windows-1251" {
		var err error
		if body, err = charmap.Windows1251.NewDecoder().Bytes(body); err != nil {
			t.Fatal(err)
		}
	} else if !utf8.Valid(body) {
		t.Errorf("%s: the page is not UTF-8", a.id)
	}
	s := tags.ReplaceAllString(scripts.ReplaceAllString(string(body), ""), "")
	return spaces.ReplaceAllString(html.UnescapeString(s), " ")
}

func TestPagesContainTheTruth(t *testing.T) {
	w := New()
	for _, a := range w.Articles() {
		if a.serve == serveIndex || a.serve == serveConsent {
			continue
		}
		t.Run(a.id, func(t *testing.T) {
			body, contentType, ok := w.Page(a.URL)
			if !ok || !strings.HasPrefix(contentType, "text/html") {
				t.Fatalf("page %v of type %q", ok, contentType)
			}
			text, at := visible(t, a, body), 0
			for _, want := range truth(a) {
				i := strings.Index(text[at:], want)
				if i < 0 {
					t.Fatalf("the page does not have, after byte %d: %s", at, want)
				}
				at += i + len(want)
			}
			for _, author := range a.Authors {
				if !strings.Contains(text, author) {
					t.Errorf("the page does not name %s", author)
				}
			}
		})
	}
}

// truth is the title and the body of an article, line by line.
func truth(a *Article) []string {
	lines := []string{a.Title}
	for _, b := range a.Blocks {
		lines = append(lines, strings.Split(b.Text, "\n")...)
	}
	return lines
}

func TestUndeclaredCharset(t *testing.T) {
	w := New()
	for _, a := range w.Articles() {
		if a.site.Charset == "" {
			continue
		}
		body, contentType, _ := w.Page(a.URL)
		if strings.Contains(contentType, "charset") {
			t.Errorf("%s: the header names a charset; it should be in the markup alone", a.id)
		}
		if !strings.Contains(string(body), "charset="+a.site.Charset) || utf8.Valid(body) {
			t.Errorf("%s: the page is not in the %s that it declares", a.id, a.site.Charset)
		}
	}
}

func TestWordsAroundDoNotRepeatTheArticle(t *testing.T) {
	w := New()
	for _, a := range w.Articles() {
		body, _, _ := w.Page(a.URL)
		text := visible(t, a, body)
		for _, b := range a.Blocks {
			if b.Kind == "paragraph" && len(b.Text) > 80 && strings.Count(text, b.Text) > 1 {
				t.Errorf("%s: a paragraph is on the page twice: %.60s", a.id, b.Text)
			}
		}
	}
}

func TestBulk(t *testing.T) {
	w := New(WithBulk(100_000))
	done := map[string]bool{serveConsent: true}
	for _, a := range w.Articles() {
		if done[a.Site] || done[a.serve] {
			continue
		}
		done[a.Site] = true
		if body, _, _ := w.Page(a.URL); len(body) < 100_000 || len(body) > 160_000 {
			t.Errorf("%s: %d bytes, want 100 to 160 kB", a.id, len(body))
		}
	}
}

func TestStories(t *testing.T) {
	articles := New().Articles()
	for i, a := range articles {
		for _, b := range articles[:i] {
			if a.canonical != "" || b.canonical != "" || a.Lang != b.Lang || len(a.Blocks) < 2 || len(b.Blocks) < 2 {
				continue
			}
			alike := jaccard(shingles(a.Text()), shingles(b.Text()))
			same := a.Want.Story != "" && a.Want.Story == b.Want.Story
			if same && (alike < 0.8 || alike == 1) || !same && alike > 0.1 {
				t.Errorf("%s and %s: likeness %.2f, one story %v", a.id, b.id, alike, same)
			}
		}
	}
}

func TestMarkup(t *testing.T) {
	got := parseBlocks("One *two* [three](http://a.example/?b&c)\nfour.\n\n## Five\n\n> Six < seven\n\n- eight\n- nine\n")
	want := []Block{
		{Kind: "paragraph", Text: "One two three four."}, {Kind: "heading", Text: "Five"},
		{Kind: "quote", Text: "Six < seven"}, {Kind: "list", Text: "eight\nnine"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d blocks, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i].Kind != want[i].Kind || got[i].Text != want[i].Text {
			t.Errorf("block %d is %+v, want %+v", i, got[i], want[i])
		}
	}
	if h := string(got[0].HTML()); h != `One <em>two</em> <a href="http://a.example/?b&amp;c">three</a> four.` {
		t.Errorf("HTML %s", h)
	}
	if h := string(got[2].HTML()); h != "Six &lt; seven" {
		t.Errorf("HTML %s", h)
	}
}
