package group_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/internal/group"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEveryItemGetsItsOwnResult(t *testing.T) {
	commits := 0
	g := group.New(16, group.Patience{}, func(in []int) ([]int, error) {
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
	g := group.New(4, group.Patience{}, func([]int) ([]int, error) { return nil, full })
	defer g.Close()
	if _, err := g.Do(t.Context(), 1); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

func TestCallerMayGiveUp(t *testing.T) {
	hold := make(chan struct{})
	g := group.New(1, group.Patience{}, func(in []int) ([]int, error) { <-hold; return in, nil })
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

func TestPatience(t *testing.T) {
	tests := []struct {
		name string
		wait group.Patience
		gap  time.Duration // between two items
		want []int         // sizes of the commits of 6 items, at most 4 each
	}{
		{"none", group.Patience{}, 10 * time.Millisecond, []int{1, 1, 1, 1, 1, 1}},
		{"as long as they come", group.Patience{Quiet: 20 * time.Millisecond, Most: time.Second}, 10 * time.Millisecond, []int{4, 2}},
		{"not for stragglers", group.Patience{Quiet: 20 * time.Millisecond, Most: time.Second}, 30 * time.Millisecond, []int{1, 1, 1, 1, 1, 1}},
		{"not for ever", group.Patience{Quiet: 20 * time.Millisecond, Most: 25 * time.Millisecond}, 10 * time.Millisecond, []int{3, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var sizes []int
				g := group.New(4, tt.wait, func(in []int) ([]int, error) { sizes = append(sizes, len(in)); return in, nil })
				var wg sync.WaitGroup
				for n := range 6 {
					wg.Go(func() {
						time.Sleep(time.Duration(n) * tt.gap)
						if _, err := g.Do(t.Context(), n); err != nil {
							t.Error(err)
						}
					})
				}
				wg.Wait()
				g.Close()
				if !slices.Equal(sizes, tt.want) {
					t.Errorf("commits of %v items, want %v", sizes, tt.want)
				}
			})
		})
	}
}

func TestCloseEndsThePatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := group.New(4, group.Patience{Quiet: time.Hour, Most: time.Hour}, func(in []int) ([]int, error) { return in, nil })
		began := time.Now()
		done := make(chan error)
		go func() { _, err := g.Do(t.Context(), 1); done <- err }()
		synctest.Wait()
		g.Close()
		if err := <-done; err != nil || time.Since(began) > 0 {
			t.Errorf("%v after %s: what was handed in must be committed at once", err, time.Since(began))
		}
	})
}
