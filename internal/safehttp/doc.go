// Package safehttp reads addresses in and writes bounded responses out: it is the one door
// through which iccwire reaches the web. Feeds and pages are written by strangers, so every size,
// time, count and address is bounded here, and every refusal is a typed error that a stage can
// turn into a verdict.
//
// It is not polite (pace and robots.txt are the callers' business), keeps no cache or cookies
// between fetches, follows no meta refresh, and never retries.
package safehttp
