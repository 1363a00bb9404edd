package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/iccwire/iccwire/cmd/internal/console"
)

type searchCmd struct {
	apiFlags
	Query []string `arg:"" optional:"" name:"query" help:"Words, \"phrases\", -without, and filters: person: situation: state: organ: event: lang: source: from: to:"`
	Limit int      `short:"n" default:"10" help:"How many articles, at most 200."`
}

// Help gives examples.
func (searchCmd) Help() string {
	return "Examples:\n  iccwire search sanctions\n  iccwire search situation:palestine from:2024-11-01 lang:fr\n  iccwire search --json -n 100 event:warrant_issued"
}

// Run asks the running iccwire and prints what it found.
func (c *searchCmd) Run(ctx context.Context, s *streams) error {
	var res struct {
		Total int               `json:"total"`
		Items []json.RawMessage `json:"items"`
		Next  string            `json:"next"`
	}
	q := url.Values{"q": {strings.Join(c.Query, " ")}, "limit": {strconv.Itoa(c.Limit)}}
	if err := c.get(ctx, "/api/v1/articles", q, &res); err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	if c.JSON {
		return writeJSON(out, res)
	}
	for _, raw := range res.Items {
		if err := printArticle(out, raw); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "%d of %d articles\n", len(res.Items), res.Total)
	return err
}

// printArticle writes an article as a person reads a list of results.
func printArticle(out *bufio.Writer, raw json.RawMessage) error {
	var a struct {
		ID, Title, URL, Source, Published, Lang string
		Entities                                []struct{ ID, Label string }
		Events                                  []struct{ Type string }
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return fmt.Errorf("the server's answer cannot be read: %w", err)
	}
	day, _, _ := strings.Cut(a.Published, "T")
	fmt.Fprintf(out, "%s\n  %s · %s · %s · %s\n", console.Printable(a.Title), day, console.Printable(a.Source), a.Lang, a.ID)
	var tags []string
	for _, e := range a.Entities {
		if len(tags) < 8 && e.ID != "org:icc" {
			tags = append(tags, e.Label)
		}
	}
	for _, e := range a.Events {
		tags = append(tags, strings.ReplaceAll(e.Type, "_", " "))
	}
	if len(tags) > 0 {
		fmt.Fprintf(out, "  %s\n", console.Printable(strings.Join(tags, ", ")))
	}
	_, err := fmt.Fprintf(out, "  %s\n\n", a.URL)
	return err
}
