// Package lang tells the language of a text: the script decides where it can, tables of common words decide
// between languages that share one, and a trigram detector helps where no table fits.
//
// It does not translate, split or fold text, and it never fails: what it cannot tell is "und", or the hint.
package lang
