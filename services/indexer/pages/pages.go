package pages

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
	"github.com/iccwire/iccwire/services/indexer/web"
)

// Index is what the pages ask of an index; *index.Index has it.
type Index interface {
	api.Index
	Copies(ctx context.Context, story string) ([]index.Report, error)
}

// Ledger is what the pages ask of a ledger's store; *ledger.Store has it.
type Ledger interface {
	api.Ledger
	Open(limit int) ([]ledger.Way, error)
}

// Options are what the pages stand on. Index and Ledger are required; the others are as in
// api.Options.
type Options struct {
	Index       Index
	Ledger      Ledger
	Feeds       func(context.Context) ([]api.Feed, error)
	Facts       func(id string) (api.Facts, bool)
	Timeout     time.Duration
	MaxRequests int
	Version     string // of iccwire, shown at the foot
	Log         *slog.Logger
}

func (o Options) withDefaults() Options {
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
		o.Feeds = func(context.Context) ([]api.Feed, error) { return nil, nil }
	}
	if o.Facts == nil {
		o.Facts = func(string) (api.Facts, bool) { return api.Facts{}, false }
	}
	return o
}

// server answers the pages.
type server struct {
	Options
	templates *templates
	assets    *assets
	counts    *countCache
}

// New returns the handler of all pages. It fails only when the pages built into the program are
// broken.
func New(o Options) (http.Handler, error) {
	s := &server{Options: o.withDefaults(), assets: newAssets(), counts: newCountCache(time.Now)}
	var err error
	if s.templates, err = parseTemplates(s); err != nil {
		return nil, err
	}
	guard := &web.Guard{Slots: make(chan struct{}, s.MaxRequests), Log: s.Log, Header: setHeader, Fail: s.fail}
	mux := http.NewServeMux()
	for path, answer := range s.routes() {
		mux.Handle(path, guard.Wrap(s.Timeout, answer))
	}
	return mux, nil
}

func (s *server) routes() map[string]web.Answer {
	return map[string]web.Answer{
		"/{$}":           s.search,
		"/articles/{id}": s.article,
		"/entities/{id}": s.entity,
		"/events":        s.events,
		"/positions":     s.positions,
		"/feeds":         s.feeds,
		"/status":        s.status,
		"/trace":         s.traceForm,
		"/trace/{id...}": s.trace,
		"/static/{file}": s.static,
		"/robots.txt":    s.robots,
		"/favicon.ico":   s.favicon,
		"/":              s.nothing,
	}
}

// setHeader sets what every page carries. No script runs, not even one of ours.
func setHeader(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}

func (s *server) nothing(http.ResponseWriter, *http.Request) error {
	return web.NewProblem(http.StatusNotFound, "There is no such page.")
}

// label names an entity: as the catalogue does, else as articles do, else by its slug.
func (s *server) label(id string, seen map[string]string) string {
	if f, ok := s.Facts(id); ok && f.Label != "" {
		return f.Label
	}
	if seen[id] != "" {
		return seen[id]
	}
	return api.SlugLabel(id)
}
