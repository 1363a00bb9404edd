// Package automaton finds all of a large set of phrases in a text in one pass.
//
// It works on two levels. A trie over the bytes of folded words (a double array) gives each word of the text its
// number, at the same time all stems marked with a star; a second automaton over word numbers follows phrases. A word
// that begins no phrase costs a few steps in the first level and nothing in the second, so the time is linear in the
// text and hardly depends on the number of phrases. Inflection is a question of which numbers a word may have, so one
// entry serves all its forms.
//
// It knows nothing of what phrases mean; rules about them belong to its callers.
package automaton
