package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrInUse says that another process has the ledger open.
var ErrInUse = errors.New("another process uses it")

// ErrNotFound says that the ledger knows nothing of an article, an address or a trigger.
var ErrNotFound = errors.New("not in the ledger")

// lockWait is how long Open waits for another process to let go of the file.
const lockWait = 2 * time.Second

// The buckets of the file.
var (
	bucketTriggers = []byte("triggers") // trigger → record
	bucketOpen     = []byte("open")     // triggers in flight → nothing
	bucketIDs      = []byte("ids")      // article id, 0, trigger → nothing
	bucketURLs     = []byte("urls")     // address → article id
	bucketTotals   = []byte("totals")   // "" → counts of all; feed → counts of it
)

// Store is an open ledger. Its methods may be called by any number of goroutines.
type Store struct{ db *bolt.DB }

// Open opens the ledger in the file at path and makes it when there is none. It fails with ErrInUse
// after two seconds when another process has it open.
func Open(path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("ledger: %s: %w: stop the other iccwire or give this one another folder", path, ErrInUse)
	}
	if err != nil {
		return nil, fmt.Errorf("ledger: %s: %w", path, err)
	}
	s := &Store{db: db}
	if err := db.Update(makeBuckets); err != nil {
		return nil, errors.Join(fmt.Errorf("ledger: %s: %w", path, err), db.Close())
	}
	return s, nil
}

// Close waits for running transactions and closes the file; closing it again does nothing.
func (s *Store) Close() error { return s.db.Close() }

func makeBuckets(tx *bolt.Tx) error {
	for _, name := range [][]byte{bucketTriggers, bucketOpen, bucketIDs, bucketURLs, bucketTotals, bucketPruned} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return nil
}

// getJSON reads the value of a key into v and reports whether there is one.
func getJSON(b *bolt.Bucket, key string, v any) (bool, error) {
	raw := b.Get(bucketKey(key))
	if raw == nil {
		return false, nil
	}
	return true, json.Unmarshal(raw, v)
}

func putJSON(b *bolt.Bucket, key string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(bucketKey(key), raw)
}

// bucketKey makes a key of a string: bbolt takes no empty ones, so all begin with a mark.
func bucketKey(s string) []byte { return append([]byte{'='}, s...) }
