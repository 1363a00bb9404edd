// Package index reads enriched articles and writes them to an embedded Bleve index on disk, from
// which it answers searches, facets, timelines and the docket of events.
//
// One article is one document. The document's searchable fields, its version and the whole
// article as JSON go into the same Bleve batch, so that a crash leaves all of them or none; the
// highest version of an id always wins, in whatever order versions arrive.
//
// It is not a service: it knows nothing of the broker, of HTTP or of the ledger, and only one
// process at a time can hold an index open.
package index
