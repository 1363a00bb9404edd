package archive

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// level of compression: pages are kept for years and read seldom, but written all the time.
const level = 5

// record is a WARC record before it is written.
type record struct {
	kind, id, contentType string
	url                   string
	time                  time.Time
	fields                []Field
	block                 []byte
}

// member makes the gzip member of a record.
func (r *record) member() ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		return nil, err
	}
	z.Write(r.head())
	z.Write(r.block)
	z.Write([]byte("\r\n\r\n"))
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (r *record) head() []byte {
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, oneLine(value))
		}
	}
	line("WARC-Type", r.kind)
	line("WARC-Record-ID", r.id)
	line("WARC-Date", r.time.UTC().Format("2006-01-02T15:04:05.000000Z"))
	line("WARC-Target-URI", r.url)
	for _, f := range r.fields {
		line(f.Name, f.Value)
	}
	line("WARC-Block-Digest", digest(r.block))
	line("Content-Type", r.contentType)
	line("Content-Length", strconv.Itoa(len(r.block)))
	b.WriteString("\r\n")
	return b.Bytes()
}

// oneLine keeps a value from ending its line, whatever a server sent.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + base32.StdEncoding.EncodeToString(sum[:])
}

// newID makes a random UUID as WARC wants it.
func newID() string {
	var u [16]byte
	rand.Read(u[:]) // never fails
	u[6], u[8] = u[6]&0x0f|0x40, u[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// records makes the three records of a page, the response first.
func (c *Capture) records() []*record {
	id := newID()
	response := &record{kind: "response", id: id, url: c.URL, time: c.Time, contentType: "application/http; msgtype=response",
		block: c.response(), fields: []Field{{"WARC-Payload-Digest", digest(c.Body)}}}
	if c.Remote.IsValid() {
		response.fields = append(response.fields, Field{"WARC-IP-Address", c.Remote.String()})
	}
	if c.Truncated {
		response.fields = append(response.fields, Field{"WARC-Truncated", "length"})
	}
	beside := []Field{{"WARC-Concurrent-To", id}}
	request := &record{kind: "request", id: newID(), url: c.URL, time: c.Time, contentType: "application/http; msgtype=request",
		block: c.request(), fields: beside}
	metadata := &record{kind: "metadata", id: newID(), url: c.URL, time: c.Time, contentType: "application/warc-fields",
		block: fields(c.Meta), fields: beside}
	return []*record{response, request, metadata}
}

func fields(list []Field) []byte {
	var b bytes.Buffer
	for _, f := range list {
		fmt.Fprintf(&b, "%s: %s\r\n", oneLine(f.Name), oneLine(f.Value))
	}
	return b.Bytes()
}

// response writes the HTTP response. The body is decoded, so the headers that describe its
// encoding are kept under another name and its length is the decoded one.
func (c *Capture) response() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %d %s\r\n", c.proto(), c.Status, http.StatusText(c.Status))
	headers(&b, c.Header, "Content-Encoding", "Transfer-Encoding", "Content-Length")
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(c.Body))
	b.Write(c.Body)
	return b.Bytes()
}

func (c *Capture) request() []byte {
	var b bytes.Buffer
	target, host := c.URL, ""
	if u, err := url.Parse(c.URL); err == nil {
		target, host = u.RequestURI(), u.Host
	}
	fmt.Fprintf(&b, "GET %s %s\r\nHost: %s\r\n", oneLine(target), c.proto(), oneLine(host))
	headers(&b, c.Sent, "Host")
	b.WriteString("\r\n")
	return b.Bytes()
}

// proto is what the records say was spoken: readers know no binary HTTP.
func (c *Capture) proto() string {
	if c.Proto == "HTTP/1.0" {
		return c.Proto
	}
	return "HTTP/1.1"
}

// headers writes a header in a fixed order, the renamed ones with X-Archive-Orig- before their names.
func headers(b *bytes.Buffer, h http.Header, renamed ...string) {
	var names []string
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		shown := name
		if slices.Contains(renamed, name) {
			shown = "X-Archive-Orig-" + name
		}
		for _, v := range h[name] {
			fmt.Fprintf(b, "%s: %s\r\n", oneLine(shown), oneLine(v))
		}
	}
}
