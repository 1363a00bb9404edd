// Package schedule reads how a poll went and writes when the next one is due: by the operator's
// interval, by what the feed and its server ask for, and by what polling has taught. A feed is
// never given up, and an outage on our own side is not held against it.
//
// It keeps no time and no state but that of Line: whoever polls stores what it returns.
package schedule
