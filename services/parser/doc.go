// Package parser reads icc.discovered.*, downloads each article's page, extracts its body and
// metadata, and writes icc.parsed.<lang>: the second stage of the flow.
//
// Extraction is package extract's, robots.txt package robots's, the download internal/safehttp's.
// This package decides what a fetch's outcome means for an article: parsed, skipped with a reason,
// duplicate of another address, come back later, or dead. It does not judge what an article is
// about.
package parser
