package runtime

import (
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
)

// permanentError is bad input: trying again cannot help.
type permanentError struct {
	reason string
	err    error
}

func (e *permanentError) Error() string { return e.reason + ": " + e.err.Error() }
func (e *permanentError) Unwrap() error { return e.err }

// Permanent marks an error that no repetition can mend. Reason is a slug for counting.
func Permanent(reason string, err error) error { return &permanentError{reason, err} }

// Permanentf is Permanent with a formatted message.
func Permanentf(reason, format string, args ...any) error {
	return Permanent(reason, fmt.Errorf(format, args...))
}

// busyError is a wish to be asked again at a time.
type busyError struct {
	reason string
	at     time.Time
	err    error
	keep   nats.Header // goes with the parked message
}

func (e *busyError) Error() string { return e.reason + ": " + e.err.Error() }
func (e *busyError) Unwrap() error { return e.err }

// Busy marks an error that says itself when to come back, such as a site's Retry-After.
func Busy(reason string, at time.Time, err error) error {
	return &busyError{reason: reason, at: at, err: err}
}

// BusyWith is Busy with headers that the message bears when it comes back.
func BusyWith(reason string, at time.Time, keep nats.Header, err error) error {
	return &busyError{reason: reason, at: at, err: err, keep: keep}
}

// transientError names the reason of an error that may pass.
type transientError struct {
	reason string
	err    error
}

func (e *transientError) Error() string { return e.reason + ": " + e.err.Error() }
func (e *transientError) Unwrap() error { return e.err }

// Transient names the reason of an error that may pass; an unmarked error is one too.
func Transient(reason string, err error) error { return &transientError{reason, err} }

// panicError is a panic of a handler, with its stack.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("the handler panicked: %v", e.value) }

// verdict is what the loop does about an error.
type verdict struct {
	outcome string // done, permanent, busy, transient, panic: also the metric's label
	reason  string
	at      time.Time // busy: when to come back
	stack   string
	keep    nats.Header // busy: headers for the parked message
}

// judge turns a handler's error into a verdict.
func judge(err error) verdict {
	var (
		perm  *permanentError
		busy  *busyError
		trans *transientError
		pan   *panicError
	)
	switch {
	case err == nil:
		return verdict{outcome: "done"}
	case errors.As(err, &pan):
		return verdict{outcome: "panic", reason: "panic", stack: string(pan.stack)}
	case errors.As(err, &perm):
		return verdict{outcome: "permanent", reason: perm.reason}
	case errors.As(err, &busy):
		return verdict{outcome: "busy", reason: busy.reason, at: busy.at, keep: busy.keep}
	case errors.As(err, &trans):
		return verdict{outcome: "transient", reason: trans.reason}
	}
	return verdict{outcome: "transient", reason: "error"}
}

// Retry says how long failures are tried again.
type Retry struct {
	Min          time.Duration // first delay after a transient failure; 0 means 1 min
	Max          time.Duration // longest delay; 0 means 4 h
	TransientFor time.Duration // from the first failure until dead; 0 means 24 h
	BusyFor      time.Duration // the same for busy; 0 means 7 days
}

func (r Retry) withDefaults() Retry {
	def := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	def(&r.Min, time.Minute)
	def(&r.Max, 4*time.Hour)
	def(&r.TransientFor, 24*time.Hour)
	def(&r.BusyFor, 7*24*time.Hour)
	return r
}

// next says when a message that failed for the attempt-th time (from 1) comes back; ok is false
// when its time is over.
func (r Retry) next(v verdict, attempt int, first, now time.Time) (at time.Time, ok bool) {
	limit := r.TransientFor
	at = now.Add(r.delay(attempt))
	if v.outcome == "busy" {
		limit = r.BusyFor
		at = v.at
		if at.Before(now) {
			at = now
		}
	}
	return at, at.Sub(first) <= limit
}

func (r Retry) delay(attempt int) time.Duration {
	d := r.Min
	for i := 1; i < attempt && d < r.Max; i++ {
		d *= 2
	}
	return min(d, r.Max)
}
