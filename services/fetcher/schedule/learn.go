package schedule

import (
	"fmt"
	"time"
)

// quiet is how many polls in a row without anything new lengthen the interval.
const quiet = 4

// learn adapts the interval to what the last poll found. The aim is that one document overlaps
// the next: then nothing was missed in between.
func (l Limits) learn(p Poll) (time.Duration, string) {
	if p.first() { // its items are all new, which teaches nothing
		return p.Base, "as set"
	}
	next, why := p.Interval, "as learned"
	switch total := p.New + p.Known; {
	case p.Outcome == Changed && p.Known == 0 && total > 0:
		next, why = p.Interval/2, "everything in it was new"
	case p.Outcome == Changed && 4*p.Known < total:
		next, why = p.Interval*3/4, "most of it was new"
	case p.Outcome == Changed && p.Interval > p.Base:
		next, why = p.Base, "it is alive again"
	case p.Interval < p.Base && (p.Outcome == Unchanged || 4*p.Known > 3*total):
		next, why = min(p.Interval*5/4, p.Base), "little of it was new"
	case p.Outcome == Unchanged && p.Unchanged > 0 && p.Unchanged%quiet == 0:
		next, why = p.Interval*3/2, fmt.Sprintf("nothing new in %d polls", p.Unchanged)
	}
	low := min(l.Min, p.Base)
	high := max(p.Base, min(l.Max, time.Duration(l.Stretch)*p.Base))
	next = max(low, min(next, high))
	if next == p.Base {
		why = "as set"
	}
	return next, why
}

// hints lengthens a wait to what the feed or its server asks for.
func (l Limits) hints(p Poll, plan *Plan) {
	for _, hint := range []struct {
		wait time.Duration
		why  string
	}{
		{p.TTL, "the feed's ttl asks for it"},
		{p.Update, "the feed says how often it changes"},
		{p.Fresh, "the server says that it stays current so long"},
	} {
		if wait := min(hint.wait, l.Hint); wait > plan.Wait {
			plan.Wait, plan.Why = wait, hint.why
		}
	}
}

// Gap updates the usual time between two finds of a feed with the latest one; 0 means that none
// is known yet.
func Gap(usual, latest time.Duration) time.Duration {
	if usual == 0 {
		return latest
	}
	return usual + (latest-usual)/8
}

// Silent reports whether a feed that answers has brought nothing for suspiciously long: five
// times its usual gap, and three days at least. A feed without a usual gap is never silent.
func Silent(usual, since time.Duration) bool {
	return usual > 0 && since > max(5*usual, 72*time.Hour)
}
