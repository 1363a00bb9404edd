package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/iccwire/iccwire/contract"
)

// bucketPruned holds what the triggers that were taken out counted for, under "", and under "at"
// where the last Prune stopped.
var bucketPruned = []byte("pruned")

// Prune takes triggers out that ended before a time, so that the file does not grow for ever; the
// counters keep what they counted, and open triggers stay. It looks at no more than limit triggers,
// goes on at the next call where it stopped, and returns how many it took out. The time must lie
// further back than the stream of entries reaches, or a redelivered entry counts a trigger anew.
func (s *Store) Prune(before time.Time, limit int) (int, error) {
	removed := 0
	err := s.db.Update(func(tx *bolt.Tx) error {
		var pruned stored
		side := tx.Bucket(bucketPruned)
		if _, err := getJSON(side, "", &pruned); err != nil {
			return err
		}
		old, next, err := ended(tx, side.Get([]byte("at")), before.UTC().Format(time.RFC3339Nano), limit)
		if err != nil {
			return err
		}
		for trigger, rec := range old {
			if err := takeOut(tx, trigger, rec, &pruned); err != nil {
				return err
			}
		}
		removed = len(old)
		if err := side.Put([]byte("at"), next); err != nil {
			return err
		}
		return putJSON(side, "", pruned)
	})
	if err != nil {
		return 0, fmt.Errorf("ledger: prune: %w", err)
	}
	return removed, nil
}

// ended finds triggers that ended before a time, from a key on, and the key to go on with.
func ended(tx *bolt.Tx, from []byte, before string, limit int) (map[string]record, []byte, error) {
	old := map[string]record{}
	c := tx.Bucket(bucketTriggers).Cursor()
	k, raw := c.Seek(from)
	for n := 0; k != nil && n < limit; n++ {
		var rec record
		if err := json.Unmarshal(raw, &rec); err != nil {
			return nil, nil, fmt.Errorf("trigger %s: %w", k[1:], err)
		}
		if rec.Status != "" && rec.last() < before {
			old[string(k[1:])] = rec
		}
		k, raw = c.Next()
	}
	return old, bytes.Clone(k), nil
}

// last is the time of the latest entry. Times are all in UTC and so can be compared as they are.
func (r *record) last() string {
	last := ""
	for _, e := range r.Entries {
		last = max(last, e.Time)
	}
	return last
}

func takeOut(tx *bolt.Tx, trigger string, rec record, pruned *stored) error {
	if s := rec.share(true); s.in != "" {
		pruned.add(s, 1)
	}
	for _, e := range rec.Entries {
		if err := tx.Bucket(bucketIDs).Delete(idKey(e.ID, trigger)); err != nil {
			return err
		}
		if e.URL != "" && len(triggersOf(tx, e.ID)) == 0 {
			if err := tx.Bucket(bucketURLs).Delete(bucketKey(e.URL)); err != nil {
				return err
			}
		}
	}
	return tx.Bucket(bucketTriggers).Delete(bucketKey(trigger))
}

// Forget takes title, address, outlet and details of articles out of the ledger, for erasures. That
// they came and what became of them stays countable by their ids.
func (s *Store) Forget(ids []string) error {
	err := s.db.Update(func(tx *bolt.Tx) error {
		for _, id := range ids {
			for _, trigger := range triggersOf(tx, id) {
				if err := forget(tx, trigger, id); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("ledger: forget: %w", err)
	}
	return nil
}

func forget(tx *bolt.Tx, trigger, id string) error {
	var rec record
	if ok, err := getJSON(tx.Bucket(bucketTriggers), trigger, &rec); !ok || err != nil {
		return err
	}
	for i := range rec.Entries {
		e := &rec.Entries[i]
		if e.ID != id {
			continue
		}
		if e.URL != "" {
			if err := tx.Bucket(bucketURLs).Delete(bucketKey(e.URL)); err != nil {
				return err
			}
		}
		*e = contract.LedgerEntry{
			Schema: e.Schema, Trigger: e.Trigger, ID: e.ID, Stage: e.Stage, Status: e.Status, Reason: e.Reason,
			Cause: e.Cause, Time: e.Time, Attempt: e.Attempt, Feed: e.Feed, Version: e.Version,
		}
	}
	return putJSON(tx.Bucket(bucketTriggers), trigger, rec)
}
