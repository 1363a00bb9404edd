package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Parse builds the tree of a page. A page nested deeper than the parser allows is flattened
// first: its containers become paragraphs, so its text survives and its structure does not.
// The second result says that this happened. Parse never fails.
func Parse(utf8 []byte) (doc *html.Node, flattened bool) {
	doc, err := html.Parse(bytes.NewReader(utf8))
	if err == nil {
		return doc, false
	}
	doc, err = html.Parse(strings.NewReader(flatten(utf8)))
	if err != nil {
		return &html.Node{Type: html.DocumentNode}, true
	}
	return doc, true
}

// flatTags are the elements that flatten keeps. None of them can be nested in itself without
// the parser closing the outer one.
var flatTags = map[string]bool{
	"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"title": true, "meta": true, "link": true, "br": true, "script": true, "style": true,
}

// flatten rewrites a page with flatTags alone; every other tag starts a paragraph.
func flatten(utf8 []byte) string {
	z := html.NewTokenizer(bytes.NewReader(utf8))
	var b strings.Builder
	open := true // a paragraph was just opened
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			text := z.Raw()
			b.Write(text)
			open = open && len(bytes.TrimSpace(text)) == 0
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			if flatTags[string(name)] {
				b.Write(raw)
			} else if !open {
				b.WriteString("<p>")
				open = true
			}
		}
	}
}
