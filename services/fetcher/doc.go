// Package fetcher reads nothing from the broker, polls feeds, and writes icc.discovered.live: the
// first stage of the flow.
//
// Each feed's record (validators, what its last documents held, health, next poll) lives in a
// key-value bucket, is claimed by compare-and-set for a poll, and is written only after the broker
// confirmed what was found, so that a crash repeats a poll and loses nothing. Feeds are spread
// over the live fetchers by rendezvous hashing.
//
// Reading a document is package feed's, when to poll is package schedule's, the list of feeds is
// package feedlist's. It does not fetch articles: that is the parser's.
package fetcher
