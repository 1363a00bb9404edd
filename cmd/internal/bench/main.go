package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"time"
)

// Aim is the ratio that the pipeline should stay under.
const aim = 1.25

// options are the command line's.
type options struct {
	articles int
	messages int
	seed     uint64
	json     bool
	profile  string // file for a CPU profile of the pipeline
	serve    bool   // be the pages' server
}

func main() {
	var o options
	flag.IntVar(&o.articles, "n", 800, "articles, one page of at least 100 kB each")
	flag.IntVar(&o.messages, "messages", 10_000, "messages through the broker alone")
	flag.Uint64Var(&o.seed, "seed", 1, "of the invented articles")
	flag.BoolVar(&o.json, "json", false, "print one JSON object")
	flag.StringVar(&o.profile, "profile", "", "write a CPU profile of the pipeline into this file")
	flag.BoolVar(&o.serve, "serve", false, "serve the pages; the benchmark calls itself so")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	run := measure
	if o.serve {
		run = serve
	}
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// measure runs every measurement and prints the report.
func measure(ctx context.Context, o options) error {
	if o.articles < 1 || o.messages < 1 {
		return errors.New("-n and -messages must be at least 1")
	}
	began := time.Now()
	dir, err := os.MkdirTemp("", "iccwire-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	srv, err := startServer(ctx, o)
	if err != nil {
		return err
	}
	defer srv.stop()
	r := report{Articles: o.articles, Cores: runtime.GOMAXPROCS(0), Aim: aim}
	pages, err := r.download(ctx, srv)
	if err != nil {
		return err
	}
	if err := r.pure(ctx, dir, pages); err != nil {
		return err
	}
	pages.free()
	if err := r.pipeline(ctx, dir, srv, o.profile); err != nil {
		return err
	}
	if err := r.hops(ctx, dir, o.messages); err != nil {
		return err
	}
	r.Seconds = time.Since(began).Seconds()
	return r.print(os.Stdout, o.json)
}
