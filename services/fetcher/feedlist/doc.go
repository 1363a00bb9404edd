// Package feedlist reads the list of feeds that an operator writes (feeds.yaml, or OPML from
// another reader) and writes it back. A list with a mistake is refused whole, with every mistake
// named by file and line: half a list is news lost in silence.
//
// It fetches nothing: whether a feed answers is found out elsewhere.
package feedlist
