package extract_test

import (
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract"
)

// TestNamesAndBytesDisagree gives files that their servers call something else.
func TestNamesAndBytesDisagree(t *testing.T) {
	story := "<html><head><title>Court opens hearing</title></head><body><article><h1>Court opens hearing</h1>" + paragraphs(4) + "</article></body></html>"
	tests := []struct {
		name, contentType, body string
		want                    extract.Kind
	}{
		{"HTML called PDF", "application/pdf", story, extract.KindArticle},
		{"PDF called HTML", "text/html; charset=utf-8", "%PDF-1.4\n1 0 obj", extract.KindPDF},
		{"PDF after other bytes", "Application/PDF; name=x", "\x00junk\n%PDF-1.4\n1 0 obj", extract.KindPDF},
		{"a page that names the mark", "text/html", "<html><!-- %PDF-1.4 -->" + story[6:], extract.KindArticle},
		{"HTML called an image", "image/png", story, extract.KindArticle},
	}
	for _, test := range tests {
		a, err := extract.Extract(extract.Input{Body: []byte(test.body), ContentType: test.contentType})
		if err != nil || a.Kind != test.want {
			t.Errorf("%s: %s %v, want %s", test.name, a.Kind, err, test.want)
		}
	}
}

// TestXHTML reads a page whose empty elements swallow the article if it is taken for HTML.
func TestXHTML(t *testing.T) {
	body := `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Court opens hearing</title>` +
		`<script src="a.js"/></head><body><div class="ad"/><article><h1>Court opens hearing</h1>` + paragraphs(4) + "</article></body></html>"
	a, err := extract.Extract(extract.Input{Body: []byte(body), ContentType: "application/xhtml+xml; charset=utf-8"})
	if err != nil || a.Kind != extract.KindArticle || len(a.Blocks) != 4 || a.Title != "Court opens hearing" {
		t.Errorf("%s %v, %d blocks, title %q", a.Kind, err, len(a.Blocks), a.Title)
	}
}
