// Package archive keeps every page as it was fetched, in WARC 1.1 files that any web-archiving
// tool reads: one gzip member for each record, a response, its request and a metadata record for each
// page. Write returns only after the page is on the disk.
//
// It downloads nothing, extracts nothing and deletes nothing. One Writer owns the files that carry its
// replica's id; two processes must not use one id in one folder at the same time.
package archive

import (
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"time"
)

// Limits.
const (
	DefaultMaxBytes = 1 << 30               // of a file, after which the next begins
	MaxSyncDelay    = 50 * time.Millisecond // a page waits at most so long for others to share its sync
	MaxRecord       = 64 << 20              // bytes of a record's content that Read returns
)

// Errors that callers can tell apart.
var (
	// ErrClosed is returned by Write after Close.
	ErrClosed = errors.New("archive: the writer is closed")
	// ErrReference is returned by Read for a reference that names no record.
	ErrReference = errors.New("archive: not a reference to a record; it looks like file.warc.gz#offset")
	// ErrDigest is returned by Read for a record whose content is not what was written.
	ErrDigest = errors.New("archive: the record's content does not match its digest; the file is damaged")
)

// Options of a Writer. Dir and Replica are required.
type Options struct {
	Dir      string        // created if it is not there
	Replica  string        // letters, digits and hyphens; part of each file's name
	MaxBytes int64         // zero: DefaultMaxBytes
	Delay    time.Duration // how long a sync waits for company; zero: 10 ms; at most MaxSyncDelay
	Software string        // what the files say wrote them; empty: iccwire
	Log      *slog.Logger  // required
}

// Capture is one page as it was fetched.
type Capture struct {
	URL       string // of the final request
	Time      time.Time
	Remote    netip.Addr // the server's; may be invalid
	Proto     string     // HTTP/1.1 when empty
	Sent      http.Header
	Status    int
	Header    http.Header // of the response, as received
	Body      []byte      // decoded: without content or transfer encoding
	Truncated bool        // the body was longer and cut
	Meta      []Field     // what else is known of the fetch, for the metadata record
}

// Field is a line of a metadata record. Line breaks in it become spaces.
type Field struct{ Name, Value string }
