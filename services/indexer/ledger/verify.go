package ledger

import (
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Verify counts every trigger anew, adds what was pruned, and compares with the counters and with
// the list of open triggers. It reads the whole file; it is for tests and for an operator in doubt.
func (s *Store) Verify() error {
	return s.db.View(func(tx *bolt.Tx) error {
		var sum, have stored
		open := tx.Bucket(bucketOpen)
		listed := 0
		if _, err := getJSON(tx.Bucket(bucketPruned), "", &sum); err != nil {
			return err
		}
		err := tx.Bucket(bucketTriggers).ForEach(func(key, raw []byte) error {
			var rec record
			if err := json.Unmarshal(raw, &rec); err != nil {
				return fmt.Errorf("ledger: trigger %s: %w", key[1:], err)
			}
			share := rec.share(true)
			if share.in != "" {
				sum.add(share, 1)
			}
			if isOpen := open.Get(key) != nil; isOpen != (share.in == inFlight) {
				return fmt.Errorf("ledger: trigger %s: in flight is %v, listed as open is %v", key[1:], !isOpen, isOpen)
			} else if isOpen {
				listed++
			}
			return nil
		})
		if err != nil {
			return err
		}
		if _, err := getJSON(tx.Bucket(bucketTotals), "", &have); err != nil {
			return err
		}
		return compare(sum, have, listed, open.Stats().KeyN)
	})
}

func compare(sum, have stored, listed, open int) error {
	if len(have.SkippedBy) >= maxReasons { // which reasons became "other" depends on the order of arrival
		sum.SkippedBy, have.SkippedBy = nil, nil
	}
	a, err := json.Marshal(sum)
	if err != nil {
		return err
	}
	b, err := json.Marshal(have)
	if err != nil {
		return err
	}
	if string(a) != string(b) {
		return fmt.Errorf("ledger: the counters say %s, counting says %s", b, a)
	}
	if listed != open {
		return fmt.Errorf("ledger: %d triggers are listed as open, %d are", open, listed)
	}
	return nil
}
