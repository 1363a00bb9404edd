package api

import "context"

// unlisted is the state of a feed that only the ledger knows.
const unlisted = "unlisted"

// Healthy reports whether a feed gives what it should; one that was not polled yet is healthy.
func (f Feed) Healthy() bool { return f.State == "ok" || f.State == "new" || f.State == "" }

func (f Feed) rank() int {
	switch {
	case f.State == unlisted:
		return 2
	case f.Healthy():
		return 1
	}
	return 0
}

// FeedsWithBalance joins the states of feeds with what each brought, feeds in trouble first. Feeds
// that only the ledger knows, such as one taken off the list, are in it too, with the state
// "unlisted".
func FeedsWithBalance(ctx context.Context, states func(context.Context) ([]Feed, error), l Ledger) ([]Feed, error) {
	feeds, err := states(ctx)
	if err != nil {
		return nil, err
	}
	balances, err := l.PerFeed()
	if err != nil {
		return nil, err
	}
	feeds = append([]Feed{}, feeds...)
	at := map[string]int{}
	for i, f := range feeds {
		at[f.URL] = i
	}
	for i := range balances {
		b := &balances[i]
		k, ok := at[b.Feed]
		if !ok {
			feeds = append(feeds, Feed{URL: b.Feed, State: unlisted})
			k = len(feeds) - 1
		}
		feeds[k].Balance = &b.Balance
	}
	sortFeeds(feeds)
	return feeds, nil
}
