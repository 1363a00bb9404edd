package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
	"github.com/iccwire/iccwire/services/indexer/web"
)

// Index is what the API asks of an index; *index.Index has it.
type Index interface {
	Search(context.Context, index.Query) (index.Result, error)
	Get(ctx context.Context, id string) (*contract.Article, error)
	Events(context.Context, index.Query) (index.EventPage, error)
	Positions(context.Context, index.Query, index.PositionFilter) (index.PositionPage, error)
	Quotes(context.Context, index.Query) (index.QuotePage, error)
	Stories(context.Context, index.Query) (index.StoryPage, error)
	Timeline(context.Context, index.Query, index.By) ([]index.Bucket, error)
}

// Ledger is what the API asks of a ledger's store; *ledger.Store has it.
type Ledger interface {
	Trace(idOrURL string) (ledger.Trace, error)
	Balance() (ledger.Balance, error)
	PerFeed() ([]ledger.FeedBalance, error)
}

// Options are what the API stands on. Index and Ledger are required.
type Options struct {
	Index  Index
	Ledger Ledger
	// Feeds returns the state of every feed; nil means that none are known here.
	Feeds func(context.Context) ([]Feed, error)
	// Facts returns what the catalogue knows of an entity; nil means nothing.
	Facts func(id string) (Facts, bool)
	// BaseURL is the public address without a slash at its end, such as https://icc.example. When it
	// is empty the address of each request is taken.
	BaseURL string
	// Timeout bounds one answer, 15 s when 0; taking results away may last 20 times as long.
	Timeout time.Duration
	// MaxRequests bounds the requests answered at once, 64 when 0; further ones are told to come back.
	MaxRequests int
	Log         *slog.Logger
}

// Feed is the state of one feed.
type Feed struct {
	URL      string `json:"url"`
	Source   string `json:"source,omitempty"`
	Language string `json:"language,omitempty"`
	Country  string `json:"country,omitempty"`
	Focus    string `json:"focus,omitempty"`
	State    string `json:"state"`               // ok, failing, silent, moved, gone or new
	Detail   string `json:"detail,omitempty"`    // the last error, or where it moved
	Failures int    `json:"failures,omitempty"`  // in a row
	Polled   string `json:"polled,omitempty"`    // RFC 3339: the last poll
	Next     string `json:"next,omitempty"`      // RFC 3339: the next poll
	NewItem  string `json:"new_item,omitempty"`  // RFC 3339: when it last brought something new
	Interval string `json:"interval,omitempty"`  // between polls, such as 15m0s
	Items    int    `json:"items,omitempty"`     // in its last document
	HTTP     int    `json:"http_code,omitempty"` // of the last poll
	// Balance counts what the feed brought.
	Balance *ledger.Balance `json:"balance,omitempty"`
}

// server answers the routes.
type server struct{ Options }

// New returns the handler of everything under /api/v1 and of /feed.atom, /feed.rss and /feed.json.
func New(o Options) http.Handler {
	if o.Timeout <= 0 {
		o.Timeout = 15 * time.Second
	}
	if o.MaxRequests <= 0 {
		o.MaxRequests = 64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Feeds == nil {
		o.Feeds = func(context.Context) ([]Feed, error) { return nil, nil }
	}
	if o.Facts == nil {
		o.Facts = func(string) (Facts, bool) { return Facts{}, false }
	}
	s := &server{Options: o}
	guard := &web.Guard{Slots: make(chan struct{}, o.MaxRequests), Log: o.Log, Header: setHeader, Fail: fail}
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		timeout := o.Timeout
		if r.long {
			timeout *= longer
		}
		mux.Handle(r.path, guard.Wrap(timeout, r.answer))
	}
	mux.Handle("/", guard.Wrap(o.Timeout, func(http.ResponseWriter, *http.Request) error {
		return notFound("there is nothing here; /api/v1/openapi.json lists what there is")
	}))
	return mux
}

// route is a path and what answers it.
type route struct {
	path   string
	long   bool // takes results away: may last longer
	answer web.Answer
}

// routes lists every path; openapi.json describes each of them, and a test compares the two.
func (s *server) routes() []route {
	return []route{
		{path: "/api/v1/articles", answer: s.articles},
		{path: "/api/v1/articles.csv", answer: s.exportCSV, long: true},
		{path: "/api/v1/articles.jsonl", answer: s.exportJSONL, long: true},
		{path: "/api/v1/articles/{id}", answer: s.article},
		{path: "/api/v1/stories", answer: s.stories},
		{path: "/api/v1/entities/{id}", answer: s.entity},
		{path: "/api/v1/events", answer: s.events},
		{path: "/api/v1/positions", answer: s.positions},
		{path: "/api/v1/quotes", answer: s.quotes},
		{path: "/api/v1/timeline", answer: s.timeline},
		{path: "/api/v1/feeds", answer: s.feeds},
		{path: "/api/v1/trace", answer: s.traceURL},
		{path: "/api/v1/trace/{id...}", answer: s.trace},
		{path: "/api/v1/balance", answer: s.balance},
		{path: "/api/v1/openapi.json", answer: s.openAPI},
		{path: "/feed.atom", answer: s.atom},
		{path: "/feed.rss", answer: s.rss},
		{path: "/feed.json", answer: s.jsonFeed},
	}
}
