package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher"
	"github.com/iccwire/iccwire/services/enricher/story"
	"github.com/iccwire/iccwire/services/enricher/tagger"
	"github.com/iccwire/iccwire/services/fetcher/feed"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/parser"
	"github.com/iccwire/iccwire/services/parser/archive"
	"github.com/iccwire/iccwire/services/parser/extract"
)

const (
	upsertBatch = 100  // articles; a busy pipeline commits about as many together
	feedRounds  = 20   // a feed is read too fast to be measured once
	epoch       = 1    // of the articles that are indexed here
	warm        = 0.05 // share of the articles that a function sees before it is measured
)

// pure measures the stages' functions one after the other, each on what the one before it made.
func (r *report) pure(ctx context.Context, dir string, c *corpus) error {
	tags, err := enricher.NewTagger("")
	if err != nil {
		return err
	}
	p := &pureRun{report: r, corpus: c, tagger: tags, parsed: make([]contract.Parsed, len(c.pages)), articles: make([]contract.Article, len(c.pages))}
	if err := p.feeds(); err != nil {
		return err
	}
	if err := p.archive(ctx, filepath.Join(dir, "pages")); err != nil {
		return err
	}
	if err := p.each("extract.Extract", sizes(c.pages), p.extract); err != nil {
		return err
	}
	text := 0
	for _, a := range p.parsed {
		text += len(a.Text)
	}
	if err := p.each("tagger.Tag", text, p.tag); err != nil {
		return err
	}
	if err := p.each("story.Sign", text, p.sign); err != nil {
		return err
	}
	return p.index(ctx, filepath.Join(dir, "pure"), text)
}

// pureRun is what the functions hand to each other.
type pureRun struct {
	report   *report
	corpus   *corpus
	tagger   *tagger.Tagger
	parsed   []contract.Parsed
	articles []contract.Article
}

// each measures a function that takes one article at a time, on all cores.
func (p *pureRun) each(name string, bytes int, do func(i int) error) error {
	n, cores := len(p.corpus.pages), runtime.GOMAXPROCS(0)
	if err := parallel(max(1, int(warm*float64(n))), cores, do); err != nil {
		return err
	}
	start := fresh()
	if err := parallel(n, cores, do); err != nil {
		return err
	}
	p.report.Pure = append(p.report.Pure, p.report.line(name, start.spent(), n, bytes))
	return nil
}

func (p *pureRun) feeds() error {
	items, docs := 0, p.corpus.feeds
	start := fresh()
	err := parallel(feedRounds*len(docs), runtime.GOMAXPROCS(0), func(i int) error {
		d := docs[i%len(docs)]
		_, err := feed.Parse(d.body, d.contentType, d.url, start.at)
		return err
	})
	took := start.spent()
	if err != nil {
		return err
	}
	for _, d := range docs {
		f, err := feed.Parse(d.body, d.contentType, d.url, start.at)
		if err != nil {
			return err
		}
		items += len(f.Items)
	}
	p.report.Pure = append(p.report.Pure, p.report.line("feed.Parse", took, feedRounds*items, feedRounds*sizes(docs)))
	return nil
}

// archive keeps the pages as the parser does, as many at once: they share the disk's syncs.
func (p *pureRun) archive(ctx context.Context, dir string) error {
	w, err := archive.Open(archive.Options{Dir: dir, Replica: "bench", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	start := fresh()
	err = parallel(len(p.corpus.pages), fetchers, func(i int) error {
		in := p.corpus.pages[i]
		header := http.Header{"Content-Type": {in.contentType}}
		_, err := w.Write(ctx, archive.Capture{URL: in.url, Time: start.at, Status: http.StatusOK, Header: header, Body: in.body})
		return err
	})
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	p.report.Pure = append(p.report.Pure, p.report.line("archive.Write", start.spent(), len(p.corpus.pages), sizes(p.corpus.pages)))
	return nil
}

func (p *pureRun) extract(i int) error {
	in := p.corpus.pages[i]
	a, err := extract.Extract(extract.Input{URL: in.url, Body: in.body, ContentType: in.contentType, FetchedAt: time.Now()})
	if err != nil {
		return err
	}
	if !a.Kind.Readable() {
		return fmt.Errorf("%s was read as %s: the benchmark needs articles", in.url, a.Kind)
	}
	out := parser.FromPage(a)
	out.ID, out.URL, out.Source = contract.ArticleID(in.url), in.url, a.Outlet
	p.parsed[i] = out
	return nil
}

func (p *pureRun) tag(i int) error {
	in := &p.parsed[i]
	a := p.tagger.Tag(tagger.Input{ID: in.ID, Title: in.Title, Text: in.Text, Published: in.Published, Lang: in.Lang, URL: in.URL, Source: in.Source})
	a.Schema, a.ID, a.Revision, a.Version, a.URL, a.Source = contract.SchemaArticle, in.ID, in.Revision, contract.Version(time.Now().Unix(), epoch), in.URL, in.Source
	a.Title, a.Text, a.Authors, a.Published, a.CanonicalURL = in.Title, in.Text, in.Authors, in.Published, in.CanonicalURL
	a.Story = &contract.Story{ID: in.ID}
	p.articles[i] = a
	return nil
}

func (p *pureRun) sign(i int) error {
	if len(story.Sign(p.parsed[i].Text)) == 0 {
		return fmt.Errorf("%s has no text to sign", p.parsed[i].URL)
	}
	return nil
}

// index measures until the index is closed, so that nothing is left to be written.
func (p *pureRun) index(ctx context.Context, dir string, bytes int) error {
	x, err := index.Open(dir, nil)
	if err != nil {
		return err
	}
	start := fresh()
	for docs := range slices.Chunk(p.articles, upsertBatch) {
		if _, err := x.Upsert(ctx, docs); err != nil {
			return err
		}
	}
	if err := x.Close(); err != nil {
		return err
	}
	p.report.Pure = append(p.report.Pure, p.report.line("index.Upsert", start.spent(), len(p.articles), bytes))
	return nil
}
