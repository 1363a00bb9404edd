package sample

import (
	"time"

	"github.com/iccwire/iccwire/contract"
)

// Ledger returns entries that fit Articles: each was discovered and indexed; besides, one was
// skipped, one irrelevant, one died after three attempts and one is in flight.
func Ledger() []contract.LedgerEntry {
	var list []contract.LedgerEntry
	for _, a := range Articles() {
		list = append(list, step(a, "t-"+a.ID, "fetcher", contract.StatusDiscovered, "", 0))
		list = append(list, step(a, "t-"+a.ID, "indexer", contract.StatusIndexed, "", 2))
	}
	a := contract.Article{ID: "x-robots", URL: "https://harbour-gazette.example/hidden", Title: "A page that robots may not read", Source: "Harbour Gazette", Feed: "https://harbour-gazette.example/feed.xml", Published: "2026-11-12T10:00:00Z"}
	list = append(list, step(a, "t-robots", "fetcher", contract.StatusDiscovered, "", 0), step(a, "t-robots", "parser", contract.StatusSkipped, "robots", 1))
	a.ID, a.URL, a.Title = "x-cricket", "https://harbour-gazette.example/cricket", "Norland wins the toss"
	list = append(list, step(a, "t-cricket", "fetcher", contract.StatusDiscovered, "", 0), step(a, "t-cricket", "enricher", contract.StatusIrrelevant, "cricket", 1))
	a.ID, a.URL, a.Title = "x-dead", "https://harbour-gazette.example/broken", "A page that never answers"
	list = append(list, step(a, "t-dead", "fetcher", contract.StatusDiscovered, "", 0))
	for i := range 3 {
		e := step(a, "t-dead", "parser", contract.StatusRetrying, "timeout", 1+60*i)
		e.Attempt, e.Detail = i+1, "the server did not answer within 30 s"
		list = append(list, e)
	}
	list = append(list, step(a, "t-dead", "parser", contract.StatusDead, "timeout", 600))
	a.ID, a.URL, a.Title = "x-open", "https://harbour-gazette.example/slow", "A page that is on its way"
	return append(list, step(a, "t-open", "fetcher", contract.StatusDiscovered, "", 0))
}

func step(a contract.Article, trigger, stage string, status contract.Status, reason string, after int) contract.LedgerEntry {
	at, err := time.Parse(time.RFC3339, a.Published)
	if err != nil {
		at = time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC)
	}
	return contract.LedgerEntry{
		Schema: contract.SchemaLedger, Trigger: trigger, ID: a.ID, Stage: stage, Status: status, Reason: reason,
		Cause: contract.CauseLive, Time: at.Add(time.Duration(after) * time.Second).UTC().Format(time.RFC3339Nano),
		URL: a.URL, Title: a.Title, Source: a.Source, Feed: a.Feed, Version: a.Version,
	}
}
