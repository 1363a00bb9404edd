package world

import (
	"bytes"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// front is the head of an article's file.
type front struct {
	Title      string   `yaml:"title"`
	Standfirst string   `yaml:"standfirst"`
	Authors    []string `yaml:"authors"`
	Published  string   `yaml:"published"`
	Updated    string   `yaml:"updated"`
	Section    string   `yaml:"section"`
	Caption    string   `yaml:"caption"`
	Host       string   `yaml:"host"` // one of the site's aliases, for the page alone
	Path       string   `yaml:"path"`
	Feeds      []string `yaml:"feeds"`
	Link       string   `yaml:"link"`
	Serve      string   `yaml:"serve"`
	Canonical  string   `yaml:"canonical"` // path of the same article's own address
	Touched    string   `yaml:"touched"`
	Want       Want     `yaml:"want"`
}

const correctedExt = ".corrected.md"

// loadArticles reads every article file: articles/<host>/<slug>.md, and beside it
// <slug>.corrected.md where the article is corrected later.
func loadArticles(sites []*site) ([]*Article, error) {
	byHost := map[string]*site{}
	for _, s := range sites {
		byHost[s.Host] = s
	}
	names, err := fs.Glob(articleFiles, "articles/*/*.md")
	if err != nil {
		return nil, err
	}
	articles := map[string]*Article{}
	for _, name := range names { // sorted, so slug.corrected.md comes before slug.md
		a, err := loadArticle(name, byHost)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		articles[name] = a
	}
	return joinCorrections(articles)
}

func loadArticle(name string, byHost map[string]*site) (*Article, error) {
	data, err := articleFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	host, slug, _ := strings.Cut(strings.TrimPrefix(name, "articles/"), "/")
	s := byHost[host]
	if s == nil {
		return nil, fmt.Errorf("sites.yaml has no site %s", host)
	}
	head, body, ok := bytes.Cut(bytes.TrimPrefix(data, []byte("---\n")), []byte("\n---\n"))
	if !ok {
		return nil, fmt.Errorf("no front matter: begin the file with --- and end its head with ---")
	}
	var f front
	dec := yaml.NewDecoder(bytes.NewReader(head))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		return nil, err
	}
	return newArticle(s, strings.TrimSuffix(slug, ".md"), f, string(body))
}

func newArticle(s *site, slug string, f front, body string) (*Article, error) {
	published, err := time.Parse(time.RFC3339, f.Published)
	if err != nil && f.Canonical == "" {
		return nil, fmt.Errorf("published: %w", err)
	}
	a := &Article{
		Site: s.Host, Source: s.Name, Lang: s.Lang, Section: f.Section, Caption: f.Caption,
		Title: f.Title, Standfirst: f.Standfirst, Authors: f.Authors,
		Published: f.Published, Updated: f.Updated, Blocks: parseBlocks(body), Want: f.Want,
		id: s.Host + "/" + slug, host: f.Host, path: f.Path, feedIDs: f.Feeds, link: f.Link, serve: f.Serve,
		canonical: f.Canonical, touched: f.Touched, published: published, site: s,
	}
	if s.DayOnly && f.Published != "" {
		a.Published = f.Published[:len(time.DateOnly)]
	}
	if len(a.feedIDs) == 0 && len(s.Feeds) > 0 {
		a.feedIDs = []string{s.Feeds[0].ID}
	}
	a.place()
	return a, nil
}

// place derives the article's addresses.
func (a *Article) place() {
	base := a.site.base()
	if a.host != "" {
		base = "http://" + a.host
	}
	a.URL, a.ItemURL = base+a.path, base+a.path+a.link
	if strings.HasPrefix(a.link, "/") {
		a.ItemURL = base + a.link
	}
	if a.canonical != "" {
		a.Want.Canonical = a.site.base() + a.canonical
	}
}

func joinCorrections(articles map[string]*Article) ([]*Article, error) {
	var out []*Article
	byURL := map[string]*Article{}
	for _, a := range articles {
		byURL[a.URL] = a
	}
	for name, a := range articles {
		if base, ok := strings.CutSuffix(name, correctedExt); ok {
			first := articles[base+".md"]
			if first == nil {
				return nil, fmt.Errorf("%s corrects nothing: add %s.md", name, base)
			}
			a.path = first.path
			a.place()
			first.Corrected = a
			continue
		}
		if err := a.takeFrom(byURL[a.Want.Canonical]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, a)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if !a.published.Equal(b.published) {
			return a.published.After(b.published)
		}
		if (a.canonical == "") != (b.canonical == "") {
			return a.canonical == "" // an article before its other address
		}
		return a.URL < b.URL
	})
	return out, nil
}

// takeFrom fills in the text of an article's other address.
func (a *Article) takeFrom(own *Article) error {
	if a.canonical == "" {
		return nil
	}
	if own == nil {
		return fmt.Errorf("canonical: no article is at %s", a.Want.Canonical)
	}
	a.Title, a.Standfirst, a.Authors, a.Section = own.Title, own.Standfirst, own.Authors, own.Section
	a.Published, a.published, a.Blocks = own.Published, own.published, own.Blocks
	return nil
}
