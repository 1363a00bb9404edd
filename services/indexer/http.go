package indexer

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/api"
	"github.com/iccwire/iccwire/services/indexer/pages"
)

// handler joins the API, the pages and what the process adds.
func (x *indexer) handler(ctx context.Context, o Options) (http.Handler, error) {
	kv, err := o.JS.KeyValue(ctx, contract.BucketFeeds)
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", contract.BucketFeeds, err)
	}
	feeds := func(ctx context.Context) ([]api.Feed, error) { return readFeeds(ctx, kv) }
	answers := api.Options{Index: x.index, Ledger: x.store, Feeds: feeds, Facts: x.facts, BaseURL: o.BaseURL, Log: o.Log}
	mux := http.NewServeMux()
	machine := api.New(answers)
	for _, path := range []string{"/api/", "/feed.atom", "/feed.rss", "/feed.json"} {
		mux.Handle(path, machine)
	}
	if o.Extra != nil {
		for _, path := range []string{"/metrics", "/healthz", "/readyz"} {
			mux.Handle(path, o.Extra)
		}
	}
	people, err := pages.New(pages.Options{Index: x.index, Ledger: x.store, Feeds: feeds, Facts: answers.Facts, Log: o.Log})
	if err != nil {
		return nil, err
	}
	mux.Handle("/", people)
	return mux, nil
}

// readFeeds lists the states of all feeds that were ever polled.
func readFeeds(ctx context.Context, kv jetstream.KeyValue) ([]api.Feed, error) {
	keys, err := kv.ListKeys(ctx)
	if err != nil {
		return nil, fmt.Errorf("cannot list the feeds: %w", err)
	}
	var out []api.Feed
	for key := range keys.Keys() {
		entry, err := kv.Get(ctx, key)
		if err != nil {
			continue // gone meanwhile
		}
		var s contract.FeedState
		if json.Unmarshal(entry.Value(), &s) == nil {
			out = append(out, feedOf(s))
		}
	}
	slices.SortFunc(out, func(a, b api.Feed) int { return strings.Compare(a.URL, b.URL) })
	return out, nil
}

func feedOf(s contract.FeedState) api.Feed {
	f := api.Feed{
		URL: s.URL, Source: s.Source, Language: s.Language, Country: s.Country, Focus: s.Focus, State: s.State, Detail: s.Error,
		Failures: s.Failures, Polled: stamp(s.LastPoll), Next: stamp(s.Next), NewItem: stamp(s.LastNew), Interval: s.Interval, Items: s.Last, HTTP: s.HTTP,
	}
	if s.MovedTo != "" && f.Detail == "" {
		f.Detail = "now at " + s.MovedTo
	}
	return f
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
