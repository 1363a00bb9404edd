package world

import (
	"bytes"
	"html/template"
	"time"
)

// page is what the layouts see.
type page struct {
	Site     *site
	W        *words
	A        *Article // nil on index pages
	Own      string   // the address that rel=canonical names
	Image    string
	ISO      string // when published
	ISOMod   string // when corrected, empty if never
	Day      string // published, for readers
	DayMod   string
	Related  []teaser
	MostRead []teaser
	Pad      template.HTML // furniture of any size
	State    any           // a script's data
	Visits   int           // told to readers on restless pages
}

// teaser is a link to another story.
type teaser struct{ Title, Text, URL string }

func loadLayouts() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"at":   func(list []teaser, i int) teaser { return list[i%len(list)] },
		"inc":  func(i int) int { return i + 1 },
		"rich": func(b Block) template.HTML { return b.HTML() },
		"item": func(s string) template.HTML { return template.HTML(template.HTMLEscapeString(s)) },
	}).ParseFS(layoutFiles, "layouts/*.html")
}

// layout is the template that the article is served with.
func (a *Article) layout() string {
	switch a.serve {
	case serveIndex:
		return "index.html"
	case serveConsent:
		return "consent.html"
	}
	return a.site.Layout + ".html"
}

// articlePage is the article's page as it stands now, at the given visit.
func (w *World) articlePage(a *Article, visit int) *page {
	shown := a
	if a.Corrected != nil && w.isSecond(a) {
		shown = a.Corrected
	}
	p := w.newPage(a.site)
	p.A, p.Own, p.ISO = shown, a.URL, a.published.Format(time.RFC3339)
	if a.canonical != "" {
		p.Own = a.Want.Canonical
	}
	p.Day = p.W.day(a.published)
	p.Image = a.site.base() + "/img" + a.path + ".svg"
	if t, err := time.Parse(time.RFC3339, shown.Updated); err == nil {
		p.ISOMod, p.DayMod = shown.Updated, p.W.day(t)
	}
	if a.serve == serveRestless {
		p.Visits = 1000 + 17*visit
	}
	w.furnish(p, a)
	return p
}

// frontPage is a site's list of links.
func (w *World) frontPage(s *site) *page {
	p := w.newPage(s)
	p.Own, p.Day = s.base()+"/", ""
	w.furnish(p, nil)
	return p
}

func (w *World) newPage(s *site) *page { return &page{Site: s, W: w.words[s.Lang]} }

func (p *page) restless() bool { return p.Visits > 0 }

// modified is the date that the page's Last-Modified tells.
func (p *page) modified() time.Time {
	if p.A == nil {
		return time.Date(2025, 12, 1, 6, 0, 0, 0, time.UTC)
	}
	return p.A.entry(false).updated
}

// contentType names the charset in the header only where it is UTF-8: pages in an old charset
// declare it in their markup alone, as many do.
func (p *page) contentType() string {
	if p.Site.Charset != "" {
		return "text/html"
	}
	return "text/html; charset=utf-8"
}

// rendered is the page in its site's charset, with as much furniture as the world was asked for.
func (w *World) rendered(s *site, layout string, p *page) ([]byte, error) {
	var buf bytes.Buffer
	if err := w.layouts.ExecuteTemplate(&buf, layout, p); err != nil {
		return nil, err
	}
	if missing := w.pageSize(s) - buf.Len(); missing > 0 {
		p.pad(missing)
		buf.Reset()
		if err := w.layouts.ExecuteTemplate(&buf, layout, p); err != nil {
			return nil, err
		}
	}
	return encodeTo(s.Charset, buf.Bytes())
}

// pageSize is how large a site's pages are at least, in bytes of UTF-8. The furniture comes out a
// little smaller than asked for, and an old charset makes pages smaller still.
func (w *World) pageSize(s *site) int {
	size := max(w.opt.bulk, 13_000)
	if w.opt.bulk == 0 && w.opt.scale > 0 {
		size = 100_000
	}
	if s.Charset != "" {
		size += size / 8
	}
	return size + size/12
}

// Page returns the bytes of an article's page as a first visit would get them, and its content
// type; ok is false where the world has no such page.
func (w *World) Page(url string) (body []byte, contentType string, ok bool) {
	a := w.pages[key(url)]
	if a == nil {
		return nil, "", false
	}
	p := w.articlePage(a, 1)
	body, err := w.rendered(a.site, a.layout(), p)
	return body, p.contentType(), err == nil
}
