// Command enricher runs the enricher service: see package enricher.
package main

import (
	"context"

	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/enricher"
)

func main() {
	var cli struct {
		Service service.Config  `embed:""`
		Stage   enricher.Config `embed:""`
	}
	service.Main("enricher", "Tags ICC entities: reads parsed articles, writes enriched ones.", &cli, &cli.Service,
		func(ctx context.Context, d service.Deps) error {
			return enricher.Run(ctx, enricher.Options{Config: cli.Stage, Deps: d})
		})
}
