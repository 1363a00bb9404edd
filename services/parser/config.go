package parser

import (
	"cmp"
	"fmt"
	"os"
	"time"

	"github.com/iccwire/iccwire/internal/safehttp"
)

// Config is what an operator sets.
type Config struct {
	Data         string        `name:"data" env:"ICCWIRE_DATA" default:"./iccwire-data" type:"path" help:"Folder of the archive of pages."`
	Replica      string        `name:"replica" env:"ICCWIRE_REPLICA" help:"Name of this parser in its archive's file names, unlike that of any other on the same folder; by default the host's."`
	HostDelay    time.Duration `name:"host-delay" env:"ICCWIRE_HOST_DELAY" default:"1s" help:"Least time between two requests to one host."`
	AllowPrivate bool          `name:"allow-private" env:"ICCWIRE_ALLOW_PRIVATE" help:"Let private addresses be fetched: for tests and the demo."`
	UserAgent    string        `name:"user-agent" env:"ICCWIRE_USER_AGENT" help:"How requests introduce themselves; its first word is the name that robots.txt rules are read for."`
	Concurrency  int           `name:"scrapers" env:"ICCWIRE_SCRAPERS" default:"64" help:"Pages in hand at once."`
}

// withDefaults fills what was left at zero.
func (c Config) withDefaults() Config {
	c.Concurrency = cmp.Or(c.Concurrency, 64)
	c.Data = cmp.Or(c.Data, "./iccwire-data")
	if host, err := os.Hostname(); err == nil {
		c.Replica = cmp.Or(c.Replica, host)
	}
	c.Replica = cmp.Or(c.Replica, "parser")
	c.UserAgent = cmp.Or(c.UserAgent, safehttp.DefaultUserAgent)
	return c
}

// Validate names the field that is wrong.
func (c Config) Validate() error {
	switch {
	case c.HostDelay < 0:
		return fmt.Errorf("--host-delay is %s: it cannot be negative", c.HostDelay)
	case c.Concurrency < 1 || c.Concurrency > 4096:
		return fmt.Errorf("--scrapers is %d: it must be between 1 and 4096", c.Concurrency)
	}
	return nil
}
