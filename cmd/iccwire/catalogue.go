package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
)

type catalogueCmd struct {
	List  catalogueListCmd  `cmd:"" help:"List every entity with all that is known of it."`
	Show  catalogueShowCmd  `cmd:"" help:"Show what is known of an entity or who holds an office, with the sources."`
	Lint  catalogueLintCmd  `cmd:"" help:"Check a folder of catalogue files."`
	Diff  catalogueDiffCmd  `cmd:"" help:"Show what differs between two catalogues."`
	Stats catalogueStatsCmd `cmd:"" help:"Count entities, names and facts by type and language."`
}

// folderFlag is the operator's folder.
type folderFlag struct {
	Catalogue string `env:"ICCWIRE_CATALOGUE" type:"path" help:"Folder of YAML files that add to the built-in catalogue or override it."`
}

func (f folderFlag) open() (*catalogue.Catalogue, error) { return catalogue.Open(f.Catalogue) }

type catalogueListCmd struct {
	Type string `enum:"all,${types}" default:"all" help:"Only entities of this type: ${enum}."`
	JSON bool   `name:"json" help:"Print everything, one JSON object a line."`
	folderFlag
}

// Help gives examples.
func (catalogueListCmd) Help() string {
	return "Examples:\n  iccwire catalogue list --type situation\n  iccwire catalogue list --json | jq 'select(.status[]?.status == \"suspect\") | .label'"
}

// Run prints the entities in order of their ids.
func (c *catalogueListCmd) Run(_ context.Context, s *streams) error {
	cat, err := c.open()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	for _, e := range cat.Entities() {
		switch {
		case c.Type != "all" && c.Type != e.Type:
		case c.JSON:
			if err := writeJSON(out, newEntry(cat, e)); err != nil {
				return err
			}
		default:
			fmt.Fprintf(out, "%-44s %s\n", e.ID, e.Label)
		}
	}
	return out.Flush()
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
		return fmt.Errorf("%s found: mend the lines above", counted(len(problems), "problem"))
	}
	fmt.Fprintln(s.out, "nothing wrong found")
	return nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// builtIn names the catalogue that the program carries, where a folder may be given.
const builtIn = "built-in"

type catalogueDiffCmd struct {
	A    string `arg:"" help:"A folder with a whole catalogue, or the word ${builtIn}."`
	B    string `arg:"" optional:"" help:"The other one. None: A is an operator's folder, and what it changes in the built-in catalogue is shown."`
	JSON bool   `name:"json" help:"Print one JSON object a line: id, field, old, new."`
}

// Help gives examples.
func (catalogueDiffCmd) Help() string {
	return "Examples:\n  iccwire catalogue diff ./our-names\n  iccwire catalogue diff built-in ./catalogue/data\n  iccwire catalogue diff ../yesterday/catalogue/data ./catalogue/data --json"
}

// Run prints the changes from A to B.
func (c *catalogueDiffCmd) Run(_ context.Context, s *streams) error {
	a, b, err := c.both()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	for _, change := range catalogue.Diff(a, b) {
		if !c.JSON {
			fmt.Fprintln(out, change)
		} else if err := writeJSON(out, change); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (c *catalogueDiffCmd) both() (a, b *catalogue.Catalogue, err error) {
	if c.B == "" {
		if a, err = catalogue.Default(); err == nil {
			b, err = catalogue.Open(c.A)
		}
		return a, b, err
	}
	if a, err = whole(c.A); err == nil {
		b, err = whole(c.B)
	}
	return a, b, err
}

// whole loads a catalogue that stands by itself.
func whole(dir string) (*catalogue.Catalogue, error) {
	if dir == builtIn {
		return catalogue.Default()
	}
	c, err := catalogue.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the catalogue in %s: %w", strings.TrimSuffix(dir, "/"), err)
	}
	return c, nil
}
