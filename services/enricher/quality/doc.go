// Package quality says how right the tagger is: it reads the labelled articles under testdata/gold, compares what the
// tagger says of them with what their labels say, and prints the figures as the tables of docs/quality.md.
//
// It knows nothing of how tags are made. The rules of what counts are those of a strict reader: a core label that is
// missed is a miss, an optional one is neither, and everything else that is said is wrong.
package quality
