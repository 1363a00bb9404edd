// Command fetcher runs the fetcher service: see package fetcher.
package main

import (
	"context"

	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/fetcher"
)

func main() {
	var cli struct {
		Service service.Config `embed:""`
		Stage   fetcher.Config `embed:""`
	}
	service.Main("fetcher", "Polls feeds: writes discovered articles.", &cli, &cli.Service,
		func(ctx context.Context, d service.Deps) error {
			return fetcher.Run(ctx, fetcher.Options{Config: cli.Stage, Deps: d})
		})
}
