// Package catalogue is the International Criminal Court's world as data: people, organs, situations, cases, states,
// crimes, articles, instruments and organisations, with their names in many languages, and every office and status
// by date and with its source.
//
// It answers "who is meant by this name" and "who held this office on that day". It does not read articles, decide
// what a mention means in its context, or reach over the network: that is the work of those who import it.
//
// The data is the YAML under data/ (see docs/catalogue.md for how to add or correct an entry). The binary carries a
// compact form of it, compact.json, which a test proves equal to the YAML. A loaded Catalogue is read-only and may be
// used by any number of goroutines.
package catalogue

//go:generate go run ./internal/gen
