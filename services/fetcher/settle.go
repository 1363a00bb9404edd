package fetcher

import (
	"errors"
	"time"

	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

// settle puts the outcome of a poll into the feed's record: its health, and when it is read next.
func (f *fetcher) settle(rec *Record, fd feedlist.Feed, res *safehttp.Response, outcome string, err error) {
	now := time.Now().UTC()
	rec.Polls++
	rec.LastPoll, rec.ClaimedBy, rec.ClaimedUntil = now, "", time.Time{}
	if err != nil {
		f.settleFailure(rec, fd, err, now)
		return
	}
	rec.State, rec.Failures, rec.Error, rec.LastSuccess = "ok", 0, "", now
	if outcome == "changed" {
		rec.Unchanged = 0
	} else {
		rec.Unchanged++
	}
	f.plan1(rec, fd, now, fd.Interval)
}

func (f *fetcher) settleFailure(rec *Record, fd feedlist.Feed, err error, now time.Time) {
	rec.Failures++
	rec.State, rec.Error = "failing", err.Error()
	rec.ETag, rec.LastModified = "", "" // whatever was cached, ask for the whole document next
	var status *safehttp.StatusError
	if errors.As(err, &status) && status.Code == 410 {
		rec.State = "gone"
	}
	wait := fd.Interval
	for i := 1; i < rec.Failures && wait < 4*time.Hour; i++ {
		wait *= 2
	}
	f.plan1(rec, fd, now, wait)
	f.log.Warn("the feed could not be read; it is tried again", "feed", fd.URL, "failures", rec.Failures, "next", stamp(rec.Next), "error", err)
}

func (f *fetcher) plan1(rec *Record, fd feedlist.Feed, now time.Time, wait time.Duration) {
	rec.Next, rec.Interval = now.Add(wait), wait.String()
}
