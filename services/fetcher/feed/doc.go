// Package feed reads the bytes of a feed and writes a value: RSS, RDF, Atom, JSON Feed or a news
// sitemap in, its items out, cleaned and bounded. Feeds break in every way there is, so much of
// the package repairs: charsets, stray characters, junk before the document, items that are not
// well formed. What cannot be an item is counted with its reason and never just vanishes.
//
// It fetches nothing, remembers nothing between documents, and does not decide what is new: its
// hashes let the fetcher do that.
package feed
