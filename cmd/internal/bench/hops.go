package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/nats-io/nats.go"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/broker"
	stageloop "github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/service"
)

const (
	hopBytes = 8 << 10 // of a message's body
	hopHands = 256     // messages in hand at once, of each stage
)

// hops measures what the loop and the broker cost: messages that pass through three stages which
// only hand them on. The ledger is left out.
func (r *report) hops(ctx context.Context, dir string, n int) error {
	b, err := broker.Start(broker.Options{Dir: filepath.Join(dir, "hops")})
	if err != nil {
		return err
	}
	defer b.Close()
	nc, err := b.Connect()
	if err != nil {
		return err
	}
	defer nc.Close()
	log := slog.New(slog.DiscardHandler)
	deps, closeDeps, err := service.NewDeps(nc, log, prometheus.NewRegistry())
	if err != nil {
		return err
	}
	defer closeDeps()
	if err := deps.Ensure(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, giveUp)
	defer cancel()
	h := &hopsRun{left: n, done: cancel}
	loops, err := h.loops(deps)
	if err != nil {
		return err
	}
	start := fresh()
	var wg sync.WaitGroup
	for _, lp := range loops {
		wg.Go(func() { _ = lp.Run(ctx) }) // returns nil: see Loop.Run
	}
	msgs := make([]*nats.Msg, n)
	for i := range msgs {
		msgs[i] = hop(contract.StageFetcher, contract.SubjectDiscoveredLive, i, bytes.Repeat([]byte{'x'}, hopBytes)).first()
	}
	err = deps.Publisher.Publish(ctx, msgs, false)
	wg.Wait()
	if got := int(h.arrived.Load()); err != nil || got < n {
		return errors.Join(fmt.Errorf("%d of %d messages came through the three stages", got, n), err)
	}
	r.Hops = r.line("three hops, nothing done", start.spent(), n, n*hopBytes)
	return nil
}

// hopsRun counts the messages that arrived.
type hopsRun struct {
	left    int
	arrived atomic.Int64
	done    func()
}

// hopped is a message of this measurement.
type hopped struct{ stageloop.Out }

func hop(stage, subject string, i int, body []byte) hopped {
	return hopped{stageloop.Out{Subject: subject, Type: "bench", ID: contract.MessageID(stage, fmt.Sprint(i)), Data: body}}
}

func (h hopped) first() *nats.Msg { return stageloop.NewMsg(contract.StageFetcher, h.Out) }

// loops are three stages on the real streams.
func (h *hopsRun) loops(d service.Deps) ([]*stageloop.Loop, error) {
	next := map[string]string{contract.StageParser: contract.SubjectParsed("en"), contract.StageEnricher: contract.SubjectEnriched("en", "bench")}
	var loops []*stageloop.Loop
	for _, name := range []string{contract.StageParser, contract.StageEnricher, contract.StageIndexer} {
		stage, _ := contract.StageNamed(name)
		lp, err := stageloop.New(stageloop.Options{
			Stage: stage, JS: d.JS, Publisher: d.Publisher, Log: d.Log, Concurrency: hopHands, NoLedger: true,
			Metrics: stageloop.NewMetrics(d.Registry, name),
		}, h.handler(name, next[name]))
		if err != nil {
			return nil, err
		}
		loops = append(loops, lp)
	}
	return loops, nil
}

// handler hands a message on, or counts it at the end of the way.
func (h *hopsRun) handler(stage, subject string) stageloop.Handler {
	return func(_ context.Context, m stageloop.Message) (stageloop.Result, error) {
		if subject != "" {
			return stageloop.Result{Out: []stageloop.Out{hop(stage, subject, int(m.Sequence), m.Data).Out}}, nil
		}
		if int(h.arrived.Add(1)) == h.left {
			h.done()
		}
		return stageloop.Result{}, nil
	}
}
