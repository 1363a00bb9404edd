package fetcher

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/fetcher/feed"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

// pollTimeout bounds one poll, publishing included.
const pollTimeout = 2 * time.Minute

// poll reads one feed if it is due and nobody else does. The end of ctx stops a download; what
// was downloaded by then is still published, so that stopping loses and repeats nothing.
func (f *fetcher) poll(ctx context.Context, fd feedlist.Feed) {
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), pollTimeout)
	defer cancel()
	began := time.Now()
	rec, revision, err := f.feeds.claim(work, fd.URL, f.members, began)
	if err != nil {
		if !errors.Is(err, errTaken) {
			f.log.Warn("cannot claim the feed", "feed", fd.URL, "error", err)
		}
		f.learn(fd.URL, rec.Next, rec.State)
		return
	}
	before := rec
	p := polled{}
	p.res, p.err = f.download(ctx, fd, rec)
	if ctx.Err() != nil && p.err != nil {
		before.ClaimedBy, before.ClaimedUntil = "", time.Time{}
		f.keep(work, before, revision)
		return
	}
	if p.err == nil {
		p.err = f.read(work, fd, &p, &rec)
	}
	f.settle(&rec, fd, p)
	f.metrics.polls.WithLabelValues(p.outcome()).Inc()
	f.metrics.took.Observe(time.Since(began).Seconds())
	f.keep(work, rec, revision)
	f.report(work, before, rec)
}

// keep writes the record and plans the feed's next poll by it.
func (f *fetcher) keep(ctx context.Context, rec Record, revision uint64) {
	if _, err := f.feeds.save(ctx, rec, revision); err != nil {
		f.log.Warn("cannot keep the feed's record; the next poll starts from the last one", "feed", rec.URL, "error", err)
	}
	f.learn(rec.URL, rec.Next, rec.State)
}

// download asks for the feed when its host's turn has come.
func (f *fetcher) download(ctx context.Context, fd feedlist.Feed, rec Record) (*safehttp.Response, error) {
	at := address(fd, rec)
	if err := f.turn(ctx, at); err != nil {
		return nil, err
	}
	return f.web.Get(ctx, at, safehttp.Request{Accept: accept, IfNoneMatch: rec.ETag, IfModifiedSince: rec.LastModified})
}

const accept = "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"

// address is where the feed is read: where it moved for good, if it did.
func address(fd feedlist.Feed, rec Record) string {
	if rec.MovedTo != "" {
		return rec.MovedTo
	}
	return fd.URL
}

// turn waits for the host's next slot, shared with the parser.
func (f *fetcher) turn(ctx context.Context, feedURL string) error {
	slot, err := f.pace.Reserve(ctx, host(feedURL), f.opts.HostDelay)
	if err != nil {
		return err
	}
	return sleepUntil(ctx, slot)
}

// host is the host of an address, "" when it has none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// read takes in what the server answered and publishes what is new.
func (f *fetcher) read(ctx context.Context, fd feedlist.Feed, p *polled, rec *Record) (err error) {
	res := p.res
	if moved := res.MovedTo(); moved != "" {
		rec.MovedTo = moved
	}
	if res.NotModified() {
		f.log.Info("polled", "feed", fd.URL, "source", fd.Source, "status", res.Status)
		keepValidators(rec, res.Header)
		return nil
	}
	if p.doc, err = feed.Parse(res.Body, res.ContentType, res.FinalURL, res.FetchedAt); err != nil {
		return err
	}
	var items []Seen
	if items, p.found, err = f.discover(ctx, fd, p.doc, *rec); err != nil {
		return err
	}
	n := p.found
	f.count(n)
	rec.remember(items)
	rec.Title, rec.Last = p.doc.Title, p.doc.Offered
	rec.ETag, rec.LastModified = "", ""
	if n.unclear == 0 { // otherwise the whole document is wanted again
		keepValidators(rec, res.Header)
	}
	f.log.Info("polled", "feed", fd.URL, "source", fd.Source, "status", res.Status, "items", p.doc.Offered, "new", n.fresh, "updated", n.updated, "elsewhere", n.elsewhere, "refused", n.refused)
	return nil
}

// keepValidators remembers what makes the next poll conditional. A 304 may bring new ones (RFC
// 9110, 15.4.5).
func keepValidators(rec *Record, h http.Header) {
	if v := h.Get("ETag"); v != "" {
		rec.ETag = v
	}
	if v := h.Get("Last-Modified"); v != "" {
		rec.LastModified = v
	}
}

func (f *fetcher) count(n found) {
	for outcome, k := range map[string]int{"discovered": n.fresh, "updated": n.updated, "known": n.known, "elsewhere": n.elsewhere, "refused": n.refused} {
		f.metrics.items.WithLabelValues(outcome).Add(float64(k))
	}
}

// report tells the world when a feed's state changed.
func (f *fetcher) report(ctx context.Context, before, after Record) {
	event := ""
	switch {
	case after.State == "gone" && before.State != "gone":
		event = "gone"
	case after.State == "failing" && before.State != "failing":
		event = "failed"
	case after.State == "silent" && before.State != "silent":
		event = "silent"
	case after.State == "ok" && (before.State == "silent" || before.State == "failing" || before.State == "gone"):
		event = "recovered"
	case after.MovedTo != before.MovedTo:
		event = "moved"
	}
	if event == "" {
		return
	}
	e := contract.FeedEvent{
		Schema: contract.SchemaFeed, Event: event, URL: after.URL, Source: after.Source, Detail: detail(event, after),
		Failures: after.Failures, Next: stamp(after.Next), Time: stamp(time.Now()),
	}
	id := contract.MessageID("feed", keyOf(after.URL), event, fmt.Sprint(after.Polls))
	out, err := runtime.JSONOut(contract.SubjectFeeds(event), "iccwire.feed", id, e)
	if err == nil {
		err = f.opts.Publisher.Publish(ctx, msgsOf(out), false)
	}
	if err != nil {
		f.log.Warn("cannot tell of the feed's state", "feed", after.URL, "event", event, "error", err)
	}
}

func detail(event string, r Record) string {
	if event == "moved" {
		return "the server says that the feed is now at " + r.MovedTo
	}
	return r.Error
}
