package contract

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrBadURL is wrapped by every error of NormalizeURL: the address can never name an article.
var ErrBadURL = errors.New("unusable address")

// maxRawURL bounds, in bytes, what NormalizeURL looks at; tracking parameters may make an
// address long that is short without them.
const maxRawURL = 4 * MaxURL

// NormalizeURL returns the one spelling of an article's address that its id is computed from:
// scheme and host in lower case (hosts in other scripts as punycode), without default port,
// fragment and tracking parameters, with the rest of the query sorted by name, dot segments
// resolved and percent-encoding made uniform. Paths keep their case and their trailing slash, and
// the scheme stays as it is. The result is at most MaxURL bytes long, and normalising it again
// changes nothing.
//
// The address must be absolute, http or https, and carry no user name. Other errors than that
// (no host, bad port, too long) wrap ErrBadURL too and say what is wrong.
func NormalizeURL(raw string) (string, error) {
	out, err := normalizeURL(raw)
	if err != nil {
		return "", fmt.Errorf("%w %q: %w", ErrBadURL, clip(raw, 200), err)
	}
	return out, nil
}

// ArticleID returns the id of the article at a normalised address: 16 characters, letters a to z
// and digits 2 to 7. The scheme does not enter it, so that http and https give one article.
func ArticleID(normalized string) string {
	_, rest, found := strings.Cut(normalized, "://")
	if !found {
		rest = normalized
	}
	sum := sha256.Sum256([]byte(rest))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

func normalizeURL(raw string) (string, error) {
	if len(raw) > maxRawURL {
		return "", fmt.Errorf("it is longer than %d bytes", maxRawURL)
	}
	scheme, rest, err := cutScheme(cleanURL(raw))
	if err != nil {
		return "", err
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	rest = strings.ReplaceAll(rest, `\`, "/") // as browsers do
	authority, path, _ := strings.Cut(rest, "/")
	host, err := normalizeAuthority(scheme, authority)
	if err != nil {
		return "", err
	}
	out := scheme + "://" + host + normalizePath("/"+path) + normalizeQuery(query)
	if len(out) > MaxURL {
		return "", fmt.Errorf("it is longer than %d bytes", MaxURL)
	}
	return out, nil
}

// cleanURL removes what surrounds an address in sloppy documents, and line breaks and tabs
// inside it.
func cleanURL(raw string) string {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\ufeff' })
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(raw, "\ufffd"))
}

func cutScheme(s string) (scheme, rest string, err error) {
	scheme, rest, found := strings.Cut(s, "://")
	scheme = strings.ToLower(scheme)
	if !found || scheme != "http" && scheme != "https" {
		return "", "", errors.New("it must begin with http:// or https://")
	}
	return scheme, rest, nil
}

func normalizeAuthority(scheme, authority string) (string, error) {
	if strings.Contains(authority, "@") {
		return "", errors.New("it carries a user name; remove what stands before the @")
	}
	host, port := cutPort(authority)
	host, err := normalizeHost(host)
	if err != nil {
		return "", err
	}
	if port == "" {
		return host, nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", errors.New("its port is not a number from 1 to 65535")
	}
	if scheme == "http" && n == 80 || scheme == "https" && n == 443 {
		return host, nil
	}
	return host + ":" + strconv.FormatUint(n, 10), nil
}

// cutPort splits at the colon of the port, not at those of an IPv6 address in brackets.
func cutPort(authority string) (host, port string) {
	i := strings.LastIndexByte(authority, ':')
	if i < 0 || strings.IndexByte(authority[i:], ']') >= 0 {
		return authority, ""
	}
	return authority[:i], authority[i+1:]
}

func normalizeHost(host string) (string, error) {
	if strings.HasPrefix(host, "[") {
		return normalizeIPv6(host)
	}
	host = strings.NewReplacer("。", ".", "．", ".", "｡", ".").Replace(strings.ToLower(host))
	host = strings.TrimSuffix(host, ".")
	if host == "" {
		return "", errors.New("it names no host")
	}
	labels := strings.Split(host, ".")
	for i, label := range labels {
		var err error
		if labels[i], err = asciiLabel(label); err != nil {
			return "", err
		}
	}
	host = strings.Join(labels, ".")
	if len(host) > 253 {
		return "", errors.New("its host name is longer than 253 bytes")
	}
	return host, nil
}

func normalizeIPv6(host string) (string, error) {
	addr, err := netip.ParseAddr(strings.TrimSuffix(host[1:], "]"))
	if err != nil || !addr.Is6() || addr.Zone() != "" || !strings.HasSuffix(host, "]") {
		return "", errors.New("its host is no IPv6 address without zone")
	}
	return "[" + addr.String() + "]", nil
}

// asciiLabel checks one label of a host name and writes it in ASCII.
func asciiLabel(label string) (string, error) {
	ascii := true
	for _, r := range label {
		switch {
		case r >= utf8.RuneSelf && r != utf8.RuneError:
			ascii = false
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
		default:
			return "", fmt.Errorf("its host name holds %q", r)
		}
	}
	if !ascii {
		if strings.HasPrefix(label, "xn--") {
			return "", errors.New("its host name mixes punycode and other letters")
		}
		label = "xn--" + punycode(label)
	}
	if label == "" || len(label) > 63 {
		return "", errors.New("a part of its host name is empty or longer than 63 bytes")
	}
	return label, nil
}

// normalizePath makes the percent-encoding of a path uniform, then resolves its dot segments. The
// path begins with a slash, and so does the result.
func normalizePath(path string) string {
	segments := strings.Split(normalizeEscapes(path, "/")[1:], "/")
	out := segments[:0]
	for i, segment := range segments {
		last := i == len(segments)-1
		switch segment {
		case ".", "..":
			if segment == ".." && len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, segment)
		}
	}
	return "/" + strings.Join(out, "/")
}

// normalizeQuery drops empty and tracking parameters and sorts the rest by name; parameters of one
// name stay in their order. The result is empty or begins with a question mark.
func normalizeQuery(query string) string {
	var pairs [][2]string // name, whole
	for _, pair := range strings.Split(normalizeEscapes(query, "/?"), "&") {
		for strings.HasPrefix(pair, "amp;") { // escaped once too often
			pair = pair[len("amp;"):]
		}
		name, value, _ := strings.Cut(pair, "=")
		if pair != "" && !isTracking(name, value) {
			pairs = append(pairs, [2]string{name, pair})
		}
	}
	slices.SortStableFunc(pairs, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	var b strings.Builder
	for i, pair := range pairs {
		b.WriteByte("?&"[min(i, 1)])
		b.WriteString(pair[1])
	}
	return b.String()
}

// normalizeEscapes decodes what needs no percent-encoding and encodes what does; extra are
// characters that may stand unencoded beside those of every path segment. A percent sign that
// begins no escape is one that the author forgot to encode.
func normalizeEscapes(s, extra string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		if escaped {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
		}
		if isUnreserved(c) || !escaped && strings.IndexByte("!$&'()*+,;=:@"+extra, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		const digits = "0123456789ABCDEF"
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}

// clip cuts s to at most n bytes without breaking a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
