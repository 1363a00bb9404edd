// Command indexer runs the indexer service: see package indexer.
package main

import (
	"context"

	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/indexer"
)

func main() {
	var cli struct {
		Service service.Config `embed:""`
		Stage   indexer.Config `embed:""`
	}
	service.Main("indexer", "Index, search, API and pages: reads enriched articles.", &cli, &cli.Service,
		func(ctx context.Context, d service.Deps) error {
			return indexer.Run(ctx, indexer.Options{Config: cli.Stage, Deps: d})
		})
}
