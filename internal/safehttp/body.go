package safehttp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
)

const (
	wireSlack  = 64 << 10 // bytes that an encoded body may be longer than its decoded bound
	ratioFloor = 1 << 20  // decoded bytes below which no ratio is too high
)

// readBody reads and decodes the body into the response, up to limit bytes.
func (f *fetch) readBody(res *http.Response, limit int64) error {
	watch := newWatchdog(f.client.opts.Window, f.client.opts.MinProgress, f.cancel)
	defer watch.stop()
	wire := &meter{r: res.Body, left: limit + wireSlack, watch: watch}
	body, err := decode(wire, res.Header.Values("Content-Encoding"))
	if err == nil {
		f.resp.Body, err = readBounded(body, limit, f.client.opts.MaxRatio, wire)
		body.Close()
	}
	if wire.err != nil {
		err = wire.err // said better than by the decoder
	}
	f.resp.Wire = wire.count
	f.resp.Truncated = errors.Is(err, ErrTooLarge)
	if err == nil || wire.err != nil || Reason(err) != "other" || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrEncoding, err)
}

// readBounded reads r to its end or to a bound. What it read is returned with every error.
func readBounded(r io.Reader, limit, ratio int64, wire *meter) ([]byte, error) {
	var out []byte
	for {
		if len(out) == cap(out) {
			out = slices.Grow(out, max(32<<10, min(len(out), 1<<20)))
		}
		n, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		size := int64(len(out))
		switch {
		case size > limit:
			return out[:limit], fmt.Errorf("%w: the body has more than %d bytes; raise the limit if the address is right", ErrTooLarge, limit)
		case size > ratioFloor && size > ratio*wire.count:
			return out, fmt.Errorf("%w: the body grows more than %d-fold when decompressed", ErrTooLarge, ratio)
		case err == io.EOF, size > 0 && errors.Is(err, gzip.ErrHeader): // some servers pad what they compressed
			return out, nil
		case err != nil:
			return out, err
		}
	}
}

// meter counts and bounds what comes over the wire, and keeps the network's error apart from the
// decoder's.
type meter struct {
	r     io.Reader
	left  int64
	count int64
	err   error
	watch *watchdog
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		m.err = fmt.Errorf("%w: the compressed body alone is beyond the limit", ErrTooLarge)
		return 0, m.err
	}
	n, err := m.r.Read(p[:min(int64(len(p)), m.left)])
	m.left -= int64(n)
	m.count += int64(n)
	m.watch.add(int64(n))
	if err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}

// watchdog ends a fetch whose body stalls or drips: every window must bring a minimum of bytes.
type watchdog struct {
	window time.Duration
	need   int64
	cancel context.CancelCauseFunc

	mu    sync.Mutex
	got   int64
	timer *time.Timer // nil once stopped
}

func newWatchdog(window time.Duration, need int64, cancel context.CancelCauseFunc) *watchdog {
	w := &watchdog{window: window, need: need, cancel: cancel}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(window, w.check)
	return w
}

func (w *watchdog) add(n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.got += n
}

func (w *watchdog) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer.Stop()
	w.timer = nil
}

func (w *watchdog) check() {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.timer == nil:
	case w.got < w.need:
		w.cancel(fmt.Errorf("%w: only %d bytes came in %s", ErrTimeout, w.got, w.window))
	default:
		w.got = 0
		w.timer.Reset(w.window)
	}
}
