package ledger

import (
	"fmt"
	"sort"
	"strings"

	bolt "go.etcd.io/bbolt"

	"github.com/iccwire/iccwire/contract"
)

// Bounds of what is kept of one trigger.
const (
	maxEntries = 50
	maxKey     = 1024 // bytes of a trigger or an article id
	maxDetail  = 500  // bytes
)

// record is what is kept of a trigger.
type record struct {
	ID      string                 `json:"id,omitempty"`
	Status  contract.Status        `json:"status,omitempty"` // the first terminal one; empty while in flight
	Reason  string                 `json:"reason,omitempty"` // of Status
	Cause   contract.Cause         `json:"cause,omitempty"`
	Feed    string                 `json:"feed,omitempty"`
	Entered bool                   `json:"entered,omitempty"` // its discovery was seen
	Entries []contract.LedgerEntry `json:"entries"`
	Left    int                    `json:"left,omitempty"` // entries left out beyond maxEntries
}

// Apply writes entries in one transaction and returns once they are on disk. It is idempotent:
// an entry that is there already changes nothing. Entries without a trigger or an id are refused
// with an error that names them, after the others were written.
func (s *Store) Apply(entries []contract.LedgerEntry) error {
	groups, bad := byTrigger(entries)
	if len(groups) > 0 {
		err := s.db.Update(func(tx *bolt.Tx) error { return applyAll(tx, groups) })
		if err != nil {
			return fmt.Errorf("ledger: %w", err)
		}
	}
	if bad > 0 {
		return &BadEntriesError{N: bad}
	}
	return nil
}

// BadEntriesError says that entries were refused because they can never be kept; trying them again
// is of no use.
type BadEntriesError struct{ N int }

// Error says how many entries were refused and why.
func (e *BadEntriesError) Error() string {
	return fmt.Sprintf("ledger: %d entries have no trigger, no status, or a trigger or id of more than %d bytes", e.N, maxKey)
}

// byTrigger groups entries so that each record is read and written once.
func byTrigger(entries []contract.LedgerEntry) (groups map[string][]contract.LedgerEntry, bad int) {
	groups = map[string][]contract.LedgerEntry{}
	for _, e := range entries {
		if e.Trigger == "" || e.Status == "" || len(e.Trigger) > maxKey || len(e.ID) > maxKey {
			bad++
			continue
		}
		groups[e.Trigger] = append(groups[e.Trigger], bound(e))
	}
	return groups, bad
}

// bound cuts the strings of an entry.
func bound(e contract.LedgerEntry) contract.LedgerEntry {
	e.Detail = clip(e.Detail, maxDetail)
	e.Title = clip(e.Title, contract.MaxTitle)
	e.URL = clip(e.URL, contract.MaxURL)
	e.Feed = clip(e.Feed, contract.MaxURL)
	e.Source = clip(e.Source, 200)
	e.Reason = clip(e.Reason, 200)
	return e
}

func clip(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "")
	}
	return s
}

func applyAll(tx *bolt.Tx, groups map[string][]contract.LedgerEntry) error {
	triggers := make([]string, 0, len(groups))
	for t := range groups {
		triggers = append(triggers, t)
	}
	sort.Strings(triggers) // neighbours in the file are written together
	totals := newTally(tx)
	for _, t := range triggers {
		if err := applyOne(tx, totals, t, groups[t]); err != nil {
			return err
		}
	}
	return totals.write()
}

func applyOne(tx *bolt.Tx, totals *tally, trigger string, entries []contract.LedgerEntry) error {
	var rec record
	known, err := getJSON(tx.Bucket(bucketTriggers), trigger, &rec)
	if err != nil {
		return fmt.Errorf("trigger %s: %w", trigger, err)
	}
	before := rec.share(known)
	changed := false
	for _, e := range entries {
		changed = rec.add(e) || changed
	}
	if !changed {
		return nil
	}
	if err := totals.move(before, rec.share(true)); err != nil {
		return err
	}
	if err := rec.index(tx, trigger, entries); err != nil {
		return err
	}
	return putJSON(tx.Bucket(bucketTriggers), trigger, rec)
}

// add takes an entry into the record and reports whether that changed anything.
func (r *record) add(e contract.LedgerEntry) bool {
	for _, have := range r.Entries {
		if have == e {
			return false
		}
	}
	if r.ID == "" {
		r.ID = e.ID
	}
	r.Entered = r.Entered || e.Status == contract.StatusDiscovered
	if r.Cause == "" || e.Status == contract.StatusDiscovered && e.Cause != "" {
		r.Cause = e.Cause
	}
	if r.Feed == "" || e.Status == contract.StatusDiscovered && e.Feed != "" {
		r.Feed = e.Feed
	}
	if r.Status == "" && e.Status.Terminal() {
		r.Status, r.Reason = known(e.Status), e.Reason
	}
	if len(r.Entries) >= maxEntries {
		r.Left++
		r.drop()
	}
	r.Entries = append(r.Entries, e)
	return true
}

// known maps terminal statuses that this version does not know to dead: they must be counted.
func known(s contract.Status) contract.Status {
	for _, t := range contract.TerminalStatuses {
		if s == t {
			return s
		}
	}
	return contract.StatusDead
}

// drop takes the oldest entry out that is neither the discovery nor terminal, or else the second.
func (r *record) drop() {
	at := 1
	for i, e := range r.Entries {
		if e.Status == contract.StatusRetrying {
			at = i
			break
		}
	}
	r.Entries = append(r.Entries[:at], r.Entries[at+1:]...)
}

// index keeps the buckets beside the record: open triggers, and the ways from id and address.
func (r *record) index(tx *bolt.Tx, trigger string, entries []contract.LedgerEntry) error {
	open := tx.Bucket(bucketOpen)
	if r.share(true).in == inFlight {
		if err := open.Put(bucketKey(trigger), nil); err != nil {
			return err
		}
	} else if err := open.Delete(bucketKey(trigger)); err != nil {
		return err
	}
	for _, e := range entries {
		if e.ID == "" {
			continue
		}
		if err := tx.Bucket(bucketIDs).Put(idKey(e.ID, trigger), nil); err != nil {
			return err
		}
		if e.URL == "" {
			continue
		}
		if err := tx.Bucket(bucketURLs).Put(bucketKey(e.URL), []byte(e.ID)); err != nil {
			return err
		}
	}
	return nil
}

func idKey(id, trigger string) []byte { return append(idPrefix(id), trigger...) }

func idPrefix(id string) []byte { return append(bucketKey(id), 0) }
