package fetcher

import (
	"errors"
	"net/http"
	"time"

	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/fetcher/feed"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/fetcher/schedule"
)

// polled is how a poll went.
type polled struct {
	res   *safehttp.Response // nil when no header came
	doc   feed.Feed          // zero unless a document was read
	found found
	err   error
}

// outcome names the poll for the metric.
func (p polled) outcome() string {
	switch {
	case p.err != nil:
		return "failed"
	case p.res.NotModified():
		return "not-modified"
	case p.found.fresh+p.found.updated > 0:
		return "changed"
	}
	return "unchanged"
}

// settle puts the outcome of a poll into the feed's record: its health, and when it is read next.
func (f *fetcher) settle(rec *Record, fd feedlist.Feed, p polled) {
	now := time.Now().UTC()
	rec.Source, rec.Language, rec.Country, rec.Focus = fd.Source, fd.Language, fd.Country, fd.Focus
	rec.ClaimedBy, rec.ClaimedUntil, rec.LastPoll = "", time.Time{}, now
	rec.Polls++
	rec.HTTP = 0
	if p.res != nil {
		rec.HTTP = p.res.Status
	}
	q := schedule.Poll{
		Feed: fd.URL, Base: fd.Interval, Interval: rec.Learned, New: p.found.fresh + p.found.updated, Known: p.found.known,
		TTL: p.doc.Hints.TTL, Update: p.doc.Hints.Update,
	}
	if p.err != nil {
		q.Outcome = f.failed(rec, fd, p.err, now)
	} else {
		q.Outcome = f.succeeded(rec, p, now)
		q.Fresh = schedule.Fresh(p.res.Header, now)
	}
	q.Failures, q.Unchanged, q.RetryAfter = rec.Failures, rec.Unchanged, retryAfter(p.err)
	plan := f.opts.Limits.Next(q)
	rec.Learned, rec.Next, rec.Why, rec.Interval = plan.Interval, now.Add(plan.Wait), plan.Why, plan.Wait.Round(time.Second).String()
	if plan.Missed && rec.Polls > 1 {
		f.metrics.missed.Inc()
		f.log.Warn("the feed shares no item with its last document: articles may have been missed in between; shorten its interval", "feed", fd.URL)
	}
	if p.err != nil && q.Outcome == schedule.Offline {
		f.log.Debug("the feed could not be reached, like the others", "feed", fd.URL, "next", stamp(rec.Next), "error", p.err)
	} else if p.err != nil {
		f.log.Warn("the feed could not be read; it is tried again", "feed", fd.URL, "failures", rec.Failures, "next", stamp(rec.Next), "error", p.err)
	}
}

func (f *fetcher) succeeded(rec *Record, p polled, now time.Time) schedule.Outcome {
	f.answered()
	rec.State, rec.Failures, rec.Error, rec.LastSuccess = "ok", 0, "", now
	if p.found.fresh+p.found.updated == 0 {
		rec.Unchanged++
		if schedule.Silent(rec.Gap, now.Sub(rec.LastNew)) {
			rec.State = "silent"
		}
		return schedule.Unchanged
	}
	if !rec.LastNew.IsZero() {
		rec.Gap = schedule.Gap(rec.Gap, now.Sub(rec.LastNew))
	}
	rec.Unchanged, rec.LastNew = 0, now
	rec.Found += p.found.fresh
	return schedule.Changed
}

// failed notes a failure, unless it is our own line that is down: that is no feed's fault.
func (f *fetcher) failed(rec *Record, fd feedlist.Feed, err error, now time.Time) schedule.Outcome {
	rec.Error = err.Error()
	if safehttp.Unreachable(err) && f.line.Unreachable(host(fd.URL), now) {
		if !f.offline.Swap(true) {
			f.log.Warn("no host can be reached: our own line or name server seems to be down; feeds are tried again every few minutes and none is blamed", "error", err)
		}
		return schedule.Offline
	}
	if !safehttp.Unreachable(err) {
		f.answered()
	}
	rec.Failures++
	rec.State = "failing"
	rec.ETag, rec.LastModified = "", "" // ask for the whole document next
	var status *safehttp.StatusError
	if errors.As(err, &status) && status.Code == http.StatusGone {
		rec.State = "gone"
		return schedule.Gone
	}
	return schedule.Failed
}

// answered notes that our own line works.
func (f *fetcher) answered() {
	f.line.Answered()
	if f.offline.Swap(false) {
		f.log.Info("hosts can be reached again")
	}
}

func retryAfter(err error) time.Duration {
	var status *safehttp.StatusError
	if errors.As(err, &status) {
		return status.RetryAfter
	}
	return 0
}
