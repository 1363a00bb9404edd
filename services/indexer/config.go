package indexer

import (
	"cmp"
	"errors"
	"fmt"
)

// Config is what an operator sets.
type Config struct {
	Data        string `name:"data" env:"ICCWIRE_DATA" default:"./iccwire-data" type:"path" help:"Folder of the index and of the ledger's store."`
	HTTP        string `name:"http" env:"ICCWIRE_HTTP" default:"127.0.0.1:8080" help:"Address of the pages and the API."`
	BaseURL     string `name:"base-url" env:"ICCWIRE_BASE_URL" help:"Public address of the pages, for links in feeds; by default that of each request."`
	Catalogue   string `name:"catalogue" env:"ICCWIRE_CATALOGUE" type:"path" help:"Folder of YAML files that add to the built-in catalogue or override it."`
	Concurrency int    `name:"writers" env:"ICCWIRE_WRITERS" default:"256" help:"Articles in hand at once; they are committed together."`
}

// withDefaults fills what was left at zero.
func (c Config) withDefaults() Config {
	c.Concurrency = cmp.Or(c.Concurrency, 256)
	c.HTTP = cmp.Or(c.HTTP, "127.0.0.1:8080")
	return c
}

// Validate names the field that is wrong.
func (c Config) Validate() error {
	switch {
	case c.Data == "":
		return errors.New("--data is empty: give a folder for the index")
	case c.Concurrency < 1 || c.Concurrency > 4096:
		return fmt.Errorf("--writers is %d: it must be between 1 and 4096", c.Concurrency)
	}
	return nil
}
