package fetcher

import (
	"context"
	"errors"
	"hash/fnv"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// renewEvery keeps a member's entry alive: its bucket forgets after 20 s.
const renewEvery = 5 * time.Second

// members are the live fetchers, this one included.
type members struct {
	kv   jetstream.KeyValue
	self string

	mu    sync.Mutex
	alive map[string]bool
}

func newMembers(kv jetstream.KeyValue, self string) *members {
	return &members{kv: kv, self: contract.Slug(self), alive: map[string]bool{contract.Slug(self): true}}
}

// announce says that this fetcher lives and looks who else does. It must be called before the
// first claim.
func (m *members) announce(ctx context.Context) {
	if _, err := m.kv.Put(ctx, m.self, nil); err == nil {
		m.refresh(ctx)
	}
}

// run announces this fetcher again and again until ctx ends; then it takes its leave, so that its
// feeds are taken over at once.
func (m *members) run(ctx context.Context) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			m.announce(ctx)
		case <-ctx.Done():
			leave, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
			defer cancel()
			_ = m.kv.Delete(leave, m.self) // the entry ends by itself if this fails
			return
		}
	}
}

func (m *members) refresh(ctx context.Context) {
	keys, err := m.kv.Keys(ctx)
	if err != nil {
		return // keep what was known: a fetcher that cannot see the others still polls
	}
	alive := map[string]bool{m.self: true}
	for _, k := range keys {
		alive[k] = true
	}
	m.mu.Lock()
	m.alive = alive
	m.mu.Unlock()
}

// mine reports whether this fetcher is the one of the live that polls the feed: the one whose
// hash with the feed is highest (rendezvous hashing), so a fetcher's coming or going moves only
// its own share.
func (m *members) mine(feedURL string) bool {
	m.mu.Lock()
	names := slices.Sorted(maps.Keys(m.alive))
	m.mu.Unlock()
	return owner(names, feedURL) == m.self
}

// lives reports whether a fetcher of that name is alive, asking the bucket: what was refreshed
// last may be older than the claim in question. When the bucket does not answer, it lives.
func (m *members) lives(ctx context.Context, name string) bool {
	_, err := m.kv.Get(ctx, name)
	return !errors.Is(err, jetstream.ErrKeyNotFound)
}

func owner(names []string, feedURL string) string {
	var best string
	var top uint64
	for _, n := range names {
		h := fnv.New64a()
		h.Write([]byte(n))
		h.Write([]byte{0})
		h.Write([]byte(feedURL))
		if s := mix(h.Sum64()); best == "" || s > top {
			best, top = n, s
		}
	}
	return best
}

// mix spreads FNV's bits, whose high ones hardly differ between similar names (the finaliser of
// MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
