package safehttp

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

var encoders = map[string]func(io.Writer) io.WriteCloser{
	"gzip":   func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"x-gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"br":     func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 4) },
	"zstd": func(w io.Writer) io.WriteCloser {
		z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err)
		}
		return z
	},
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"deflate, identity": func(w io.Writer) io.WriteCloser {
		f, err := flate.NewWriter(w, 6)
		if err != nil {
			panic(err)
		}
		return f
	},
	"": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, // gzip that does not say so
}

func encode(t *testing.T, name string, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := encoders[name](&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// answer serves one body under one Content-Encoding.
func answer(encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write(body)
	}
}

func TestEncodings(t *testing.T) {
	want := []byte(strings.Repeat("The judges issued their decision. ", 1000))
	for name := range encoders {
		t.Run("encoding "+name, func(t *testing.T) {
			c, base := serve(t, Options{}, answer(name, encode(t, name, want)))
			r, err := c.Get(t.Context(), base, Request{})
			if err != nil || !bytes.Equal(r.Body, want) {
				t.Fatalf("%d bytes, %v", len(r.Body), err)
			}
			if r.Wire == 0 || r.Wire >= int64(len(want)) {
				t.Errorf("%d bytes on the wire", r.Wire)
			}
		})
	}
}

func TestEncodingsThatAreNot(t *testing.T) {
	plain := []byte("<rss>plain</rss>")
	zipped := encode(t, "gzip", plain)
	tests := []struct {
		name, encoding string
		body           []byte
		reason, want   string
	}{
		{"claims gzip", "gzip", plain, "", string(plain)},
		{"empty gzip", "gzip", nil, "", ""},
		{"empty zstd", "zstd", nil, "", ""},
		{"padded gzip", "gzip", append(bytes.Clone(zipped), "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"...), "", string(plain)},
		{"cut gzip", "gzip", zipped[:len(zipped)-6], "incomplete", string(plain)},
		{"broken gzip", "gzip", append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00"), "\xff\xff\xff\xff\xff"...), "encoding", ""},
		{"broken brotli", "br", []byte(strings.Repeat("\xff", 100)), "encoding", ""},
		{"broken zstd", "zstd", plain, "encoding", ""},
		{"broken zlib", "deflate", append([]byte{0x78, 0x9c}, "\xff\xff\xff"...), "encoding", ""},
		{"unknown", "compress", plain, "encoding", ""},
		{"twice", "br, zstd", plain, "encoding", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, base := serve(t, Options{}, answer(tt.encoding, tt.body))
			r, err := c.Get(t.Context(), base, Request{})
			if Reason(err) != tt.reason || string(r.Body) != tt.want {
				t.Errorf("%q, %v; want %q and reason %q", r.Body, err, tt.want, tt.reason)
			}
		})
	}
}

// bomb writes ten gigabytes of zeros through an encoder, until the client hangs up.
func bomb(w http.ResponseWriter, enc io.WriteCloser) {
	zeros := make([]byte, 1<<20)
	for range 10 << 10 {
		_, err := enc.Write(zeros)
		if err == nil {
			err = enc.(interface{ Flush() error }).Flush()
		}
		if err != nil {
			return
		}
		w.(http.Flusher).Flush()
	}
	_ = enc.Close()
}

func TestBombs(t *testing.T) {
	for name := range encoders {
		t.Run("encoding "+name, func(t *testing.T) {
			c, base := serve(t, Options{MaxBytes: 8 << 20}, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", name)
				w.Header().Set("Content-Type", "text/plain")
				bomb(w, encoders[name](w))
			})
			r, err := c.Get(t.Context(), base, Request{})
			if !errors.Is(err, ErrTooLarge) {
				t.Fatalf("error %v", err)
			}
			if !r.Truncated || len(r.Body) > 9<<20 {
				t.Errorf("%d bytes kept", len(r.Body))
			}
		})
	}
}

func TestEndlessBodies(t *testing.T) {
	noise := make([]byte, 64<<10)
	random := rand.NewChaCha8([32]byte{})
	_, _ = random.Read(noise)
	members := bytes.Repeat(encode(t, "gzip", nil), 100)
	frames := bytes.Repeat([]byte{0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0}, 100) // zstd frames to skip
	tests := []struct {
		name, encoding string
		piece          []byte
		kept           int
	}{
		{"plain", "identity", noise, 1 << 20},
		{"empty gzip members", "gzip", members, 0},
		{"empty zstd frames", "zstd", frames, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, base := serve(t, Options{MaxBytes: 1 << 20}, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", tt.encoding)
				for {
					if _, err := w.Write(tt.piece); err != nil {
						return
					}
				}
			})
			r, err := c.Get(t.Context(), base, Request{})
			if !errors.Is(err, ErrTooLarge) || len(r.Body) != tt.kept || r.Wire > 1<<20+wireSlack {
				t.Errorf("%d bytes of %d, %v", len(r.Body), r.Wire, err)
			}
		})
	}
}

func TestRequestBound(t *testing.T) {
	c, base := serve(t, Options{MaxBytes: 1000}, answer("", bytes.Repeat([]byte("x"), 500)))
	for _, tt := range []struct {
		limit int64
		kept  int
	}{{0, 500}, {500, 500}, {499, 499}, {5000, 500}} {
		r, err := c.Get(t.Context(), base, Request{MaxBytes: tt.limit})
		if len(r.Body) != tt.kept || (err != nil) != (tt.kept < 500) {
			t.Errorf("limit %d: %d bytes, %v", tt.limit, len(r.Body), err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for name := range encoders {
		var b bytes.Buffer
		w := encoders[name](&b)
		_, _ = io.WriteString(w, "some text that is worth packing, packing, packing")
		_ = w.Close()
		f.Add(name, b.Bytes())
	}
	f.Fuzz(func(t *testing.T, encoding string, data []byte) {
		watch := newWatchdog(1<<40, 0, func(error) {})
		defer watch.stop()
		wire := &meter{r: bytes.NewReader(data), left: 1 << 16, watch: watch}
		body, err := decode(wire, []string{encoding})
		if err != nil {
			return
		}
		defer body.Close()
		if out, _ := readBounded(body, 1<<20, 300, wire); len(out) > 1<<20 {
			t.Fatalf("%d bytes", len(out))
		}
	})
}
