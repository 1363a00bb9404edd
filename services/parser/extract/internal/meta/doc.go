// Package meta reads what a page says about its article: JSON-LD first, then meta tags, then the
// page itself. It does not read the body.
package meta

import "time"

// Info is what was found; empty fields were not.
type Info struct {
	Title       string
	Titles      []string // every variant seen, for recognising the headline in the body
	Description string
	Authors     []string
	Published   Date
	Modified    Date
	Lang        string // as declared, not verified
	Outlet      string
	Canonical   string // absolute
	AMP         string // absolute
	Next        string // absolute; the article's next page
	Refresh     string // absolute; where a meta refresh leads at once
	Image       string // absolute
	Section     string
	Tags        []string
	Paywall     bool
	Types       []string // schema.org types and og:type, lower case
	Body        string   // JSON-LD articleBody
	Robots      string   // the robots meta tag, lower case
}

// Date is a time as precisely as the page told it.
type Date struct {
	Text      string // RFC 3339; without zone, or a day alone, where the page said no more
	Precision Precision
	Source    string // json-ld, meta, time, text or url
}

// Precision says how much of a Date was stated.
type Precision string

// The precisions, coarse to fine.
const (
	PrecisionNone   Precision = ""
	PrecisionDay    Precision = "day"
	PrecisionLocal  Precision = "local" // a time of day without a zone
	PrecisionSecond Precision = "exact" // a time with its zone
)

// Context is what the reader of a page knows besides the page.
type Context struct {
	URL     string
	Fetched time.Time // dates later than a day after it are not believed; zero: now is not known
}
