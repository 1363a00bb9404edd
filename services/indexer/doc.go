// Package indexer reads icc.enriched.> and icc.ledger.*, keeps the search index and the ledger's
// store, and serves search, API, pages and feeds over HTTP: the last stage of the flow.
//
// Articles go into package index, ledger entries into package ledger; packages api and pages read
// both. This package consumes and commits many messages together, and says in the ledger what
// became of each article. It changes nothing about an article.
package indexer
