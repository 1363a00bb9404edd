// Package api reads the index and the ledger's store and writes them as HTTP: JSON under /api/v1,
// CSV and JSON Lines to take away, and Atom, RSS and JSON Feed to subscribe to any search.
//
// It only answers GET and HEAD, changes nothing, and bounds every list, query, time and number of
// requests at once. Errors are problem details (RFC 9457). It is not the pages for people, which
// are in the package pages, and it keeps no state of its own.
package api
