package feed

import (
	"bytes"
	"strings"
)

// maxJunk is how many bytes may stand before a document's first element.
const maxJunk = 64 << 10

type kind int

const (
	kindUnknown kind = iota
	kindRSS
	kindRDF
	kindAtom
	kindJSON
	kindSitemap
	kindSitemapIndex
	kindHTML
)

// String returns the name of the format.
func (k kind) String() string {
	return [...]string{"unknown", "rss", "rdf", "atom", "json", "sitemap", "sitemapindex", "html"}[k]
}

var roots = map[string]kind{
	"rss": kindRSS, "rdf": kindRDF, "feed": kindAtom, "urlset": kindSitemap, "sitemapindex": kindSitemapIndex, "html": kindHTML,
}

// pageParts make a web page of a document without any root that is known.
var pageParts = map[string]bool{"head": true, "body": true, "script": true, "meta": true}

// sniff finds out what a document is and where it really begins. Whatever stands before the first
// known root element (warnings of the site's own programs, mostly), comments, processing
// instructions and the document type are passed over: nothing in them may matter, since entities
// that a document defines are not expanded.
func sniff(doc []byte) (kind, int) {
	if doc[0] == '{' {
		return kindJSON, 0
	}
	limit, page := min(len(doc), maxJunk), -1
	for i := 0; i < limit; {
		open := bytes.IndexByte(doc[i:limit], '<')
		if open < 0 {
			break
		}
		i += open
		if skipped := skipMarkup(doc, i); skipped > i {
			if isHTMLDoctype(doc[i:skipped]) {
				return kindHTML, i
			}
			i = skipped
			continue
		}
		_, local := splitName(tagName(doc[i+1:]))
		local = strings.ToLower(local)
		if k, ok := roots[local]; ok {
			return k, i
		}
		if page < 0 && pageParts[local] {
			page = i
		}
		i++
	}
	if page >= 0 {
		return kindHTML, page
	}
	return kindUnknown, 0
}

func isHTMLDoctype(markup []byte) bool {
	return len(markup) > 14 && bytes.EqualFold(markup[:9], []byte("<!doctype")) &&
		bytes.EqualFold(bytes.TrimSpace(markup[9:])[:4], []byte("html"))
}

// skipMarkup returns the end of the comment, CDATA section, processing instruction or declaration
// that begins at i, or i when something else does. Where the end is missing it is the document's.
func skipMarkup(doc []byte, i int) int {
	rest := doc[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return endOf(doc, i+4, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return endOf(doc, i+9, "]]>")
	case bytes.HasPrefix(rest, []byte("<?")):
		return endOf(doc, i+2, "?>")
	case bytes.HasPrefix(rest, []byte("<!")):
		return endOfDeclaration(doc, i+2)
	}
	return i
}

func endOf(doc []byte, from int, mark string) int {
	if at := bytes.Index(doc[from:], []byte(mark)); at >= 0 {
		return from + at + len(mark)
	}
	return len(doc)
}

// endOfDeclaration passes over the internal subset of a document type too.
func endOfDeclaration(doc []byte, from int) int {
	inside := false
	for i := from; i < len(doc); i++ {
		switch c := doc[i]; {
		case c == '[':
			inside = true
		case c == ']':
			inside = false
		case c == '>' && !inside:
			return i + 1
		}
	}
	return len(doc)
}

// tagName returns the name at the beginning of s, empty when none is there.
func tagName(s []byte) string {
	n := 0
	for n < len(s) && n < 200 && isNameByte(s[n], n == 0) {
		n++
	}
	return string(s[:n])
}

func isNameByte(c byte, first bool) bool {
	letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
	return letter || !first && (c >= '0' && c <= '9' || c == '-' || c == '.')
}

func splitName(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}
