package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/services/indexer/index"
	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// handle makes an enriched article searchable, together with whatever else is in hand.
func (x *indexer) handle(ctx context.Context, m runtime.Message) (runtime.Result, error) {
	var a contract.Article
	if err := json.Unmarshal(m.Data, &a); err != nil {
		return runtime.Result{}, runtime.Permanent("bad-json", fmt.Errorf("the message is not an enriched article: %w", err))
	}
	if a.Schema != contract.SchemaArticle {
		return runtime.Result{}, runtime.Permanentf("unknown-version", "the message has schema %q, this indexer reads %q: upgrade it and replay the dead letter", a.Schema, contract.SchemaArticle)
	}
	out, err := x.articles.Do(ctx, a)
	if err != nil {
		return runtime.Result{}, runtime.Transient("index", err)
	}
	if out.Effect == index.Indexed {
		x.metrics.searchable(a, time.Now())
	}
	return outcome(a, out, m.Deliveries > 1)
}

// outcome turns what the index did into the trigger's terminal status. Again says that this
// message was delivered before: then "same" may be this message's own work.
func outcome(a contract.Article, out index.Outcome, again bool) (runtime.Result, error) {
	end := &runtime.End{Status: contract.StatusIndexed, Title: a.Title, Version: a.Version}
	switch out.Effect {
	case index.Indexed:
		end.Reason, end.Detail = indexedReason(a, out), summary(a)
	case index.Same:
		if !again {
			end.Status, end.Reason = contract.StatusUnchanged, "same-version"
		}
	case index.Older:
		end.Status, end.Reason = contract.StatusUnchanged, "older-version"
	case index.Erased:
		end.Status, end.Reason, end.Detail = contract.StatusSkipped, "erased", "the operator erased this article"
	default:
		return runtime.Result{}, runtime.Permanentf("not-indexable", "%s", out.Reason)
	}
	return runtime.Result{End: end}, nil
}

func indexedReason(a contract.Article, out index.Outcome) string {
	switch {
	case out.New:
		return "new"
	case out.Previous == a.Revision:
		return "new-tags"
	}
	return "new-revision"
}

// summary is what the ledger says of an article that became searchable.
func summary(a contract.Article) string {
	return fmt.Sprintf("%d entities, %d events, %d quotes, %d positions", len(a.Entities), len(a.Events), len(a.Quotes), len(a.Positions))
}

// project takes a ledger entry into the store.
func (x *indexer) project(ctx context.Context, m runtime.Message) (runtime.Result, error) {
	var e contract.LedgerEntry
	if err := json.Unmarshal(m.Data, &e); err != nil {
		return runtime.Result{}, runtime.Permanent("bad-json", fmt.Errorf("the message is not a ledger entry: %w", err))
	}
	if e.Schema != contract.SchemaLedger {
		return runtime.Result{}, runtime.Permanentf("unknown-version", "the entry has schema %q, this indexer reads %q: upgrade it and replay the dead letter", e.Schema, contract.SchemaLedger)
	}
	refused, err := x.entries.Do(ctx, e)
	if bad := (*ledger.BadEntriesError)(nil); errors.As(refused, &bad) {
		return runtime.Result{}, runtime.Permanent("incomplete", refused)
	}
	return runtime.Result{}, errors.Join(err, refused)
}
