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

// Read returns the first n messages of a stream that keeps them, of one subject or, with "", of
// all, waiting for those that are not there yet.
func Read(t testing.TB, js jetstream.JetStream, stream, subject string, n int) []jetstream.Msg {
	t.Helper()
	var cfg jetstream.OrderedConsumerConfig
	if subject != "" {
		cfg.FilterSubjects = []string{subject}
	}
	cons, err := js.OrderedConsumer(t.Context(), stream, cfg)
	if err != nil {
		t.Fatal(err)
	}
	var out []jetstream.Msg
	for range n {
		m, err := cons.Next(jetstream.FetchMaxWait(15 * time.Second))
		if err != nil {
			t.Fatalf("%d of %d messages in %s %s: %v", len(out), n, stream, subject, err)
		}
		out = append(out, m)
	}
	return out
}
