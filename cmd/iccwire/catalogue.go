package main

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/iccwire/iccwire/catalogue"
)

type catalogueCmd struct {
	Show catalogueShowCmd `cmd:"" help:"Show what is known of an entity, with its sources."`
	Lint catalogueLintCmd `cmd:"" help:"Check a folder of catalogue files."`
}

type catalogueShowCmd struct {
	Entity    []string `arg:"" name:"id-or-name" help:"An id such as person:karim-khan, or a name in any language."`
	On        string   `help:"The day for offices and statuses (ISO 8601); by default today."`
	JSON      bool     `name:"json" help:"Print JSON, one object a line."`
	Catalogue string   `env:"ICCWIRE_CATALOGUE" type:"path" help:"Folder of YAML files that add to the built-in catalogue or override it."`
}

// Help gives examples.
func (catalogueShowCmd) Help() string {
	return "Examples:\n  iccwire catalogue show person:fatou-bensouda --on 2020-05-14\n  iccwire catalogue show \"Cour pénale internationale\" --json"
}

// Run prints every entity that the name means.
func (c *catalogueShowCmd) Run(_ context.Context, s *streams) error {
	cat, err := catalogue.Open(c.Catalogue)
	if err != nil {
		return err
	}
	on := catalogue.Date(c.On)
	if c.On == "" {
		on = catalogue.Date(time.Now().UTC().Format(time.DateOnly))
	}
	if !on.Valid() {
		return fmt.Errorf("--on %q is no date: give a day, a month or a year, such as 2024-11-21", c.On)
	}
	name := strings.Join(c.Entity, " ")
	found := cat.Find(name)
	if len(found) == 0 {
		return fmt.Errorf("the catalogue knows nothing by the name %q", name)
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	for i, e := range found {
		if c.JSON {
			if err := writeJSON(out, e); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		printEntity(out, cat, e, on)
	}
	return nil
}

func printEntity(out *bufio.Writer, cat *catalogue.Catalogue, e *catalogue.Entity, on catalogue.Date) {
	fmt.Fprintf(out, "%s\n%s", e.Label, e.ID)
	if e.Number != "" {
		fmt.Fprintf(out, "  %s", e.Number)
	}
	if e.Wikidata != "" {
		fmt.Fprintf(out, "  wikidata %s", e.Wikidata)
	}
	fmt.Fprintf(out, "\nas of %s\n", e.AsOf)
	if st, ok := e.StatusOn(on); ok {
		fmt.Fprintf(out, "status on %s: %s%s\n", on, st.Status, since(st.From))
	}
	for _, o := range e.OfficesOn(on) {
		fmt.Fprintf(out, "office on %s: %s, %s%s%s\n", on, o.Role, o.Body, since(o.From), state(o.State))
	}
	printAll(out, "offices", e.Offices, func(o catalogue.Office) string {
		return fmt.Sprintf("%s, %s  %s – %s%s", o.Role, o.Body, o.From, o.To, state(o.State))
	})
	printAll(out, "milestones", e.Milestones, func(m catalogue.Milestone) string { return fmt.Sprintf("%s  %s", m.Date, m.Type) })
	printAll(out, "links", e.Links, func(l catalogue.Link) string { return l.Rel + " " + l.ID })
	for _, lang := range slices.Sorted(maps.Keys(e.Labels)) {
		fmt.Fprintf(out, "  %-3s %s\n", lang, e.Labels[lang])
	}
	printAll(out, "sources", e.Sources, func(s string) string { return s })
}

func printAll[T any](out *bufio.Writer, name string, items []T, word func(T) string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(out, "%s:\n", name)
	for _, it := range items {
		fmt.Fprintf(out, "  %s\n", strings.TrimSpace(word(it)))
	}
}

func since(d catalogue.Date) string {
	if d == "" {
		return ""
	}
	return " since " + string(d)
}

func state(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

type catalogueLintCmd struct {
	Dir string `arg:"" optional:"" type:"existingdir" help:"A folder to check over the built-in catalogue; none checks the built-in one."`
}

// Help gives an example.
func (catalogueLintCmd) Help() string { return "Example:\n  iccwire catalogue lint ./our-names" }

// Run prints every problem and fails if there is one.
func (c *catalogueLintCmd) Run(_ context.Context, s *streams) error {
	problems := catalogue.Lint(catalogue.Data())
	if c.Dir != "" {
		base, err := catalogue.Default()
		if err != nil {
			return err
		}
		problems = catalogue.Lint(os.DirFS(c.Dir), base)
	}
	for _, p := range problems {
		fmt.Fprintln(s.out, p)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d problems", len(problems))
	}
	return nil
}
