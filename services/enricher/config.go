package enricher

import (
	"cmp"
	"fmt"
)

// Config is what an operator sets.
type Config struct {
	Catalogue   string `name:"catalogue" env:"ICCWIRE_CATALOGUE" type:"path" help:"Folder of YAML files that add to the built-in catalogue or override it."`
	Overrides   string `name:"overrides" env:"ICCWIRE_OVERRIDES" type:"path" help:"YAML file of corrections by hand, for articles, stories and sources."`
	Concurrency int    `name:"taggers" env:"ICCWIRE_TAGGERS" default:"32" help:"Articles in hand at once."`
	MaxBehind   int    `name:"max-behind" env:"ICCWIRE_MAX_BEHIND" default:"20000" help:"Stop tagging while the indexer has more articles than this to go."`
}

// withDefaults fills what was left at zero.
func (c Config) withDefaults() Config {
	c.Concurrency = cmp.Or(c.Concurrency, 32)
	c.MaxBehind = cmp.Or(c.MaxBehind, 20_000)
	return c
}

// Validate names the field that is wrong.
func (c Config) Validate() error {
	switch {
	case c.Concurrency < 1 || c.Concurrency > 4096:
		return fmt.Errorf("--taggers is %d: it must be between 1 and 4096", c.Concurrency)
	case c.MaxBehind < 1:
		return fmt.Errorf("--max-behind is %d: it must be at least 1", c.MaxBehind)
	}
	return nil
}
