package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/iccwire/iccwire/cmd/internal/console"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

type traceCmd struct {
	apiFlags
	Article string `arg:"" name:"url-or-id" help:"The article's address, or its id."`
}

// Help gives an example.
func (traceCmd) Help() string {
	return "Example:\n  iccwire trace https://www.example.org/news/court-opens-trial"
}

// Run asks the running iccwire where the article went.
func (c *traceCmd) Run(ctx context.Context, s *streams) error {
	var t ledger.Trace
	if err := c.get(ctx, "/api/v1/trace/"+url.PathEscape(c.Article), nil, &t); err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	if c.JSON {
		return writeJSON(out, t)
	}
	fmt.Fprintf(out, "%s\n%s  %s\n", console.Printable(t.Title), t.ID, t.URL)
	for _, w := range t.Ways {
		fmt.Fprintf(out, "\n%s (%s), from %s\n", w.Status, w.Cause, w.Feed)
		for _, e := range w.Steps {
			fmt.Fprintf(out, "  %s  %-8s  %-10s  %s\n", clock(e.Time), e.Stage, e.Status, console.Printable(firstSet(e.Detail, e.Reason)))
		}
	}
	return nil
}

// clock shortens a time to what a person compares; an unreadable one stays.
func clock(s string) string {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return s
	}
	return t.Format("2006-01-02 15:04:05.000")
}

func firstSet(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
