package world

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// pageHazards are the hostile pages.
func (w *World) pageHazards() []*hazard {
	page := func(name, what, status, reason string, h http.HandlerFunc) *hazard {
		return &hazard{Hazard{Name: name, What: what, Status: status, Reason: reason}, h}
	}
	loopback := page("loopback", "It redirects to 127.0.0.1.", "skipped", "private-address", redirectTo("http://127.0.0.1:9/secret"))
	loopback.Refusing = true
	return []*hazard{
		page("empty", "It has no byte.", "skipped", "not-an-article", serveBytes("text/html; charset=utf-8", nil)),
		page("endless", "It never ends.", "skipped", "too-large", w.serveEndless("text/html; charset=utf-8", "<!DOCTYPE html><title>On and on</title><body>", "<p>The International Criminal Court sat, and sat, and sat, and nobody rose to say why.</p>\n")),
		page("malformed", "Its tags are unclosed, crossed and made up; its text is there.", "indexed", "", serveBytes("text/html; charset=utf-8", []byte(malformedPage()))),
		page("mixed-charset", "It says UTF-8 and has bytes of windows-1252 in it.", "indexed", "", serveBytes("text/html; charset=utf-8", mixedPage())),
		page("binary", "It says HTML and is noise.", "skipped", "not-an-article", serveBytes("text/html", noise(64<<10))),
		page("bomb", "A megabyte of gzip that becomes a gigabyte.", "skipped", "too-large", serveBomb("text/html; charset=utf-8")),
		page("damaged", "Its gzip is damaged in the middle.", "skipped", "encoding", serveEncoded("text/html", damagedGzip())),
		page("slow", "It sends a byte a second and never ends.", "retrying", "timeout", w.serveSlow("text/html; charset=utf-8")),
		page("circle", "It redirects to itself.", "skipped", "redirects", redirectTo("/circle")),
		page("metadata", "It redirects to a cloud's metadata address.", "skipped", "private-address", redirectTo("http://169.254.169.254/latest/meta-data/")),
		loopback,
		page("undated", "Neither page nor markup gives a date.", "indexed", "", serveBytes("text/html; charset=utf-8", []byte(plainPage("")))),
		page("future", "It says that it was published in 2087.", "indexed", "", serveBytes("text/html; charset=utf-8", []byte(plainPage("2087-01-01T00:00:00Z")))),
	}
}

func serveBytes(contentType string, body []byte) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		rw.Write(body)
	}
}

func serveEncoded(contentType string, body []byte) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Encoding", "gzip")
		serveBytes(contentType, body)(rw, r)
	}
}

func redirectTo(target string) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, target, http.StatusFound) }
}

// serveEndless sends head and then line again and again until the client or the world ends.
func (w *World) serveEndless(contentType, head, line string) http.HandlerFunc {
	chunk := []byte(strings.Repeat(line, 1+(64<<10)/len(line)))
	return func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		io.WriteString(rw, head)
		for r.Context().Err() == nil {
			if _, err := rw.Write(chunk); err != nil {
				return
			}
		}
	}
}

// serveSlow sends one byte a second.
func (w *World) serveSlow(contentType string) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			if _, err := rw.Write([]byte("<")); err != nil {
				return
			}
			http.NewResponseController(rw).Flush()
			select {
			case <-tick.C:
			case <-r.Context().Done():
				return
			case <-w.done:
				return
			}
		}
	}
}

// serveBomb sends a gigabyte of spaces as a megabyte of gzip: a mebibyte compressed once, a
// thousand times over, which a decoder reads as one stream.
func serveBomb(contentType string) http.HandlerFunc {
	return serveEncoded(contentType, bytes.Repeat(zipped(bytes.Repeat([]byte(" "), 1<<20)), 1<<10))
}

// damagedGzip is noise well compressed, with a hole in it.
func damagedGzip() []byte {
	out := zipped(noise(16 << 10))
	copy(out[len(out)/2:], bytes.Repeat([]byte{0xff}, 512))
	return out
}

func zipped(data []byte) []byte {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	zip.Write(data) // to memory: it cannot fail
	zip.Close()
	return out.Bytes()
}

// noise is n bytes that look random and are always the same.
func noise(n int) []byte {
	out, x := make([]byte, n), uint32(2463534242)
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = byte(x)
	}
	return out
}

func plainPage(published string) string {
	meta := ""
	if published != "" {
		meta = fmt.Sprintf(`<meta property="article:published_time" content="%s">`, published)
	}
	return `<!DOCTYPE html><html lang="en"><head><title>A plain page</title>` + meta + `</head><body><article><h1>The International Criminal Court goes on</h1><p>` +
		strings.ReplaceAll(hazardBody, "\n\n", "</p>\n<p>") + `</p></article></body></html>`
}

func malformedPage() string {
	s := strings.ReplaceAll(plainPage(""), "</p>", "</b></div>")
	s = strings.ReplaceAll(s, "<p>", `<p class="a" class=b <p><made-up attr='`+"\x00"+`'>`)
	return strings.NewReplacer("</head>", "", "</article>", "<table><tr></article>", "</html>", "").Replace(s)
}

func mixedPage() []byte {
	s := strings.ReplaceAll(plainPage(""), "\"A court", "\x93A court")
	return []byte(strings.ReplaceAll(s, "much of a court,\"", "much of a court,\x94 she wrote from caf\xe9 Ren\xe9, "))
}
