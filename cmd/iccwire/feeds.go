package main

import (
	"bufio"
	"context"
	"fmt"
	"time"

	"github.com/iccwire/iccwire/internal/safehttp"
	"github.com/iccwire/iccwire/services/fetcher/feed"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
	"github.com/iccwire/iccwire/services/indexer/api"
)

type feedsCmd struct {
	Check feedsCheckCmd `cmd:"" help:"Read a list of feeds, or single feeds, and try each once."`
	List  feedsListCmd  `cmd:"" help:"List the feeds of a running iccwire and how they are."`
}

type feedsCheckCmd struct {
	Feeds        []string `arg:"" optional:"" name:"file-or-url" help:"A list (YAML or OPML), or addresses of feeds. None: deploy/feeds.yaml."`
	AllowPrivate bool     `env:"ICCWIRE_ALLOW_PRIVATE" help:"Let private addresses be fetched."`
	UserAgent    string   `env:"ICCWIRE_USER_AGENT" help:"How requests introduce themselves."`
}

// Help gives examples.
func (feedsCheckCmd) Help() string {
	return "Examples:\n  iccwire feeds check\n  iccwire feeds check https://www.example.org/rss.xml"
}

// Run tries every feed and fails if one of them does not work.
func (c *feedsCheckCmd) Run(ctx context.Context, s *streams) error {
	if len(c.Feeds) == 0 {
		c.Feeds = []string{"deploy/feeds.yaml"}
	}
	web := safehttp.New(safehttp.Options{AllowPrivate: c.AllowPrivate, UserAgent: c.UserAgent, Timeout: 30 * time.Second})
	defer web.Close()
	bad, all := 0, 0
	for _, arg := range c.Feeds {
		feeds := []feedlist.Feed{{URL: arg}}
		if !isAddress(arg) {
			var err error
			if feeds, err = feedlist.ReadFile(arg); err != nil {
				return err
			}
		}
		for _, f := range feeds {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			all++
			words, err := tryFeed(ctx, web, f.URL)
			if err != nil {
				bad++
				words = "FAILED  " + err.Error()
			}
			fmt.Fprintf(s.out, "%s  %s\n", f.URL, words)
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d feeds do not work", bad, all)
	}
	return nil
}

// tryFeed reads a feed once and says what it holds.
func tryFeed(ctx context.Context, web *safehttp.Client, address string) (string, error) {
	res, err := web.Get(ctx, address, safehttp.Request{})
	if err != nil {
		return "", err
	}
	f, err := feed.Parse(res.Body, res.ContentType, res.FinalURL, res.FetchedAt)
	if err != nil {
		return "", err
	}
	words := fmt.Sprintf("ok  %s, %d items, “%s”", f.Format, len(f.Items), f.Title)
	if to := res.MovedTo(); to != "" {
		words += "; moved for good to " + to
	}
	return words, nil
}

type feedsListCmd struct{ apiFlags }

// Help gives an example.
func (feedsListCmd) Help() string { return "Example:\n  iccwire feeds list --json" }

// Run asks the running iccwire.
func (c *feedsListCmd) Run(ctx context.Context, s *streams) error {
	var res struct {
		Items []api.Feed `json:"items"`
	}
	if err := c.get(ctx, "/api/v1/feeds", nil, &res); err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	for _, f := range res.Items {
		if c.JSON {
			if err := writeJSON(out, f); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(out, "%-8s %s  next %s  %s\n", f.State, f.URL, f.Next, f.Detail)
	}
	return nil
}
