// Package pace keeps fetches of one host apart across any number of processes: each host's next
// free slot is a key-value entry that is moved forward by compare-and-set, so that no two callers
// get the same slot.
//
// It does not wait and does not fetch: it only says when.
package pace

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

const (
	maxTries = 100  // compare-and-set races of one reservation
	places   = 1024 // hosts remembered at once; those that share a place only forget each other
)

// Pace reserves slots. It is safe for concurrent use.
type Pace struct {
	kv     jetstream.KeyValue
	places [places]place
}

// place is where what is known of a host's entry is remembered, and where this process's callers
// queue: they would only make each other's compare-and-set fail.
type place struct {
	turn     chan struct{} // holds one token while somebody reserves
	key      string        // "" when nothing is known
	free     time.Time     // the entry's value, zero when there is no entry
	revision uint64        // the entry's, 0 when there is none
}

// New opens the bucket of slots.
func New(ctx context.Context, js jetstream.JetStream) (*Pace, error) {
	kv, err := js.KeyValue(ctx, contract.BucketPace)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketPace, err)
	}
	p := &Pace{kv: kv}
	for i := range p.places {
		p.places[i].turn = make(chan struct{}, 1)
	}
	return p, nil
}

// Reserve takes the host's next free slot, which may be now, and keeps the one after it at least
// gap away. The slot is the caller's: it should be used, or the host waits for nothing.
func (p *Pace) Reserve(ctx context.Context, host string, gap time.Duration) (time.Time, error) {
	key := keyOf(host)
	at := p.place(key)
	select {
	case at.turn <- struct{}{}:
		defer func() { <-at.turn }()
	case <-ctx.Done():
		return time.Time{}, fmt.Errorf("cannot reserve a slot for %s: %w", host, ctx.Err())
	}
	for range maxTries {
		slot, err := at.reserve(ctx, p.kv, key, gap)
		if err == nil {
			return slot, nil
		}
		if !errors.Is(err, jetstream.ErrKeyExists) {
			return time.Time{}, fmt.Errorf("cannot reserve a slot for %s: %w", host, err)
		}
	}
	return time.Time{}, fmt.Errorf("cannot reserve a slot for %s: too many others try", host)
}

func (p *Pace) place(key string) *place {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	return &p.places[h.Sum32()%places]
}

// reserve moves the host's entry forward. It starts from what this process wrote last, so that a
// host which nobody else asks costs one request; when somebody did, it fails and knows nothing.
func (a *place) reserve(ctx context.Context, kv jetstream.KeyValue, key string, gap time.Duration) (slot time.Time, err error) {
	if a.key != key {
		if err := a.read(ctx, kv, key); err != nil {
			return slot, err
		}
	}
	slot = a.free
	if now := time.Now(); slot.Before(now) {
		slot = now
	}
	next := slot.Add(gap)
	if a.revision == 0 {
		a.revision, err = kv.Create(ctx, key, encode(next))
	} else {
		a.revision, err = kv.Update(ctx, key, encode(next), a.revision)
	}
	if err != nil {
		a.key = ""
	}
	a.free = next
	return slot, err
}

func (a *place) read(ctx context.Context, kv jetstream.KeyValue, key string) error {
	a.key, a.free, a.revision = "", time.Time{}, 0
	entry, err := kv.Get(ctx, key)
	switch {
	case err == nil:
		a.free, a.revision = decode(entry.Value()), entry.Revision()
	case !errors.Is(err, jetstream.ErrKeyNotFound):
		return err
	}
	a.key = key
	return nil
}

func encode(t time.Time) []byte { return strconv.AppendInt(nil, t.UnixMicro(), 10) }

// decode reads a slot; an unreadable one is free at once.
func decode(b []byte) time.Time {
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMicro(n)
}

// keyOf makes a key-value key of a host name: IPv6 addresses have characters that keys have not.
func keyOf(host string) string {
	host = strings.Trim(strings.ToLower(host), ".")
	return contract.Slug(strings.ReplaceAll(host, ".", "_"))
}
