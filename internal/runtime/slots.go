package runtime

import "context"

// slots counts the messages of one source that may be in hand at once.
type slots chan struct{}

func newSlots(n int) slots {
	s := make(slots, n)
	for range n {
		s <- struct{}{}
	}
	return s
}

// take waits until at least one slot is free and takes all that are.
func (s slots) take(ctx context.Context) (int, error) {
	select {
	case <-s:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for n := 1; ; n++ {
		select {
		case <-s:
		default:
			return n, nil
		}
	}
}

func (s slots) give(n int) {
	for range n {
		s <- struct{}{}
	}
}
