package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/iccwire/iccwire/services/indexer/internal/sample"
)

// TestOpenEndsWhatACrashInterrupted puts the folders as a crash in a swap or in making an index
// leaves them.
func TestOpenEndsWhatACrashInterrupted(t *testing.T) {
	move := func(t *testing.T, dir, from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	half := func(t *testing.T, dir, name string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, name, "store"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name  string
		after func(*testing.T, string)
		want  uint64
	}{
		{"nothing happened", func(*testing.T, string) {}, 11},
		{"the new one was not complete", func(t *testing.T, dir string) { half(t, dir, folderNew) }, 11},
		{"the old one was moved and the new one not", func(t *testing.T, dir string) { move(t, dir, folder, folderOld); half(t, dir, folderNew) }, 11},
		{"the old one was not removed", func(t *testing.T, dir string) { half(t, dir, folderOld) }, 11},
		{"the first one was not complete", func(t *testing.T, dir string) { move(t, dir, folder, "elsewhere"); half(t, dir, folderNew) }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			x := open(t, dir)
			upsert(t, x, sample.Articles()...)
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			c.after(t, dir)
			x = open(t, dir)
			if n, err := x.Count(context.Background()); err != nil || n != c.want {
				t.Errorf("%d articles, %v, want %d", n, err, c.want)
			}
			for _, left := range []string{folderNew, folderOld} {
				if _, err := os.Stat(filepath.Join(dir, left)); err == nil {
					t.Errorf("%s is still there", left)
				}
			}
		})
	}
}

func TestBrokenIndexSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, folder, "index_meta.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(dir, nil)
	if err == nil || !strings.Contains(err.Error(), "move the folder away") {
		t.Errorf("got %v", err)
	}
	if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
		t.Fatal(err)
	}
	open(t, dir) // the lock was let go and a new index is made
}

func TestFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(file, "index"), nil); err == nil {
		t.Error("an index in a file")
	}
}

// TestReadersAndWritersAtOnce is for the race detector; besides, no reader may see half an upsert.
func TestReadersAndWritersAtOnce(t *testing.T) {
	x := ownWorld(t)
	ctx := t.Context()
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for w := range 2 {
		writers.Go(func() {
			docs := sample.Many(20)
			for round := range 5 {
				for i := range docs {
					docs[i].ID, docs[i].Version = fmt.Sprintf("w%d-%d", w, i), int64(round)
				}
				if _, err := x.Upsert(ctx, docs); err != nil {
					t.Error(err)
				}
			}
			if err := x.Delete(ctx, []string{fmt.Sprintf("w%d-0", w)}); err != nil {
				t.Error(err)
			}
		})
	}
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				read(t, x)
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	if n, err := x.Count(ctx); err != nil || n != 11+2*19 {
		t.Errorf("%d articles, %v", n, err)
	}
}

// read asks for everything once.
func read(t *testing.T, x *Index) {
	ctx := context.Background()
	n, err := x.Count(ctx)
	if err != nil || (n-11)%20 != 0 && n < 11+19 {
		t.Errorf("half an upsert: %d articles, %v", n, err)
	}
	if _, err := x.Search(ctx, Query{Q: "warrant", Facets: true}); err != nil {
		t.Error(err)
	}
	if _, err := x.Events(ctx, Query{}); err != nil {
		t.Error(err)
	}
	if _, err := x.Timeline(ctx, Query{}, ByWeek); err != nil {
		t.Error(err)
	}
	if _, err := x.Get(ctx, "a-warrant"); err != nil {
		t.Error(err)
	}
}

func TestCancelledRequestsStop(t *testing.T) {
	x := world(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, Query{Q: "warrant"}); err == nil {
		t.Error("a search goes on")
	}
	if _, err := x.Events(ctx, Query{}); err == nil {
		t.Error("a docket goes on")
	}
	if _, err := x.Upsert(ctx, sample.Articles()); err == nil {
		t.Error("an upsert goes on")
	}
	if err := x.Delete(ctx, []string{"a-warrant"}); err == nil {
		t.Error("an erasure goes on")
	}
	if _, err := x.Get(context.Background(), "a-warrant"); err != nil {
		t.Error(err)
	}
}

func TestNothingToDo(t *testing.T) {
	x := open(t, t.TempDir())
	if out, err := x.Upsert(t.Context(), nil); err != nil || out != nil {
		t.Errorf("%v, %v", out, err)
	}
	if err := x.Delete(t.Context(), []string{""}); err != nil {
		t.Error(err)
	}
	for _, q := range []string{"", "warrant", "-warrant", "lang:en", `"a b"`, "x*"} {
		if r := find(t, x, Query{Q: q, Facets: true}); r.Total != 0 || len(r.Items) != 0 {
			t.Errorf("%q: %+v", q, r)
		}
	}
}
