package main

import (
	"context"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/enricher"
	"github.com/iccwire/iccwire/services/fetcher"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/parser"
)

// The four commands below run one service each, as deployed under compose: the same as the
// service's own binary.

type fetcherCmd struct {
	Service service.Config `embed:""`
	Stage   fetcher.Config `embed:""`
}

// Help gives an example.
func (fetcherCmd) Help() string {
	return "Example:\n  ICCWIRE_NATS_URL=nats://localhost:4222 iccwire fetcher --feeds deploy/feeds.yaml"
}

// Run runs the fetcher until it is told to stop.
func (c *fetcherCmd) Run(ctx context.Context) error {
	return service.Process(ctx, contract.StageFetcher, c.Service, func(ctx context.Context, d service.Deps) error {
		return fetcher.Run(ctx, fetcher.Options{Config: c.Stage, Deps: d})
	})
}

type parserCmd struct {
	Service service.Config `embed:""`
	Stage   parser.Config  `embed:""`
}

// Help gives an example.
func (parserCmd) Help() string {
	return "Example:\n  ICCWIRE_NATS_URL=nats://localhost:4222 iccwire parser --host-delay 2s"
}

// Run runs the parser until it is told to stop.
func (c *parserCmd) Run(ctx context.Context) error {
	return service.Process(ctx, contract.StageParser, c.Service, func(ctx context.Context, d service.Deps) error {
		return parser.Run(ctx, parser.Options{Config: c.Stage, Deps: d})
	})
}

type enricherCmd struct {
	Service service.Config  `embed:""`
	Stage   enricher.Config `embed:""`
}

// Help gives an example.
func (enricherCmd) Help() string {
	return "Example:\n  ICCWIRE_NATS_URL=nats://localhost:4222 iccwire enricher --catalogue ./our-names"
}

// Run runs the enricher until it is told to stop.
func (c *enricherCmd) Run(ctx context.Context) error {
	return service.Process(ctx, contract.StageEnricher, c.Service, func(ctx context.Context, d service.Deps) error {
		return enricher.Run(ctx, enricher.Options{Config: c.Stage, Deps: d})
	})
}

type indexerCmd struct {
	Service service.Config `embed:""`
	Stage   indexer.Config `embed:""`
}

// Help gives an example.
func (indexerCmd) Help() string {
	return "Example:\n  ICCWIRE_NATS_URL=nats://localhost:4222 iccwire indexer --data /var/lib/iccwire --http :8080"
}

// Run runs the indexer until it is told to stop.
func (c *indexerCmd) Run(ctx context.Context) error {
	return service.Process(ctx, contract.StageIndexer, c.Service, func(ctx context.Context, d service.Deps) error {
		return indexer.Run(ctx, indexer.Options{Config: c.Stage, Deps: d})
	})
}
