package topology_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/topology"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bare returns a broker without any streams.
func bare(t *testing.T) jetstream.JetStream {
	t.Helper()
	_, nc := natstest.StartBroker(t)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	return js
}

func ensure(t *testing.T, js jetstream.JetStream) (log string) {
	t.Helper()
	var b strings.Builder
	if err := topology.Ensure(t.Context(), js, topology.Options{Log: slog.New(slog.NewTextHandler(&b, nil))}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func config(t *testing.T, js jetstream.JetStream, name string) jetstream.StreamConfig {
	t.Helper()
	s, err := js.Stream(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return s.CachedInfo().Config
}

func TestEnsureMakesWhatTheContractSays(t *testing.T) {
	js := bare(t)
	if log := ensure(t, js); log != "" {
		t.Errorf("logged on a fresh broker: %s", log)
	}
	before := map[string]jetstream.StreamConfig{}
	for _, s := range contract.Streams {
		have := config(t, js, s.Name)
		if broken, tuned := topology.Breaking(have, topology.Config(s, 1)), topology.Tuned(have, topology.Config(s, 1)); len(broken)+len(tuned) > 0 {
			t.Errorf("%s: %v %v", s.Name, broken, tuned)
		}
		before[s.Name] = have
	}
	for _, b := range contract.Buckets {
		kv, err := js.KeyValue(t.Context(), b.Name)
		if err != nil {
			t.Fatal(err)
		}
		status, err := kv.Status(t.Context())
		if err != nil || status.TTL() != b.TTL || status.History() != 1 {
			t.Errorf("bucket %s: TTL %s, history %d, %v", b.Name, status.TTL(), status.History(), err)
		}
	}
	if log := ensure(t, js); log != "" {
		t.Errorf("the second call logged: %s", log)
	}
	for name, have := range before {
		if got := config(t, js, name); show(got) != show(have) {
			t.Errorf("the second call changed %s", name)
		}
	}
}

func TestManyServicesStartAtOnce(t *testing.T) {
	js := bare(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := topology.Ensure(t.Context(), js, topology.Options{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestOperatorsLimitsAreKept(t *testing.T) {
	tests := []struct {
		stream string
		change func(*jetstream.StreamConfig)
		named  string // in the log
	}{
		{contract.StreamDiscovered, func(c *jetstream.StreamConfig) { c.MaxBytes = 5 << 20 }, "max_bytes=5242880"},
		{contract.StreamEnriched, func(c *jetstream.StreamConfig) { c.MaxAge = 90 * 24 * time.Hour }, "max_age=2160h0m0s"},
		{contract.StreamDead, func(c *jetstream.StreamConfig) { c.Duplicates = time.Hour }, "duplicate_window=1h0m0s"},
		{contract.StreamParsed, func(c *jetstream.StreamConfig) { c.MaxMsgSize = 7 << 20 }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.stream, func(t *testing.T) {
			js := bare(t)
			ensure(t, js)
			cfg := config(t, js, tt.stream)
			tt.change(&cfg)
			if _, err := js.UpdateStream(t.Context(), cfg); err != nil {
				t.Fatal(err)
			}
			if log := ensure(t, js); !strings.Contains(log, tt.named) || tt.named != "" && !strings.Contains(log, tt.stream) {
				t.Errorf("the log does not name %s: %s", tt.named, log)
			}
			if got := config(t, js, tt.stream); show(got) != show(cfg) {
				t.Errorf("changed to %s", show(got))
			}
		})
	}
}

func TestTopologyDriftRefused(t *testing.T) {
	tests := []struct {
		stream string
		change func(*jetstream.StreamConfig)
		named  string
	}{
		{contract.StreamDiscovered, func(c *jetstream.StreamConfig) { c.Retention = jetstream.LimitsPolicy }, "retention is"},
		{contract.StreamParsed, func(c *jetstream.StreamConfig) { c.Discard = jetstream.DiscardOld }, "discard is"},
		{contract.StreamParsed, func(c *jetstream.StreamConfig) { c.Storage = jetstream.MemoryStorage }, "storage is"},
		{contract.StreamDiscovered, func(c *jetstream.StreamConfig) { c.Discard, c.MaxMsgsPerSubject = jetstream.DiscardNew, 10 }, "max_msgs_per_subject is 10"},
		{contract.StreamEnriched, func(c *jetstream.StreamConfig) { c.AllowAtomicPublish = false }, "allow_atomic is false"},
		{contract.StreamEnriched, func(c *jetstream.StreamConfig) { c.MaxMsgSize = 1000 }, "max_msg_size is 1000, must be at least"},
		{contract.StreamLater, func(c *jetstream.StreamConfig) { c.AllowMsgSchedules = false }, "allow_msg_schedules is false"},
		{contract.StreamLater, func(c *jetstream.StreamConfig) { c.MaxBytes = 1 << 20 }, "max_bytes is 1048576"},
	}
	for _, tt := range tests {
		t.Run(tt.named, func(t *testing.T) {
			js := bare(t)
			for _, s := range contract.Streams {
				if s.Name == tt.stream {
					cfg := topology.Config(s, 1)
					tt.change(&cfg)
					if _, err := js.CreateStream(t.Context(), cfg); err != nil {
						t.Fatal(err)
					}
				}
			}
			have := config(t, js, tt.stream)
			err := topology.Ensure(t.Context(), js, topology.Options{})
			if err == nil || !strings.Contains(err.Error(), tt.stream) || !strings.Contains(err.Error(), tt.named) {
				t.Errorf("got %v, want it to name %s and %q", err, tt.stream, tt.named)
			}
			if got := config(t, js, tt.stream); show(got) != show(have) {
				t.Error("the foreign stream was changed")
			}
		})
	}
}

func TestNewSubjectsAreAdded(t *testing.T) {
	js := bare(t)
	_, err := js.CreateStream(t.Context(), jetstream.StreamConfig{
		Name: contract.StreamEnriched, Subjects: []string{"icc.enriched.>", "house.extra"}, AllowAtomicPublish: true, MaxAge: 30 * 24 * time.Hour, Duplicates: 2 * time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
	ensure(t, js)
	if got := config(t, js, contract.StreamEnriched).Subjects; strings.Join(got, " ") != "icc.enriched.> house.extra icc.tags.>" {
		t.Errorf("subjects %v", got)
	}
}

func TestVanishedStreamIsMadeAgain(t *testing.T) {
	js := bare(t)
	ensure(t, js)
	if err := js.DeleteStream(t.Context(), contract.StreamLedger); err != nil {
		t.Fatal(err)
	}
	if err := js.DeleteKeyValue(t.Context(), contract.BucketPace); err != nil {
		t.Fatal(err)
	}
	ensure(t, js)
	config(t, js, contract.StreamLedger)
	if _, err := js.KeyValue(t.Context(), contract.BucketPace); err != nil {
		t.Error(err)
	}
}

func TestBrokersThatCannotWork(t *testing.T) {
	srv, err := server.NewServer(&server.Options{DontListen: true, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	srv.Start()
	t.Cleanup(func() { srv.Shutdown(); srv.WaitForShutdown() })
	if !srv.ReadyForConnections(10 * time.Second) {
		t.Fatal("the server did not start")
	}
	small, err := nats.Connect("", nats.InProcessServer(srv))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(small.Close)
	away, err := nats.Connect("nats://127.0.0.1:1", nats.RetryOnFailedConnect(true))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(away.Close)
	tests := []struct {
		name string
		nc   *nats.Conn
		says string
	}{{"small messages", small, "set max_payload: 8MB"}, {"not there", away, "not connected"}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			js, err := jetstream.New(tt.nc)
			if err != nil {
				t.Fatal(err)
			}
			if err := topology.Ensure(t.Context(), js, topology.Options{}); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestEnsureEndsWithItsContext(t *testing.T) {
	js := bare(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := topology.Ensure(ctx, js, topology.Options{}); err == nil {
		t.Error("no error under an ended context")
	}
}
