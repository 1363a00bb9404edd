package fetcher

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// maxRemembered is how many items a record keeps beyond those of the last document, so that an
// item that comes back after a while is not taken for new.
const maxRemembered = 500

// claimFor is how long a poll may take before another fetcher may try.
const claimFor = 3 * time.Minute

// Record is what is known of a feed between two polls. It is the value in the feeds bucket.
type Record struct {
	contract.FeedState
	ETag         string        `json:"etag,omitempty"`
	LastModified string        `json:"last_modified,omitempty"`
	Learned      time.Duration `json:"learned,omitempty"` // interval between polls, as learned so far (ns)
	Gap          time.Duration `json:"gap,omitempty"`     // usual time between two finds (ns)
	Items        []Seen        `json:"items,omitempty"`   // the last document's first, then older ones
	ClaimedBy    string        `json:"claimed_by,omitempty"`
	ClaimedUntil time.Time     `json:"claimed_until,omitzero"`
}

// newRecord is the record of a feed that was never polled.
func newRecord(feedURL string) Record {
	return Record{FeedState: contract.FeedState{URL: feedURL, State: "new"}}
}

// Seen is an item that a feed's document held: what it is and what it said, 8-byte hashes in hex.
type Seen struct {
	Item    string `json:"i"`
	Content string `json:"c"`
}

// remember puts the items of a new document before those known, and forgets the oldest.
func (r *Record) remember(doc []Seen) {
	known := make(map[string]bool, len(doc))
	for _, s := range doc {
		known[s.Item] = true
	}
	kept := doc
	for _, s := range r.Items {
		if len(kept) >= len(doc)+maxRemembered {
			break
		}
		if !known[s.Item] {
			kept = append(kept, s)
		}
	}
	r.Items = kept
}

// store is the feeds bucket.
type store struct{ kv jetstream.KeyValue }

func keyOf(feedURL string) string {
	sum := sha256.Sum256([]byte(feedURL))
	return hex.EncodeToString(sum[:12])
}

// errTaken says that another fetcher holds or has just changed the record.
var errTaken = errors.New("another fetcher has this feed")

// load returns a feed's record and its revision, 0 when there is none yet.
func (s store) load(ctx context.Context, feedURL string) (Record, uint64, error) {
	entry, err := s.kv.Get(ctx, keyOf(feedURL))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return newRecord(feedURL), 0, nil
	}
	if err != nil {
		return Record{}, 0, err
	}
	var r Record
	if err := json.Unmarshal(entry.Value(), &r); err != nil {
		return newRecord(feedURL), entry.Revision(), nil // unreadable: begin again, articles are deduplicated later
	}
	return r, entry.Revision(), nil
}

// save writes the record if nobody else did since revision.
func (s store) save(ctx context.Context, r Record, revision uint64) (uint64, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return 0, err
	}
	if revision == 0 {
		revision, err = s.kv.Create(ctx, keyOf(r.URL), data)
	} else {
		revision, err = s.kv.Update(ctx, keyOf(r.URL), data, revision)
	}
	if errors.Is(err, jetstream.ErrKeyExists) {
		return 0, errTaken
	}
	return revision, err
}

// claim reserves a feed for one poll. It returns errTaken when the feed is not due, or claimed by
// another fetcher that lives.
func (s store) claim(ctx context.Context, feedURL string, who *members, now time.Time) (Record, uint64, error) {
	r, rev, err := s.load(ctx, feedURL)
	if err != nil {
		return r, 0, fmt.Errorf("cannot read the feed's record: %w", err)
	}
	held := r.ClaimedBy != "" && r.ClaimedBy != who.self && r.ClaimedUntil.After(now) && who.lives(ctx, r.ClaimedBy)
	if r.Next.After(now) || held {
		return r, 0, errTaken
	}
	r.ClaimedBy, r.ClaimedUntil = who.self, now.Add(claimFor)
	rev, err = s.save(ctx, r, rev)
	return r, rev, err
}
