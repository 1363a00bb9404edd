package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/iccwire/iccwire/services/indexer/ledger"
)

// report is what one run found.
type report struct {
	Articles int            `json:"articles"`
	Cores    int            `json:"cores"`
	Pure     []line         `json:"pure"`
	Sum      float64        `json:"pure_cpu_ms_per_article"`
	Download line           `json:"download"`
	Pipeline line           `json:"pipeline"`
	Balance  ledger.Balance `json:"balance"`
	Own      float64        `json:"pipeline_cpu_ms_without_download"`
	Ratio    float64        `json:"ratio"`
	Aim      float64        `json:"aim"`
	Hops     line           `json:"hops"`
	Seconds  float64        `json:"seconds"` // that the run took
}

// line is one measurement.
type line struct {
	Name      string  `json:"name"`
	PerSecond float64 `json:"articles_per_s"` // wall, all cores
	MBPerS    float64 `json:"mb_per_s,omitempty"`
	CPU       float64 `json:"cpu_ms_per_article"`
	Allocs    float64 `json:"allocs_per_article"`
}

// line divides what was spent by the articles; bytes are of what was read, 0 for none.
func (r *report) line(name string, s spent, articles, bytes int) line {
	n := float64(articles)
	return line{
		Name: name, PerSecond: n / s.wall.Seconds(), MBPerS: float64(bytes) / 1e6 / s.wall.Seconds(),
		CPU: s.cpu.Seconds() * 1000 / n, Allocs: float64(s.allocs) / n,
	}
}

// settle computes what follows from the measurements.
func (r *report) settle() {
	r.Sum = 0
	for _, l := range r.Pure {
		r.Sum += l.CPU
	}
	r.Own = r.Pipeline.CPU - r.Download.CPU
	r.Ratio = r.Own / r.Sum
}

func (r *report) print(w io.Writer, asJSON bool) error {
	r.settle()
	if asJSON {
		return json.NewEncoder(w).Encode(r)
	}
	fmt.Fprintf(w, "%d articles, each on a page of at least 100 kB; %d cores; articles/s is wall time on all of them\n\n", r.Articles, r.Cores)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "\tarticles/s\tMB/s\tCPU ms/article\tallocations/article\t\n")
	for _, l := range r.Pure {
		l.print(t)
	}
	fmt.Fprintf(t, "sum of the functions\t\t\t%.3f\t\t\n\t\t\t\t\t\n", r.Sum)
	for _, l := range []line{r.Pipeline, r.Download, r.Hops} {
		l.print(t)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\npipeline without downloading: %.2f CPU ms per article, %.2f times the functions' %.2f (aim: at most %.2f)\n", r.Own, r.Ratio, r.Sum, r.Aim)
	return err
}

func (l line) print(w io.Writer) {
	mb := "-"
	if l.MBPerS > 0 {
		mb = fmt.Sprintf("%.1f", l.MBPerS)
	}
	fmt.Fprintf(w, "%s\t%.0f\t%s\t%.3f\t%.0f\t\n", l.Name, l.PerSecond, mb, l.CPU, l.Allocs)
}
