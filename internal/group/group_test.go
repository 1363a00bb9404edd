package group_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/internal/group"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEveryItemGetsItsOwnResult(t *testing.T) {
	commits := 0
	g := group.New(16, func(in []int) ([]int, error) {
		commits++
		out := make([]int, len(in))
		for i, n := range in {
			out[i] = n * n
		}
		return out, nil
	})
	var wg sync.WaitGroup
	for n := range 200 {
		wg.Go(func() {
			got, err := g.Do(t.Context(), n)
			if err != nil || got != n*n {
				t.Errorf("Do(%d) = %d, %v", n, got, err)
			}
		})
	}
	wg.Wait()
	g.Close()
	if commits < 200/16 || commits > 200 {
		t.Errorf("%d commits of at most 16 for 200 items", commits)
	}
	if _, err := g.Do(t.Context(), 1); !errors.Is(err, group.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

func TestFailureReachesEveryCaller(t *testing.T) {
	full := errors.New("disk full")
	g := group.New(4, func([]int) ([]int, error) { return nil, full })
	defer g.Close()
	if _, err := g.Do(t.Context(), 1); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

func TestCallerMayGiveUp(t *testing.T) {
	hold := make(chan struct{})
	g := group.New(1, func(in []int) ([]int, error) { <-hold; return in, nil })
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { _, err := g.Do(ctx, 1); done <- err }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(hold)
	g.Close()
}
