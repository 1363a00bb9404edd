package fetcher

import (
	"cmp"
	"fmt"
	"time"

	"github.com/iccwire/iccwire/internal/safehttp"
)

// Config is what an operator sets.
type Config struct {
	Feeds        string        `name:"feeds" env:"ICCWIRE_FEEDS" default:"deploy/feeds.yaml" type:"path" help:"The list of feeds: YAML, or OPML from another reader."`
	HostDelay    time.Duration `name:"host-delay" env:"ICCWIRE_HOST_DELAY" default:"1s" help:"Least time between two requests to one host."`
	AllowPrivate bool          `name:"allow-private" env:"ICCWIRE_ALLOW_PRIVATE" help:"Let private addresses be fetched: for tests and the demo."`
	UserAgent    string        `name:"user-agent" env:"ICCWIRE_USER_AGENT" help:"How requests introduce themselves; name a page or address of yours in it."`
	Concurrency  int           `name:"polls" env:"ICCWIRE_POLLS" default:"16" help:"Feeds polled at once."`
}

// withDefaults fills what was left at zero.
func (c Config) withDefaults() Config {
	c.Concurrency = cmp.Or(c.Concurrency, 16)
	c.UserAgent = cmp.Or(c.UserAgent, safehttp.DefaultUserAgent)
	return c
}

// Validate names the field that is wrong.
func (c Config) Validate() error {
	switch {
	case c.HostDelay < 0:
		return fmt.Errorf("--host-delay is %s: it cannot be negative", c.HostDelay)
	case c.Concurrency < 1 || c.Concurrency > 1000:
		return fmt.Errorf("--polls is %d: it must be between 1 and 1000", c.Concurrency)
	}
	return nil
}
