package extract

import (
	"bytes"
	"strings"
)

// magic begins files that are no pages.
var magic = []struct {
	kind  Kind
	heads []string
}{
	{KindImage, []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "BM", "II*\x00", "MM\x00*"}},
	{KindMedia, []string{"RIFF", "ID3", "OggS", "\x00\x00\x00\x18ftyp", "\x00\x00\x00\x20ftyp"}},
	{KindOffice, []string{"\xd0\xcf\x11\xe0", "{\\rtf"}},
	{KindArchive, []string{"PK\x03\x04", "\x1f\x8b", "BZh", "7z\xbc\xaf", "Rar!", "\x28\xb5\x2f\xfd"}},
	{KindNotHTML, []string{"\x7fELF", "MZ\x90", "wOFF", "wOF2"}},
}

// officeParts are names of files that the archives of office programs begin with.
var officeParts = []string{"[Content_Types].xml", "_rels/.rels", "docProps/", "word/", "xl/", "ppt/", "application/vnd.oasis.opendocument"}

// pdfReach is how far into a file that is called a PDF its mark may stand, in bytes.
const pdfReach = 1024

// sniff tells what is no page by its first bytes; "" for what may be one. What the server says of
// the file counts only where the bytes agree.
func sniff(body []byte, contentType string) Kind {
	head := body[:min(len(body), 4096)]
	ink := bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n\x00\f")
	switch {
	case len(ink) == 0 && len(bytes.Trim(body, "\xef\xbb\xbf \t\r\n\x00\f")) == 0:
		return KindEmpty
	case isPDF(head, ink, contentType):
		return KindPDF
	case isMHTML(ink):
		return KindMHTML
	}
	if kind := byMagic(head); kind != "" {
		return kind
	}
	switch {
	case isFeed(ink):
		return KindFeed
	case isJSON(ink):
		return KindJSON
	case binary(head):
		return KindNotHTML
	}
	return ""
}

func isPDF(head, ink []byte, contentType string) bool {
	mark := []byte("%PDF-")
	return bytes.HasPrefix(ink, mark) || mediaType(contentType) == "application/pdf" && bytes.Contains(head[:min(len(head), pdfReach)], mark)
}

// mediaType is a Content-Type without its parameters, lower case.
func mediaType(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(name))
}

// isMHTML says whether a page was saved as a mail with its pictures.
func isMHTML(ink []byte) bool {
	s := strings.ToLower(string(ink[:min(len(ink), 2048)]))
	for _, field := range []string{"mime-version:", "from:", "content-type: multipart/related"} {
		if strings.HasPrefix(s, field) {
			return strings.Contains(s, "mime-version:") && strings.Contains(s, "multipart/related")
		}
	}
	return false
}

// byMagic tells a file by the bytes that it begins with; "" if they say nothing.
func byMagic(head []byte) Kind {
	for _, group := range magic {
		for _, m := range group.heads {
			if !bytes.HasPrefix(head, []byte(m)) || len(m) == 2 && bytes.ContainsRune(head, '<') {
				continue
			}
			if group.kind == KindArchive && holdsOffice(head) {
				return KindOffice
			}
			return group.kind
		}
	}
	return ""
}

func holdsOffice(head []byte) bool {
	for _, name := range officeParts {
		if bytes.Contains(head, []byte(name)) {
			return true
		}
	}
	return false
}

// binary says whether the beginning has more control characters than text in any charset would, except
// for the zeros of UTF-16.
func binary(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return false
	}
	odd, zeros := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			zeros++
		case c < 0x09 || c > 0x0d && c < 0x20 && c != 0x1b:
			odd++
		}
	}
	if bytes.ContainsRune(head, '<') && zeros > len(head)*4/10 && odd == 0 {
		return false
	}
	return (odd+zeros)*20 > len(head)
}

func isFeed(ink []byte) bool {
	s := strings.ToLower(string(ink[:min(len(ink), 400)]))
	if strings.Contains(s, "<html") || strings.Contains(s, "<!doctype html") {
		return false
	}
	for _, tag := range []string{"<rss", "<feed", "<urlset", "<sitemapindex", "<rdf:rdf", "<svg", "<opml"} {
		if strings.Contains(s, tag) {
			return true
		}
	}
	return false
}

func isJSON(ink []byte) bool {
	return len(ink) > 1 && (ink[0] == '{' && bytes.ContainsRune(ink, '"') || ink[0] == '[' && (ink[1] == '{' || ink[1] == '"')) &&
		!bytes.Contains(bytes.ToLower(ink), []byte("<html"))
}
