// Package world is a little news world of its own making: invented outlets under .example, their
// feeds, their pages and the truth about each of them. It reads nothing but its embedded files and
// writes HTTP responses on one loopback port.
//
// The demo runs the pipeline on it with no network, the end-to-end test compares what comes out
// with each article's Want, and the benchmarks ask it for many large pages (WithScale). With
// WithHostile it also serves feeds and pages that no one wishes to meet.
//
// It is not a mock of any service: it knows nothing of NATS or of iccwire's stages, and a browser
// could read it. Outlets and reporters are invented; what the articles say of the Court happened.
//
// # Time
//
// Each feed tells its story in two polls. The first offers the first version of everything. The
// second answers 304, or brings a corrected article or an entry whose date alone has changed; it
// waits (at most HoldLimit) until every page that is about to change has been fetched once, so
// that a run always sees both versions.
//
// # Adding an article
//
// Write articles/<host>/<date>-<slug>.md: a head in YAML (see front) and the text in the little
// markup of parseBlocks. Its want says what must come out; the tests check the rest. A second file
// <slug>.corrected.md makes the article one that is corrected later. A new outlet goes into
// sites.yaml, a new language into words/, a new kind of page into layouts/.
package world
