package contract

import "time"

// SchemaLedger names the version of the ledger's entries.
const SchemaLedger = "iccwire.ledger/1"

// Status is where an article that entered for a trigger stands. Every trigger ends in exactly one
// of the terminal statuses; the first one said stands.
type Status string

// The statuses. All but StatusDiscovered and StatusRetrying are terminal.
const (
	StatusDiscovered Status = "discovered" // entered; in flight until a terminal status is said
	StatusRetrying   Status = "retrying"   // a handler failed and the message is parked
	StatusIndexed    Status = "indexed"    // searchable, as a new article or a new revision
	StatusUnchanged  Status = "unchanged"  // seen before with the same content
	StatusIrrelevant Status = "irrelevant" // not about the International Criminal Court
	StatusDuplicate  Status = "duplicate"  // the same article under another address
	StatusSkipped    Status = "skipped"    // robots, gone, not an article: see the reason
	StatusDead       Status = "dead"       // failed for good: a dead letter tells why
)

// TerminalStatuses are the statuses that a trigger can end in, in the order they are shown.
var TerminalStatuses = []Status{StatusIndexed, StatusUnchanged, StatusIrrelevant, StatusDuplicate, StatusSkipped, StatusDead}

// Terminal reports whether a trigger that reached s is no longer in flight.
func (s Status) Terminal() bool {
	return s != "" && s != StatusDiscovered && s != StatusRetrying
}

// LedgerEntry is one step of a trigger's way through the stages: the message on
// icc.ledger.<stage>. Only discovery, failures and the terminal status are written.
type LedgerEntry struct {
	Schema  string `json:"schema"`
	Trigger string `json:"trigger"`
	ID      string `json:"id"` // article id
	Stage   string `json:"stage"`
	Status  Status `json:"status"`
	Reason  string `json:"reason,omitempty"` // a slug: robots, gone, not-an-article, alias-of:<id> …
	Detail  string `json:"detail,omitempty"` // a sentence for a person, at most 500 bytes
	Cause   Cause  `json:"cause,omitempty"`
	Time    string `json:"time"` // RFC 3339 with fractions, the service's clock: for reading, not ordering
	Attempt int    `json:"attempt,omitempty"`
	URL     string `json:"url,omitempty"`
	Title   string `json:"title,omitempty"`
	Source  string `json:"source,omitempty"`
	Feed    string `json:"feed,omitempty"`
	Version int64  `json:"version,omitempty"`
	Next    string `json:"next,omitempty"` // RFC 3339: when a parked message comes back
}

// SchemaDead names the version of the dead letter.
const SchemaDead = "iccwire.dead/1"

// DeadLetter is a message that failed for good, with its cause and the original: the message on
// icc.dead.<stage>.
type DeadLetter struct {
	Schema   string              `json:"schema"`
	Stage    string              `json:"stage"`
	Trigger  string              `json:"trigger,omitempty"`
	ID       string              `json:"id,omitempty"`
	Reason   string              `json:"reason"` // a slug
	Error    string              `json:"error"`  // at most 2,000 bytes
	Stack    string              `json:"stack,omitempty"`
	Attempts int                 `json:"attempts"`
	First    string              `json:"first,omitempty"` // RFC 3339: first failure
	Time     string              `json:"time"`
	URL      string              `json:"url,omitempty"`
	Subject  string              `json:"subject"`          // of the original
	Stream   string              `json:"stream,omitempty"` // of the original
	Sequence uint64              `json:"sequence,omitempty"`
	Header   map[string][]string `json:"header,omitempty"` // of the original
	Data     []byte              `json:"data,omitempty"`   // the original's body, base64 in JSON
}

// SchemaFeed names the version of the feed event.
const SchemaFeed = "iccwire.feed/1"

// FeedEvent says that something happened to a feed: the message on icc.feeds.<event>.
type FeedEvent struct {
	Schema   string `json:"schema"`
	Event    string `json:"event"` // failed, recovered, silent, moved, gone
	URL      string `json:"url"`
	Source   string `json:"source,omitempty"`
	Detail   string `json:"detail,omitempty"`
	Failures int    `json:"failures,omitempty"` // in a row
	Next     string `json:"next,omitempty"`     // RFC 3339: the next poll
	Time     string `json:"time"`
}

// FeedState is what is known of a feed between two polls: the part of its record in the bucket
// feeds that others may read.
type FeedState struct {
	URL         string    `json:"url"`
	Source      string    `json:"source,omitempty"`
	Language    string    `json:"language,omitempty"`
	Country     string    `json:"country,omitempty"`
	Focus       string    `json:"focus,omitempty"`
	Title       string    `json:"title,omitempty"`
	State       string    `json:"state"`          // new, ok, silent, failing, gone
	HTTP        int       `json:"http,omitempty"` // status of the last poll, 0 when none came
	Polls       int       `json:"polls"`
	Found       int       `json:"found"`               // articles discovered, ever
	Last        int       `json:"last,omitempty"`      // items of the last document
	Failures    int       `json:"failures,omitempty"`  // in a row
	Unchanged   int       `json:"unchanged,omitempty"` // polls in a row that found nothing
	Error       string    `json:"error,omitempty"`     // of the last poll
	LastPoll    time.Time `json:"last_poll,omitzero"`
	LastSuccess time.Time `json:"last_success,omitzero"`
	LastNew     time.Time `json:"last_new,omitzero"` // when an article was last discovered
	Next        time.Time `json:"next,omitzero"`
	Interval    string    `json:"interval,omitempty"` // as chosen last
	Why         string    `json:"why,omitempty"`      // why the next poll is then
	MovedTo     string    `json:"moved_to,omitempty"`
}
