package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// openSuffix marks a file that is being written. References never carry it.
const openSuffix = ".open"

const suffix = ".warc.gz"

// file is the WARC file being written.
type file struct {
	f      *os.File
	dir    string
	name   string // without openSuffix
	size   int64
	synced int64
	pages  int
}

// create starts a file with its warcinfo record.
func create(o Options) (*file, error) {
	now := time.Now().UTC()
	for n := range 1000 {
		name := fmt.Sprintf("iccwire-%s-%03d-%s%s", now.Format("20060102150405"), n, o.Replica, suffix)
		if _, err := os.Lstat(filepath.Join(o.Dir, name)); err == nil {
			continue
		}
		f, err := os.OpenFile(filepath.Join(o.Dir, name+openSuffix), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("archive: free some space or name another folder: %w", err)
		}
		out := &file{f: f, dir: o.Dir, name: name}
		return out, errors.Join(out.begin(o, now), syncDir(o.Dir))
	}
	return nil, fmt.Errorf("archive: a thousand files of one second in %s: look for a loop", o.Dir)
}

func (f *file) begin(o Options, now time.Time) error {
	info := &record{kind: "warcinfo", id: newID(), time: now, contentType: "application/warc-fields",
		fields: []Field{{"WARC-Filename", f.name}},
		block:  fields([]Field{{"software", o.Software}, {"format", "WARC File Format 1.1"}, {"replica", o.Replica}})}
	m, err := info.member()
	if err != nil {
		return err
	}
	return f.write(m)
}

func (f *file) write(b []byte) error {
	n, err := f.f.Write(b)
	f.size += int64(n)
	if err != nil {
		return fmt.Errorf("archive: write %s: %w", f.name, err)
	}
	return nil
}

func (f *file) sync() error {
	if err := f.f.Sync(); err != nil {
		return fmt.Errorf("archive: sync %s: %w", f.name, err)
	}
	f.synced = f.size
	return nil
}

// finish syncs, closes and gives the file its final name.
func (f *file) finish() error {
	if err := errors.Join(f.sync(), f.f.Close()); err != nil {
		return err
	}
	path := filepath.Join(f.dir, f.name)
	if err := os.Rename(path+openSuffix, path); err != nil {
		return fmt.Errorf("archive: finish %s: %w", f.name, err)
	}
	return syncDir(f.dir)
}

// abandon cuts the file back to what is surely on the disk and leaves the rest to recovery.
func (f *file) abandon() {
	_ = f.f.Truncate(f.synced)
	_ = f.f.Close()
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

// recoverAll finishes the files that an earlier process of this replica left open: what is
// after the last whole record is cut off.
func recoverAll(o Options) error {
	open, err := filepath.Glob(filepath.Join(o.Dir, "iccwire-*"+suffix+openSuffix))
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	for _, path := range open {
		if strings.HasSuffix(path, "-"+o.Replica+suffix+openSuffix) && replicaOf(path) == o.Replica {
			if err := recoverFile(o, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// replicaOf reads the replica's id, which may hold hyphens, out of a file's name.
func replicaOf(path string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), openSuffix), suffix)
	parts := strings.SplitN(name, "-", 4)
	return parts[len(parts)-1]
}

func recoverFile(o Options, path string) error {
	whole, records, err := wholeRecords(path)
	if err != nil {
		return err
	}
	if records == 0 {
		o.Log.Warn("archive: removed a file without a whole record", "file", path)
		return os.Remove(path)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("archive: recover: %w", err)
	}
	end, err := f.Seek(0, 2)
	if err == nil && end > whole {
		o.Log.Warn("archive: cut a torn tail", "file", path, "records", records, "bytes", end-whole)
		err = f.Truncate(whole)
	}
	out := &file{f: f, dir: o.Dir, name: strings.TrimSuffix(filepath.Base(path), openSuffix), size: whole}
	if err != nil {
		return errors.Join(fmt.Errorf("archive: recover: %w", err), f.Close())
	}
	return out.finish()
}
