package contract

// Limits that every stage keeps. They are chosen so that no message outgrows the broker's
// max_payload (MaxPayload), which the services check when they start.
const (
	MaxPayload = 8 << 20 // bytes; what our broker configurations set
	MaxText    = 1 << 20 // bytes of an article's text; longer text is cut and marked truncated
	MaxURL     = 2048    // bytes
	MaxTitle   = 2000    // bytes
	MaxSummary = 16 << 10
)

// Cause says why a message came to be.
type Cause string

// The causes. Correction and erasure come from the operator and enter no balance.
const (
	CauseLive       Cause = "live"
	CauseRevision   Cause = "revision"
	CauseImport     Cause = "import"
	CauseReprocess  Cause = "reprocess"
	CauseCorrection Cause = "correction"
	CauseErasure    Cause = "erasure"
)

// SchemaDiscovered names the version of the discovered message.
const SchemaDiscovered = "iccwire.discovered/1"

// Discovered is an item of a feed that is new or changed: fetcher → parser.
type Discovered struct {
	Schema    string   `json:"schema"`
	Trigger   string   `json:"trigger"` // unique for each entry of an article; the ledger's key
	ID        string   `json:"id"`      // article id
	Cause     Cause    `json:"cause"`
	URL       string   `json:"url"`      // normalised
	ItemURL   string   `json:"item_url"` // as the feed gave it
	Source    string   `json:"source"`
	Feed      string   `json:"feed"`
	FeedLang  string   `json:"feed_lang,omitempty"`
	Country   string   `json:"country,omitempty"`
	Focus     string   `json:"focus,omitempty"` // icc or general
	GUID      string   `json:"guid,omitempty"`
	Title     string   `json:"title,omitempty"`
	Summary   string   `json:"summary,omitempty"` // plain text
	Content   string   `json:"content,omitempty"` // the feed's full content, HTML; at most 128 KB
	Authors   []string `json:"authors,omitempty"`
	Published string   `json:"published,omitempty"` // RFC 3339
	Updated   string   `json:"updated,omitempty"`   // RFC 3339
	FirstSeen string   `json:"first_seen"`          // RFC 3339
}

// SchemaParsed names the version of the parsed message.
const SchemaParsed = "iccwire.parsed/1"

// Parsed is an article's body and metadata as read from its page: parser → enricher.
type Parsed struct {
	Schema   string `json:"schema"`
	Trigger  string `json:"trigger"`
	ID       string `json:"id"`
	Revision string `json:"revision"`
	T        int64  `json:"t"`      // broker's time (s) of the message whose handling fetched the page
	Digest   string `json:"digest"` // of the extractor
	Cause    Cause  `json:"cause"`

	URL          string   `json:"url"`
	CanonicalURL string   `json:"canonical_url,omitempty"`
	Source       string   `json:"source,omitempty"`
	Outlet       string   `json:"outlet,omitempty"` // as the page names itself
	Feed         string   `json:"feed,omitempty"`
	Focus        string   `json:"focus,omitempty"`
	Country      string   `json:"country,omitempty"`
	Kind         string   `json:"kind"` // article, live_blog, …
	Title        string   `json:"title"`
	Standfirst   string   `json:"standfirst,omitempty"`
	Text         string   `json:"text"`
	Truncated    bool     `json:"truncated,omitempty"`
	Blocks       []Block  `json:"blocks,omitempty"`
	Authors      []string `json:"authors,omitempty"`
	Published    string   `json:"published,omitempty"`
	PublishedBy  string   `json:"published_by,omitempty"` // where the date came from: json-ld, meta, time, url, text, feed
	Modified     string   `json:"modified,omitempty"`
	FirstSeen    string   `json:"first_seen,omitempty"`
	Lang         string   `json:"lang"`
	Summary      string   `json:"summary,omitempty"`
	Image        string   `json:"image,omitempty"`
	Section      string   `json:"section,omitempty"`
	Tags         []string `json:"tags,omitempty"`
	Paywall      bool     `json:"paywall,omitempty"`
	FromFeed     bool     `json:"from_feed,omitempty"` // the text is the feed's own, because the page could not be had
	Archive      string   `json:"archive,omitempty"`
}

// Block is a piece of an article's text.
type Block struct {
	Kind  string `json:"kind"`            // paragraph, heading, list, quote, table, caption
	Level int    `json:"level,omitempty"` // of a heading, 1 to 6
	Start int    `json:"start"`           // code points into the text
	End   int    `json:"end"`
}

// SchemaTag names the version of the tag message.
const SchemaTag = "iccwire.tag/1"

// The two operations of a tag message.
const (
	OpAdd    = "add"
	OpRemove = "remove"
)

// Tag is one tag of one article, small enough to follow one person, situation or event type
// without reading articles: the message on icc.tags.<type>.<name>.
type Tag struct {
	Schema     string     `json:"schema"`
	Op         string     `json:"op"`  // add or remove, against what the last version said
	Tag        string     `json:"tag"` // entity id, or event:<event type>
	Article    string     `json:"article"`
	Version    int64      `json:"version"`
	Cause      Cause      `json:"cause,omitempty"`
	Label      string     `json:"label,omitempty"`
	Role       []string   `json:"role,omitempty"`
	Confidence Confidence `json:"confidence,omitempty"`
	Events     []Event    `json:"events,omitempty"` // of an event tag
	URL        string     `json:"url,omitempty"`
	Title      string     `json:"title,omitempty"`
	Source     string     `json:"source,omitempty"`
	Lang       string     `json:"lang,omitempty"`
	Published  string     `json:"published,omitempty"`
	Story      string     `json:"story,omitempty"`
}
