package extract

import (
	"fmt"

	"github.com/iccwire/iccwire/services/parser/extract/internal/decode"
	"github.com/iccwire/iccwire/services/parser/extract/internal/judge"
	"github.com/iccwire/iccwire/services/parser/extract/internal/meta"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// Extract reads a page. Whatever the bytes are, the answer has a Kind; the error is only for a
// broken build, whose weights cannot be read. Time is linear in the size of the page.
func Extract(in Input) (Article, error) {
	model, err := judge.Load()
	if err != nil {
		return Article{}, fmt.Errorf("extract: the built-in weights are broken, build again from a clean source: %w", err)
	}
	if kind := sniff(in.Body, in.ContentType); kind != "" {
		return Article{Kind: kind, Title: in.FeedTitle, Lang: "und", Confidence: 1, Reasons: []string{"the bytes begin like no page"}}, nil
	}
	body, cut := bounded(in.Body)
	text, charset := decode.ToUTF8(body, in.ContentType)
	if mediaType(in.ContentType) == "application/xhtml+xml" {
		text = page.CloseEmpty(text)
	}
	doc, flattened := page.Parse(text)
	info := meta.Read(doc, meta.Context{URL: in.URL, Fetched: in.FetchedAt})
	p := page.Walk(doc)
	retitle(in, &info, p)
	probs := model.Blocks(p, judge.Hints(info))
	x := &extraction{in: in, info: info, page: p, probs: probs, chosen: judge.Select(p, probs)}
	a := x.article()
	a.Charset = charset
	a.Truncated = a.Truncated || cut || p.Cut
	if flattened {
		a.doubt(0.3, "the page is nested too deeply and was flattened")
	}
	return a, nil
}

func bounded(body []byte) ([]byte, bool) {
	if len(body) > MaxPage {
		return body[:MaxPage], true
	}
	return body, false
}

// doubt lowers the confidence by a share and says why.
func (a *Article) doubt(share float64, reason string) {
	a.Confidence *= 1 - share
	a.Reasons = append(a.Reasons, reason)
}

// extraction is the state of reading one page.
type extraction struct {
	in     Input
	info   meta.Info
	page   *page.Page
	probs  []float32
	chosen []int // blocks of the article, in the order of the page
}

func (x *extraction) article() Article {
	i := &x.info
	a := Article{Title: cutAt(first(i.Title, x.in.FeedTitle), MaxTitle), Authors: i.Authors, Published: date(i.Published),
		Modified: date(i.Modified), Outlet: i.Outlet, Canonical: i.Canonical, AMP: i.AMP, Next: i.Next, Refresh: i.Refresh,
		Image: i.Image, Section: i.Section, Tags: i.Tags, Paywall: i.Paywall}
	if len(a.Authors) == 0 {
		a.Authors = x.signed()
	}
	x.assemble(&a)
	a.Standfirst = cutAt(x.standfirst(), MaxSummary)
	a.Lang = language(a.Title, a.Text, first(i.Lang, x.in.FeedLang))
	if a.Published.IsZero() {
		a.Published = date(x.dayNearby())
	}
	x.classify(&a)
	return a
}

// Where a date is looked for when only the text has it, in blocks and words.
const (
	dateBefore = 8 // blocks before the first chosen one
	dateAfter  = 3
	dateWords  = 24
)

// dayNearby finds a date in the short lines around the beginning of the article.
func (x *extraction) dayNearby() meta.Date {
	if len(x.chosen) == 0 {
		return meta.Date{}
	}
	start, end := max(0, x.chosen[0]-dateBefore), min(len(x.page.Blocks), x.chosen[0]+dateAfter)
	last := x.chosen[len(x.chosen)-1]
	for _, span := range [][2]int{{start, end}, {last, min(len(x.page.Blocks), last+1+dateAfter)}} {
		for _, b := range x.page.Blocks[span[0]:span[1]] {
			if b.Words > dateWords {
				continue
			}
			if d := meta.DayIn(b.Text, x.info.Lang, meta.Context{URL: x.in.URL, Fetched: x.in.FetchedAt}); d.Text != "" {
				return d
			}
		}
	}
	return meta.Date{}
}

func date(d meta.Date) Date {
	return Date{Text: d.Text, Precision: string(d.Precision), Source: d.Source}
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
