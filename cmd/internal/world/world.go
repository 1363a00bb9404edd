package world

import (
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"sort"
	"strings"
	"sync"
	"time"
)

// HoldLimit is the longest that a poll waits for pages that are about to change.
const HoldLimit = 20 * time.Second

// World is the news world: an http.Handler that tells its sites apart by the Host header. All its
// methods may be called from many goroutines.
type World struct {
	opt      options
	sites    []*site
	hosts    map[string]*site
	words    map[string]*words
	layouts  *template.Template
	articles []*Article
	pages    map[string]*Article // by URL without scheme
	links    map[string]*Article // feed links that redirect, without scheme
	feeds    map[string]*feed    // by URL without scheme
	byID     map[string]*feed
	hazards  map[string]*hazard // by URL without scheme
	corner   []*hazard          // the same, in order

	mu      sync.Mutex
	fetched map[string]int  // pages answered with their article, by URL without scheme
	visits  map[string]int  // requests of a page, whatever the answer
	offered map[string]bool // link and revision of every entry offered
	strays  []string
	changed chan struct{} // closed and replaced when a page was fetched

	ln   net.Listener
	srv  *http.Server
	done chan struct{}

	closing sync.Once
}

// New builds a world. It fails only when its embedded files contradict each other, which its own
// tests exclude; it therefore panics instead of returning an error.
func New(opts ...Option) *World {
	w := &World{
		hosts: map[string]*site{}, pages: map[string]*Article{}, links: map[string]*Article{},
		feeds: map[string]*feed{}, byID: map[string]*feed{}, hazards: map[string]*hazard{},
		fetched: map[string]int{}, visits: map[string]int{}, offered: map[string]bool{},
		changed: make(chan struct{}), done: make(chan struct{}),
	}
	for _, o := range opts {
		o(&w.opt)
	}
	if err := w.build(); err != nil {
		panic("world: " + err.Error())
	}
	return w
}

func (w *World) build() (err error) {
	if w.words, err = loadWords(); err != nil {
		return err
	}
	if w.layouts, err = loadLayouts(); err != nil {
		return err
	}
	if w.sites, w.articles, err = w.content(); err != nil {
		return err
	}
	for _, s := range w.sites {
		if err := w.addSite(s); err != nil {
			return err
		}
	}
	for _, a := range w.articles {
		if err := w.addArticle(a); err != nil {
			return fmt.Errorf("%s: %w", a.id, err)
		}
	}
	if w.opt.hostile {
		return w.addHazards()
	}
	return nil
}

// content is what the world consists of: its own files, or what the generator makes.
func (w *World) content() ([]*site, []*Article, error) {
	if w.opt.scale > 0 {
		return generate(w.opt.scale, w.opt.seed)
	}
	sites, err := loadSites()
	if err != nil {
		return nil, nil, err
	}
	articles, err := loadArticles(sites)
	return sites, articles, err
}

func (w *World) addSite(s *site) error {
	if w.words[s.Lang] == nil {
		return fmt.Errorf("site %s: no words/%s.yaml", s.Host, s.Lang)
	}
	if w.layouts.Lookup(s.Layout+".html") == nil {
		return fmt.Errorf("site %s: no layouts/%s.html", s.Host, s.Layout)
	}
	for _, host := range append([]string{s.Host}, s.Aliases...) {
		w.hosts[host] = s
	}
	for _, sf := range s.Feeds {
		f := &feed{siteFeed: sf, site: s}
		w.feeds[s.Host+sf.Path], w.byID[sf.ID] = f, f
	}
	return nil
}

func (w *World) addArticle(a *Article) error {
	if a.path == "" || w.pages[key(a.URL)] != nil {
		return errors.New("path is missing or taken")
	}
	w.pages[key(a.URL)] = a
	if strings.HasPrefix(a.link, "/") {
		w.links[key(a.ItemURL)] = a
	}
	for _, id := range a.feedIDs {
		f := w.byID[id]
		if f == nil {
			return fmt.Errorf("sites.yaml has no feed %s", id)
		}
		f.articles = append(f.articles, a)
		a.Feeds = append(a.Feeds, f.url())
	}
	return nil
}

// Feeds lists the world's feeds, the broken one included, in the order of their outlets.
func (w *World) Feeds() []Feed {
	var out []Feed
	for _, s := range w.sites {
		for _, sf := range s.Feeds {
			out = append(out, Feed{URL: s.base() + sf.Path, Source: s.Name, Language: s.Lang,
				Country: s.Country, Focus: sf.Focus, Format: sf.Format})
		}
	}
	return out
}

// Hosts lists every host name that the world answers to, sorted.
func (w *World) Hosts() []string {
	var out []string
	for host := range w.hosts {
		out = append(out, host)
	}
	sort.Strings(out)
	return out
}

// Articles lists the articles that the feeds offer, newest first, with what must come of each.
// They are the world's own: do not change them.
func (w *World) Articles() []*Article { return w.articles }
