package contract

import (
	"fmt"
	"strings"
)

// The stages' names.
const (
	StageFetcher  = "fetcher"
	StageParser   = "parser"
	StageEnricher = "enricher"
	StageIndexer  = "indexer"
)

// Stage is one service's place in the flow.
type Stage struct {
	Name    string
	Does    string
	Reads   []string // subjects; none for the first
	Writes  []string // subjects; none for the last
	Stream  string   // the stream it consumes
	Durable string   // its consumer on that stream
}

// Flow is the pipeline in order: each stage reads what the one before it writes.
var Flow = []Stage{
	{
		Name: StageFetcher, Does: "polls feeds",
		Writes: []string{"icc.discovered.*"},
	},
	{
		Name: StageParser, Does: "scrapes article bodies",
		Reads: []string{"icc.discovered.*"}, Writes: []string{"icc.parsed.*"},
		Stream: StreamDiscovered, Durable: StageParser,
	},
	{
		Name: StageEnricher, Does: "tags ICC entities",
		Reads: []string{"icc.parsed.*"}, Writes: []string{"icc.enriched.>", "icc.tags.>"},
		Stream: StreamParsed, Durable: StageEnricher,
	},
	{
		Name: StageIndexer, Does: "index, search, API, pages",
		Reads:  []string{"icc.enriched.>"},
		Stream: StreamEnriched, Durable: StageIndexer,
	},
}

// StageNamed returns the stage of that name; ok is false when there is none.
func StageNamed(name string) (stage Stage, ok bool) {
	for _, s := range Flow {
		if s.Name == name {
			return s, true
		}
	}
	return Stage{}, false
}

// Diagram draws the flow in plain text, for documents and help.
func Diagram() string {
	var stages strings.Builder
	stages.WriteString("feeds ")
	for i, s := range Flow {
		arrow := "─► "
		if i > 0 {
			arrow = "──" + s.Stream + "──► "
		}
		stages.WriteString(arrow + s.Name + " ")
	}
	stages.WriteString("─► search, pages, API\n")
	var b strings.Builder
	b.WriteString(stages.String())
	for _, s := range Flow {
		reads, writes := "feeds", "the index"
		if len(s.Reads) > 0 {
			reads = strings.Join(s.Reads, " ")
		}
		if len(s.Writes) > 0 {
			writes = strings.Join(s.Writes, " ")
		}
		fmt.Fprintf(&b, "\n  %-9s %-28s reads %-18s writes %s", s.Name, s.Does, reads, writes)
	}
	return b.String() + "\n"
}
