package enricher

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/site"
	"github.com/iccwire/iccwire/services/enricher/story"
	"github.com/iccwire/iccwire/services/enricher/tagger"
)

// handle turns a parsed article into an enriched one, or ends its way: unchanged or irrelevant.
func (e *enricher) handle(ctx context.Context, m runtime.Message) (runtime.Result, error) {
	p, err := decode(m.Data)
	if err != nil {
		return runtime.Result{}, err
	}
	t := e.tagger.Load()
	epoch, err := e.epochs.number(ctx, e.digest(p.Digest, t))
	if err != nil {
		return runtime.Result{}, err
	}
	version := contract.Version(p.T, epoch)
	last, revision, err := e.records.load(ctx, p.ID)
	if err != nil {
		return runtime.Result{}, err
	}
	if reason := unchanged(last, p, version); reason != "" {
		return runtime.Ended(contract.StatusUnchanged, reason, "the article says what it said before"), nil
	}
	a := e.enrich(t, p, version)
	if !a.IsICC && last.Version == 0 {
		res := runtime.Ended(contract.StatusIrrelevant, "not-icc", why(a))
		res.End.Title = p.Title
		return res, nil
	}
	return e.publish(ctx, m, p, a, last, revision)
}

// decode reads a parsed message; one that is no JSON, or of a version that this enricher does not
// know, can never be handled.
func decode(data []byte) (contract.Parsed, error) {
	var p contract.Parsed
	if err := json.Unmarshal(data, &p); err != nil {
		return p, runtime.Permanent("bad-json", fmt.Errorf("the message is not a parsed article: %w", err))
	}
	if p.Schema != contract.SchemaParsed {
		return p, runtime.Permanentf("unknown-version", "the message has schema %q, this enricher reads %q: upgrade it and replay the dead letter", p.Schema, contract.SchemaParsed)
	}
	if p.ID == "" || p.Revision == "" {
		return p, runtime.Permanentf("incomplete", "the parsed article has no id or no revision")
	}
	return p, nil
}

// unchanged says why there is nothing new about an article, "" when there is. A record with this
// very version was written by an earlier delivery of this message: what follows from it is
// published again, under the same ids.
func unchanged(last record, p contract.Parsed, version int64) string {
	_, lastEpoch := contract.VersionParts(last.Version)
	_, epoch := contract.VersionParts(version)
	switch {
	case last.Version == 0 || last.Version == version:
		return ""
	case last.Version > version:
		return "older-version"
	case last.Revision == p.Revision && lastEpoch == epoch:
		return "same-content"
	}
	return ""
}

// enrich tags an article and takes over what the page and the feed said of it.
func (e *enricher) enrich(t *tagger.Tagger, p contract.Parsed, version int64) contract.Article {
	began := time.Now()
	a := t.Tag(tagger.Input{
		ID: p.ID, Title: p.Title, Text: p.Text, Published: p.Published, Lang: p.Lang, URL: p.URL, Source: p.Source,
	})
	e.metrics.tag.Observe(time.Since(began).Seconds())
	relevance := "none"
	if a.IsICC {
		relevance = "icc"
	}
	e.metrics.articles.WithLabelValues(relevance).Inc()
	a.Schema, a.ID, a.Revision, a.Version, a.Cause = contract.SchemaArticle, p.ID, p.Revision, version, p.Cause
	a.URL, a.CanonicalURL, a.Source, a.Feed = p.URL, p.CanonicalURL, p.Source, p.Feed
	a.Title, a.Text, a.Truncated, a.Authors = p.Title, p.Text, p.Truncated, p.Authors
	a.Published, a.Modified, a.FirstSeen = p.Published, p.Modified, p.FirstSeen
	a.Summary, a.Image, a.Archive = p.Summary, p.Image, p.Archive
	e.fixes.Apply(&a)
	return a
}

// why puts the relevance decision into a sentence.
func why(a contract.Article) string {
	for _, r := range a.Relevance.Reasons {
		if r.Is != "" {
			return fmt.Sprintf("%q is %s, not the Court", r.Text, r.Is)
		}
	}
	return "nothing in it names the International Criminal Court"
}

// publish makes the enriched article and its tags, and remembers what was said once the broker
// has it.
func (e *enricher) publish(ctx context.Context, m runtime.Message, p contract.Parsed, a contract.Article, last record, revision uint64) (runtime.Result, error) {
	sig := story.Sign(p.Text)
	place, err := e.place(ctx, p, sig, last)
	if err != nil {
		return runtime.Result{}, err
	}
	a.Story = &contract.Story{ID: place.Story, Copy: place.Copy, Origin: place.Origin}
	e.fixes.ApplyStory(&a)
	if place.Copy {
		e.metrics.copies.Inc()
	}
	tags := tagsOf(a)
	out, err := e.messages(a, tags, last.Tags, m.Attempt)
	if err != nil {
		return runtime.Result{}, err
	}
	rec := record{Version: a.Version, Revision: a.Revision, Story: place.Story, Signature: sig, Published: p.Published}
	for _, t := range tags {
		rec.Tags = append(rec.Tags, t.Tag)
	}
	e.opts.Log.Info("tagged", "url", a.URL, "title", a.Title, "lang", a.Lang, "entities", len(a.Entities), "events", len(a.Events), "quotes", len(a.Quotes), "positions", len(a.Positions), "copy", place.Copy)
	return runtime.Result{Out: out, Confirmed: func(ctx context.Context) error {
		e.metrics.tags.Add(float64(len(out) - 1))
		err := e.records.save(ctx, p.ID, rec, revision)
		if errors.Is(err, jetstream.ErrKeyExists) {
			return e.settle(ctx, p.ID, rec)
		}
		return err
	}}, nil
}

// settle writes the record after another enricher changed it meanwhile: the higher version stays.
func (e *enricher) settle(ctx context.Context, id string, rec record) error {
	last, revision, err := e.records.load(ctx, id)
	if err != nil || last.Version >= rec.Version {
		return err
	}
	return e.records.save(ctx, id, rec, revision)
}

// messages puts the article first: a consumer of the stream that sees a tag has had the article.
func (e *enricher) messages(a contract.Article, tags []contract.Tag, before []string, attempt int) ([]runtime.Out, error) {
	base := []string{contract.StageEnricher, a.ID, strconv.FormatInt(a.Version, 10), strconv.Itoa(attempt)}
	first, err := runtime.JSONOut(contract.SubjectEnriched(a.Lang, outlet(a)), "iccwire.article", contract.MessageID(base...), a)
	if err != nil {
		return nil, err
	}
	first.Atomic = true
	out := []runtime.Out{first}
	for _, t := range append(slices.Clip(tags), removed(a, tags, before)...) {
		o, err := runtime.JSONOut(contract.SubjectTag(t.Tag), "iccwire.tag", contract.MessageID(append(slices.Clip(base), t.Tag)...), t)
		if err != nil {
			return nil, err
		}
		o.Atomic = true
		out = append(out, o)
	}
	return out, nil
}

// outlet names the article's outlet for a subject: its host where the name has no Latin letter.
func outlet(a contract.Article) string {
	if contract.HasSlug(a.Source) {
		return a.Source
	}
	return site.Host(a.URL)
}

// tagsOf returns one tag for each entity and each type of event, sorted.
func tagsOf(a contract.Article) []contract.Tag {
	var tags []contract.Tag
	for _, en := range a.Entities {
		t := newTag(a, contract.OpAdd, en.ID)
		t.Label, t.Role, t.Confidence = en.Label, en.Role, en.Confidence
		tags = append(tags, t)
	}
	byType := map[string][]contract.Event{}
	for _, ev := range a.Events {
		byType[ev.Type] = append(byType[ev.Type], ev)
	}
	for typ, events := range byType {
		t := newTag(a, contract.OpAdd, "event:"+typ)
		t.Events, t.Confidence = events, events[0].Confidence
		tags = append(tags, t)
	}
	slices.SortFunc(tags, func(x, y contract.Tag) int { return strings.Compare(x.Tag, y.Tag) })
	return slices.CompactFunc(tags, func(x, y contract.Tag) bool { return x.Tag == y.Tag })
}

// removed returns a tag message for each tag that the last version had and this one has not.
func removed(a contract.Article, tags []contract.Tag, before []string) []contract.Tag {
	var out []contract.Tag
	for _, id := range before {
		if !slices.ContainsFunc(tags, func(t contract.Tag) bool { return t.Tag == id }) {
			out = append(out, newTag(a, contract.OpRemove, id))
		}
	}
	return out
}

func newTag(a contract.Article, op, tag string) contract.Tag {
	return contract.Tag{
		Schema: contract.SchemaTag, Op: op, Tag: tag, Article: a.ID, Version: a.Version, Cause: a.Cause,
		URL: a.URL, Title: a.Title, Source: a.Source, Lang: a.Lang, Published: a.Published, Story: a.Story.ID,
	}
}
