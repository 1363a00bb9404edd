package schedule

import (
	"fmt"
	"hash/fnv"
	"time"
)

// Outcome is how a poll went.
type Outcome int

// The outcomes.
const (
	Changed   Outcome = iota // the document held something new
	Unchanged                // it did not, or the server said so
	Failed                   // the feed or its server failed
	Gone                     // the server said that the feed is gone for good (410)
	Offline                  // our own line failed, see Line: says nothing of the feed
)

// Limits bound the schedule. The zero value of every field has a default.
type Limits struct {
	Min     time.Duration // shortest interval that is learned; default 5 min, or the operator's where that is shorter
	Max     time.Duration // longest interval that is learned; default 6 h, or the operator's where that is longer
	Stretch int           // most times the operator's interval that is learned; default 4
	Hint    time.Duration // longest that a feed's or server's own hint is followed; default 1 h
	Failure time.Duration // longest wait between tries of a feed that fails; default 6 h
	Gone    time.Duration // wait between tries of a feed that is gone; default 24 h
	Offline time.Duration // longest wait after an outage on our side; default 2 min
}

// maxRetryAfter bounds what a server may ask for with Retry-After.
const maxRetryAfter = 24 * time.Hour

// Poll is what decides about the next poll of a feed.
type Poll struct {
	Feed     string        // its address: feeds of the same interval are spread by it
	Base     time.Duration // the operator's interval; default 15 min
	Interval time.Duration // as learned so far: Plan.Interval of the last poll; 0 at the first

	Outcome   Outcome
	New       int // items of the document that were not known; of Changed
	Known     int // items that were
	Unchanged int // polls in a row without anything new, this one included
	Failures  int // failures in a row, this one included; 0 and 1 are the same

	TTL, Update time.Duration // what the feed says of itself, see feed.Hints
	Fresh       time.Duration // how long the server says that the document stays current, see Fresh
	RetryAfter  time.Duration // what the server asked for when it refused
}

// Plan is when a feed is polled next.
type Plan struct {
	Wait     time.Duration // until the next poll
	Interval time.Duration // to be kept for the next Poll
	Why      string        // for a person
	Missed   bool          // nothing in the document was known: items may have come and gone since the last poll
}

// Next plans the next poll.
func (l Limits) Next(p Poll) Plan {
	l = l.withDefaults(&p)
	plan := Plan{Interval: p.Interval}
	switch p.Outcome {
	case Changed, Unchanged:
		plan.Missed = p.Outcome == Changed && !p.first() && p.New > 0 && p.Known == 0
		plan.Interval, plan.Why = l.learn(p)
		plan.Wait = plan.Interval
		l.hints(p, &plan)
	case Failed:
		plan.Wait, plan.Why = backoff(p.Base, p.Failures, l.Failure), fmt.Sprintf("failed %d times in a row", max(p.Failures, 1))
	case Gone:
		plan.Wait, plan.Why = max(l.Gone, p.Base), "the server says that it is gone"
	case Offline:
		plan.Wait, plan.Why = min(l.Offline, p.Base), "our own line seems to be down"
	}
	if ask := min(p.RetryAfter, maxRetryAfter); ask > plan.Wait {
		plan.Wait, plan.Why = ask, "the server asked to come back then"
	}
	plan.Wait += jitter(p.Feed, plan.Wait)
	return plan
}

func (p Poll) first() bool { return p.Interval == 0 }

func (l Limits) withDefaults(p *Poll) Limits {
	def(&l.Min, 5*time.Minute)
	def(&l.Max, 6*time.Hour)
	def(&l.Stretch, 4)
	def(&l.Hint, time.Hour)
	def(&l.Failure, 6*time.Hour)
	def(&l.Gone, 24*time.Hour)
	def(&l.Offline, 2*time.Minute)
	def(&p.Base, 15*time.Minute)
	return l
}

// def sets *field to value where it has none.
func def[T int | time.Duration](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// backoff doubles the interval with each failure, up to a bound, forever.
func backoff(base time.Duration, failures int, bound time.Duration) time.Duration {
	wait := base
	for i := 1; i < failures && wait < bound; i++ {
		wait *= 2
	}
	return max(base, min(wait, bound))
}

// jitter is up to a tenth of the wait, always the same share for one feed, so that feeds that
// began together drift apart.
func jitter(feed string, wait time.Duration) time.Duration {
	h := fnv.New64a()
	_, _ = h.Write([]byte(feed))
	share := float64(h.Sum64()%1000) / 1000
	return time.Duration(share * 0.1 * float64(wait))
}
