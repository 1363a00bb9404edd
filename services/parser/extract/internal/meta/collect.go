package meta

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of what is collected of a page.
const (
	maxTags    = 500
	maxScripts = 20
	maxScript  = 2 << 20 // bytes of one JSON-LD script
	maxTimes   = 60
	maxNodes   = 400_000
)

// raw is everything of a page that may say something about the article.
type raw struct {
	tags      map[string][]string // meta name, property or itemprop, lower case, to contents
	links     map[string]string   // link rel to its first href
	scripts   []string            // JSON-LD
	times     []stamp
	headings  []string // h1
	subs      []string // the first of h2
	bylines   []*html.Node
	authors   []string // by rel or itemprop
	title     string
	rights    []string // what stands behind the first © signs
	lang      string
	refresh   string
	base      string
	items     map[string]string // itemprop outside meta
	nodes     int
	inArticle int
}

// stamp is a time element, or something dated by its itemprop or class.
type stamp struct {
	value     string
	text      string
	published bool
	modified  bool
	inArticle bool
}

func collect(doc *html.Node) *raw {
	r := &raw{tags: map[string][]string{}, links: map[string]string{}, items: map[string]string{}}
	r.walk(doc)
	return r
}

func (r *raw) walk(n *html.Node) {
	for c := n.FirstChild; c != nil && r.nodes < maxNodes; c = c.NextSibling {
		if c.Type != html.ElementNode {
			r.copyright(c)
			continue
		}
		r.nodes++
		r.element(c)
		if c.DataAtom == atom.Article || c.DataAtom == atom.Main {
			r.inArticle++
			r.walk(c)
			r.inArticle--
			continue
		}
		r.walk(c)
	}
}

func (r *raw) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		r.lang = attr(n, "lang")
		if r.lang == "" {
			r.lang = attr(n, "xml:lang")
		}
	case atom.Meta:
		r.meta(n)
	case atom.Link:
		r.link(n)
	case atom.Base:
		r.base = attr(n, "href")
	case atom.Title:
		if r.title == "" {
			r.title = text(n, 2000)
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil && len(r.scripts) < maxScripts {
			r.scripts = append(r.scripts, n.FirstChild.Data[:min(len(n.FirstChild.Data), maxScript)])
		}
	case atom.H1:
		if len(r.headings) < 8 {
			if t := text(n, 1000); t != "" {
				r.headings = append(r.headings, t)
			}
		}
	case atom.H2:
		if len(r.subs) < 8 {
			r.subs = append(r.subs, text(n, 1000))
		}
	case atom.Time:
		r.stamp(n, attr(n, "datetime"))
	default:
		r.named(n)
	}
}

func (r *raw) meta(n *html.Node) {
	var key, content, equiv string
	for _, a := range n.Attr {
		switch a.Key {
		case "name", "property", "itemprop":
			if key == "" {
				key = strings.ToLower(strings.TrimSpace(a.Val))
			}
		case "content":
			content = strings.TrimSpace(a.Val)
		case "http-equiv":
			equiv = strings.ToLower(a.Val)
		}
	}
	switch {
	case equiv == "refresh":
		r.refresh = content
	case equiv == "content-language" && r.lang == "":
		r.lang = content
	case key != "" && content != "" && len(r.tags) < maxTags && len(r.tags[key]) < 40:
		r.tags[key] = append(r.tags[key], content)
	}
}

func (r *raw) link(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	for _, rel := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
		if _, ok := r.links[rel]; !ok && href != "" && len(r.links) < maxTags {
			r.links[rel] = href
		}
	}
}

// named reads elements that say what they are by itemprop, rel or class.
func (r *raw) named(n *html.Node) {
	var prop, rel, class string
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop":
			prop = strings.ToLower(a.Val)
		case "rel":
			rel = strings.ToLower(a.Val)
		case "class":
			class = a.Val
		}
	}
	switch {
	case prop == "datepublished" || prop == "datemodified" || prop == "datecreated":
		value := attr(n, "content")
		if value == "" {
			value = attr(n, "datetime")
		}
		r.stamp(n, value)
	case prop == "author" || prop == "name" && parentProp(n, "author"):
		r.author(n)
	case rel == "author":
		r.author(n)
	case rel == "next" && n.DataAtom == atom.A:
		if _, ok := r.links["next-a"]; !ok {
			r.links["next-a"] = attr(n, "href")
		}
	case class != "" && len(r.bylines) < 20 && bylineClass(class):
		r.bylines = append(r.bylines, n)
	}
}

func (r *raw) author(n *html.Node) {
	if t := text(n, 200); t != "" && len(r.authors) < 20 {
		r.authors = append(r.authors, t)
	}
}

func (r *raw) stamp(n *html.Node, value string) {
	if len(r.times) >= maxTimes {
		return
	}
	s := stamp{value: value, text: text(n, 200), inArticle: r.inArticle > 0}
	name := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class") + " " + attr(n, "pubdate"))
	s.modified = hasAny(name, "modified", "updated", "update")
	s.published = !s.modified && (hasAny(name, "publish", "pubdate", "created", "entry-date", "posted") || attr(n, "pubdate") != "")
	if s.value != "" || s.text != "" {
		r.times = append(r.times, s)
	}
}

// bylineClass says whether a class names the author's line.
func bylineClass(class string) bool {
	if len(class) > 300 {
		return false
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(class), func(c rune) bool { return (c < 'a' || c > 'z') && c < 0x80 }) {
		switch word {
		case "byline", "bylines", "author", "authors", "autor", "autores", "auteur", "authorname", "firma", "autore", "skribent", "journalist", "writer", "kirjoittaja", "contributor":
			return true
		}
	}
	return false
}

func parentProp(n *html.Node, prop string) bool {
	for p, up := n.Parent, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		if strings.EqualFold(attr(p, "itemprop"), prop) {
			return true
		}
	}
	return false
}

func hasAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// text is the text below an element, white space collapsed, at most limit bytes.
func text(n *html.Node, limit int) string {
	var b strings.Builder
	gather(n, &b, limit)
	return strings.Join(strings.Fields(b.String()), " ")
}

func gather(n *html.Node, b *strings.Builder, limit int) {
	for c := n.FirstChild; c != nil && b.Len() < limit; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data[:min(len(c.Data), limit)])
		case c.DataAtom == atom.Script || c.DataAtom == atom.Style || c.DataAtom == atom.Svg || c.DataAtom == atom.Button:
		case c.Type == html.ElementNode:
			b.WriteByte(' ')
			gather(c, b, limit)
			b.WriteByte(' ')
		}
	}
}
