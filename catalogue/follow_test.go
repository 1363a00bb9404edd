package catalogue

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// told is what Follow said.
type told struct {
	c   *Catalogue
	err error
}

func TestFollow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		folder := t.TempDir()
		path := filepath.Join(folder, "ours.yaml")
		write := func(text string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		write("# nothing yet\n")
		said := make(chan told, 1)
		ctx, stop := context.WithCancel(t.Context())
		go Follow(ctx, folder, time.Second, mustDefault(t).Version(), func(c *Catalogue, err error) { said <- told{c, err} })
		time.Sleep(time.Hour) // nothing of its own yet, nothing is said

		write("as_of: 2026-11-01\nentities: [{id: org:zz-test, label: Test Body, sources: [ours]}]\nsources: {ours: {title: Register, publisher: Us}}\n")
		if got := <-said; got.err != nil {
			t.Fatal(got.err)
		} else if _, ok := got.c.Entity("org:zz-test"); !ok {
			t.Error("the entry that was written is not there")
		}
		write("entities: 7 # broken\n")
		if got := <-said; got.err == nil || !strings.Contains(got.err.Error(), "ours.yaml:1: ") {
			t.Errorf("a broken file: %v", got.err)
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		if got := <-said; got.err == nil {
			t.Error("a folder that is gone gave a catalogue")
		}
		time.Sleep(time.Hour) // nothing changes, nothing is said
		if len(said) > 0 {
			t.Errorf("told again: %v", <-said)
		}
		stop()
	})
}
