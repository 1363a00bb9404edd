package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrInUse says that another process has the index open.
var ErrInUse = errors.New("another process uses it")

// lockWait is how long Open waits for another process to let go of the index.
const lockWait = 2 * time.Second

// Index is an open index. Its methods may be called by any number of goroutines.
type Index struct {
	bleve bleve.Index
	lock  *bolt.DB   // held while open: one process per directory
	write sync.Mutex // one upsert at a time, so that versions are compared and written as one step
	close func() error
	log   *slog.Logger
}

// Open opens the index in dir and makes it when there is none. It fails with ErrInUse after two
// seconds when another process has it open. An index written by an earlier iccwire with other
// fields is rebuilt from the articles stored in it, which takes a while and is logged.
func Open(dir string, log *slog.Logger) (*Index, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	lock, err := bolt.Open(filepath.Join(dir, "lock"), 0o600, &bolt.Options{Timeout: lockWait})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("index: %s: %w: stop the other iccwire or give this one another folder", dir, ErrInUse)
	}
	if err != nil {
		return nil, fmt.Errorf("index: lock %s: %w", dir, err)
	}
	x := &Index{lock: lock, log: log}
	if x.bleve, err = openOrRebuild(dir, log); err != nil {
		return nil, errors.Join(fmt.Errorf("index: %s: %w", dir, err), lock.Close())
	}
	x.close = sync.OnceValue(func() error { return errors.Join(x.bleve.Close(), x.lock.Close()) })
	return x, nil
}

// Close waits for a running upsert and closes the index; closing it again does nothing.
func (x *Index) Close() error {
	x.write.Lock()
	defer x.write.Unlock()
	return x.close()
}

// Count returns the number of articles.
func (x *Index) Count(ctx context.Context) (uint64, error) {
	return x.countQuery(ctx, termQuery(fieldKind, kindArticle))
}

// The index is in the folder articles; it is made under another name and renamed when complete,
// so that a crash leaves no half-made one.
const (
	folder    = "articles"
	folderNew = "articles.new"
	folderOld = "articles.old"
)

func openOrRebuild(dir string, log *slog.Logger) (bleve.Index, error) {
	path := filepath.Join(dir, folder)
	if err := recoverFolders(dir); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := create(dir); err != nil {
			return nil, err
		}
	}
	b, err := openBleve(path)
	if err != nil {
		return nil, err
	}
	made, err := b.GetInternal([]byte("mapping_version"))
	if err != nil || string(made) == mappingVersion {
		return b, err
	}
	return rebuild(dir, b, log)
}

// recoverFolders ends what a crash interrupted: a swap that was half done is finished, a new index
// that was not complete is removed.
func recoverFolders(dir string) error {
	path, old := filepath.Join(dir, folder), filepath.Join(dir, folderOld)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(old); err == nil {
			if err := os.Rename(old, path); err != nil {
				return err
			}
		}
	}
	return errors.Join(os.RemoveAll(filepath.Join(dir, folderNew)), os.RemoveAll(old))
}

func create(dir string) error {
	fresh := filepath.Join(dir, folderNew)
	b, err := newBleve(fresh)
	if err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	return os.Rename(fresh, filepath.Join(dir, folder))
}

func newBleve(path string) (bleve.Index, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	b, err := bleve.NewUsing(path, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	return b, b.SetInternal([]byte("mapping_version"), []byte(mappingVersion))
}

func openBleve(path string) (bleve.Index, error) {
	if err := registerFold(); err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(path, map[string]any{
		"bolt_timeout": lockWait.String(),
		// Bleve's planner takes every segment below 2,000 documents for one of 2,000, so that a small
		// index is rewritten at nearly every commit: measured at two to three times the time.
		"scorchMergePlanOptions": map[string]any{"floorSegmentSize": 100},
	})
	if err != nil {
		return nil, fmt.Errorf("cannot open it (%w): move the folder away and restart, the articles come again from the stream", err)
	}
	return b, nil
}
