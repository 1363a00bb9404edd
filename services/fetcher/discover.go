package fetcher

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/site"
	"github.com/iccwire/iccwire/services/fetcher/feed"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

// maxMessage keeps a discovered message below its stream's bound (bytes); the feed's content is
// left out of one that would be larger.
const maxMessage = 250 << 10

// found counts what became of a document's items.
type found struct {
	fresh, updated, known, elsewhere, refused int
	unclear                                   int // another feed is about to bring them
}

// discover publishes the items of a document that are new or changed, and returns what the record
// should remember. Nothing is remembered before the broker has it.
func (f *fetcher) discover(ctx context.Context, fd feedlist.Feed, doc feed.Feed, rec Record) (items []Seen, n found, err error) {
	before := make(map[string]string, len(rec.Items))
	for _, s := range rec.Items {
		before[s.Item] = s.Content
	}
	var out []article
	for _, it := range doc.Items {
		seen := Seen{it.Hash.String(), it.ContentHash.String()}
		content, known := before[seen.Item]
		if known && content == seen.Content {
			n.known++
			items = append(items, seen)
			continue
		}
		a := newArticle(fd, doc, it, contract.CauseLive)
		if known {
			a.Cause = contract.CauseRevision
		}
		whose, err := f.claim(ctx, a)
		if err != nil {
			return nil, n, err
		}
		if whose == unclear {
			n.unclear++
			continue // not remembered: the next poll asks again
		}
		items = append(items, seen)
		switch {
		case known:
			n.updated++
		case whose == theirs:
			n.elsewhere++
			continue
		default:
			n.fresh++
		}
		out = append(out, a)
	}
	for _, d := range doc.Dropped {
		n.refused += d.Count
	}
	return items, n, f.publish(ctx, out)
}

// article is a message about to be published.
type article struct {
	contract.Discovered
	v string // hash of feed and item: tells two entries of one article apart
}

func newArticle(fd feedlist.Feed, doc feed.Feed, it feed.Item, cause contract.Cause) article {
	id := contract.ArticleID(it.URL)
	sum := sha256.Sum256([]byte(fd.URL + "\x00" + it.Hash.String() + it.ContentHash.String()))
	v := hex.EncodeToString(sum[:8])
	lang := fd.Language
	if lang == "" {
		lang = doc.Lang
	}
	return article{v: v, Discovered: contract.Discovered{
		Schema: contract.SchemaDiscovered, Trigger: id + "-" + v, ID: id, Cause: cause,
		URL: it.URL, ItemURL: it.ItemURL, Source: source(fd, it.URL), Feed: fd.URL, FeedLang: lang, Country: fd.Country, Focus: fd.Focus,
		GUID: it.GUID, Title: it.Title, Summary: it.Summary, Content: it.Content, Authors: it.Authors,
		Published: stamp(it.Published), Updated: stamp(it.Updated), FirstSeen: stamp(time.Now()),
	}}
}

// source is the outlet of an article: the feed's, unless the feed gathers from other sites.
func source(fd feedlist.Feed, address string) string {
	aggregator := site.OfHost(fd.Source) == site.Domain(fd.URL) && !site.Same(fd.URL, address)
	if aggregator {
		return site.Host(address)
	}
	return fd.Source
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// claimant says which trigger an article was discovered through.
type claimant int

const (
	ours    claimant = iota // this one, now or in a poll that ended before its record was written
	theirs                  // another one, and the broker has it
	unclear                 // another one, whose poll has not ended yet
)

// pending marks a claim until the broker has the article.
const pending = "?"

// claim makes sure that an article which several feeds carry is discovered once. A claim is pending
// until the article is published, so that a fetcher which dies in between keeps nobody else from
// bringing it for good.
func (f *fetcher) claim(ctx context.Context, a article) (claimant, error) {
	if a.Cause != contract.CauseLive {
		return ours, nil
	}
	_, err := f.seen.Create(ctx, a.ID, []byte(a.Trigger+pending))
	if err == nil {
		return ours, nil
	}
	if !errors.Is(err, jetstream.ErrKeyExists) {
		return unclear, fmt.Errorf("cannot claim an article: %w", err)
	}
	entry, err := f.seen.Get(ctx, a.ID)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return unclear, nil // its time ended in between
	}
	if err != nil {
		return unclear, fmt.Errorf("cannot look up what was seen: %w", err)
	}
	return whose(string(entry.Value()), a.Trigger, time.Since(entry.Created())), nil
}

// whose reads a claim. One that stayed pending for longer than a poll can last is nobody's.
func whose(claim, trigger string, age time.Duration) claimant {
	by, open := strings.CutSuffix(claim, pending)
	switch {
	case by == trigger:
		return ours
	case !open:
		return theirs
	case age > claimFor:
		return ours
	}
	return unclear
}

// publish sends the articles and their ledger entries, waits until the broker has all, and then
// marks the articles as seen.
func (f *fetcher) publish(ctx context.Context, articles []article) error {
	msgs := make([]*nats.Msg, 0, 2*len(articles))
	for _, a := range articles {
		pair, err := messages(a)
		if err != nil {
			return err
		}
		msgs = append(msgs, pair...)
	}
	if err := f.opts.Publisher.Publish(ctx, msgs, false); err != nil {
		return fmt.Errorf("cannot publish what was discovered: %w", err)
	}
	for _, a := range articles {
		if _, err := f.seen.Put(ctx, a.ID, []byte(a.Trigger)); err != nil {
			return fmt.Errorf("cannot mark an article as seen: %w", err)
		}
	}
	return nil
}

// messages makes the discovered message and the ledger entry of one article.
func messages(a article) ([]*nats.Msg, error) {
	id := contract.MessageID(contract.StageFetcher, a.ID, a.v, "0")
	out, err := runtime.JSONOut(contract.SubjectDiscoveredLive, "iccwire.discovered", id, a.Discovered)
	if err == nil && len(out.Data) > maxMessage {
		a.Content = ""
		out, err = runtime.JSONOut(contract.SubjectDiscoveredLive, "iccwire.discovered", id, a.Discovered)
	}
	if err != nil {
		return nil, err
	}
	entry, err := runtime.LedgerOut(contract.LedgerEntry{
		Schema: contract.SchemaLedger, Trigger: a.Trigger, ID: a.ID, Stage: contract.StageFetcher, Status: contract.StatusDiscovered,
		Cause: a.Cause, Time: time.Now().UTC().Format(time.RFC3339Nano), URL: a.URL, Title: a.Title, Source: a.Source, Feed: a.Feed,
	})
	if err != nil {
		return nil, err
	}
	out.Header = nats.Header{
		contract.HeaderTrigger: {a.Trigger}, contract.HeaderArticle: {a.ID}, contract.HeaderURL: {a.URL},
		contract.HeaderFeed: {a.Feed}, contract.HeaderOutlet: {a.Source}, contract.HeaderCause: {string(a.Cause)},
	}
	entry.Header = out.Header
	return []*nats.Msg{runtime.NewMsg(contract.StageFetcher, out), runtime.NewMsg(contract.StageFetcher, entry)}, nil
}
