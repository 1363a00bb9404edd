// Package page reads a tree of HTML into blocks of text with their surroundings. It is one walk
// over one parse: it decides nothing about what the article is, and it knows no site.
package page
