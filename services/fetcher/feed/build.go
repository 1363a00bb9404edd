package feed

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

const (
	maxNotes   = 20
	maxGUID    = 2000 // bytes
	maxAuthors = 20
	maxName    = 200 // bytes
)

// builder gathers a feed.
type builder struct {
	feed Feed
	base *url.URL // relative links start here
	now  time.Time
	seen map[Hash]bool
}

func newBuilder(feedURL string, now time.Time) *builder {
	base, err := url.Parse(feedURL)
	if err != nil {
		base = &url.URL{}
	}
	return &builder{base: base, now: now, seen: map[Hash]bool{}}
}

func (b *builder) note(text string) {
	if len(b.feed.Notes) < maxNotes {
		b.feed.Notes = append(b.feed.Notes, text)
	}
}

func (b *builder) drop(reason string, n int, example string) {
	for i := range b.feed.Dropped {
		if b.feed.Dropped[i].Reason == reason {
			b.feed.Dropped[i].Count += n
			return
		}
	}
	b.feed.Dropped = append(b.feed.Dropped, Drop{Reason: reason, Count: n, Example: clip(example, 200)})
}

// overLimit counts the n items that are beyond MaxItems.
func (b *builder) overLimit(n int) {
	if n > 0 {
		b.feed.Offered += n
		b.drop("over-limit", n, "")
	}
}

func (b *builder) dropped() int {
	n := 0
	for _, d := range b.feed.Dropped {
		n += d.Count
	}
	return n
}

func (b *builder) hub(address string) {
	if hub, ok := b.resolve(address); ok && b.feed.Hub == "" {
		b.feed.Hub = hub
	}
}

// resolve makes an address absolute; it reports false for what is no address of the web.
func (b *builder) resolve(address string) (string, bool) {
	address = strings.TrimSpace(address)
	u, err := b.base.Parse(strings.ReplaceAll(address, " ", "%20"))
	if address == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	return u.String(), true
}

// addFeed takes over what the library read.
func (b *builder) addFeed(f *gofeed.Feed) {
	b.feed.Title = plain(f.Title, maxName)
	b.feed.Lang = language(f.Language)
	b.feed.Self, _ = b.resolve(f.FeedLink)
	b.feed.Link, _ = b.resolve(f.Link)
	b.addHints(f)
	if site, err := url.Parse(b.feed.Link); err == nil && b.feed.Link != "" && f.FeedType == "rss" {
		b.base = site // RSS knows no base, and services that host feeds are not where the articles are
	}
	for _, item := range f.Items {
		b.addItem(newEntry(item))
	}
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)

// language returns a language tag in the usual spelling of its separators, or "".
func language(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 35 || !languageTag.MatchString(s) {
		return ""
	}
	return strings.ReplaceAll(s, "_", "-")
}
