package world

import "time"

// entry is an article as its feed shows it.
type entry struct {
	Title, Link, Summary, Section string
	Authors                       []string
	published, updated            time.Time
	article                       *Article // whose blocks are the content
}

// entry is the article's feed entry in its first or second version.
func (a *Article) entry(second bool) entry {
	e := entry{Title: a.Title, Link: a.ItemURL, Summary: a.Standfirst, Section: a.Section,
		Authors: a.Authors, published: a.published, updated: a.published, article: a}
	if t, err := time.Parse(time.RFC3339, a.Updated); err == nil {
		e.updated = t
	}
	if !second {
		return e
	}
	if t, err := time.Parse(time.RFC3339, a.touched); err == nil {
		e.updated = t
	}
	if c := a.Corrected; c != nil {
		link := e.Link
		e = c.entry(false)
		e.Link, e.published = link, a.published
	}
	return e
}

func (e entry) RFC3339() string        { return e.published.Format(time.RFC3339) }
func (e entry) UpdatedRFC3339() string { return e.updated.Format(time.RFC3339) }

// RFC1123 is empty for an entry without a date.
func (e entry) RFC1123() string {
	if e.article.undated {
		return ""
	}
	return e.published.UTC().Format(time.RFC1123Z)
}
