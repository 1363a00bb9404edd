package extract_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/iccwire/iccwire/services/parser/extract"
)

// story is a paragraph that any extraction of a page around it should find.
const story = "Judges at the court opened a three-day hearing on Monday to decide whether the case against the former minister should go to trial."

func read(t testing.TB, page string) extract.Article {
	t.Helper()
	a, err := extract.Extract(extract.Input{URL: "https://harbourpost.example/a/1", Body: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) {
		t.Errorf("text or title is not UTF-8: %.80q", a.Text)
	}
	return a
}

func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p>%s It is number %d of its kind, said the clerk.</p>\n", story, i)
	}
	return b.String()
}

// TestBeyondBounds gives pages that no reader was made for. Each must end soon and say something.
func TestBeyondBounds(t *testing.T) {
	long := paragraphs(30)
	tests := []struct {
		name, page string
		text       bool // the story is found
	}{
		{"a million nested divs", strings.Repeat("<div>", 1_000_000) + long, true},
		{"nested inline elements", strings.Repeat("<b><i><span>", 100_000) + long, true},
		{"nested lists and tables", strings.Repeat("<ul><li><table><tr><td>", 50_000) + long, false},
		{"nested forms and links", strings.Repeat("<a href=x><font>", 200_000) + long, false},
		{"a million attributes", "<html><body><div " + attributes(1_000_000) + ">" + long + "</div>", true},
		{"attributes of the body again and again", "<html><body>" + long + strings.Repeat("<body a=1 b=2 c=3><html d=4>", 100_000), true},
		{"a million empty elements", "<body>" + long + strings.Repeat("<p></p><br>", 500_000), true},
		{"a million short blocks", "<body>" + long + strings.Repeat("<div>a</div>", 1_000_000), true},
		{"a title of names and a page of lines", "<title>" + strings.Repeat("Tide Table: ", 200) + "</title><body>" + long + strings.Repeat("<div>Tide Table<br>Table: Tide<br>By Tide Table</div>", 100_000), true},
		{"fields for addresses", "<body>" + long + strings.Repeat("<div><input type=email>© ", 100_000), true},
		{"a headline of a million lines", "<title>Court opens hearing</title><body><div>Court opens hearing" + strings.Repeat("<br>By the by", 1_000_000) + "</div>" + long, true},
		{"a class of a megabyte", "<body><div class='" + strings.Repeat("article-body ", 80_000) + "'>" + long, true},
		{"unclosed script", "<body>" + long + "<script>" + strings.Repeat("x", 1_000_000), true},
		{"unclosed comment", "<body>" + long + "<!-- " + strings.Repeat("-", 1_000_000), true},
		{"deep JSON-LD", `<script type="application/ld+json">` + strings.Repeat(`{"author":[`, 100_000) + "</script>" + long, true},
		{"many JSON-LD objects", `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle","headline":"x"},`, 20_000) + `{}]</script>` + long, true},
		{"a megabyte of date", `<meta name="date" content="` + strings.Repeat("1 ", 500_000) + `">` + long, true},
		{"a megabyte of names", `<meta name="author" content="` + strings.Repeat("Tobin Quellmarsh and ", 50_000) + `">` + long, true},
		{"NUL bytes", strings.ReplaceAll(long, "a", "a\x00"), false},
		{"lone surrogates", "<body>" + long + strings.Repeat("&#xD800;\xed\xa0\x80", 1000), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			began := time.Now()
			a := read(t, test.page)
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
			if a.Kind == "" || test.text && !strings.Contains(a.Text, story) {
				t.Errorf("kind %q, %v, text %.200q", a.Kind, a.Reasons, a.Text)
			}
		})
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d=1 ", i)
	}
	return b.String()
}

func TestTextIsCut(t *testing.T) {
	a := read(t, "<html><body><article><h1>A very long day</h1>"+paragraphs(12_000)+"</article></body></html>")
	if !a.Truncated || len(a.Text) > extract.MaxText || len(a.Text) < extract.MaxText/2 {
		t.Errorf("truncated %v, %d bytes", a.Truncated, len(a.Text))
	}
	page := "<html><body><article>" + paragraphs(100) + "</article>" + strings.Repeat(" ", extract.MaxPage)
	if a := read(t, page); !a.Truncated || a.Kind != extract.KindArticle {
		t.Errorf("a page beyond MaxPage: truncated %v, kind %s", a.Truncated, a.Kind)
	}
}

func TestNotPages(t *testing.T) {
	noise := make([]byte, 100_000)
	rng := rand.NewChaCha8([32]byte{1})
	if _, err := rng.Read(noise); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		body []byte
		want extract.Kind
	}{
		{"nothing", nil, extract.KindEmpty},
		{"white space", []byte(" \r\n\t \xef\xbb\xbf"), extract.KindEmpty},
		{"a page without text", []byte("<html><head><title>x</title></head><body></body></html>"), extract.KindEmpty},
		{"noise", noise, extract.KindNotHTML},
		{"zeros", make([]byte, 5000), extract.KindEmpty},
		{"a picture", []byte("\x89PNG\r\n\x1a\n......"), extract.KindImage},
		{"a recording", []byte("ID3\x03\x00\x00......"), extract.KindMedia},
		{"an archive", []byte("PK\x03\x04<html>"), extract.KindArchive},
		{"a text of an office program", []byte("PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"), extract.KindOffice},
		{"an old text of one", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), extract.KindOffice},
		{"rich text", []byte(`{\rtf1\ansi "quoted" }`), extract.KindOffice},
		{"a program", []byte("\x7fELF\x02\x01\x01"), extract.KindNotHTML},
		{"a filing", []byte("%PDF-1.7\n%âãÏÓ"), extract.KindPDF},
		{"an answer of an API", []byte(`{"error":"not found"}`), extract.KindJSON},
		{"a feed", []byte(`<?xml version="1.0"?><rss version="2.0"><channel/></rss>`), extract.KindFeed},
		{"a saved page", []byte("From: <Saved by Harbour>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html><p>text"), extract.KindMHTML},
	}
	for _, test := range tests {
		a, err := extract.Extract(extract.Input{Body: test.body})
		if err != nil || a.Kind != test.want || a.Text != "" {
			t.Errorf("%s: %s %v, want %s; text %.50q", test.name, a.Kind, err, test.want, a.Text)
		}
	}
}

func TestFutureDatesAreNotBelieved(t *testing.T) {
	page := `<html><head><meta property="article:published_time" content="2032-03-08T09:00:00Z"></head><body><article><h1>A hearing</h1>` + paragraphs(3) + "</article>"
	in := extract.Input{URL: "https://harbourpost.example/a", Body: []byte(page), FetchedAt: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)}
	a, err := extract.Extract(in)
	if err != nil || !a.Published.IsZero() {
		t.Errorf("%v %+v", err, a.Published)
	}
	in.FetchedAt = time.Date(2032, 3, 8, 0, 0, 0, 0, time.UTC)
	if a, _ = extract.Extract(in); a.Published.Text != "2032-03-08T09:00:00Z" || a.Published.Source != "meta" {
		t.Errorf("%+v", a.Published)
	}
}

func TestDigestNamesTheVersion(t *testing.T) {
	if d := extract.Digest(); len(d) != 12 || d != extract.Digest() {
		t.Errorf("digest %q", d)
	}
}

func FuzzExtract(f *testing.F) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatal("no pages", err)
	}
	for _, path := range pages {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a := read(t, string(data))
		checkOffsets(t, a)
	})
}

// BenchmarkExtract reads all test pages; BenchmarkParse only parses them. The ratio is what counts.
func BenchmarkExtract(b *testing.B) {
	pages := benchPages(b)
	for b.Loop() {
		for _, p := range pages {
			if _, err := extract.Extract(extract.Input{URL: "https://harbourpost.example/a", Body: p}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	pages := benchPages(b)
	for b.Loop() {
		for _, p := range pages {
			if _, err := html.Parse(bytes.NewReader(p)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkDoubling shows that twice the page takes twice the time.
func BenchmarkDoubling(b *testing.B) {
	for _, n := range []int{100, 200, 400, 800, 1600} {
		page := []byte("<html><body><article>" + paragraphs(n) + "</article></body></html>")
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				if _, err := extract.Extract(extract.Input{Body: page}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchPages are the test pages with the weight of real ones around them: scripts and menus.
func benchPages(b *testing.B) [][]byte {
	paths, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(paths) == 0 {
		b.Fatal("no pages", err)
	}
	menu := "<nav><ul>" + strings.Repeat(`<li class="menu-item"><a class="menu-link" href="/section/one">Section</a></li>`, 400) + "</ul></nav>"
	script := "<script>" + strings.Repeat("var a=[1,2,3];function f(x){return x+1}\n", 2000) + "</script>"
	var pages [][]byte
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, append(data, menu+script...))
	}
	return pages
}
