package extract

import "time"

// Bounds of what Extract reads and returns.
const (
	MaxPage    = 16 << 20 // bytes of a page that are read; the rest is cut and Truncated is set
	MaxText    = 1 << 20  // bytes of Article.Text; longer text is cut at a block and Truncated is set
	MaxTitle   = 2000     // bytes of Article.Title
	MaxSummary = 16 << 10 // bytes of Article.Standfirst
)

// Input is a page as it was downloaded.
type Input struct {
	URL         string    // where the page is, after redirects; resolves relative links and may date the article
	Body        []byte    // the page's bytes, decompressed, in any charset
	ContentType string    // the Content-Type header; may be empty
	FeedTitle   string    // the title that a feed gave; used when the page has none; may be empty
	FeedLang    string    // the language that a feed gave; a hint; may be empty
	FetchedAt   time.Time // dates more than a day and a half later are not believed; zero: any date is
}

// Article is what a page holds.
type Article struct {
	Kind       Kind     `json:"kind"`
	Title      string   `json:"title,omitempty"`
	Standfirst string   `json:"standfirst,omitempty"` // the lines under the headline, or the page's description
	Text       string   `json:"text"`                 // the blocks, parted by empty lines
	Blocks     []Block  `json:"blocks,omitempty"`
	Authors    []string `json:"authors,omitempty"` // people, without "By" and without outlets
	Published  Date     `json:"published,omitzero"`
	Modified   Date     `json:"modified,omitzero"`
	Lang       string   `json:"lang,omitempty"`          // BCP 47; "und" when it cannot be told
	Outlet     string   `json:"outlet,omitempty"`        // as the page names its site
	Canonical  string   `json:"canonical_url,omitempty"` // absolute, as the page states it; not verified
	AMP        string   `json:"amp_url,omitempty"`       // absolute
	Next       string   `json:"next,omitempty"`          // the article's next page, absolute
	Refresh    string   `json:"refresh,omitempty"`       // where the page sends its reader at once, absolute
	Image      string   `json:"image,omitempty"`         // absolute
	Section    string   `json:"section,omitempty"`
	Tags       []string `json:"tags,omitempty"`
	Paywall    bool     `json:"paywall,omitempty"`   // the page says that the article is not free
	Truncated  bool     `json:"truncated,omitempty"` // the page or the text was longer than the bounds
	Confidence float64  `json:"confidence"`          // 0 to 1: how sure it is that Text is the article
	Reasons    []string `json:"reasons,omitempty"`   // what lowered Confidence, and why Kind is what it is
	Charset    string   `json:"charset,omitempty"`   // what the bytes were taken for
}

// Block is a piece of an article's text. Start and End are code points into Article.Text, half open.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Level int       `json:"level,omitempty"` // of a heading, 1 to 6
	Start int       `json:"start"`
	End   int       `json:"end"`
}

// BlockKind says what a block is.
type BlockKind string

// The kinds of blocks. A list or a table is one block, its items or rows on lines of their own;
// the cells of a row are parted by tabs.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	List      BlockKind = "list"
	Quote     BlockKind = "quote"
	Table     BlockKind = "table"
	Caption   BlockKind = "caption"
)

// Date is a time as precisely as the page told it.
type Date struct {
	Text      string `json:"text"`      // RFC 3339 with the page's own zone; without zone, or a day alone, where no more was stated
	Precision string `json:"precision"` // day, local (a time without its zone) or exact
	Source    string `json:"source"`    // json-ld, meta, time or url
}

// IsZero says whether no date was found.
func (d Date) IsZero() bool { return d.Text == "" }

// Kind says what a page is.
type Kind string

// The kinds. Only the first two carry text to be read as news.
const (
	KindArticle   Kind = "article"
	KindLiveBlog  Kind = "live_blog"
	KindVideo     Kind = "video"          // a video or audio player with hardly any text
	KindIndex     Kind = "index_page"     // a front page, a section, a list of articles
	KindConsent   Kind = "consent_wall"   // asks for consent before it shows anything
	KindChallenge Kind = "challenge_page" // asks the reader to prove to be no robot
	KindScript    Kind = "needs_script"   // has no text without running its scripts
	KindPaywall   Kind = "paywall"        // nothing of the article but an offer to subscribe
	KindNotFound  Kind = "not_found"      // says that the article is gone, whatever the status code
	KindNotHTML   Kind = "not_html"       // another kind of file, none of the following
	KindPDF       Kind = "pdf"
	KindImage     Kind = "image"
	KindMedia     Kind = "media_file"  // sound or moving pictures
	KindOffice    Kind = "office_file" // a text, a table or slides of an office program
	KindArchive   Kind = "archive"     // packed files
	KindJSON      Kind = "json"
	KindFeed      Kind = "feed"  // RSS, Atom, a sitemap, OPML or SVG
	KindMHTML     Kind = "mhtml" // a page saved as a mail
	KindEmpty     Kind = "empty"
)

// Readable says whether the page's text is news to be read.
func (k Kind) Readable() bool { return k == KindArticle || k == KindLiveBlog || k == KindVideo }
