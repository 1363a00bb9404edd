package meta

import (
	"net/url"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
)

// Read gathers what a parsed page says about its article.
func Read(doc *html.Node, ctx Context) Info {
	r := collect(doc)
	g := readGraph(r.scripts)
	f := &finder{raw: r, graph: g, node: g.article(), ctx: ctx}
	if f.node == nil {
		f.node = object{}
	}
	return f.info()
}

// finder holds the sources while the fields are chosen.
type finder struct {
	raw   *raw
	graph *graph
	node  object // the article's node of JSON-LD
	ctx   Context
}

func (f *finder) info() Info {
	var i Info
	i.Outlet = f.outlet()
	if i.Outlet == "" {
		i.Outlet = f.signature()
	}
	i.Titles = f.titles()
	i.Title = f.title(i.Titles, i.Outlet)
	i.Description = f.tag("og:description", "description", "twitter:description", "dc.description", "sailthru.description")
	if i.Description == "" {
		i.Description = first(f.node["description"])
	}
	i.Authors = f.authors(i.Outlet)
	i.Published, i.Modified = f.dates()
	i.Lang = f.lang()
	i.Canonical = f.absolute(f.raw.links["canonical"], f.tag("og:url"))
	i.AMP = f.absolute(f.raw.links["amphtml"])
	i.Next = f.absolute(f.raw.links["next"], f.raw.links["next-a"])
	i.Refresh = f.absolute(refreshURL(f.raw.refresh))
	i.Image = f.absolute(f.tag("og:image", "og:image:url", "twitter:image", "twitter:image:src"), f.image())
	i.Section = firstOf(first(f.node["articleSection"]), f.tag("article:section", "parsely-section", "section", "cxenseparse:section"))
	i.Tags = f.topics()
	i.Paywall = f.paywall()
	i.Types = f.kinds()
	i.Body = first(f.node["articleBody"])
	i.Robots = strings.ToLower(f.tag("robots"))
	return i
}

// tag returns the first content of the first of the named tags that the page has.
func (f *finder) tag(names ...string) string {
	for _, n := range names {
		for _, v := range f.raw.tags[n] {
			if v = clean(v); v != "" {
				return v
			}
		}
	}
	return ""
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func (f *finder) outlet() string {
	if p, ok := f.node["publisher"].(object); ok {
		if id, ok := p["@id"].(string); ok && p["name"] == nil && f.graph.byID[id] != nil {
			p = f.graph.byID[id]
		}
		if name := first(p["name"]); name != "" {
			return name
		}
	}
	return firstOf(f.tag("og:site_name", "application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title", "twitter:app:name:iphone"))
}

func (f *finder) lang() string {
	return firstOf(first(f.node["inLanguage"]), f.raw.lang, f.tag("language", "dc.language", "og:locale", "content-language"))
}

// absolute resolves the first address that is one, without its fragment.
func (f *finder) absolute(candidates ...string) string {
	for _, c := range candidates {
		if c == "" || len(c) > 2048 {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(c))
		if err != nil {
			continue
		}
		if base, err := url.Parse(f.ctx.URL); err == nil {
			u = base.ResolveReference(u)
		}
		if u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			u.Fragment = ""
			return u.String()
		}
	}
	return ""
}

// refreshURL reads "0; url=/there"; only a refresh within ten seconds counts.
func refreshURL(s string) string {
	delay, rest, ok := strings.Cut(s, ";")
	if delay = strings.TrimSpace(delay); !ok || len(delay) != 1 || delay[0] < '0' || delay[0] > '9' {
		return ""
	}
	_, target, ok := strings.Cut(rest, "=")
	if !ok {
		return ""
	}
	return strings.Trim(strings.TrimSpace(target), "'\"")
}

func (f *finder) image() string {
	switch v := f.node["image"].(type) {
	case string:
		return v
	case object:
		return first(v["url"])
	case []any:
		if len(v) > 0 {
			if o, ok := v[0].(object); ok {
				return first(o["url"])
			}
			return first(v[0])
		}
	}
	return ""
}

// topics come from JSON-LD keywords and the tags for them, at most 40.
func (f *finder) topics() []string {
	var tags []string
	seen := map[string]bool{}
	add := func(s string) {
		s = clean(s)
		key := strings.ToLower(s)
		if s != "" && len(s) < 100 && !seen[key] && len(tags) < 40 {
			seen[key] = true
			tags = append(tags, s)
		}
	}
	for _, s := range append(append(texts(f.node["keywords"]), f.raw.tags["article:tag"]...), f.tag("news_keywords", "keywords", "parsely-tags")) {
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '،' || r == '、' }) {
			add(part)
		}
	}
	return tags
}

func (f *finder) paywall() bool {
	if v, ok := f.node["isAccessibleForFree"]; ok {
		switch v := v.(type) {
		case bool:
			return !v
		case string:
			return strings.EqualFold(strings.TrimSpace(v), "false") || strings.HasSuffix(strings.ToLower(v), "/false")
		}
	}
	switch strings.ToLower(f.tag("article:content_tier", "og:article:content_tier")) {
	case "locked", "metered", "paid", "premium":
		return true
	}
	return false
}

func (f *finder) kinds() []string {
	kinds := types(f.node)
	if t := f.tag("og:type"); t != "" {
		kinds = append(kinds, "og:"+strings.ToLower(t))
	}
	return kinds
}

func (f *finder) authors(outlet string) []string {
	for _, source := range [][]string{f.statedAuthors(), f.taggedAuthors(), f.raw.authors, f.bylines()} {
		if names := people(source, outlet); len(names) > 0 {
			return f.notSite(names)
		}
	}
	return nil
}

// notSite drops names that hold the name of the site, as its address has it: "MDR Thüringen".
func (f *finder) notSite(names []string) []string {
	u, err := url.Parse(f.ctx.URL)
	if err != nil {
		return names
	}
	host := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
	kept := names[:0]
	for _, n := range names {
		own := false
		for _, w := range strings.Fields(strings.ToLower(n)) {
			own = own || len(w) > 2 && w == host[0] && strings.Contains(n, " ")
		}
		if !own {
			kept = append(kept, n)
		}
	}
	return kept
}

func (f *finder) statedAuthors() []string {
	var lines []string
	list, ok := f.node["author"].([]any)
	if !ok {
		list = []any{f.node["author"]}
	}
	for _, v := range list {
		if o, ok := v.(object); ok {
			if id, ok := o["@id"].(string); ok && o["name"] == nil && f.graph.byID[id] != nil {
				o = f.graph.byID[id]
			}
			lines = append(lines, personName(o)...)
			continue
		}
		lines = append(lines, texts(v)...)
	}
	return lines
}

// personName reads a node's name, whole or in parts. Of organisations only agencies count.
func personName(o object) []string {
	names := texts(o["name"])
	if given, family := first(o["givenName"]), first(o["familyName"]); names == nil && family != "" {
		names = []string{strings.TrimSpace(given + " " + family)}
	}
	if organisation(o) && (len(names) == 0 || !agency(names[0], "")) {
		return nil
	}
	return names
}

func organisation(o object) bool {
	for _, t := range types(o) {
		if strings.Contains(t, "organization") || t == "corporation" {
			return true
		}
	}
	return false
}

func (f *finder) taggedAuthors() []string {
	for _, name := range []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "cxenseparse:author", "byl", "authors", "article:author_name", "twitter:misc:written by", "twitter:data1"} {
		var lines []string
		if name == "twitter:data1" && !hasAny(strings.ToLower(f.tag("twitter:label1")), "written", "author", "von", "par", "por", "verfasst", "écrit", "escrito") {
			continue
		}
		for _, v := range f.raw.tags[name] {
			if !hasAny(v, "://", "www.", "@") {
				lines = append(lines, v)
			}
		}
		if len(people(lines, "")) > 0 {
			return lines
		}
	}
	return nil
}

func (f *finder) bylines() []string {
	for _, n := range f.raw.bylines {
		if t := text(n, 160); t != "" && len(t) < 150 && len(people([]string{t}, "")) > 0 {
			return []string{t}
		}
	}
	return nil
}

// dates chooses the published and modified times, best source first.
func (f *finder) dates() (published, modified Date) {
	us := strings.HasPrefix(strings.ToLower(f.raw.lang), "en") && !strings.HasSuffix(strings.ToLower(f.raw.lang), "gb")
	for _, s := range f.dateSources() {
		d, ok := parseDate(s.value, us)
		if !ok || !f.believable(d) {
			continue
		}
		d.Source = s.source
		switch {
		case s.modified && modified.Text == "":
			modified = d
		case !s.modified && (published.Text == "" || published.Precision == PrecisionDay && d.Precision == PrecisionSecond && d.Text[:10] == published.Text):
			published = d
		}
	}
	if published.Text == "" {
		published = modified
	}
	return published, modified
}

type dateSource struct {
	value, source string
	modified      bool
}

func (f *finder) dateSources() []dateSource {
	var out []dateSource
	add := func(source string, modified bool, values ...string) {
		for _, v := range values {
			if v != "" {
				out = append(out, dateSource{v, source, modified})
			}
		}
	}
	add("json-ld", false, first(f.node["datePublished"]), first(f.node["dateCreated"]), first(f.node["uploadDate"]))
	add("json-ld", true, first(f.node["dateModified"]))
	for _, name := range publishedTags {
		add("meta", false, f.raw.tags[name]...)
	}
	for _, name := range modifiedTags {
		add("meta", true, f.raw.tags[name]...)
	}
	for _, o := range f.graph.objects {
		add("json-ld", false, first(o["datePublished"]))
	}
	f.stamps(add)
	add("url", false, urlDay(f.ctx.URL))
	return out
}

func (f *finder) stamps(add func(source string, modified bool, values ...string)) {
	for pass := range 3 {
		for _, s := range f.raw.times {
			if s.modified && pass == 0 {
				add("time", true, s.value, s.text)
			}
			if s.modified || pass == 0 && !s.published || pass == 1 && !s.inArticle {
				continue
			}
			add("time", false, s.value, s.text)
		}
	}
}

var publishedTags = []string{"article:published_time", "article:published:time", "og:article:published_time", "datepublished", "article:published", "og:published_time", "parsely-pub-date", "sailthru.date",
	"cxenseparse:recs:publishtime", "publishdate", "publish-date", "publication_date", "pubdate", "date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dcterms.available", "dc.date.created",
	"citation_publication_date", "originalpublicationdate", "datecreated", "article_date_original", "published_at", "published", "timestamp", "rnews:datepublished", "bt:pubdate", "shareaholic:article_published_time", "last-modified-date", "createdate"}

var modifiedTags = []string{"article:modified_time", "article:modified:time", "og:updated_time", "datemodified", "article:modified", "article:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised", "modificationdate"}

// believable rejects days before the web's archives and after the page was fetched.
func (f *finder) believable(d Date) bool {
	if d.Text[:10] == "1970-01-01" {
		return false
	}
	if f.ctx.Fetched.IsZero() {
		return true
	}
	t, err := time.Parse(time.DateOnly, d.Text[:10])
	return err == nil && t.Before(f.ctx.Fetched.Add(36*time.Hour))
}

// urlDay finds /2024/01/31/ or 2024-01-31 in an address.
func urlDay(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	path := u.Path
	for i := 0; i+10 <= len(path); i++ {
		if (i == 0 || path[i-1] < '0' || path[i-1] > '9') && (path[i] == '1' || path[i] == '2') {
			var n [3]int
			if rest, ok := numbers(path[i:], n[:], "/-_"); ok && (rest == "" || !unicode.IsDigit(rune(rest[0]))) {
				if day, ok := dayOf(n[0], n[1], n[2]); ok && n[0] >= 1990 {
					return day
				}
			}
		}
	}
	return ""
}

// DayIn finds a day as people write it in a short text; the zero Date if there is none that can be believed.
func DayIn(text, lang string, ctx Context) Date {
	f := finder{ctx: ctx}
	d, ok := wordDate(text[:min(len(text), maxDate)], strings.HasPrefix(lang, "en"))
	if !ok || !f.believable(d) {
		return Date{}
	}
	d.Source = "text"
	return d
}
