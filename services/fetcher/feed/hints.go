package feed

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// maxHint bounds what a feed may say about itself; longer is taken for a mistake.
const maxHint = 30 * 24 * time.Hour

// addHints reads what the library keeps only in the format's own shape.
func (b *builder) addHints(f *gofeed.Feed) {
	switch original := f.OriginalFeed().(type) {
	case *rss.Feed:
		b.feed.Hints.TTL = ttl(original.TTL)
	case *atom.Feed:
		for _, link := range original.Links {
			if link.Rel == "hub" {
				b.hub(link.Href)
			}
		}
	}
	for _, link := range append(f.Extensions["atom"]["link"], f.Extensions["atom10"]["link"]...) {
		if link.Attrs["rel"] == "hub" {
			b.hub(link.Attrs["href"])
		}
	}
	b.feed.Hints.Update = updateEvery(f.Extensions["sy"])
}

func ttl(text string) time.Duration {
	minutes, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || minutes <= 0 || minutes > int(maxHint/time.Minute) {
		return 0
	}
	return time.Duration(minutes) * time.Minute
}

var periods = map[string]time.Duration{
	"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour,
}

// updateEvery reads the syndication module: so many times in a period, once where it is not said.
func updateEvery(sy map[string][]ext.Extension) time.Duration {
	period := periods[strings.ToLower(first(sy["updatePeriod"]))]
	frequency, err := strconv.Atoi(first(sy["updateFrequency"]))
	if err != nil || frequency <= 0 {
		frequency = 1
	}
	return period / time.Duration(frequency)
}

func first(values []ext.Extension) string {
	if len(values) == 0 {
		return ""
	}
	return strings.TrimSpace(values[0].Value)
}
