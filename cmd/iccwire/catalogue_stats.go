package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/iccwire/iccwire/catalogue"
)

type catalogueStatsCmd struct {
	JSON bool `name:"json" help:"Print JSON."`
	folderFlag
}

// Help gives an example.
func (catalogueStatsCmd) Help() string { return "Example:\n  iccwire catalogue stats" }

// Run prints a table by type and one of the names by language.
func (c *catalogueStatsCmd) Run(_ context.Context, s *streams) error {
	cat, err := c.open()
	if err != nil {
		return err
	}
	stats := cat.Stats()
	if c.JSON {
		return writeJSON(bufio.NewWriter(s.out), stats)
	}
	types := slices.Sorted(maps.Keys(stats.Types))
	if err := printFacts(s.out, stats, types); err != nil {
		return err
	}
	fmt.Fprintln(s.out)
	if err := printLanguages(s.out, stats, types); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "\n%d names written, %d more made by rule; %d roles, %d look-alikes, %d sources; version %s\n",
		total(stats.Names), stats.Derived, stats.Roles, stats.Lookalikes, stats.Sources, stats.Version)
	return err
}

func table(w io.Writer) *tabwriter.Writer {
	return tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
}

func printFacts(w io.Writer, stats catalogue.Stats, types []string) error {
	t := table(w)
	fmt.Fprintln(t, "type\tentities\tnames\twikidata\tfacts\tsourced\toldest as_of\t")
	var sum catalogue.TypeStats
	for _, name := range types {
		s := stats.Types[name]
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%s\t\n", name, s.Entities, s.Names, s.Wikidata, s.Facts, s.Sourced, s.Oldest)
		sum.Entities += s.Entities
		sum.Names += s.Names
		sum.Wikidata += s.Wikidata
		sum.Facts += s.Facts
		sum.Sourced += s.Sourced
		if sum.Oldest == "" || s.Oldest < sum.Oldest {
			sum.Oldest = s.Oldest
		}
	}
	fmt.Fprintf(t, "all\t%d\t%d\t%d\t%d\t%d\t%s\t\n", sum.Entities, sum.Names, sum.Wikidata, sum.Facts, sum.Sourced, sum.Oldest)
	return t.Flush()
}

// printLanguages counts the written names: a column for each type, a row for each language, the 17 first.
func printLanguages(w io.Writer, stats catalogue.Stats, types []string) error {
	langs := catalogue.Languages()
	for _, lang := range slices.Sorted(maps.Keys(stats.Names)) {
		if !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	t := table(w)
	fmt.Fprint(t, "names\t")
	for _, name := range types {
		fmt.Fprintf(t, "%s\t", name)
	}
	fmt.Fprintln(t, "all\t")
	for _, lang := range langs {
		fmt.Fprintf(t, "%s\t", lang)
		for _, name := range types {
			fmt.Fprintf(t, "%d\t", stats.Types[name].Languages[lang])
		}
		fmt.Fprintf(t, "%d\t\n", stats.Names[lang])
	}
	return t.Flush()
}

func total(counts map[string]int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
