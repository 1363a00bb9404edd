package world

import (
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"
)

//go:embed sites.yaml
var sitesYAML []byte

//go:embed articles
var articleFiles embed.FS

//go:embed layouts
var layoutFiles embed.FS

//go:embed words
var wordFiles embed.FS

// Feed is a feed of the world, in the words of feeds.yaml.
type Feed struct {
	URL      string
	Source   string // the outlet's name
	Language string // BCP 47
	Country  string // ISO 3166-1 alpha-2
	Focus    string // icc or general
	Format   string // rss, atom, json, rdf or broken
}

// site is one outlet: a host with its pages and feeds.
type site struct {
	Host    string     `yaml:"host"`
	Aliases []string   `yaml:"aliases"` // further hosts that serve the same pages
	Name    string     `yaml:"name"`
	Tagline string     `yaml:"tagline"`
	Lang    string     `yaml:"lang"`
	Country string     `yaml:"country"`
	Layout  string     `yaml:"layout"`
	Charset string     `yaml:"charset"` // of pages and feeds; empty for UTF-8
	DayOnly bool       `yaml:"day_only"`
	Robots  string     `yaml:"robots"`
	Feeds   []siteFeed `yaml:"feeds"`
}

// siteFeed is a feed as a site declares it.
type siteFeed struct {
	ID      string `yaml:"id"`
	Path    string `yaml:"path"`
	Format  string `yaml:"format"`
	Title   string `yaml:"title"`
	Focus   string `yaml:"focus"`
	ETag    bool   `yaml:"etag"`
	ModTime bool   `yaml:"modtime"`
	Content bool   `yaml:"content"` // entries carry the whole article
}

func loadSites() ([]*site, error) {
	var sites []*site
	if err := yaml.Unmarshal(sitesYAML, &sites); err != nil {
		return nil, fmt.Errorf("sites.yaml: %w", err)
	}
	return sites, nil
}

// base is the site's address without a path.
func (s *site) base() string { return "http://" + s.Host }
