// Package group commits the work of many goroutines together: each hands in an item and waits,
// one of them writes all that gathered meanwhile. It is what makes a store with a costly commit
// (an index batch, a transaction, an fsync) fast under many callers and prompt under few.
package group

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrClosed is returned by Do after Close.
var ErrClosed = errors.New("group: closed")

// Group gathers items of type T, each of which gets a result of type R. Make it with New.
type Group[T, R any] struct {
	commit func([]T) ([]R, error)
	max    int
	wait   Patience
	in     chan call[T, R]
	done   chan struct{} // closed by Close
	ended  chan struct{} // closed after the last commit
	once   sync.Once
}

type call[T, R any] struct {
	item T
	out  chan result[R]
}

type result[R any] struct {
	value R
	err   error
}

// Patience is how long a group that is not full waits for more items: as long as they come within
// Quiet of each other, but no longer than Most after the first. The zero value waits for none.
type Patience struct{ Quiet, Most time.Duration }

// New starts a group whose commit gets between 1 and limit items and returns one result for each,
// in order, or an error for all. Wait says how long a commit waits for more items: nothing unless
// it costs so much more than its items that they are worth it.
func New[T, R any](limit int, wait Patience, commit func([]T) ([]R, error)) *Group[T, R] {
	g := &Group[T, R]{commit: commit, max: limit, wait: wait, in: make(chan call[T, R], limit), done: make(chan struct{}), ended: make(chan struct{})}
	go g.run()
	return g
}

// Do hands in an item and returns its result once it is committed. When ctx ends first the item
// may still be committed.
func (g *Group[T, R]) Do(ctx context.Context, item T) (R, error) {
	c := call[T, R]{item, make(chan result[R], 1)}
	var zero R
	select {
	case g.in <- c:
	case <-g.done:
		return zero, ErrClosed
	case <-ctx.Done():
		return zero, ctx.Err()
	}
	select {
	case r := <-c.out:
		return r.value, r.err
	case <-g.ended:
		return c.last(zero)
	case <-ctx.Done():
		return zero, ctx.Err()
	}
}

// last returns the result that came just before the end, if one did.
func (c call[T, R]) last(zero R) (R, error) {
	select {
	case r := <-c.out:
		return r.value, r.err
	default:
		return zero, ErrClosed
	}
}

// Close commits what was handed in and ends the group.
func (g *Group[T, R]) Close() {
	g.once.Do(func() { close(g.done) })
	<-g.ended
}

func (g *Group[T, R]) run() {
	defer close(g.ended)
	for {
		select {
		case first := <-g.in:
			g.write(g.gather(first))
		case <-g.done:
			g.rest()
			return
		}
	}
}

// gather takes what is waiting and, within the group's patience, what comes.
func (g *Group[T, R]) gather(first call[T, R]) []call[T, R] {
	calls := []call[T, R]{first}
	end := time.Now().Add(g.wait.Most)
	for len(calls) < g.max {
		c, ok := g.next(min(g.wait.Quiet, time.Until(end)))
		if !ok {
			break
		}
		calls = append(calls, c)
	}
	return calls
}

// next takes an item that is waiting or comes within d; the group's end is waited for no longer.
func (g *Group[T, R]) next(d time.Duration) (c call[T, R], ok bool) {
	select {
	case c = <-g.in:
		return c, true
	default:
	}
	if d <= 0 {
		return c, false
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case c = <-g.in:
		return c, true
	case <-t.C:
	case <-g.done:
	}
	return c, false
}

func (g *Group[T, R]) rest() {
	for {
		select {
		case c := <-g.in:
			g.write(g.gather(c))
		default:
			return
		}
	}
}

func (g *Group[T, R]) write(calls []call[T, R]) {
	items := make([]T, len(calls))
	for i, c := range calls {
		items[i] = c.item
	}
	values, err := g.commit(items)
	if err == nil && len(values) != len(calls) {
		err = errors.New("group: commit returned a wrong number of results")
	}
	for i, c := range calls {
		r := result[R]{err: err}
		if err == nil {
			r.value = values[i]
		}
		c.out <- r
	}
}
