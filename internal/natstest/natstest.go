// Package natstest gives a test its own JetStream server: embedded, on a temporary store, without
// a port, with the contract's streams and buckets. It wraps the starter that the all-in-one
// commands use, so a test runs against the real thing.
package natstest

import (
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/internal/broker"
	"github.com/iccwire/iccwire/internal/topology"
)

// Start runs a broker for the length of the test and returns a JetStream context on it.
func Start(t testing.TB) jetstream.JetStream {
	t.Helper()
	_, nc := StartBroker(t)
	js, err := jetstream.New(nc, jetstream.WithPublishAsyncTimeout(5*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if err := topology.Ensure(t.Context(), js, topology.Options{}); err != nil {
		t.Fatal(err)
	}
	return js
}

// StartBroker runs a bare broker for the length of the test, with a connection to it.
func StartBroker(t testing.TB) (*broker.Broker, *nats.Conn) {
	t.Helper()
	b, err := broker.Start(broker.Options{Dir: t.TempDir(), MaxStore: 16 << 30})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	nc, err := b.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return b, nc
}
