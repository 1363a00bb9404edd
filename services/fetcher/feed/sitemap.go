package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// sitemapURL is one entry of a sitemap, with what Google's news extension adds.
type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Title     string `xml:"title"`
		Published string `xml:"publication_date"`
		Outlet    struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

// SitemapIndexError says that the document lists sitemaps, not articles.
type SitemapIndexError struct {
	Sitemaps []string // their addresses, at most 10
}

// Error names the first sitemaps.
func (e *SitemapIndexError) Error() string {
	return fmt.Sprintf("this is a list of sitemaps; use one of them instead, best the one for news: %s", strings.Join(e.Sitemaps, ", "))
}

// Is makes it an ErrNotFeed.
func (e *SitemapIndexError) Is(target error) bool { return target == ErrNotFeed }

// parseSitemap reads a sitemap whose entries are articles.
func (b *builder) parseSitemap(doc []byte) error {
	o, err := outlineOf(doc, "url")
	if err != nil {
		return err
	}
	b.feed.Offered = len(o.items)
	b.overLimit(o.over)
	for _, p := range o.items {
		var u sitemapURL
		text := string(doc[p.start:p.end]) + p.closers
		if err := unmarshal([]byte(text), &u); err != nil {
			b.drop("broken", 1, plain(text, 200))
			continue
		}
		b.feed.Title = firstOf(b.feed.Title, plain(u.News.Outlet.Name, maxName))
		b.feed.Lang = firstOf(b.feed.Lang, language(u.News.Outlet.Language))
		b.addItem(entry{links: []string{u.Loc}, title: u.News.Title, published: w3cDate(u.News.Published), updated: w3cDate(u.LastMod)})
	}
	return nil
}

// readSitemapIndex always returns an error: the one that names the sitemaps.
func readSitemapIndex(doc []byte) error {
	var index struct {
		Sitemaps []sitemapURL `xml:"sitemap"`
	}
	_ = unmarshal(doc[:min(len(doc), 1<<20)], &index) // what could be read will do
	err := &SitemapIndexError{}
	for _, s := range index.Sitemaps[:min(len(index.Sitemaps), 10)] {
		err.Sitemaps = append(err.Sitemaps, clip(strings.TrimSpace(s.Loc), 500))
	}
	return err
}

func unmarshal(doc []byte, into any) error {
	d := xml.NewDecoder(bytes.NewReader(doc))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return d.Decode(into)
}

var w3cLayouts = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateOnly}

func w3cDate(text string) *time.Time {
	for _, layout := range w3cLayouts {
		if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return &at
		}
	}
	return nil
}
