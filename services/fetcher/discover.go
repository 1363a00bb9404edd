package fetcher

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/services/fetcher/feed"
	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

// maxMessage keeps a discovered message below its stream's bound (bytes); the feed's content is
// left out of one that would be larger.
const maxMessage = 250 << 10

// found counts what became of a document's items.
type found struct {
	fresh, updated, known, elsewhere, refused int
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
		items = append(items, seen)
		content, known := before[seen.Item]
		switch {
		case known && content == seen.Content:
			n.known++
		case known:
			n.updated++
			out = append(out, newArticle(fd, doc, it, contract.CauseRevision))
		default:
			out = append(out, newArticle(fd, doc, it, contract.CauseLive))
		}
	}
	for _, d := range doc.Dropped {
		n.refused += d.Count
	}
	out, err = f.withoutSeen(ctx, out, &n)
	if err != nil {
		return nil, n, err
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
		URL: it.URL, ItemURL: it.ItemURL, Source: fd.Source, Feed: fd.URL, FeedLang: lang, Country: fd.Country, Focus: fd.Focus,
		GUID: it.GUID, Title: it.Title, Summary: it.Summary, Content: it.Content, Authors: it.Authors,
		Published: stamp(it.Published), Updated: stamp(it.Updated), FirstSeen: stamp(time.Now()),
	}}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// withoutSeen leaves out new items whose article another feed brought in the last days, and the
// second of two items of one document that lead to one article.
func (f *fetcher) withoutSeen(ctx context.Context, in []article, n *found) ([]article, error) {
	var out []article
	here := map[string]bool{}
	for _, a := range in {
		if a.Cause == contract.CauseLive {
			other, err := f.seenBefore(ctx, a)
			if err != nil {
				return nil, err
			}
			if other || here[a.ID] {
				n.elsewhere++
				continue
			}
			n.fresh++
		}
		here[a.ID] = true
		out = append(out, a)
	}
	return out, nil
}

// seenBefore reports whether the article was discovered through another trigger. Its own trigger,
// from a poll that ended before its record was written, is published again: under the same id.
func (f *fetcher) seenBefore(ctx context.Context, a article) (bool, error) {
	entry, err := f.seen.Get(ctx, a.ID)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("cannot look up what was seen: %w", err)
	}
	return string(entry.Value()) != a.Trigger, nil
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
