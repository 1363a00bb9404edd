// Package ledger reads ledger entries and writes them to a file keyed by trigger, from which it
// answers where an article went and whether the balance holds.
//
// Every change is one transaction, and the counters change in the same one: the balance is read,
// not computed, and after a crash it is true. Entries may come twice and in any order. The first
// terminal status of a trigger stands.
//
// It is not the stream of entries, which keeps only some days of them, and it knows nothing of the
// broker or of HTTP.
package ledger
