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
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// maxTries bounds the compare-and-set races of one reservation.
const maxTries = 100

// Pace reserves slots.
type Pace struct{ kv jetstream.KeyValue }

// New opens the bucket of slots.
func New(ctx context.Context, js jetstream.JetStream) (*Pace, error) {
	kv, err := js.KeyValue(ctx, contract.BucketPace)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketPace, err)
	}
	return &Pace{kv}, nil
}

// Reserve takes the host's next free slot, which may be now, and keeps the one after it at least
// gap away. The slot is the caller's: it should be used, or the host waits for nothing.
func (p *Pace) Reserve(ctx context.Context, host string, gap time.Duration) (time.Time, error) {
	key := keyOf(host)
	for range maxTries {
		slot, err := p.try(ctx, key, gap)
		if err == nil {
			return slot, nil
		}
		if !errors.Is(err, jetstream.ErrKeyExists) {
			return time.Time{}, fmt.Errorf("cannot reserve a slot for %s: %w", host, err)
		}
	}
	return time.Time{}, fmt.Errorf("cannot reserve a slot for %s: too many others try", host)
}

func (p *Pace) try(ctx context.Context, key string, gap time.Duration) (time.Time, error) {
	now := time.Now()
	entry, err := p.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		_, err := p.kv.Create(ctx, key, encode(now.Add(gap)))
		return now, err
	}
	if err != nil {
		return time.Time{}, err
	}
	slot := decode(entry.Value())
	if slot.Before(now) {
		slot = now
	}
	_, err = p.kv.Update(ctx, key, encode(slot.Add(gap)), entry.Revision())
	return slot, err
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
