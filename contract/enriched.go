package contract

// SchemaArticle names the version of the enriched article's shape.
const SchemaArticle = "iccwire.article/1"

// Article is an article with everything that iccwire understood of it: the message on
// icc.enriched.<lang>.<source>, the document in the index and what the command tag prints.
type Article struct {
	Schema   string `json:"schema"`
	ID       string `json:"id"`                 // hash of the normalised URL; never changes
	Revision string `json:"revision,omitempty"` // hash of the extracted content
	Version  int64  `json:"version,omitempty"`  // orders all that is said of an article; keep the highest
	Cause    Cause  `json:"cause,omitempty"`

	URL          string   `json:"url,omitempty"`
	CanonicalURL string   `json:"canonical_url,omitempty"`
	Source       string   `json:"source,omitempty"` // outlet, as the feed list names it
	Feed         string   `json:"feed,omitempty"`   // address of the feed that brought it
	Title        string   `json:"title"`
	Text         string   `json:"text"` // at most MaxText bytes
	Truncated    bool     `json:"truncated,omitempty"`
	Authors      []string `json:"authors,omitempty"`
	Published    string   `json:"published,omitempty"` // RFC 3339, or a day, month or year as exact as known
	Modified     string   `json:"modified,omitempty"`
	FirstSeen    string   `json:"first_seen,omitempty"` // RFC 3339
	Lang         string   `json:"lang"`                 // BCP 47, "und" when unknown
	Summary      string   `json:"summary,omitempty"`    // the feed's own
	Image        string   `json:"image,omitempty"`

	IsICC     bool       `json:"is_icc"`
	Relevance Relevance  `json:"relevance"`
	Entities  []Entity   `json:"entities"`
	RoleRefs  []RoleRef  `json:"role_refs"`
	Events    []Event    `json:"events"`
	Quotes    []Quote    `json:"quotes"`
	Positions []Position `json:"positions"`
	Facts     []Fact     `json:"facts,omitempty"`
	Story     *Story     `json:"story,omitempty"`

	Catalogue string `json:"catalogue,omitempty"` // version of the catalogue that knew it
	Tagger    string `json:"tagger,omitempty"`    // version of the tagger that said it
	Archive   string `json:"archive,omitempty"`   // where the page was archived: file#offset
}

// Confidence says how sure a tag is.
type Confidence string

// The three degrees of confidence.
const (
	Certain  Confidence = "certain"
	Likely   Confidence = "likely"
	Possible Confidence = "possible"
)

// Relevance is the decision whether an article is about the International Criminal Court.
type Relevance struct {
	Score   float64  `json:"score"` // 0 to 1; is_icc is true from 0.5
	Reasons []Reason `json:"reasons"`
}

// Reason is one ground of the relevance decision. InsteadOf, Is and Text are set when something
// looks like the Court and is another thing.
type Reason struct {
	Why       string  `json:"why"`
	Weight    float64 `json:"weight,omitempty"`
	InsteadOf string  `json:"instead_of,omitempty"` // id that it could be taken for
	Is        string  `json:"is,omitempty"`         // what it is
	Text      string  `json:"text,omitempty"`       // the words in the article
}

// Entity is a person, organ, situation, case, state, crime … that the article speaks of.
type Entity struct {
	ID         string     `json:"id"` // type:slug, states state:ISO-3166-1-alpha-3
	Type       string     `json:"type"`
	Label      string     `json:"label"`
	Wikidata   string     `json:"wikidata,omitempty"`
	Role       []string   `json:"role,omitempty"`       // slugs, at the article's date
	Status     string     `json:"status,omitempty"`     // a state's toward the Statute at the date
	Unverified bool       `json:"unverified,omitempty"` // role or status lies after the catalogue's as_of
	Salience   float64    `json:"salience"`             // 0 to 1: how much of the article is about it
	Confidence Confidence `json:"confidence"`
	Mentions   []Mention  `json:"mentions"`
	Why        string     `json:"why,omitempty"` // for entities without a mention: what made it certain
}

// Mention is one place in the text where an entity is named.
type Mention struct {
	Start int    `json:"start"` // code points; in the title when Field is "title"
	End   int    `json:"end"`
	Text  string `json:"text"`
	Field string `json:"field,omitempty"` // "title" when not in the text
	Why   string `json:"why"`             // the rule and the alias
}

// RoleRef is an office named without its holder, and who held it.
type RoleRef struct {
	Text       string   `json:"text"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Field      string   `json:"field,omitempty"`
	ResolvesTo []string `json:"resolves_to"`
	Why        string   `json:"why,omitempty"`
}

// Count is a number of something that the text gives: 93 states.
type Count struct {
	N    int    `json:"n"`
	Unit string `json:"unit"`
}

// Evidence is the place in the text that an event or a position rests on.
type Evidence struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Field string `json:"field,omitempty"`
}

// Event is something that happened (or is announced, scheduled or only supposed) at, to or
// against the Court.
type Event struct {
	EventID      string     `json:"event_id"` // the same for all reports of one act
	Type         string     `json:"type"`
	Date         string     `json:"date,omitempty"` // as exact as known: year, month or day
	Status       string     `json:"status"`         // reported, announced, scheduled, ongoing, hypothetical, denied
	Outcome      string     `json:"outcome,omitempty"`
	Official     bool       `json:"official,omitempty"` // the Court's own source says it
	Participants []string   `json:"participants,omitempty"`
	Situation    string     `json:"situation,omitempty"`
	Case         string     `json:"case,omitempty"`
	Count        *Count     `json:"count,omitempty"`
	Trigger      string     `json:"trigger,omitempty"`
	Evidence     Evidence   `json:"evidence"`
	Confidence   Confidence `json:"confidence"`
	Why          string     `json:"why,omitempty"`
}

// Quote is a direct quotation with its speaker.
type Quote struct {
	Speaker string `json:"speaker"` // an entity id where there is one, else the text's own words; may be empty
	Text    string `json:"text"`    // without the quotation marks
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// Position is where someone stands toward the Court.
type Position struct {
	Actor      string     `json:"actor"`
	Stance     string     `json:"stance"` // supports or opposes, literally toward the target
	Target     string     `json:"target"` // court, investigation, warrant, jurisdiction, sanctions_on_court, membership, cooperation
	Situation  string     `json:"situation,omitempty"`
	Count      *Count     `json:"count,omitempty"`
	Evidence   Evidence   `json:"evidence"`
	Confidence Confidence `json:"confidence"`
	Why        string     `json:"why,omitempty"`
}

// Fact is a number that the text states about the Court, such as its states parties.
type Fact struct {
	Type  string `json:"type"` // states_parties
	N     int    `json:"n"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Story joins near-duplicates and syndicated copies.
type Story struct {
	ID     string `json:"id"`
	Copy   bool   `json:"copy,omitempty"`   // a near-duplicate of an article seen earlier
	Origin string `json:"origin,omitempty"` // the likely original's article id
}
