// Package decode turns the bytes of a page into UTF-8, whatever the page or its server say
// they are. It knows nothing of HTML but the meta tag that names a charset.
package decode

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// looked is how far into a page a charset is looked for, in bytes.
const looked = 8 << 10

// ToUTF8 decodes a page and names the charset it took it for. What is valid UTF-8 as a whole is UTF-8, because
// nothing else looks like it; then come a byte order mark, contentType (a Content-Type header, may be empty), the page's own
// statement, and a guess. The answer is always valid UTF-8.
func ToUTF8(raw []byte, contentType string) ([]byte, string) {
	if text, ok := byMark(raw); ok {
		return text, "utf-16"
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(raw) {
		if name := escaped(raw, contentType); name != "" {
			if text, ok := with(name, raw); ok {
				return text, name
			}
		}
		return raw, "utf-8"
	}
	best, bestName, least := []byte(nil), "", 1.0
	for _, name := range candidates(raw, contentType) {
		text, ok := with(name, raw)
		if !ok {
			continue
		}
		if bad := badShare(text); bad < least {
			best, bestName, least = text, name, bad
		}
		if least < 0.002 {
			break
		}
	}
	if best == nil || mostlyUTF8(raw) {
		return bytes.ToValidUTF8(raw, []byte("\ufffd")), "utf-8"
	}
	return best, bestName
}

// candidates lists charsets to try: stated ones first, then guesses.
func candidates(raw []byte, contentType string) []string {
	var names []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		names = append(names, params["charset"])
	}
	if name := stated(raw); name != "" {
		names = append(names, name)
	}
	return append(names, guess(raw)...)
}

// stated finds charset= in the beginning of a page.
func stated(raw []byte) string {
	head := bytes.ToLower(raw[:min(len(raw), looked)])
	for {
		_, after, ok := bytes.Cut(head, []byte("charset"))
		if !ok {
			_, after, ok = bytes.Cut(head, []byte("encoding="))
			if !ok {
				return ""
			}
			after = append([]byte("="), after...)
		}
		rest := bytes.TrimLeft(after, " \t")
		if len(rest) > 0 && rest[0] == '=' {
			rest = bytes.TrimLeft(rest[1:], " \t\"'")
			end := bytes.IndexFunc(rest, func(r rune) bool {
				return r == '"' || r == '\'' || r == '>' || r == ';' || r == ' ' || r == '/' || r == '?'
			})
			if end > 0 && end < 30 {
				return string(rest[:end])
			}
		}
		head = after
	}
}

// with decodes by a charset's name.
func with(name string, raw []byte) ([]byte, bool) {
	enc, err := byName(name)
	if err != nil || enc == nil {
		return nil, false
	}
	text, err := enc.NewDecoder().Bytes(raw)
	return text, err == nil
}

func byName(name string) (encoding.Encoding, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	switch name {
	case "utf-8", "utf8", "unicode":
		return nil, nil
	case "cp1252", "win-1252":
		name = "windows-1252"
	case "cp1251", "win-1251", "win1251":
		name = "windows-1251"
	case "cp949", "ms949":
		name = "euc-kr"
	case "cp932", "ms932":
		name = "shift_jis"
	}
	return htmlindex.Get(name)
}

// escaped finds the charsets that are ASCII on the outside: ISO-2022-JP and HZ.
func escaped(raw []byte, contentType string) string {
	if bytes.Contains(raw, []byte("\x1b$B")) || bytes.Contains(raw, []byte("\x1b$@")) {
		return "iso-2022-jp"
	}
	return ""
}

// byMark decodes UTF-16 with a byte order mark, or without one when every second byte of the
// beginning is zero.
func byMark(raw []byte) ([]byte, bool) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return utf16Text(raw[2:], 1), true
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return utf16Text(raw[2:], 0), true
	case len(raw) > 8 && raw[0] == '<' && raw[1] == 0 && raw[3] == 0 && raw[5] == 0:
		return utf16Text(raw, 1), true
	case len(raw) > 8 && raw[0] == 0 && raw[1] == '<' && raw[2] == 0 && raw[4] == 0:
		return utf16Text(raw, 0), true
	}
	return nil, false
}

// utf16Text decodes; high is the index of the high byte in each pair. Lone surrogates become
// replacement characters.
func utf16Text(raw []byte, high int) []byte {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i+high])<<8 | uint16(raw[2*i+1-high])
	}
	text := make([]byte, 0, len(raw))
	for _, r := range utf16.Decode(units) {
		text = utf8.AppendRune(text, r)
	}
	return text
}

// mostlyUTF8 says whether a page is UTF-8 but for a few broken letters, as pages glued together
// or cut in the middle of a letter are.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > 20*bad
}
