// Command parser runs the parser service: see package parser.
package main

import (
	"context"

	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/parser"
)

func main() {
	var cli struct {
		Service service.Config `embed:""`
		Stage   parser.Config  `embed:""`
	}
	service.Main("parser", "Scrapes article bodies: reads discovered articles, writes parsed ones.", &cli, &cli.Service,
		func(ctx context.Context, d service.Deps) error {
			return parser.Run(ctx, parser.Options{Config: cli.Stage, Deps: d})
		})
}
