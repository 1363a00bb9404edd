// Package robots tells whether a page may be fetched: it reads sites' robots.txt by RFC 9309 and
// remembers them for a while.
//
// A site that answers 4xx has no rules; one that answers 5xx or cannot be reached may not be
// fetched until it answers. It fetches nothing but robots.txt, and paces nothing: a crawl-delay is
// handed to the caller.
package robots

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"github.com/iccwire/iccwire/internal/safehttp"
)

// Bounds of what a site can ask for.
const (
	MaxSize       = 500 << 10        // bytes of a robots.txt that are read (RFC 9309, 2.5)
	MaxCrawlDelay = 30 * time.Second // longer delays are cut: a page an hour is no use to anybody
	MaxAge        = 24 * time.Hour   // how long rules are remembered (RFC 9309, 2.4)
	RetryAfter    = 10 * time.Minute // until an unreachable robots.txt is tried again
	maxSites      = 20_000           // remembered at once
)

// Getter fetches a page; *safehttp.Client is one.
type Getter interface {
	Get(ctx context.Context, address string, req safehttp.Request) (*safehttp.Response, error)
}

// ErrUnreachable says that a site's rules cannot be read now, so that its pages may not be fetched.
type ErrUnreachable struct {
	Site  string
	Until time.Time // when it is worth asking again
	Err   error
}

func (e *ErrUnreachable) Error() string {
	return fmt.Sprintf("the rules of %s/robots.txt cannot be read: %v", e.Site, e.Err)
}

// Unwrap returns the cause.
func (e *ErrUnreachable) Unwrap() error { return e.Err }

// Cache asks sites for their rules and remembers them. It is safe for concurrent use.
type Cache struct {
	get   Getter
	agent string
	now   func() time.Time

	mu    sync.Mutex
	sites map[string]*site
}

type site struct {
	once  sync.Once
	data  *robotstxt.RobotsData
	err   error
	until time.Time // set by once; read after it
}

// New returns a cache that asks with get and obeys the rules for agent, a product name without
// version.
func New(get Getter, agent string) *Cache {
	return &Cache{get: get, agent: agent, now: time.Now, sites: map[string]*site{}}
}

// Verdict is what a site says of one page.
type Verdict struct {
	Allowed    bool
	CrawlDelay time.Duration // 0 when the site asks for none; at most MaxCrawlDelay
}

// Check tells whether the page may be fetched. Its error is an *ErrUnreachable, the context's own,
// or says that the address cannot be read.
func (c *Cache) Check(ctx context.Context, page string) (Verdict, error) {
	u, err := url.Parse(page)
	if err != nil || u.Host == "" {
		return Verdict{}, fmt.Errorf("%q is not the address of a page", page)
	}
	root := u.Scheme + "://" + u.Host
	s := c.site(root)
	s.once.Do(func() { c.load(ctx, root, s) })
	if s.err != nil {
		return Verdict{}, s.err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	group := s.data.FindGroup(c.agent)
	return Verdict{Allowed: group.Test(path), CrawlDelay: min(group.CrawlDelay, MaxCrawlDelay)}, nil
}

// site returns what is remembered of a site, or a new entry that somebody must load.
func (c *Cache) site(root string) *site {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	s, ok := c.sites[root]
	if ok && (s.until.IsZero() || now.Before(s.until)) {
		return s
	}
	if len(c.sites) >= maxSites {
		c.sweep(now)
	}
	s = &site{}
	c.sites[root] = s
	return s
}

// sweep forgets what is old, or everything when nothing is.
func (c *Cache) sweep(now time.Time) {
	for root, s := range c.sites {
		if !s.until.IsZero() && !now.Before(s.until) {
			delete(c.sites, root)
		}
	}
	if len(c.sites) >= maxSites {
		clear(c.sites)
	}
}

func (c *Cache) load(ctx context.Context, root string, s *site) {
	data, err := c.fetch(ctx, root)
	until := c.now().Add(MaxAge)
	if err != nil {
		until = c.now().Add(RetryAfter)
		if ctx.Err() != nil {
			until = c.now() // the caller's end is not the site's fault
		}
		err = &ErrUnreachable{root, until, err}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s.data, s.err, s.until = data, err, until
}

func (c *Cache) fetch(ctx context.Context, root string) (*robotstxt.RobotsData, error) {
	res, err := c.get.Get(ctx, root+"/robots.txt", safehttp.Request{Accept: "text/plain, */*;q=0.1", MaxBytes: MaxSize})
	var status *safehttp.StatusError
	switch {
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != http.StatusTooManyRequests:
		return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	case errors.Is(err, safehttp.ErrTooManyRedirects):
		return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil) // RFC 9309, 2.3.1.2
	case errors.Is(err, safehttp.ErrTooLarge) && res != nil:
		err = nil // the part that fits counts
	}
	if err != nil {
		return nil, err
	}
	return robotstxt.FromBytes(res.Body)
}
