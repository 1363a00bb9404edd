package feed

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Bounds on one document.
const (
	MaxBody    = 16 << 20  // bytes of a document
	MaxItems   = 2000      // items kept, the first ones
	MaxContent = 128 << 10 // bytes of an item's HTML
	maxDepth   = 256       // of nested elements
	maxTags    = 200_000   // elements and attributes
)

// The ways in which a document is no feed, beside *WebPageError and *SitemapIndexError.
var (
	ErrEmpty    = errors.New("the feed is empty; ask for it again later")
	ErrNotFeed  = errors.New("this is no feed")
	ErrTooLarge = errors.New("the feed is beyond the bounds of what is read")
	ErrBroken   = errors.New("the feed cannot be read")
)

// Feed is what a document says of itself, and its items in the document's order.
type Feed struct {
	Format  string // rss, rdf, atom, json, sitemap
	Title   string
	Lang    string // BCP 47 as far as the feed knows it; empty when it says nothing
	Link    string // the site's address, absolute
	Self    string // the feed's own address as it says, absolute
	Hub     string // WebSub hub, absolute
	Charset string // what the bytes were decoded from
	Hints   Hints
	Items   []Item
	Offered int    // items in the document: len(Items) and the sum of Dropped
	Dropped []Drop // items that are not in Items, by reason
	Notes   []string
}

// Hints are what a feed says about how often to read it; zero where it says nothing.
type Hints struct {
	TTL    time.Duration // RSS ttl
	Update time.Duration // syndication module: period divided by frequency
}

// Drop counts items left out for one reason.
type Drop struct {
	Reason  string // no-link, bad-link, duplicate, broken, over-limit
	Count   int
	Example string // title, guid or address of the first one; at most 200 bytes
}

// Item is one entry of a feed.
type Item struct {
	GUID      string // as the feed gives it; may be empty; at most 2,000 bytes
	URL       string // normalised, see contract.NormalizeURL
	ItemURL   string // as the feed gave it, made absolute
	Title     string // plain text
	Summary   string // plain text
	Content   string // HTML, at most MaxContent bytes
	Authors   []string
	Published time.Time // UTC; zero when absent or impossible
	Updated   time.Time // UTC; zero when absent or impossible

	// Hash tells items apart: it is made of GUID and URL. A hash not seen before is a new item.
	Hash Hash
	// ContentHash is made of title, update time, summary and content. When it changes and Hash
	// does not, the item was changed.
	ContentHash Hash
}

// Hash is a stable 8-byte digest. As text it is 16 hexadecimal digits.
type Hash uint64

// String returns 16 hexadecimal digits.
func (h Hash) String() string { return fmt.Sprintf("%016x", uint64(h)) }

// MarshalText makes hashes strings in JSON, whose numbers are too short for them.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (h *Hash) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 16, 64)
	if err != nil {
		return fmt.Errorf("feed: hash %q is not 16 hexadecimal digits", text)
	}
	*h = Hash(n)
	return nil
}

// Parse reads a document. contentType is the server's header, feedURL the address that it came
// from after redirects (relative links start there), and now bounds how far in the future a date
// may lie: dates later than a day from now are dropped with a note.
//
// The errors wrap ErrEmpty, ErrNotFeed, ErrTooLarge or ErrBroken, and are a *WebPageError when the
// document is a web page and a *SitemapIndexError when it lists sitemaps. All say what to do. A
// feed without items is no error.
func Parse(body []byte, contentType, feedURL string, now time.Time) (Feed, error) {
	if len(body) > MaxBody {
		return Feed{}, fmt.Errorf("%w: it has %d bytes, %d are allowed", ErrTooLarge, len(body), MaxBody)
	}
	doc, charset := decode(body, contentType)
	if len(doc) == 0 {
		return Feed{}, ErrEmpty
	}
	kind, start := sniff(doc)
	b := newBuilder(feedURL, now)
	b.feed.Format, b.feed.Charset = kind.String(), charset
	var err error
	switch kind {
	case kindRSS, kindRDF:
		err = b.parseXML(doc[start:], "item")
	case kindAtom:
		err = b.parseXML(doc[start:], "entry")
	case kindJSON:
		err = b.parseJSON(doc[start:])
	case kindSitemap:
		err = b.parseSitemap(doc[start:])
	case kindSitemapIndex:
		err = readSitemapIndex(doc[start:])
	case kindHTML:
		err = webPage(doc, feedURL)
	default:
		err = fmt.Errorf("%w: it begins with %q; check the address", ErrNotFeed, clip(string(doc), 60))
	}
	if err != nil {
		return Feed{}, err
	}
	return b.feed, nil
}
