package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

const defaultDelay = 10 * time.Millisecond

// Writer appends pages to WARC files. It is safe for concurrent use.
type Writer struct {
	opts  Options
	jobs  chan *job
	stop  chan struct{}
	done  chan struct{}
	once  sync.Once
	file  *file // owned by the loop
	syncs int   // of the loop, for tests
}

// job is a page on its way to the disk.
type job struct {
	members [][]byte // the compressed records, the response first
	ref     string
	err     error
	done    chan struct{}
}

// Open recovers what an earlier process of this replica left unfinished, and starts a writer. Close it.
func Open(o Options) (*Writer, error) {
	if o.Dir == "" || !validReplica(o.Replica) {
		return nil, fmt.Errorf("archive: Options need a Dir and a Replica of letters, digits and hyphens, not %q and %q", o.Dir, o.Replica)
	}
	if o.Log == nil {
		return nil, errors.New("archive: Options.Log is required")
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Delay <= 0 {
		o.Delay = defaultDelay
	}
	o.Delay = min(o.Delay, MaxSyncDelay)
	if o.Software == "" {
		o.Software = "iccwire"
	}
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("archive: make the folder or name another: %w", err)
	}
	if err := recoverAll(o); err != nil {
		return nil, err
	}
	w := &Writer{opts: o, jobs: make(chan *job), stop: make(chan struct{}), done: make(chan struct{})}
	go w.loop()
	return w, nil
}

func validReplica(s string) bool {
	ok := func(r rune) bool {
		return r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return s != "" && len(s) <= 64 && strings.IndexFunc(s, func(r rune) bool { return !ok(r) }) < 0
}

// Write puts a page on the disk and returns a reference to its response record, "file#offset".
// It returns when the page is synced; an error means that the page may not be there and that the
// caller should try again. When ctx ends first the page may yet be written.
func (w *Writer) Write(ctx context.Context, c Capture) (string, error) {
	j := &job{done: make(chan struct{})}
	for _, r := range c.records() {
		m, err := r.member()
		if err != nil {
			return "", fmt.Errorf("archive: compress %s: %w", c.URL, err)
		}
		j.members = append(j.members, m)
	}
	select {
	case w.jobs <- j:
	case <-w.stop:
		return "", ErrClosed
	case <-ctx.Done():
		return "", ctx.Err()
	}
	select {
	case <-j.done:
		return j.ref, j.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Close syncs and finishes the current file. Pages handed to Write before it are kept.
func (w *Writer) Close() error {
	w.once.Do(func() { close(w.stop) })
	<-w.done
	if w.file == nil {
		return nil
	}
	f := w.file
	w.file = nil
	return f.finish()
}

// loop writes jobs in batches, each ended by one sync.
func (w *Writer) loop() {
	defer close(w.done)
	for {
		select {
		case j := <-w.jobs:
			w.commit(w.batch(j))
		case <-w.stop:
			return
		}
	}
}

// batch writes the first job and those that come within the delay.
func (w *Writer) batch(first *job) []*job {
	pending := []*job{first}
	w.append(first)
	wait := time.NewTimer(w.opts.Delay)
	defer wait.Stop()
	for {
		select {
		case j := <-w.jobs:
			w.append(j)
			pending = append(pending, j)
		case <-wait.C:
			return pending
		case <-w.stop:
			return pending
		}
	}
}

// append writes one page, to the next file when this one is full.
func (w *Writer) append(j *job) {
	size := int64(0)
	for _, m := range j.members {
		size += int64(len(m))
	}
	if w.file != nil && w.file.size+size > w.opts.MaxBytes && w.file.pages > 0 {
		j.err = w.rotate()
	}
	if w.file == nil && j.err == nil {
		w.file, j.err = create(w.opts)
	}
	if j.err != nil {
		return
	}
	j.ref = fmt.Sprintf("%s#%d", w.file.name, w.file.size)
	for _, m := range j.members {
		if j.err = w.file.write(m); j.err != nil {
			return
		}
	}
	w.file.pages++
}

// rotate syncs and finishes the current file: what it holds of this batch is safe then.
func (w *Writer) rotate() error {
	f := w.file
	w.file = nil
	w.syncs++
	return f.finish()
}

// commit syncs and lets the writers of a batch go. After an error none of them can be sure, so all are
// told, and the file is given up: what a failed sync has left on the disk is not known.
func (w *Writer) commit(batch []*job) {
	var err error
	for _, j := range batch {
		err = errors.Join(err, j.err)
	}
	if w.file != nil && err == nil {
		w.syncs++
		err = w.file.sync()
	}
	if err != nil && w.file != nil {
		w.opts.Log.Error("archive: a write failed; going on with a new file", "file", w.file.name, "error", err)
		w.file.abandon()
		w.file = nil
	}
	for _, j := range batch {
		j.err = err
		close(j.done)
	}
}
