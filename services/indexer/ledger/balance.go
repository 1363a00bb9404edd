package ledger

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	bolt "go.etcd.io/bbolt"

	"github.com/iccwire/iccwire/contract"
)

// maxReasons bounds the reasons counted apart; further ones are counted as "other".
const maxReasons = 64

// Balance counts triggers by where they stand. Discovered is the sum of the others, InFlight the
// number of open triggers in the store. Orphans are triggers of which the end or a failure was seen
// and the discovery was not (yet): they are in the other numbers too.
type Balance struct {
	Discovered int            `json:"discovered"`
	Indexed    int            `json:"indexed"`
	Unchanged  int            `json:"unchanged"`
	Irrelevant int            `json:"irrelevant"`
	Duplicate  int            `json:"duplicate"`
	Skipped    int            `json:"skipped"`
	Dead       int            `json:"dead"`
	InFlight   int            `json:"in_flight"`
	SkippedBy  map[string]int `json:"skipped_by,omitempty"`
	Orphans    int            `json:"-"`
}

// Sum is what Discovered must be: all terminal statuses and what is in flight.
func (b Balance) Sum() int {
	return b.Indexed + b.Unchanged + b.Irrelevant + b.Duplicate + b.Skipped + b.Dead + b.InFlight
}

// Holds reports whether the balance holds.
func (b Balance) Holds() bool { return b.Discovered == b.Sum() }

// inFlight is the place in the balance of triggers that have not ended.
const inFlight contract.Status = "in_flight"

// share is what one trigger counts for: nothing when in is empty.
type share struct {
	in     contract.Status
	reason string // of skipped
	feed   string
	orphan bool
}

// share returns what the record counts for. Corrections and erasures come from the operator and
// enter no balance.
func (r *record) share(known bool) share {
	if !known || r.Cause == contract.CauseCorrection || r.Cause == contract.CauseErasure {
		return share{}
	}
	s := share{in: r.Status, feed: r.Feed, orphan: !r.Entered}
	if r.Status == "" {
		s.in = inFlight
	}
	if r.Status == contract.StatusSkipped {
		s.reason, _, _ = strings.Cut(r.Reason, ":")
	}
	return s
}

// stored is a balance as the file keeps it.
type stored struct {
	Balance
	Orphans int `json:"orphans,omitempty"`
}

// tally collects the changes that a transaction makes to the counters.
type tally struct {
	bucket *bolt.Bucket
	all    map[string]*stored // "" counts everything, other keys are feeds
}

func newTally(tx *bolt.Tx) *tally {
	return &tally{bucket: tx.Bucket(bucketTotals), all: map[string]*stored{}}
}

// move takes one share out of the counters and puts another in.
func (t *tally) move(from, to share) error {
	if from == to {
		return nil
	}
	for by, s := range map[int]share{-1: from, 1: to} {
		if s.in == "" {
			continue
		}
		if err := t.count("", s, by); err != nil {
			return err
		}
		if s.feed == "" {
			continue
		}
		if err := t.count(s.feed, s, by); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) count(key string, s share, by int) error {
	b := t.all[key]
	if b == nil {
		b = &stored{}
		if _, err := getJSON(t.bucket, key, b); err != nil {
			return fmt.Errorf("counters of %q: %w", key, err)
		}
		t.all[key] = b
	}
	b.add(s, by)
	return nil
}

func (b *stored) add(s share, by int) {
	b.Discovered += by
	*b.place(s.in) += by
	if s.orphan {
		b.Orphans += by
	}
	if s.in == contract.StatusSkipped {
		b.addReason(s.reason, by)
	}
}

// place returns the counter of a status.
func (b *Balance) place(s contract.Status) *int {
	switch s {
	case contract.StatusIndexed:
		return &b.Indexed
	case contract.StatusUnchanged:
		return &b.Unchanged
	case contract.StatusIrrelevant:
		return &b.Irrelevant
	case contract.StatusDuplicate:
		return &b.Duplicate
	case contract.StatusSkipped:
		return &b.Skipped
	case contract.StatusDead:
		return &b.Dead
	}
	return &b.InFlight
}

func (b *stored) addReason(reason string, by int) {
	if b.SkippedBy == nil {
		b.SkippedBy = map[string]int{}
	}
	if reason == "" {
		reason = "unknown"
	}
	if _, ok := b.SkippedBy[reason]; !ok && len(b.SkippedBy) >= maxReasons {
		reason = "other"
	}
	b.SkippedBy[reason] += by
	if b.SkippedBy[reason] == 0 {
		delete(b.SkippedBy, reason)
	}
}

func (t *tally) write() error {
	for key, b := range t.all {
		if err := putJSON(t.bucket, key, b); err != nil {
			return err
		}
	}
	return nil
}

// Balance returns the counters of all triggers.
func (s *Store) Balance() (Balance, error) {
	var b stored
	err := s.db.View(func(tx *bolt.Tx) error {
		_, err := getJSON(tx.Bucket(bucketTotals), "", &b)
		return err
	})
	b.Balance.Orphans = b.Orphans
	return b.Balance, err
}

// FeedBalance is the balance of what one feed brought.
type FeedBalance struct {
	Feed string `json:"feed"`
	Balance
}

// PerFeed returns the counters of each feed, sorted by feed.
func (s *Store) PerFeed() ([]FeedBalance, error) {
	var list []FeedBalance
	err := s.db.View(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketTotals).ForEach(func(key, raw []byte) error {
			if len(key) == 1 {
				return nil
			}
			var b stored
			if err := json.Unmarshal(raw, &b); err != nil {
				return err
			}
			b.Balance.Orphans = b.Orphans
			list = append(list, FeedBalance{Feed: string(key[1:]), Balance: b.Balance})
			return nil
		})
	})
	sort.Slice(list, func(i, j int) bool { return list[i].Feed < list[j].Feed })
	return list, err
}
