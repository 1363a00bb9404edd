package extract

import (
	"bytes"
	"strings"
)

// magic begins files that are no pages.
var magic = []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "PK\x03\x04", "\x1f\x8b", "RIFF", "\x7fELF", "MZ\x90", "\xd0\xcf\x11\xe0", "ID3", "\x00\x00\x00\x18ftyp",
	"\x00\x00\x00\x20ftyp", "OggS", "BZh", "7z\xbc\xaf", "Rar!", "wOFF", "wOF2", "\x28\xb5\x2f\xfd", "BM", "II*\x00", "MM\x00*", "{\\rtf"}

// sniff tells what is no page by its first bytes; "" for what may be one.
func sniff(body []byte) Kind {
	head := body[:min(len(body), 4096)]
	ink := bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n\x00\f")
	switch {
	case len(ink) == 0 && len(bytes.Trim(body, "\xef\xbb\xbf \t\r\n\x00\f")) == 0:
		return KindEmpty
	case bytes.HasPrefix(ink, []byte("%PDF-")):
		return KindPDF
	case hasMagic(head), binary(head), isFeed(ink), isJSON(ink):
		return KindNotHTML
	}
	return ""
}

func hasMagic(head []byte) bool {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m)) && (len(m) > 2 || !bytes.ContainsRune(head, '<')) {
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
