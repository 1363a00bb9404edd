// Command checkdash runs every query of a Grafana dashboard against a Prometheus server, as the
// panels would, and fails if one is refused or answers nothing. It draws nothing and knows
// nothing of the metrics' meaning.
//
//	checkdash -prometheus http://127.0.0.1:9090 deploy/grafana/dashboards/overview.json
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	server := flag.String("prometheus", "http://127.0.0.1:9090", "address of the Prometheus server")
	window := flag.Duration("rate", time.Minute, "what stands for Grafana's $__rate_interval")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "checkdash: name one dashboard file")
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if err := run(ctx, flag.Arg(0), client{*server, *window}, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "checkdash:", err)
		os.Exit(1)
	}
}

// run asks every query of the dashboard in a file and prints a line on each.
func run(ctx context.Context, path string, c client, out io.Writer) error {
	queries, err := readQueries(path)
	if err != nil {
		return err
	}
	bad := 0
	for _, q := range queries {
		a, err := c.ask(ctx, q)
		switch {
		case err != nil:
			bad++
			fmt.Fprintf(out, "FAIL   %s: %v\n       %s\n", q.panel, err, q.expr)
		case a.values == 0:
			bad++
			fmt.Fprintf(out, "EMPTY  %s: %d series, none with a number\n       %s\n", q.panel, a.series, q.expr)
		default:
			fmt.Fprintf(out, "ok     %s: %d series, last %s\n", q.panel, a.series, a.last)
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d queries fail or are empty", bad, len(queries))
	}
	fmt.Fprintf(out, "%d queries: none fails, none is empty\n", len(queries))
	return nil
}
