package enricher

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/story"
)

// record is what was said last of a relevant article: the value in the articles bucket.
type record struct {
	Version   int64           `json:"v"`
	Revision  string          `json:"r"`
	Tags      []string        `json:"t"` // entity ids and event:<type>, sorted
	Story     string          `json:"s"`
	Signature story.Signature `json:"m,omitempty"`
	Published string          `json:"p,omitempty"`
}

// records is the articles bucket.
type records struct{ kv jetstream.KeyValue }

// load returns an article's record and its revision in the bucket, 0 when there is none.
func (r records) load(ctx context.Context, id string) (record, uint64, error) {
	entry, err := r.kv.Get(ctx, id)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return record{}, 0, nil
	}
	if err != nil {
		return record{}, 0, fmt.Errorf("cannot read the article's record: %w", err)
	}
	var rec record
	if err := json.Unmarshal(entry.Value(), &rec); err != nil {
		return record{}, entry.Revision(), nil // unreadable: as if new, sinks keep the highest version
	}
	return rec, entry.Revision(), nil
}

// save writes the record unless another enricher did since; then the caller starts over.
func (r records) save(ctx context.Context, id string, rec record, revision uint64) error {
	data, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	if revision == 0 {
		_, err = r.kv.Create(ctx, id, data)
	} else {
		_, err = r.kv.Update(ctx, id, data, revision)
	}
	return err
}

// epochs numbers the digests of extractor, tagger and catalogue: a digest's number is the
// sequence at which it entered the bucket, so a later one is higher on every replica.
type epochs struct {
	kv    jetstream.KeyValue
	mu    sync.Mutex
	known map[string]int64
}

func (e *epochs) number(ctx context.Context, digest string) (int64, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if n, ok := e.known[digest]; ok {
		return n, nil
	}
	revision, err := e.kv.Create(ctx, digest, nil)
	if errors.Is(err, jetstream.ErrKeyExists) {
		var entry jetstream.KeyValueEntry
		if entry, err = e.kv.Get(ctx, digest); err == nil {
			revision = entry.Revision()
		}
	}
	if err != nil {
		return 0, fmt.Errorf("cannot number the digest %s: %w", digest, err)
	}
	if revision > contract.MaxEpoch {
		return 0, fmt.Errorf("more than %d different extractors, taggers and catalogues were used: empty the bucket %s", contract.MaxEpoch, contract.BucketEpochs)
	}
	e.known[digest] = int64(revision)
	return int64(revision), nil
}
