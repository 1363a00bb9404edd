package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/broker"
	"github.com/iccwire/iccwire/internal/service"
)

// running is one started service.
type running struct {
	name   string
	cancel context.CancelFunc
	done   chan error
}

// run starts the stages one by one, waits for the end, and stops them in the order of the flow.
func (a *allInOne) run(ctx context.Context, b *broker.Broker, nc *nats.Conn) error {
	remove, err := writeURL(a.opts.Data, b.URL())
	if err != nil {
		return err
	}
	defer remove()
	failed := make(chan error, 4)
	if err := forgetMembers(ctx, nc); err != nil {
		return err
	}
	var up []running
	for _, s := range a.stages() {
		r, err := a.start(ctx, s, nc, failed)
		if err != nil {
			return errors.Join(err, stop(up))
		}
		up = append(up, r)
	}
	if a.opts.Started != nil {
		if err := a.announce(ctx, b, nc, failed); err != nil {
			return a.giveUp(err, up)
		}
	}
	select {
	case <-ctx.Done():
		return stop(up)
	case err := <-failed:
		return a.giveUp(err, up)
	}
}

// forgetMembers drops the fetchers of a process that was killed: this one alone has the data
// folder, so none of them can live, and their feeds need not wait until their time is over.
func forgetMembers(ctx context.Context, nc *nats.Conn) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	kv, err := js.KeyValue(ctx, contract.BucketMembers)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("bucket %s: %w", contract.BucketMembers, err)
	}
	keys, err := kv.ListKeys(ctx)
	if err != nil {
		return fmt.Errorf("bucket %s: %w", contract.BucketMembers, err)
	}
	for k := range keys.Keys() {
		if err := kv.Delete(ctx, k); err != nil {
			return fmt.Errorf("bucket %s: %w", contract.BucketMembers, err)
		}
	}
	return nil
}

// giveUp stops the others after one service failed. Only the first failure is told: what follows
// from it is noise.
func (a *allInOne) giveUp(err error, up []running) error {
	if also := stop(up); also != nil {
		a.opts.Log.Debug("while stopping", "error", also)
	}
	return err
}

// start gives a service its dependencies and runs it under a context of its own: it must not
// stop before those that feed it.
func (a *allInOne) start(ctx context.Context, s stage, nc *nats.Conn, failed chan<- error) (running, error) {
	d, closeDeps, err := service.NewDeps(nc, a.opts.Log.With("stage", s.name), a.opts.Registry)
	if err != nil {
		return running{}, err
	}
	if err := d.Ensure(ctx); err != nil {
		closeDeps()
		return running{}, err
	}
	a.ready.Add(s.name, d.Ready.Err)
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := running{s.name, cancel, make(chan error, 1)}
	go func() {
		err := service.WithoutCancel(ctx, s.run(ctx, d))
		closeDeps()
		if ctx.Err() == nil {
			failed <- fmt.Errorf("%s: %w", s.name, cmp.Or(err, errStageEnded))
		}
		r.done <- err
	}()
	return r, nil
}

// announce waits until pages and stores are there and tells the caller.
func (a *allInOne) announce(ctx context.Context, b *broker.Broker, nc *nats.Conn, failed <-chan error) error {
	var r Running
	var at net.Addr
	for range 2 {
		select {
		case s := <-a.opened:
			r.Index, r.Ledger = s.index, s.store
		case at = <-a.pages:
			r.Pages = "http://" + browsable(at)
		case err := <-failed:
			return err
		case <-ctx.Done():
			return nil
		}
	}
	d, closeDeps, err := service.NewDeps(nc, a.opts.Log, a.opts.Registry)
	if err != nil {
		return err
	}
	closeDeps()
	r.JS, r.NATS = d.JS, b.URL()
	a.opts.Started(r)
	return nil
}

// browsable turns a listening address into one that a browser on this machine can open.
func browsable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() || ip.IsLoopback() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// stop ends the services in the order of the flow, each after the one that feeds it.
func stop(up []running) error {
	var errs []error
	for _, r := range slices.Backward(up) {
		r.cancel()
		if err := <-r.done; err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", r.name, err))
		}
	}
	return errors.Join(errs...)
}
