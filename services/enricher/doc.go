// Package enricher reads icc.parsed.*, decides whether an article is about the International
// Criminal Court and what it says, and writes icc.enriched.<lang>.<source> and
// icc.tags.<type>.<name>: the third stage of the flow.
//
// Understanding a text is package tagger's, near-duplicates are package story's. This package
// orders what is said of an article (version), remembers what was said last (the articles bucket)
// and publishes an article with all its tags as one atomic batch. It fetches nothing.
package enricher
