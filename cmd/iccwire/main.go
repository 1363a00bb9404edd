// Command iccwire is every command of iccwire: the whole pipeline in one process (up, demo), one
// service at a time (fetcher, parser, enricher, indexer), and tools for people.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/iccwire/iccwire/catalogue"
)

// cli is the command line: one field per command.
type cli struct {
	Up   upCmd   `cmd:"" help:"Run everything in one process on real feeds: broker, services, index and pages."`
	Demo demoCmd `cmd:"" help:"Run everything on a built-in little news world: no network needed."`

	Fetcher  fetcherCmd  `cmd:"" group:"Services" help:"Run the fetcher alone: polls feeds."`
	Parser   parserCmd   `cmd:"" group:"Services" help:"Run the parser alone: scrapes article bodies."`
	Enricher enricherCmd `cmd:"" group:"Services" help:"Run the enricher alone: tags ICC entities."`
	Indexer  indexerCmd  `cmd:"" group:"Services" help:"Run the indexer alone: index, search, API and pages."`

	Tag       tagCmd       `cmd:"" group:"Tools" help:"Tag texts: what they say about the Court, as JSON or explained."`
	Extract   extractCmd   `cmd:"" group:"Tools" help:"Read the article out of HTML files or addresses, as JSON."`
	Search    searchCmd    `cmd:"" group:"Tools" help:"Search the articles of a running iccwire."`
	Tail      tailCmd      `cmd:"" group:"Tools" help:"Watch what is published."`
	Trace     traceCmd     `cmd:"" group:"Tools" help:"Tell where an article went, step by step."`
	Feeds     feedsCmd     `cmd:"" group:"Tools" help:"Check feeds, or list those of a running iccwire."`
	Catalogue catalogueCmd `cmd:"" group:"Tools" help:"Look up what iccwire knows about the Court's world."`
	Overrides overridesCmd `cmd:"" group:"Tools" help:"Check corrections by hand, or export the corrected articles as labelled examples."`
	Version   versionCmd   `cmd:"" group:"Tools" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "iccwire:", err)
		os.Exit(1)
	}
}

// run parses the command line and runs its command.
func run(ctx context.Context, args []string) error {
	parser, err := kong.New(&cli{},
		kong.Name("iccwire"),
		kong.Description("Reads the world's news about the International Criminal Court and understands what it says."),
		kong.Vars{"types": strings.Join(catalogue.Types(), ","), "builtIn": builtIn},
		kong.ShortUsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}),
	)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	c, err := parser.Parse(args)
	parser.FatalIfErrorf(err)
	return c.Run()
}

// streams are where a command reads and writes; tests give their own.
type streams struct {
	in       *os.File
	out, err *os.File
}

// versionCmd prints the version.
type versionCmd struct{}

// Run prints the module's version and the commit it was built from.
func (versionCmd) Run(s *streams) error {
	version, commit := "(devel)", ""
	if b, ok := debug.ReadBuildInfo(); ok {
		version = b.Main.Version
		for _, kv := range b.Settings {
			if kv.Key == "vcs.revision" {
				commit = " " + kv.Value
			}
		}
	}
	_, err := fmt.Fprintf(s.out, "iccwire %s%s\n", version, commit)
	return err
}
