package app

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// Settled reports whether nothing is on its way: the work queues and LATER are empty, the indexer
// and the ledger have read all there is, and no trigger is open.
func (r Running) Settled(ctx context.Context) bool {
	for _, name := range []string{contract.StreamDiscovered, contract.StreamParsed, contract.StreamLater} {
		s, err := r.JS.Stream(ctx, name)
		if err != nil || s.CachedInfo().State.Msgs > 0 {
			return false
		}
	}
	if !consumed(ctx, r.JS, contract.StreamEnriched, contract.StageIndexer) || !consumed(ctx, r.JS, contract.StreamLedger, "ledger") {
		return false
	}
	b, err := r.Ledger.Balance()
	return err == nil && b.InFlight == 0
}

// consumed reports whether a consumer has handled all there is.
func consumed(ctx context.Context, js jetstream.JetStream, stream, durable string) bool {
	c, err := js.Consumer(ctx, stream, durable)
	return err == nil && c.CachedInfo().NumPending == 0 && c.CachedInfo().NumAckPending == 0
}
