package catalogue

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

// Follow looks at the operator's folder dir every so often until ctx ends, and tells of each change: with the catalogue
// that Open makes of it, or with what is wrong, and then the caller keeps the one it has. have is the Version that the
// caller begins with; a catalogue equal to the one told last is not told again.
func Follow(ctx context.Context, dir string, every time.Duration, have string, changed func(*Catalogue, error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for last := ""; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := stamp(dir)
		if now == last {
			continue
		}
		last = now
		c, err := Open(dir)
		if err == nil && c.Version() == have {
			continue
		}
		if err == nil {
			have = c.Version()
		}
		changed(c, err)
	}
}

// stamp changes with the names, sizes and times of a folder's files.
func stamp(dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			fmt.Fprintln(&b, e.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}
