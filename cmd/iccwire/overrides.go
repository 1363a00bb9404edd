package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/overrides"
)

type overridesCmd struct {
	Check  overridesCheckCmd  `cmd:"" help:"Read a file of corrections and say what is wrong in it."`
	Export overridesExportCmd `cmd:"" help:"Print the corrected articles of a running iccwire as labelled examples."`
}

// readOverrides reads the corrections by hand; no file, no corrections.
func readOverrides(path string, known *catalogue.Catalogue) (*overrides.Set, error) {
	if path == "" {
		return nil, nil
	}
	return overrides.Read(path, known)
}

type overridesCheckCmd struct {
	File string `arg:"" type:"existingfile" help:"The file of corrections."`
	folderFlag
}

// Help gives an example.
func (overridesCheckCmd) Help() string { return "Example:\n  iccwire overrides check overrides.yaml" }

// Run counts the corrections and fails where the file cannot be read.
func (c *overridesCheckCmd) Run(_ context.Context, s *streams) error {
	known, err := c.open()
	if err != nil {
		return err
	}
	set, err := overrides.Read(c.File, known)
	if err == nil {
		fmt.Fprintf(s.out, "%s, nothing wrong found\n", counted(len(set.Rules()), "override"))
	}
	return err
}

type overridesExportCmd struct {
	File string `arg:"" type:"existingfile" help:"The file of corrections."`
	folderFlag
	Server string `env:"ICCWIRE_SERVER" default:"http://127.0.0.1:8080" help:"Address of the running iccwire's pages."`
	Most   int    `default:"100" help:"Articles of one story or source, at most."`
}

// Help gives an example.
func (overridesExportCmd) Help() string {
	return "Example:\n  iccwire overrides export overrides.yaml > examples.jsonl"
}

// example is a corrected article in the form of a labelled one.
type example struct {
	ID        string              `json:"id"`
	URL       string              `json:"url"`
	Lang      string              `json:"lang"`
	Published string              `json:"published,omitempty"`
	Title     string              `json:"title"`
	Text      string              `json:"text"`
	IsICC     bool                `json:"is_icc"`
	Entities  []contract.Entity   `json:"entities"`
	RoleRefs  []contract.RoleRef  `json:"role_refs"`
	Events    []contract.Event    `json:"events"`
	Quotes    []contract.Quote    `json:"quotes"`
	Positions []contract.Position `json:"positions"`
	Forbidden []string            `json:"forbidden,omitempty"` // what a hand said it is not
	Notes     string              `json:"notes,omitempty"`
}

// Run prints one example a line. The corrections are applied once more, so that an article tagged before them is right
// too.
func (c *overridesExportCmd) Run(ctx context.Context, s *streams) error {
	known, err := c.open()
	if err != nil {
		return err
	}
	set, err := overrides.Read(c.File, known)
	if err != nil {
		return err
	}
	out, done := bufio.NewWriter(s.out), map[string]bool{}
	for _, r := range set.Rules() {
		ids, err := c.articles(ctx, r)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if done[id] {
				continue
			}
			done[id] = true
			var a contract.Article
			if err := (apiFlags{Server: c.Server}).get(ctx, "/api/v1/articles/"+url.PathEscape(id), nil, &a); err != nil {
				fmt.Fprintf(s.err, "iccwire: article %s: %v\n", id, err)
				continue
			}
			set.Apply(&a)
			set.ApplyStory(&a)
			if err := writeJSON(out, newExample(a, r)); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// articles lists the ids that a rule is for.
func (c *overridesExportCmd) articles(ctx context.Context, r overrides.Rule) ([]string, error) {
	query := url.Values{"limit": {fmt.Sprint(c.Most)}}
	switch {
	case r.Article != "":
		return []string{r.Article}, nil
	case r.Story != "":
		query.Set("q", fmt.Sprintf("story:%q", r.Story))
	default:
		query.Set("source", r.Source)
	}
	var list struct {
		Items []struct {
			ID string `json:"id"`
		} `json:"items"`
	}
	if err := (apiFlags{Server: c.Server}).get(ctx, "/api/v1/articles", query, &list); err != nil {
		return nil, err
	}
	var ids []string
	for _, it := range list.Items {
		ids = append(ids, it.ID)
	}
	return ids, nil
}

func newExample(a contract.Article, r overrides.Rule) example {
	return example{
		ID: a.ID, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: a.Text, IsICC: a.IsICC, Entities: a.Entities,
		RoleRefs: a.RoleRefs, Events: a.Events, Quotes: a.Quotes, Positions: a.Positions, Forbidden: r.Not, Notes: r.Note,
	}
}
