// Package sample makes articles of an invented world for the indexer's tests and benchmarks: a
// state called Veldavia, people who do not exist, and reports on them in several languages. It is
// not used by the service.
package sample

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/iccwire/iccwire/contract"
)

// Names are the entities of the invented world: id to label.
var Names = map[string]string{
	"org:icc":                "International Criminal Court",
	"organ:otp":              "Office of the Prosecutor",
	"organ:pre-trial-iv":     "Pre-Trial Chamber IV",
	"person:mira-testova":    "Mira Testova",
	"person:oskar-beispiel":  "Oskar Beispiel",
	"person:ilse-muster":     "Ilse Muster",
	"person:jean-quelconque": "Jean Quelconque",
	"situation:veldavia":     "Situation in Veldavia",
	"situation:ostrania":     "Situation in Ostrania",
	"state:XVD":              "Veldavia",
	"state:XOS":              "Ostrania",
	"state:XNO":              "Norland",
	"crime:war-crimes":       "war crimes",
	"treaty:rome-statute":    "Rome Statute",
}

// Label returns the label of an entity of the invented world, or "".
func Label(id string) string { return Names[id] }

// alias is a way in which a text names an entity.
type alias struct {
	id, text, why string
	role          []string
}

// draft is an article before its offsets are known.
type draft struct {
	id, lang, source, title, published, story string
	copy                                      bool
	paragraphs                                []string
	aliases                                   []alias
	events                                    []contract.Event
	quotes                                    []contract.Quote
	positions                                 []contract.Position
}

// Articles returns the hand-written articles, the newest last.
func Articles() []contract.Article {
	var list []contract.Article
	for i, d := range drafts() {
		list = append(list, d.article(i))
	}
	return list
}

func (d draft) article(n int) contract.Article {
	text := strings.Join(d.paragraphs, "\n")
	a := contract.Article{
		Schema: contract.SchemaArticle, ID: d.id, Revision: "r-" + d.id, Version: int64(1_700_000_000+n) << 16,
		Cause: contract.CauseLive, URL: "https://" + contract.Slug(strings.ToLower(d.source)) + ".example/" + d.id,
		Source: d.source, Feed: "https://" + contract.Slug(strings.ToLower(d.source)) + ".example/feed.xml",
		Title: d.title, Text: text, Authors: []string{"A. Writer"}, Published: d.published, FirstSeen: d.published,
		Lang: d.lang, IsICC: true, Events: d.events, Quotes: d.quotes, Positions: d.positions,
		Relevance: contract.Relevance{Score: 0.97, Reasons: []contract.Reason{{Why: "names the Court", Weight: 1}}},
		Story:     &contract.Story{ID: d.story, Copy: d.copy}, Catalogue: "2026-11", Tagger: "1.0.0",
		Archive: "iccwire-00001.warc.gz#12345",
	}
	d.place(&a)
	return a
}

// place finds every alias, quote and piece of evidence in the text and sets its offsets.
func (d draft) place(a *contract.Article) {
	for i, al := range d.aliases {
		e := contract.Entity{
			ID: al.id, Type: strings.SplitN(al.id, ":", 2)[0], Label: Names[al.id], Role: al.role,
			Salience: 1 / float64(i+1), Confidence: contract.Certain, Mentions: mentions(a.Text, al),
		}
		a.Entities = append(a.Entities, e)
	}
	for i := range a.Events {
		e := &a.Events[i].Evidence
		e.Start, e.End = find(a.Text, e.Text)
	}
	for i := range a.Positions {
		e := &a.Positions[i].Evidence
		e.Start, e.End = find(a.Text, e.Text)
	}
	for i := range a.Quotes {
		a.Quotes[i].Start, a.Quotes[i].End = find(a.Text, a.Quotes[i].Text)
	}
}

func mentions(text string, al alias) []contract.Mention {
	var list []contract.Mention
	for from := 0; ; {
		i := strings.Index(text[from:], al.text)
		if i < 0 {
			return list
		}
		start := utf8.RuneCountInString(text[:from+i])
		list = append(list, contract.Mention{
			Start: start, End: start + utf8.RuneCountInString(al.text), Text: al.text, Why: al.why,
		})
		from += i + len(al.text)
	}
}

// find returns the code points that piece covers in text; a piece that is not there is a mistake
// in this package.
func find(text, piece string) (start, end int) {
	i := strings.Index(text, piece)
	if i < 0 {
		panic(fmt.Sprintf("sample: %q is not in the text", piece))
	}
	start = utf8.RuneCountInString(text[:i])
	return start, start + utf8.RuneCountInString(piece)
}

// Many returns n articles made of the hand-written ones, with ids, dates and words that differ,
// for benchmarks and paging tests.
func Many(n int) []contract.Article {
	base := Articles()
	day := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	list := make([]contract.Article, n)
	for i := range list {
		a := base[i%len(base)]
		a.ID = fmt.Sprintf("m%07d", i)
		a.Revision = "r-" + a.ID
		a.URL = fmt.Sprintf("https://outlet-%d.example/%s", i%40, a.ID)
		a.Source = fmt.Sprintf("Outlet %d", i%40)
		a.Published = day.Add(time.Duration(i%4000) * time.Hour).Format(time.RFC3339)
		a.FirstSeen = a.Published
		a.Title = fmt.Sprintf("%s (%d)", a.Title, i)
		a.Text = fmt.Sprintf("%s\nfile%d note%d", strings.Repeat(a.Text+"\n", 4), i, i%977)
		a.Story = &contract.Story{ID: fmt.Sprintf("s%06d", i/3), Copy: i%3 != 0}
		list[i] = a
	}
	return list
}
