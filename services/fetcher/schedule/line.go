package schedule

import (
	"sync"
	"time"
)

const (
	lineHosts  = 3                // hosts that must fail in a row before the line is suspected
	lineMemory = 10 * time.Minute // failures older than that count no more
)

// Line tells an outage on our own side from hosts that fail: when several hosts in a row cannot
// be reached at all and none answers in between, the fault is here. With fewer than three hosts
// it cannot tell, and blames them. The zero value is ready; it is safe for concurrent use.
type Line struct {
	mu     sync.Mutex
	failed map[string]time.Time // host → when
}

// Answered notes that some host answered, in whatever way.
func (l *Line) Answered() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.failed)
}

// Unreachable notes that a host could not be reached, and reports whether our own line seems to
// be down.
func (l *Line) Unreachable(host string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed == nil {
		l.failed = map[string]time.Time{}
	}
	for other, at := range l.failed {
		if now.Sub(at) > lineMemory {
			delete(l.failed, other)
		}
	}
	l.failed[host] = now
	return len(l.failed) >= lineHosts
}
