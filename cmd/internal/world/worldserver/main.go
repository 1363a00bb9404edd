// Command worldserver serves the built-in news world from a process of its own, so that
// benchmarks do not count the cost of making pages. It reads its flags and prints, as its first
// line, where it listens and what it offers; it ends when its standard input ends or at a signal.
//
// It is not part of the product: iccwire demo serves the world itself.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/iccwire/iccwire/cmd/internal/world"
)

// Ready is the first line of the output, as JSON. A client reaches every host through
// world.DialTo(Addr).
type Ready struct {
	Addr    string        `json:"addr"`
	Feeds   []world.Feed  `json:"feeds"`
	Summary world.Summary `json:"summary"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "worldserver:", err)
		os.Exit(1)
	}
}

// run serves a world until ctx or in ends.
func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("worldserver", flag.ContinueOnError)
	scale := flags.Int("scale", 0, "serve this many generated articles instead of the built-in ones")
	seed := flags.Uint64("seed", 1, "which generated articles")
	bulk := flags.Int("bulk", 0, "bytes that every page has at least")
	hostile := flags.Bool("hostile", false, "add the bad input corner")
	if err := flags.Parse(args); err != nil {
		return err
	}
	opts := []world.Option{world.WithBulk(*bulk), world.WithScale(*scale, *seed)}
	if *hostile {
		opts = append(opts, world.WithHostile())
	}
	w := world.New(opts...)
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Close()
	if err := json.NewEncoder(out).Encode(Ready{w.Addr(), w.Feeds(), w.Summary()}); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() { io.Copy(io.Discard, in); close(ended) }()
	select {
	case <-ended:
	case <-ctx.Done():
	}
	return nil
}
