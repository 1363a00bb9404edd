package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/topology"
)

// Deps is what a service is given to work with.
type Deps struct {
	JS        jetstream.JetStream
	Publisher *runtime.Publisher
	Log       *slog.Logger
	Registry  prometheus.Registerer
	Ready     *Ready
	Replicas  int // copies of each stream
}

// NewDeps makes a service's dependencies on an open connection. Close gives back what it holds,
// but not the connection.
func NewDeps(nc *nats.Conn, log *slog.Logger, reg prometheus.Registerer) (d Deps, closeDeps func(), err error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return Deps{}, nil, err
	}
	pub, err := runtime.NewPublisher(nc)
	if err != nil {
		return Deps{}, nil, err
	}
	d = Deps{JS: js, Publisher: pub, Log: log, Registry: reg, Ready: &Ready{}, Replicas: 1}
	d.Ready.Add("broker", func() error {
		if nc.IsConnected() {
			return nil
		}
		return fmt.Errorf("not connected to the broker (%s)", nc.Status())
	})
	d.Ready.Add(working, func() error { return errors.New("the service is still starting") })
	return d, pub.Close, nil
}

// working is the check that a service has begun its work.
const working = "streams"

// Ensure creates the streams and buckets that are missing.
func (d Deps) Ensure(ctx context.Context) error {
	return topology.Ensure(ctx, d.JS, topology.Options{Replicas: d.Replicas, Log: d.Log})
}

// Ready gathers what must hold for a service to be able to work. The zero value is usable.
type Ready struct {
	mu     sync.Mutex
	names  []string
	checks map[string]func() error
}

// Add registers a check; the same name replaces the one before.
func (r *Ready) Add(name string, check func() error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.checks == nil {
		r.checks = map[string]func() error{}
	}
	if _, known := r.checks[name]; !known {
		r.names = append(r.names, name)
	}
	r.checks[name] = check
}

// Loop registers a check that a loop reads its streams.
func (r *Ready) Loop(lp *runtime.Loop) {
	r.Add(working, func() error {
		if lp.Ready() {
			return nil
		}
		return fmt.Errorf("the stage's streams cannot be read yet")
	})
}

// Begun says that a service without a loop works now; one with a loop calls Loop.
func (r *Ready) Begun() { r.Add(working, func() error { return nil }) }

// Err returns what keeps the service from working, nil when nothing does.
func (r *Ready) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, n := range r.names {
		if err := r.checks[n](); err != nil {
			return fmt.Errorf("%s: %w", n, err)
		}
	}
	return nil
}

// Connect opens a connection that never gives up: the first attempt and every lost connection are
// tried again.
func Connect(c Config, name string, log *slog.Logger) (*nats.Conn, error) {
	opts := []nats.Option{
		nats.Name("iccwire-" + name),
		nats.MaxReconnects(-1),
		nats.RetryOnFailedConnect(true),
		nats.IgnoreAuthErrorAbort(), // credentials may be mended while we wait
		nats.ReconnectWait(500 * time.Millisecond),
		nats.ReconnectJitter(250*time.Millisecond, time.Second),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				log.Warn("lost the broker, reconnecting", "error", err)
			}
		}),
		nats.ReconnectHandler(func(nc *nats.Conn) { log.Info("connected to the broker", "url", nc.ConnectedUrlRedacted()) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { log.Warn("broker error", "error", err) }),
	}
	if c.NATSCreds != "" {
		opts = append(opts, nats.UserCredentials(c.NATSCreds))
	}
	nc, err := nats.Connect(c.NATSURL, opts...)
	if err != nil {
		if bad := (*url.Error)(nil); errors.As(err, &bad) {
			err = bad.Err // without the address, which may hold a password
		}
		return nil, fmt.Errorf("cannot use the broker's address %q: %w", redact(c.NATSURL), err)
	}
	return nc, nil
}
