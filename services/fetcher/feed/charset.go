package feed

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

var xmlEncoding = regexp.MustCompile(`^[^<]{0,200}<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// decode returns a document as UTF-8 that XML may hold, without byte order mark and space around
// it, and the name of what it was decoded from. What the bytes are counts for more than what they
// are said to be: text that is valid UTF-8 is UTF-8.
func decode(body []byte, contentType string) ([]byte, string) {
	enc, name := detect(body, contentType)
	if enc != nil {
		if out, err := enc.NewDecoder().Bytes(body); err == nil {
			body = out
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	return clean(bytes.TrimSpace(body)), name
}

func detect(body []byte, contentType string) (encoding.Encoding, string) {
	if enc, name := byteOrder(body); enc != nil {
		return enc, name
	}
	said := declared(body, contentType)
	if utf8.Valid(body) && (said == nil || !isASCII(body)) {
		return nil, "utf-8"
	}
	if mostlyUTF8(body) {
		return nil, "utf-8"
	}
	if said != nil { // also for bytes that are all ASCII: ISO-2022-JP looks like it
		return said.enc, said.name
	}
	enc, name := charset.Lookup("windows-1252")
	return enc, name
}

// byteOrder knows UTF-16 by its mark, or by the zero bytes beside the first character.
func byteOrder(body []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(body, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case bytes.HasPrefix(body, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case bytes.HasPrefix(body, []byte{'<', 0}), bytes.HasPrefix(body, []byte{'{', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case bytes.HasPrefix(body, []byte{0, '<'}), bytes.HasPrefix(body, []byte{0, '{'}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

type namedEncoding struct {
	enc  encoding.Encoding
	name string
}

// declared returns the first charset that the document or the server names and that is neither
// unknown nor UTF-8 or UTF-16, which the bytes would have shown.
func declared(body []byte, contentType string) *namedEncoding {
	var names []string
	if m := xmlEncoding.FindSubmatch(body[:min(len(body), 1024)]); m != nil {
		names = append(names, string(m[1]))
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		names = append(names, params["charset"])
	}
	for _, label := range names {
		enc, name := charset.Lookup(label)
		if enc != nil && !strings.HasPrefix(name, "utf-") {
			return &namedEncoding{enc, name}
		}
	}
	return nil
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mostlyUTF8 reports whether a text that is not valid UTF-8 is it but for a few bytes, such as
// characters that some program cut in half.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		body = body[size:]
	}
	return good > 5*bad
}

// clean replaces invalid bytes and removes the characters that XML 1.0 forbids, also where they
// are written as references, which no XML reader forgives.
func clean(doc []byte) []byte {
	doc = bytes.ToValidUTF8(doc, []byte("\ufffd"))
	if bytes.IndexFunc(doc, forbidden) >= 0 {
		doc = bytes.Map(func(r rune) rune {
			if forbidden(r) {
				return -1
			}
			return r
		}, doc)
	}
	return charRef.ReplaceAllFunc(doc, func(ref []byte) []byte {
		if r, ok := refRune(ref); ok && !forbidden(r) {
			return ref
		}
		return nil
	})
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}
