package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// query is one query of a panel.
type query struct {
	panel   string // title and the query's letter
	expr    string
	instant bool // at one moment, rather than over time
}

// readQueries reads a dashboard's queries; rows have none.
func readQueries(path string) ([]query, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Targets []struct {
				RefID   string `json:"refId"`
				Expr    string
				Instant bool
			}
		}
	}
	if err := json.Unmarshal(text, &dashboard); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var queries []query
	for _, p := range dashboard.Panels {
		for _, t := range p.Targets {
			queries = append(queries, query{p.Title + " " + t.RefID, t.Expr, t.Instant})
		}
	}
	if len(queries) == 0 {
		return nil, errors.New(path + " has no queries: is it a dashboard?")
	}
	return queries, nil
}
