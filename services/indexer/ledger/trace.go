package ledger

import (
	"bytes"
	"fmt"
	"sort"

	bolt "go.etcd.io/bbolt"

	"github.com/iccwire/iccwire/contract"
)

// MaxTriggers bounds the triggers of a trace and of a list of open ones.
const MaxTriggers = 200

// Trace is the way of an article: one Way for each time that it entered, the latest first.
type Trace struct {
	ID    string `json:"id"`
	URL   string `json:"url,omitempty"`
	Title string `json:"title,omitempty"`
	Ways  []Way  `json:"ways"`
	More  bool   `json:"more,omitempty"` // there are ways beyond MaxTriggers
}

// Way is what happened to one trigger. Status is in_flight until it has ended.
type Way struct {
	Trigger string                 `json:"trigger"`
	Status  contract.Status        `json:"status"`
	Reason  string                 `json:"reason,omitempty"`
	Cause   contract.Cause         `json:"cause,omitempty"`
	Feed    string                 `json:"feed,omitempty"`
	Steps   []contract.LedgerEntry `json:"steps"`          // by time
	Left    int                    `json:"left,omitempty"` // steps that were not kept
}

// Trace returns the way of an article, given its id, its address as a stage saw it, or one of its
// triggers. The error is ErrNotFound when nothing is known of it.
func (s *Store) Trace(idOrURL string) (Trace, error) {
	var t Trace
	err := s.db.View(func(tx *bolt.Tx) error {
		t.ID = resolve(tx, idOrURL)
		triggers := triggersOf(tx, t.ID)
		if len(triggers) > MaxTriggers {
			triggers, t.More = triggers[len(triggers)-MaxTriggers:], true
		}
		for _, trigger := range triggers {
			way, err := readWay(tx, trigger)
			if err != nil {
				return err
			}
			t.Ways = append(t.Ways, way)
		}
		return nil
	})
	if err == nil && len(t.Ways) == 0 {
		err = fmt.Errorf("%q: %w", clip(idOrURL, 200), ErrNotFound)
	}
	t.finish()
	return t, err
}

// resolve turns an address or a trigger into an article id.
func resolve(tx *bolt.Tx, key string) string {
	if len(key) > contract.MaxURL {
		return ""
	}
	if id := tx.Bucket(bucketURLs).Get(bucketKey(key)); id != nil {
		return string(id)
	}
	var rec record
	if ok, err := getJSON(tx.Bucket(bucketTriggers), key, &rec); ok && err == nil {
		return rec.ID
	}
	return key
}

func triggersOf(tx *bolt.Tx, id string) []string {
	var list []string
	prefix := idPrefix(id)
	c := tx.Bucket(bucketIDs).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		list = append(list, string(k[len(prefix):]))
	}
	return list
}

func readWay(tx *bolt.Tx, trigger string) (Way, error) {
	var rec record
	if _, err := getJSON(tx.Bucket(bucketTriggers), trigger, &rec); err != nil {
		return Way{}, fmt.Errorf("trigger %s: %w", trigger, err)
	}
	w := Way{Trigger: trigger, Status: rec.Status, Reason: rec.Reason, Cause: rec.Cause, Feed: rec.Feed, Steps: rec.Entries, Left: rec.Left}
	if w.Status == "" {
		w.Status = inFlight
	}
	sort.SliceStable(w.Steps, func(i, j int) bool { return w.Steps[i].Time < w.Steps[j].Time })
	return w, nil
}

// finish sorts the ways and takes address and title from the latest step that has them.
func (t *Trace) finish() {
	sort.SliceStable(t.Ways, func(i, j int) bool { return t.Ways[i].began() > t.Ways[j].began() })
	for _, w := range t.Ways {
		for _, step := range w.Steps {
			if t.URL == "" {
				t.URL = step.URL
			}
			if t.Title == "" {
				t.Title = step.Title
			}
		}
	}
}

func (w Way) began() string {
	if len(w.Steps) == 0 {
		return ""
	}
	return w.Steps[0].Time
}

// Open returns triggers in flight, at most limit (bounded by MaxTriggers), in the order of keys.
func (s *Store) Open(limit int) ([]Way, error) {
	if limit <= 0 || limit > MaxTriggers {
		limit = MaxTriggers
	}
	var list []Way
	err := s.db.View(func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketOpen).Cursor()
		for k, _ := c.First(); k != nil && len(list) < limit; k, _ = c.Next() {
			way, err := readWay(tx, string(k[1:]))
			if err != nil {
				return err
			}
			list = append(list, way)
		}
		return nil
	})
	return list, err
}
