package index

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/iccwire/iccwire/services/indexer/internal/sample"
)

// crashDir names the folder that the process under test writes to; without it TestWriteUntilKilled
// has nothing to prove.
const crashDir = "ICCWIRE_TEST_CRASH_DIR"

// crashBatch is how many articles each batch of the killed process has.
const crashBatch = 25

// TestKilledWhileWriting kills a process in the middle of its upserts, again and again on one
// index: what was acknowledged must be there, whole batches only, and writable again.
func TestKilledWhileWriting(t *testing.T) {
	dir := t.TempDir()
	acked := 0
	for round := range 3 {
		acked = max(acked, writeAndKill(t, dir, 6+5*round))
		x := open(t, dir)
		n, err := x.Count(context.Background())
		if err != nil || int(n) < acked || n%crashBatch != 0 {
			t.Fatalf("round %d: %d articles, acknowledged were %d: %v", round, n, acked, err)
		}
		if found := find(t, x, Query{Q: "lang:en,fr,es,ar,ru,sw,zh", Limit: 200}); found.Total != n {
			t.Fatalf("round %d: %d can be found of %d", round, found.Total, n)
		}
		for i := range acked {
			if _, err := x.Get(context.Background(), fmt.Sprintf("k%d", i)); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if acked == 0 {
		t.Error("nothing was written before the kills")
	}
}

// writeAndKill runs the writer until it has acknowledged n batches and returns how many articles
// it acknowledged in all.
func writeAndKill(t *testing.T, dir string, n int) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestWriteUntilKilled$")
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acked := 0
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "acked %d", &acked); err == nil && acked >= n*crashBatch {
			break
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it acknowledged before the signal came
		_, _ = fmt.Sscanf(lines.Text(), "acked %d", &acked)
	}
	_ = cmd.Wait() // killed: it cannot end well
	return acked
}

// TestWriteUntilKilled is the process that TestKilledWhileWriting kills.
func TestWriteUntilKilled(t *testing.T) {
	dir := os.Getenv(crashDir)
	if dir == "" {
		return // run as a test of its own it is nothing
	}
	x := open(t, dir)
	docs := sample.Many(crashBatch)
	for n := 0; n < 10_000; {
		for i := range docs {
			docs[i].ID = fmt.Sprintf("k%d", n)
			n++
		}
		upsert(t, x, docs...)
		fmt.Println("acked", n)
	}
}
