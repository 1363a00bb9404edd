package parser

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/parser/archive"
	"github.com/iccwire/iccwire/services/parser/robots"
)

const (
	maxWait   = 2 * time.Second // a page waits this long for its host's slot in hand; longer ones are parked
	slotGrace = time.Minute     // how late a reserved slot may still be used
	busyAgain = time.Minute     // when a busy site does not say when
	maxPage   = 10 << 20        // bytes of a page, decoded
)

// headerSlot carries the slot that a parked message has reserved: "host microseconds".
const headerSlot = "Icc-Slot"

// verdict ends an article's way without an error: skipped, with a reason that a person understands.
type verdict struct {
	reason, detail string
}

func (v *verdict) Error() string { return v.reason + ": " + v.detail }

func skip(reason, format string, args ...any) error {
	return &verdict{reason, fmt.Sprintf(format, args...)}
}

// fetch downloads an article's page when its site allows it and its host's turn has come. Its
// error is a *verdict, or one that the loop judges.
func (p *parser) fetch(ctx context.Context, m runtime.Message, address string) (*fetched, error) {
	rules, err := p.robots.Check(ctx, address)
	if err != nil {
		return nil, robotsError(err)
	}
	if !rules.Allowed {
		return nil, skip("robots", "the site's robots.txt does not let us read this page")
	}
	if err := p.turn(ctx, m, address, max(p.opts.HostDelay, rules.CrawlDelay)); err != nil {
		return nil, err
	}
	res, err := p.web.Get(ctx, address, safehttp.Request{Accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1", MaxBytes: maxPage})
	outcome := "ok"
	if err != nil {
		outcome = safehttp.Reason(err)
	}
	p.metrics.fetches.WithLabelValues(outcome).Inc()
	if res != nil {
		p.metrics.took.Observe(res.Took.Seconds())
		p.metrics.bytes.Add(float64(len(res.Body)))
	}
	if err != nil {
		return nil, fetchError(err, time.Now())
	}
	ref, err := p.keep(ctx, m, res)
	return &fetched{res, ref}, err
}

// fetched is a page that is in the archive.
type fetched struct {
	*safehttp.Response
	ref string // file#offset
}

// keep puts the page into the archive, before anybody reads it: nothing that is dropped later is
// gone.
func (p *parser) keep(ctx context.Context, m runtime.Message, res *safehttp.Response) (ref string, err error) {
	ref, err = p.archive.Write(ctx, archive.Capture{
		URL: res.FinalURL, Time: res.FetchedAt, Remote: res.Remote, Proto: res.Proto, Sent: res.Sent,
		Status: res.Status, Header: res.Header, Body: res.Body, Truncated: res.Truncated,
		Meta: []archive.Field{
			{Name: "iccwire-trigger", Value: m.Header.Get(contract.HeaderTrigger)},
			{Name: "iccwire-discovered", Value: string(m.Data)},
		},
	})
	if err != nil {
		return "", runtime.Transient("archive", fmt.Errorf("the page could not be archived: %w", err))
	}
	return ref, nil
}

func robotsError(err error) error {
	var un *robots.ErrUnreachable
	switch {
	case errors.Is(err, safehttp.ErrPrivateAddress):
		return skip("private-address", "the address leads into a private network, which is never fetched")
	case errors.Is(err, safehttp.ErrRefusedURL):
		return skip("refused-url", "the address cannot be fetched: %v", err)
	case errors.As(err, &un):
		return runtime.Busy("robots-unreachable", un.Until, err)
	}
	return runtime.Transient("robots", err)
}

// turn waits for the host's next slot, or parks the message until it comes.
func (p *parser) turn(ctx context.Context, m runtime.Message, address string, gap time.Duration) error {
	u, err := url.Parse(address)
	if err != nil {
		return runtime.Permanent("bad-url", err)
	}
	now := time.Now()
	if slot, ok := reserved(m, u.Host); ok && now.Sub(slot) < slotGrace {
		return wait(ctx, time.Until(slot))
	}
	slot, err := p.pace.Reserve(ctx, u.Host, gap)
	if err != nil {
		return runtime.Transient("pace", err)
	}
	d := slot.Sub(now)
	p.metrics.waited.Observe(max(d, 0).Seconds())
	if d > maxWait {
		keep := nats.Header{headerSlot: {u.Host + " " + strconv.FormatInt(slot.UnixMicro(), 10)}}
		return runtime.BusyWith("pace", slot, keep, fmt.Errorf("%s is asked no more than once every %s; this page's turn is at %s", u.Host, gap, slot.UTC().Format(time.TimeOnly)))
	}
	return wait(ctx, d)
}

// reserved reads the slot that the message reserved before it was parked.
func reserved(m runtime.Message, host string) (time.Time, bool) {
	var h string
	var micro int64
	if n, err := fmt.Sscanf(m.Header.Get(headerSlot), "%s %d", &h, &micro); n != 2 || err != nil || h != host {
		return time.Time{}, false
	}
	return time.UnixMicro(micro), true
}

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fetchError decides what a failed download means for the article.
func fetchError(err error, now time.Time) error {
	var status *safehttp.StatusError
	switch {
	case errors.As(err, &status):
		return statusError(status, now)
	case errors.Is(err, safehttp.ErrPrivateAddress):
		return skip("private-address", "the address leads into a private network, which is never fetched")
	case errors.Is(err, safehttp.ErrRefusedURL):
		return skip("refused-url", "the address cannot be fetched: %v", err)
	case errors.Is(err, safehttp.ErrTooLarge):
		return skip("too-large", "the page is larger than %d MB, or inflates beyond reason", maxPage>>20)
	case errors.Is(err, safehttp.ErrTooManyRedirects):
		return skip("redirects", "the address redirects in a circle or too often")
	case errors.Is(err, safehttp.ErrEncoding):
		return skip("encoding", "the page's compression is damaged or unknown")
	}
	return runtime.Transient(safehttp.Reason(err), err)
}

func statusError(s *safehttp.StatusError, now time.Time) error {
	switch {
	case s.Code == http.StatusNotFound || s.Code == http.StatusGone:
		return skip("gone", "the site answers %d: the page is not there", s.Code)
	case s.Code == http.StatusUnauthorized || s.Code == http.StatusForbidden || s.Code == http.StatusPaymentRequired || s.Code == http.StatusUnavailableForLegalReasons:
		return skip("forbidden", "the site answers %d: it does not let us read the page", s.Code)
	case s.Code == http.StatusTooManyRequests || s.Code == http.StatusServiceUnavailable:
		return runtime.Busy(fmt.Sprintf("status-%d", s.Code), now.Add(max(s.RetryAfter, defaultBusy(s))), s)
	case s.Code >= 500 || s.Code == http.StatusRequestTimeout || s.Code == http.StatusTooEarly:
		return runtime.Transient(fmt.Sprintf("status-%d", s.Code), s)
	}
	return skip("refused", "the site answers %d", s.Code)
}

// defaultBusy is used only where the site names no time.
func defaultBusy(s *safehttp.StatusError) time.Duration {
	if s.RetryAfter > 0 {
		return 0
	}
	return busyAgain
}

// parsedID is the message id of what is said of a page: v is the broker's time of the message
// whose handling fetched it.
func parsedID(articleID string, t int64, attempt int) string {
	return contract.MessageID(contract.StageParser, articleID, strconv.FormatInt(t, 10), strconv.Itoa(attempt))
}
