package world

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"text/template"
)

// contentType is what the feed says it is.
func (f *feed) contentType() string {
	switch f.Format {
	case "atom":
		return "application/atom+xml; charset=utf-8"
	case "json":
		return "application/feed+json"
	case "rdf":
		return "application/rdf+xml"
	}
	if f.site.Charset != "" {
		return "text/xml"
	}
	return "application/rss+xml; charset=UTF-8"
}

// document is the feed's document in its first or second version.
func (f *feed) document(second bool) ([]byte, error) {
	view := feedView{f, f.site, f.modTime(second).Format("2006-01-02T15:04:05Z"), nil}
	for _, a := range f.articles {
		view.Entries = append(view.Entries, a.entry(second))
	}
	if f.Format == "json" {
		return view.json()
	}
	var buf bytes.Buffer
	if err := feedTemplates.ExecuteTemplate(&buf, f.Format, view); err != nil {
		return nil, err
	}
	return encodeTo(f.site.Charset, buf.Bytes())
}

// feedView is what the feed templates see.
type feedView struct {
	Feed    *feed
	Site    *site
	Updated string
	Entries []entry
}

func (v feedView) Encoding() string {
	if v.Site.Charset != "" {
		return v.Site.Charset
	}
	return "utf-8"
}

type m = map[string]any

func (v feedView) json() ([]byte, error) {
	items := []m{}
	for _, e := range v.Entries {
		authors := []m{}
		for _, name := range e.Authors {
			authors = append(authors, m{"name": name})
		}
		items = append(items, m{"id": e.Link, "url": e.Link, "title": e.Title, "summary": e.Summary,
			"content_text": e.Summary, "authors": authors, "tags": []string{e.Section},
			"date_published": e.RFC3339(), "date_modified": e.UpdatedRFC3339()})
	}
	return json.MarshalIndent(m{"version": "https://jsonfeed.org/version/1.1", "title": v.Feed.Title,
		"home_page_url": v.Site.base() + "/", "feed_url": v.Feed.url(), "language": v.Site.Lang,
		"items": items}, "", "  ")
}

// Content is the article's whole body as HTML.
func (e entry) Content() string {
	var b strings.Builder
	for _, block := range e.article.Blocks {
		b.WriteString("<p>" + string(block.HTML()) + "</p>\n")
	}
	return b.String()
}

func escapeXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

var feedTemplates = template.Must(template.New("").Funcs(template.FuncMap{"x": escapeXML}).Parse(`
{{- define "rss"}}<?xml version="1.0" encoding="{{.Encoding}}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{{x .Feed.Title}}</title>
<link>http://{{.Site.Host}}/</link>
<description>{{x .Site.Tagline}}</description>
<language>{{.Site.Lang}}</language>
<ttl>15</ttl>
{{range .Entries}}<item>
<title>{{x .Title}}</title>
<link>{{x .Link}}</link>
<guid isPermaLink="false">{{x .Link}}</guid>
{{with .RFC1123}}<pubDate>{{.}}</pubDate>{{end}}
{{range .Authors}}<dc:creator>{{x .}}</dc:creator>
{{end}}{{with .Section}}<category>{{x .}}</category>
{{end}}<description>{{x .Summary}}</description>
{{if $.Feed.Content}}<content:encoded>{{x .Content}}</content:encoded>
{{end}}</item>
{{end}}</channel>
</rss>
{{end}}
{{- define "atom"}}<?xml version="1.0" encoding="{{.Encoding}}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{.Site.Lang}}">
<title>{{x .Feed.Title}}</title>
<id>{{.Feed.ID}}@{{.Site.Host}}</id>
<link rel="alternate" type="text/html" href="http://{{.Site.Host}}/"/>
<link rel="self" type="application/atom+xml" href="http://{{.Site.Host}}{{.Feed.Path}}"/>
<updated>{{.Updated}}</updated>
{{range .Entries}}<entry>
<title type="text">{{x .Title}}</title>
<id>{{x .Link}}</id>
<link rel="alternate" type="text/html" href="{{x .Link}}"/>
<published>{{.RFC3339}}</published>
<updated>{{.UpdatedRFC3339}}</updated>
{{range .Authors}}<author><name>{{x .}}</name></author>
{{end}}<summary type="text">{{x .Summary}}</summary>
</entry>
{{end}}</feed>
{{end}}
{{- define "rdf"}}<?xml version="1.0" encoding="{{.Encoding}}"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://{{.Site.Host}}{{.Feed.Path}}">
<title>{{x .Feed.Title}}</title>
<link>http://{{.Site.Host}}/</link>
<description>{{x .Site.Tagline}}</description>
<items><rdf:Seq>{{range .Entries}}<rdf:li rdf:resource="{{x .Link}}"/>{{end}}</rdf:Seq></items>
</channel>
{{range .Entries}}<item rdf:about="{{x .Link}}">
<title>{{x .Title}}</title>
<link>{{x .Link}}</link>
<description>{{x .Summary}}</description>
<dc:date>{{.RFC3339}}</dc:date>
{{range .Authors}}<dc:creator>{{x .}}</dc:creator>
{{end}}</item>
{{end}}</rdf:RDF>
{{end}}
{{- define "broken"}}<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{x .Feed.Title}}</title
<item><title>Beacon to be repaired by spring</title></link>
<<description>The keeper says the lamp is fine, it is the & that is
{{end}}`))
