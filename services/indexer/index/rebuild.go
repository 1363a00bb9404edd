package index

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/iccwire/iccwire/contract"
)

// rebuildBatch is how many articles go into one batch of a rebuild.
const rebuildBatch = 200

// rebuild writes every document of old into a new index with today's mapping and swaps the two.
func rebuild(dir string, old bleve.Index, log *slog.Logger) (bleve.Index, error) {
	started := time.Now()
	log.Info("rebuilding the index for this version of iccwire", "dir", dir)
	fresh, err := newBleve(filepath.Join(dir, folderNew))
	if err != nil {
		return nil, err
	}
	n, err := copyAll(old, fresh)
	if err != nil {
		return nil, fmt.Errorf("rebuild: %w", err)
	}
	if err := swap(dir, old, fresh); err != nil {
		return nil, err
	}
	log.Info("rebuilt the index", "documents", n, "seconds", int(time.Since(started).Seconds()))
	return openBleve(filepath.Join(dir, folder))
}

func swap(dir string, old, fresh bleve.Index) error {
	for _, b := range []bleve.Index{old, fresh} {
		if err := b.Close(); err != nil {
			return err
		}
	}
	path := filepath.Join(dir, folder)
	if err := os.Rename(path, filepath.Join(dir, folderOld)); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(dir, folderNew), path); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(dir, folderOld))
}

func copyAll(old, fresh bleve.Index) (n int, err error) {
	reader, err := snapshot(old)
	if err != nil {
		return 0, err
	}
	defer func() { err = closing(err, reader) }()
	ids, err := reader.DocIDReaderAll()
	if err != nil {
		return 0, err
	}
	defer func() { err = closing(err, ids) }()
	batch := fresh.NewBatch()
	for {
		internal, err := ids.Next()
		if err != nil {
			return n, err
		}
		if internal == nil {
			return n, fresh.Batch(batch)
		}
		if err := copyOne(reader, internal, batch); err != nil {
			return n, err
		}
		if n++; batch.Size() >= rebuildBatch {
			if err := fresh.Batch(batch); err != nil {
				return n, err
			}
			batch = fresh.NewBatch()
		}
	}
}

func copyOne(reader bleveindex.IndexReader, internal bleveindex.IndexInternalID, batch *bleve.Batch) error {
	id, err := reader.ExternalID(internal)
	if err != nil {
		return err
	}
	raw, err := stored(reader, id)
	if err != nil {
		return err
	}
	if raw == nil {
		return batch.Index(id, map[string]any(erased()))
	}
	var a contract.Article
	if err := json.Unmarshal(raw, &a); err != nil {
		return fmt.Errorf("article %s: %w", id, err)
	}
	d, err := newDocument(&a)
	if err != nil {
		return fmt.Errorf("article %s: %w", id, err)
	}
	return batch.Index(id, map[string]any(d))
}
