package parser

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/services/parser/extract"
)

// handle scrapes one discovered article.
func (p *parser) handle(ctx context.Context, m runtime.Message) (runtime.Result, error) {
	d, err := decode(m.Data)
	if err != nil {
		return runtime.Result{}, err
	}
	res, err := p.scrape(ctx, m, d)
	var v *verdict
	if errors.As(err, &v) {
		res = runtime.Ended(contract.StatusSkipped, v.reason, v.detail)
		res.End.Title = d.Title
		return res, nil
	}
	return res, err
}

// decode reads a discovered message; one that is no JSON, or of a version that this parser does
// not know, can never be handled.
func decode(data []byte) (contract.Discovered, error) {
	var d contract.Discovered
	if err := json.Unmarshal(data, &d); err != nil {
		return d, runtime.Permanent("bad-json", fmt.Errorf("the message is not a discovered article: %w", err))
	}
	if d.Schema != contract.SchemaDiscovered {
		return d, runtime.Permanentf("unknown-version", "the message has schema %q, this parser reads %q: upgrade it and replay the dead letter", d.Schema, contract.SchemaDiscovered)
	}
	if d.ID == "" || d.URL == "" || d.Trigger == "" {
		return d, runtime.Permanentf("incomplete", "the discovered article has no id, url or trigger")
	}
	return d, nil
}

func (p *parser) scrape(ctx context.Context, m runtime.Message, d contract.Discovered) (runtime.Result, error) {
	page, a, err := p.page(ctx, m, d)
	if err != nil {
		return p.fromFeed(ctx, m, d, err)
	}
	out := fill(d, a)
	out.ID, out.URL = identity(d.URL, page.FinalURL, a.Canonical, d.Title, a.Title)
	out.T, out.Archive = m.Time.Unix(), page.ref
	return p.publish(ctx, m, d, out)
}

// page downloads and reads the article's page, and the one that it sends its reader to if it is
// only a signpost (meta refresh).
func (p *parser) page(ctx context.Context, m runtime.Message, d contract.Discovered) (*fetched, extract.Article, error) {
	page, err := p.fetch(ctx, m, d.URL)
	if err != nil {
		return nil, extract.Article{}, err
	}
	a, err := p.extract(d, page)
	if err == nil || a.Refresh == "" {
		return page, a, err
	}
	if page, err = p.fetch(ctx, m, a.Refresh); err != nil {
		return nil, a, err
	}
	a, err = p.extract(d, page)
	return page, a, err
}

// extract reads the page; anything but an article is a verdict with a name.
func (p *parser) extract(d contract.Discovered, page *fetched) (extract.Article, error) {
	began := time.Now()
	a, err := extract.Extract(extract.Input{URL: page.FinalURL, Body: page.Body, ContentType: page.ContentType, FeedTitle: d.Title, FeedLang: d.FeedLang, FetchedAt: page.FetchedAt})
	p.metrics.extract.Observe(time.Since(began).Seconds())
	if err != nil {
		return a, runtime.Permanent("extractor", err)
	}
	if a.Kind == extract.KindNotFound {
		return a, skip("gone", "the page says that the article is not there")
	}
	if !a.Kind.Readable() {
		return a, skip("not-an-article", "instead of an article the page is: %s", strings.ReplaceAll(string(a.Kind), "_", " "))
	}
	p.metrics.confidence.Observe(a.Confidence)
	return a, nil
}

// fromFeed uses the feed's own full text when the page cannot be had for good; otherwise cause
// stands.
func (p *parser) fromFeed(ctx context.Context, m runtime.Message, d contract.Discovered, cause error) (runtime.Result, error) {
	var v *verdict
	if !errors.As(cause, &v) || v.reason == "robots" || v.reason == "private-address" || v.reason == "refused-url" || len(d.Content) < minFeedContent {
		return runtime.Result{}, cause
	}
	a, err := extract.Extract(extract.Input{URL: d.URL, Body: wrap(d), ContentType: "text/html; charset=utf-8", FeedTitle: d.Title, FeedLang: d.FeedLang, FetchedAt: m.Time})
	if err != nil || !a.Kind.Readable() {
		return runtime.Result{}, cause
	}
	out := fill(d, a)
	out.ID, out.URL, out.T, out.FromFeed = d.ID, d.URL, m.Time.Unix(), true
	return p.publish(ctx, m, d, out)
}

// minFeedContent is how much text a feed must carry to stand in for the page (bytes of HTML).
const minFeedContent = 600

func wrap(d contract.Discovered) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>")
	b.WriteString(escape(d.Title))
	b.WriteString("</title></head><body><article>")
	b.WriteString(d.Content)
	b.WriteString("</article></body></html>")
	return []byte(b.String())
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// FromPage is the parsed article of a page, with all that the page alone says.
func FromPage(a extract.Article) contract.Parsed {
	out := contract.Parsed{
		Schema: contract.SchemaParsed, Digest: extract.Digest(), CanonicalURL: a.Canonical, Outlet: a.Outlet,
		Kind: string(a.Kind), Title: a.Title, Standfirst: a.Standfirst, Text: a.Text, Truncated: a.Truncated, Authors: a.Authors,
		Published: a.Published.Text, PublishedBy: a.Published.Source, Modified: a.Modified.Text, Lang: a.Lang,
		Image: a.Image, Section: a.Section, Tags: a.Tags, Paywall: a.Paywall,
	}
	for _, b := range a.Blocks {
		out.Blocks = append(out.Blocks, contract.Block{Kind: string(b.Kind), Level: b.Level, Start: b.Start, End: b.End})
	}
	out.Revision = revision(out)
	return out
}

// fill joins what the page says with what the feed said: the page wins where it says anything.
func fill(d contract.Discovered, a extract.Article) contract.Parsed {
	out := FromPage(a)
	out.Trigger, out.Cause, out.Source, out.Feed, out.Focus, out.Country = d.Trigger, d.Cause, cmp.Or(d.Source, a.Outlet), d.Feed, d.Focus, d.Country
	out.FirstSeen, out.Summary = d.FirstSeen, d.Summary
	out.Title = cmp.Or(out.Title, d.Title)
	out.Lang = cmp.Or(known(a.Lang), d.FeedLang, "und")
	if len(out.Authors) == 0 {
		out.Authors = d.Authors
	}
	if out.Published == "" && d.Published != "" {
		out.Published, out.PublishedBy = d.Published, "feed"
	}
	return out
}

// known drops the code for an unknown language.
func known(lang string) string {
	if lang == "und" {
		return ""
	}
	return lang
}

// revision is the hash of what a reader would call the article: a change of it is a new revision.
func revision(p contract.Parsed) string {
	h := sha256.New()
	for _, s := range []string{p.Title, p.Standfirst, p.Text} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:10]))
}

// publish hands the article on, unless it was scraped under another address: then this trigger
// ends as a duplicate.
func (p *parser) publish(ctx context.Context, m runtime.Message, d contract.Discovered, out contract.Parsed) (runtime.Result, error) {
	owner, err := p.claim(ctx, out.ID, d.URL)
	if err != nil {
		return runtime.Result{}, err
	}
	if owner != "" && d.Cause == contract.CauseLive {
		res := runtime.Ended(contract.StatusDuplicate, "alias", "the same article as "+owner)
		res.End.Title = out.Title
		return res, nil
	}
	p.opts.Log.Info("scraped", "url", d.URL, "title", out.Title, "lang", out.Lang, "words", len(strings.Fields(out.Text)), "from_feed", out.FromFeed)
	msg, err := runtime.JSONOut(contract.SubjectParsed(out.Lang), "iccwire.parsed", parsedID(out.ID, out.T, m.Attempt), out)
	if err != nil {
		return runtime.Result{}, err
	}
	return runtime.Result{Out: []runtime.Out{msg}}, nil
}
