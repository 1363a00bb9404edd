package fetcher

import (
	"testing"
	"time"

	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

func TestWhose(t *testing.T) {
	tests := []struct {
		name, claim string
		age         time.Duration
		want        claimant
	}{
		{"published by this trigger", "a-1", 0, ours},
		{"claimed by this trigger", "a-1?", 0, ours},
		{"published by another", "a-2", time.Hour, theirs},
		{"claimed by another", "a-2?", time.Second, unclear},
		{"claimed by another that died", "a-2?", time.Hour, ours},
	}
	for _, tt := range tests {
		if got := whose(tt.claim, "a-1", tt.age); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestSource(t *testing.T) {
	tests := []struct{ feed, source, article, want string }{
		{"https://www.example.org/rss", "Example", "https://www.example.org/a", "Example"},
		{"https://feeds.example.net/topic", "example.org", "https://www.example.org/a", "example.org"},
		{"https://api.aggregator.example/q?format=rss", "aggregator.example", "https://www.courier.example/a", "courier.example"},
		{"https://www.example.org/rss", "example.org", "https://m.example.org/a", "example.org"},
	}
	for _, tt := range tests {
		if got := source(feedlist.Feed{URL: tt.feed, Source: tt.source}, tt.article); got != tt.want {
			t.Errorf("%s in %s: got %s, want %s", tt.article, tt.feed, got, tt.want)
		}
	}
}
