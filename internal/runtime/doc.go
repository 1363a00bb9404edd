// Package runtime is the loop that the services share: it reads messages from a stage's stream,
// hands each to the stage's handler, publishes what comes back, waits for the broker's
// confirmation and only then acknowledges.
//
// It owns consuming, heartbeats, time limits, publishing, verdicts, parking, dead letters, ledger
// entries, metrics and the orderly end. It knows nothing of news: what a message means is the
// handler's business, and pure work (bytes in, value out) lives in packages that do not import
// this one.
//
// # Verdicts
//
//	nil                publish, confirm, end in the ledger if the handler says so, ack
//	Permanent          dead letter, ledger "dead", ack
//	Busy               parked in LATER until the given time; dead after Retry.BusyFor
//	a panic            like Permanent, with the stack
//	anything else      parked with growing delay; dead after Retry.TransientFor
//
// An outage of the broker is none of these: publishing is tried again until it works or the
// service is told to stop.
package runtime
