// Package tagger reads the text of an article and says what it tells about the International Criminal Court: whether
// it is about the Court at all, who and what is named, which offices are meant, what happened, who said what and who
// stands where.
//
// It is pure: text in, value out. The names come from the catalogue, the words of languages and the rules about
// events from package lexicon; the code here decides between readings and writes down why. One pass of one automaton
// finds all of both. It knows nothing of brokers, feeds or pages.
package tagger
