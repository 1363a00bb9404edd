package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// usage is what the process had used at a moment.
type usage struct {
	at     time.Time
	cpu    time.Duration // user and system
	allocs uint64        // objects
}

// spent is what it used between two moments.
type spent struct {
	wall, cpu time.Duration
	allocs    uint64
}

func now() usage {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(fmt.Sprintf("bench: the system does not tell what was used: %v", err))
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return usage{time.Now(), time.Duration(r.Utime.Nano() + r.Stime.Nano()), m.Mallocs}
}

func (u usage) spent() spent {
	n := now()
	return spent{n.at.Sub(u.at), n.cpu - u.cpu, n.allocs - u.allocs}
}

// fresh collects what earlier measurements left, and starts one.
func fresh() usage {
	runtime.GC()
	return now()
}

// parallel calls do for 0 to n-1, workers at once, and returns the first error.
func parallel(n, workers int, do func(i int) error) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && errs[w] == nil; i = int(next.Add(1)) - 1 {
				errs[w] = do(i)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// offHeap copies b to memory that the garbage collector does not know.
func offHeap(b []byte) ([]byte, error) {
	m, err := syscall.Mmap(-1, 0, max(len(b), 1), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("no memory for a page: %w", err)
	}
	return m[:copy(m, b)], nil
}
