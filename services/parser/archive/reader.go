package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// maxHead is how long a record's header may be, in bytes.
const maxHead = 256 << 10

// Record is a WARC record as read.
type Record struct {
	Type   string // response, request, metadata, warcinfo, …
	URL    string
	Time   time.Time
	Header textproto.MIMEHeader
	Block  []byte
}

// Read returns the record that a reference points to, its digest checked. It reads files that
// are still being written, too. Errors: ErrReference, ErrDigest, os.ErrNotExist for a file
// that is gone, and what a damaged file gives.
func Read(dir, ref string) (*Record, error) {
	name, offset, err := parseRef(ref)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(dir, name))
	if errors.Is(err, os.ErrNotExist) {
		f, err = os.Open(filepath.Join(dir, name+openSuffix))
	}
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	defer f.Close()
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%w: nothing begins at %s: %w", ErrReference, ref, err)
	}
	z.Multistream(false)
	return ReadRecord(z)
}

func parseRef(ref string) (name string, offset int64, err error) {
	name, at, ok := strings.Cut(ref, "#")
	offset, err = strconv.ParseInt(at, 10, 64)
	if !ok || err != nil || offset < 0 || !strings.HasSuffix(name, suffix) || name != filepath.Base(name) || strings.ContainsAny(name, `/\`) {
		return "", 0, fmt.Errorf("%w: %.200q", ErrReference, ref)
	}
	return name, offset, nil
}

// ReadRecord reads one uncompressed WARC record of any writer, 1.0 or 1.1. A digest that it
// knows (sha256 in base 32) is checked.
func ReadRecord(r io.Reader) (*Record, error) {
	head := &io.LimitedReader{R: r, N: maxHead}
	in := bufio.NewReader(head)
	first, err := in.ReadString('\n')
	if err != nil || !strings.HasPrefix(first, "WARC/1.") {
		return nil, fmt.Errorf("archive: not a WARC record: it begins with %.40q", first)
	}
	h, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("archive: broken record header: %w", err)
	}
	size, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 || size > MaxRecord {
		return nil, fmt.Errorf("archive: a record of %q bytes; at most %d are read", h.Get("Content-Length"), MaxRecord)
	}
	head.N = size + maxHead
	block, err := io.ReadAll(io.LimitReader(in, size))
	if err == nil && int64(len(block)) < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("archive: cut record: %w", err)
	}
	if want := h.Get("WARC-Block-Digest"); strings.HasPrefix(want, "sha256:") && len(want) > 60 && want != digest(block) {
		return nil, ErrDigest
	}
	rec := &Record{Type: h.Get("WARC-Type"), URL: strings.Trim(h.Get("WARC-Target-URI"), "<>"), Header: h, Block: block}
	rec.Time, _ = time.Parse(time.RFC3339, h.Get("WARC-Date"))
	return rec, nil
}

// Response reads the HTTP response in a response record. Its body is in memory; nobody needs to
// close it.
func (r *Record) Response() (*http.Response, error) {
	if r.Type != "response" {
		return nil, fmt.Errorf("archive: a %s record holds no response", r.Type)
	}
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(r.Block)), nil)
	if err != nil {
		return nil, fmt.Errorf("archive: the record holds no HTTP response: %w", err)
	}
	return resp, nil
}

// wholeRecords walks the members of a file and returns where the last whole one ends, and how
// many there are.
func wholeRecords(path string) (end int64, n int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, fmt.Errorf("archive: recover: %w", err)
	}
	defer f.Close()
	in := &counter{r: bufio.NewReaderSize(f, 1<<16)}
	var z gzip.Reader
	for {
		if z.Reset(in) != nil {
			return end, n, nil
		}
		z.Multistream(false)
		if _, err := io.Copy(io.Discard, &z); err != nil {
			return end, n, nil
		}
		end = in.n
		n++
	}
}

// counter counts what is taken from it; gzip takes no byte too many from a ByteReader.
type counter struct {
	r *bufio.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}
