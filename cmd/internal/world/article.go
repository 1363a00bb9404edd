package world

import (
	"slices"
	"strings"
	"time"
)

// Article is one article of the world together with the truth about it.
type Article struct {
	URL     string // where the page is, normalised: no tracking, after redirects
	ItemURL string // the link its feed gives; differs from URL by tracking, or by a redirect
	Site    string // host
	Source  string // the outlet's name
	Feeds   []string

	Title      string
	Standfirst string // as its feed tells it; two of the layouts do not show it
	Authors    []string
	Published  string // RFC 3339; a day where the page shows no more
	Updated    string // RFC 3339, empty if never
	Lang       string
	Section    string
	Caption    string  // of the picture; may or may not be taken into the text
	Blocks     []Block // the body, in order

	Corrected *Article // what the page says after its correction; nil for most
	Want      Want

	id        string // path of its file without extension
	host      string
	path      string
	feedIDs   []string
	link      string // the feed's link when it is not the path: a query or another path
	serve     string
	canonical string // path of the article's own address, when this is its other one
	touched   string // the feed entry's new date on the second poll, the page being the same
	published time.Time
	undated   bool // its feed gives no date
	site      *site
}

// The ways in which a page can be served other than plainly.
const (
	serveGone     = "gone"     // 404
	serveRemoved  = "removed"  // 410
	serveBusy     = "busy"     // 503 with Retry-After: 1, once
	serveIndex    = "index"    // a page of links instead of the article
	serveConsent  = "consent"  // a consent wall instead of the article
	serveHazard   = "hazard"   // by the bad input corner
	serveRestless = "restless" // no validators, and furniture that differs at every visit
)

// Block is one piece of an article's body.
type Block struct {
	Kind  string   // paragraph, heading, quote or list
	Text  string   // plain text; of a list its items joined by newlines
	Items []string // of a list
	src   string   // with its inline marks
}

// Want is what must come out of the pipeline for an article.
type Want struct {
	// Status has one terminal status for each trigger, in order: the first offer of the link, then
	// the second version of its feed entry if there is one.
	Status []string `yaml:"status"`
	// Reason is the ledger's reason for a skipped article: robots, gone or not-an-article.
	Reason string `yaml:"reason"`
	// IsICC says whether the article is about the International Criminal Court.
	IsICC bool `yaml:"is_icc"`
	// Story is a label shared by copies of one text; empty when the text has no copy.
	Story string `yaml:"story"`
	// Entities are the ids that a careful annotator would demand; more may come out. Where two ids
	// are as right, both stand in one string with a bar between them.
	Entities []string `yaml:"entities"`
	// Roles are the offices that persons hold at the article's date.
	Roles map[string][]string `yaml:"roles"`
	// RoleRefs are offices named without a holder, and who held them: words of the text → id.
	RoleRefs map[string]string `yaml:"role_refs"`
	// Events are event types that must be found.
	Events []string `yaml:"events"`
	// Positions are those that the text states plainly.
	Positions []Position `yaml:"positions"`
	// Forbid are ids that are tempting and wrong.
	Forbid []string `yaml:"forbid"`
	// Canonical is the article of which this one is a duplicate: its URL.
	Canonical string `yaml:"-"`
}

// Position is where someone stands toward the Court.
type Position struct {
	Actor     string `yaml:"actor"`
	Stance    string `yaml:"stance"`
	Target    string `yaml:"target"`
	Situation string `yaml:"situation"` // empty when general
}

// Missing returns the wanted entities that are not among ids.
func (w Want) Missing(ids []string) []string {
	var out []string
	for _, want := range w.Entities {
		found := func(id string) bool { return slices.Contains(ids, id) }
		if !slices.ContainsFunc(strings.Split(want, "|"), found) {
			out = append(out, want)
		}
	}
	return out
}

// Situations returns the wanted entities that are situations.
func (w Want) Situations() []string {
	var out []string
	for _, id := range w.Entities {
		if strings.HasPrefix(id, "situation:") {
			out = append(out, id)
		}
	}
	return out
}

// Text is the body as plain text, blocks separated by blank lines.
func (a *Article) Text() string {
	texts := make([]string, len(a.Blocks))
	for i, b := range a.Blocks {
		texts[i] = b.Text
	}
	return strings.Join(texts, "\n\n")
}
