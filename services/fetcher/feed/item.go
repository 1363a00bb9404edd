package feed

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/mmcdole/gofeed"
)

// entry is an item before it is judged, whatever format it came from.
type entry struct {
	guid, title, summary, content string
	links                         []string // best first
	authors                       []string
	published, updated            *time.Time
}

// newEntry takes over one item of the library's.
func newEntry(i *gofeed.Item) entry {
	e := entry{
		guid: i.GUID, title: i.Title, summary: i.Description, content: i.Content,
		published: i.PublishedParsed, updated: i.UpdatedParsed,
	}
	e.links = append(e.links, first(i.Extensions["feedburner"]["origLink"]), i.Link)
	e.links = append(e.links, i.Links...)
	for _, link := range i.Extensions["atom"]["link"] {
		if rel := link.Attrs["rel"]; rel == "" || rel == "alternate" {
			e.links = append(e.links, link.Attrs["href"])
		}
	}
	if strings.HasPrefix(i.GUID, "http://") || strings.HasPrefix(i.GUID, "https://") {
		e.links = append(e.links, i.GUID)
	}
	if i.DublinCoreExt != nil && len(i.DublinCoreExt.Creator) > 1 {
		e.authors = i.DublinCoreExt.Creator
	} else {
		for _, p := range i.Authors {
			e.authors = append(e.authors, p.Name)
		}
	}
	return e
}

// addItem judges an entry: it becomes an item, or is counted as dropped.
func (b *builder) addItem(e entry) {
	link, normal, reason := b.link(e.links)
	if reason != "" {
		b.drop(reason, 1, firstOf(plain(e.title, 200), e.guid, strings.Join(e.links, " ")))
		return
	}
	it := Item{
		GUID:    clip(strings.TrimSpace(e.guid), maxGUID),
		URL:     normal,
		ItemURL: link,
		Title:   plain(e.title, contract.MaxTitle),
		Summary: plain(e.summary, contract.MaxSummary),
		Content: content(e),
		Authors: authors(e.authors),
	}
	it.Published = b.date(e.published, "published", it.Title)
	it.Updated = b.date(e.updated, "updated", it.Title)
	it.Hash = hash(it.GUID, it.URL)
	it.ContentHash = hash(it.Title, stamp(it.Updated), it.Summary, plain(it.Content, MaxContent))
	if b.seen[it.Hash] {
		b.drop("duplicate", 1, firstOf(it.Title, it.URL))
		return
	}
	b.seen[it.Hash] = true
	b.feed.Items = append(b.feed.Items, it)
}

// link returns the first of an item's addresses that can be an article's, as it is and
// normalised, or the reason why there is none.
func (b *builder) link(links []string) (link, normal, reason string) {
	reason = "no-link"
	for _, address := range links {
		if strings.TrimSpace(address) == "" {
			continue
		}
		reason = "bad-link"
		if absolute, ok := b.resolve(address); ok {
			if normal, err := contract.NormalizeURL(absolute); err == nil {
				return absolute, normal, ""
			}
		}
	}
	return "", "", reason
}

// content returns an item's HTML. Feeds that have one text only, marked up and long, have put it
// into the summary.
func content(e entry) string {
	text := strings.TrimSpace(e.content)
	if text == "" && len(e.summary) > 1000 && strings.Contains(e.summary, "<p") {
		text = strings.TrimSpace(e.summary)
	}
	return clipHTML(text, MaxContent)
}

func authors(names []string) []string {
	var out []string
	for _, name := range names {
		name = plain(name, maxName)
		if name != "" && !slices.Contains(out, name) && len(out) < maxAuthors {
			out = append(out, name)
		}
	}
	return out
}

// date returns a time in UTC, or zero for one that cannot be: before the web, or further ahead
// than clocks and time zones explain.
func (b *builder) date(at *time.Time, what, title string) time.Time {
	if at == nil {
		return time.Time{}
	}
	switch {
	case at.Year() < 1990:
		return time.Time{}
	case at.After(b.now.Add(24 * time.Hour)):
		b.note(fmt.Sprintf("the date %s of %q lies in the future (%s) and is left out", what, clip(title, 80), at.Format(time.RFC3339)))
		return time.Time{}
	}
	return at.UTC()
}

func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.RFC3339)
}

// hash digests texts so that where one ends matters.
func hash(texts ...string) Hash {
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d:%s", len(text), text)
	}
	return Hash(binary.BigEndian.Uint64(h.Sum(nil)))
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
