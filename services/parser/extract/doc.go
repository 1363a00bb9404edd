// Package extract turns the bytes of a news page into an article: its text in ordered blocks,
// its headline, authors, dates and the rest of what the page says about itself. It reads
// nothing but its input, keeps nothing between calls, and is safe for concurrent use.
//
// It downloads nothing, follows no link and knows no site. What is no article gets a Kind that
// says what it is instead (a consent wall, an index page, a page that needs scripts) and no
// text that could be mistaken for one.
//
// One parse of the page gives blocks of text (internal/page). Learned trees judge each block
// by its words, its place and its neighbours (internal/features, internal/judge; the weights
// come from extract/train). The page's own statements (internal/meta) give the rest.
package extract
