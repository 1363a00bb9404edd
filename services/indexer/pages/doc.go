// Package pages reads the index and the ledger's store and writes them as pages for people: search,
// articles with every tag explained, entities, the docket of events, positions, the health of the
// feeds, and where each article went.
//
// The pages work without a script and have none. What strangers wrote is only ever text in them:
// templates escape it, links lead to http and https alone, and the content policy forbids the rest.
// It is not the API for programs, which is in the package api.
package pages
