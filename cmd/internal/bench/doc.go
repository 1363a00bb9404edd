// Command bench measures how fast iccwire is, and how much of its time goes into anything but its
// real work. It reads pages of at least 100 kB that another process serves, and writes a table, or
// one JSON object.
//
// It puts three things beside each other, in one run: each stage's pure function, on all cores; the
// whole pipeline over the embedded broker with file storage; and the broker alone, passing messages
// through three stages that do nothing. The ratio compares CPU time, not wall time: what the
// pipeline spends on an article, downloading left out, against the sum of what the pure functions
// spend on it. 1 would mean that messages, storage and book-keeping cost nothing.
//
// It is no load test: it says nothing of how long an article takes, or of many feeds.
//
// # How it is measured
//
// CPU time is the process's own, user and system, garbage collection and broker included. The
// pages' server is another process and not in it. What downloading costs is measured by fetching
// the same pages with the same client, as many at once as the pipeline does, and throwing them
// away. Pages are kept outside the heap, so that they do not make garbage collection cheaper than
// it is in a pipeline that forgets them.
package main
