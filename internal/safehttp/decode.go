package safehttp

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// zstdWindow bounds, in bytes, what a zstd body may look back: what RFC 9659 allows on the web.
const zstdWindow = 8 << 20

var gzipMagic = []byte{0x1f, 0x8b}

// layer is a decoder that is closed when read; closing never closes what it reads from.
type layer struct {
	io.Reader
	close func()
}

// Close frees what the decoder holds.
func (l layer) Close() { l.close() }

// decode undoes the encoding that the Content-Encoding header names. A body that is gzip without
// saying so is decoded too; one that only claims to be gzip is left as it is.
func decode(r io.Reader, header []string) (layer, error) {
	name := "gzip"
	for token := range strings.SplitSeq(strings.Join(header, ","), ",") {
		token = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(token)), "x-")
		if token == "" || token == "identity" {
			continue
		}
		if name != "gzip" {
			return layer{}, fmt.Errorf("%w: it is compressed more than once", ErrEncoding)
		}
		name = token
	}
	return decodeOne(r, name)
}

func decodeOne(r io.Reader, name string) (layer, error) {
	buffered := bufio.NewReader(r)
	head, _ := buffered.Peek(2) // its error comes again with the first read
	switch name {
	case "gzip":
		return decodeGzip(buffered, head)
	case "deflate":
		return decodeDeflate(buffered, head)
	case "br":
		return layer{brotli.NewReader(buffered), func() {}}, nil
	case "zstd":
		z, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderLowmem(true))
		if err != nil {
			return layer{}, fmt.Errorf("%w: %w", ErrEncoding, err)
		}
		return layer{z, z.Close}, nil
	}
	return layer{}, fmt.Errorf("%w: %q is no encoding that was asked for", ErrEncoding, clip(name))
}

func decodeGzip(r io.Reader, head []byte) (layer, error) {
	if !bytes.Equal(head, gzipMagic) {
		return layer{r, func() {}}, nil
	}
	return layer{&lazyGzip{from: r}, func() {}}, nil
}

// lazyGzip reads the gzip header with the first bytes, so that a failure of the network there is
// seen as one.
type lazyGzip struct {
	from io.Reader
	z    *gzip.Reader
}

func (l *lazyGzip) Read(p []byte) (int, error) {
	if l.z == nil {
		z, err := gzip.NewReader(l.from)
		if err != nil {
			return 0, err
		}
		l.z = z
	}
	return l.z.Read(p)
}

// decodeDeflate reads both of what servers mean by deflate: zlib's format, and the bare stream.
func decodeDeflate(r io.Reader, head []byte) (layer, error) {
	isZlib := len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0
	if !isZlib {
		return layer{flate.NewReader(r), func() {}}, nil
	}
	z, err := zlib.NewReader(r)
	if err != nil {
		return layer{}, err
	}
	return layer{z, func() {}}, nil
}
