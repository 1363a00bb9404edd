package broker

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRoomCountsWhatIsHeld(t *testing.T) {
	const size = 4 << 30
	empty, full := t.TempDir(), t.TempDir()
	f, err := os.Create(filepath.Join(full, "store"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(size); err != nil { // a hole: it takes no space from the disk
		t.Fatal(err)
	}
	const noise = 1 << 30 // others use the disk meanwhile
	if more := roomFor(full) - roomFor(empty); more < size-noise || more > size+noise {
		t.Errorf("a folder of %d bytes gives %d bytes more room", size, more)
	}
	if got := roomFor(filepath.Join(empty, "missing")); got <= 0 {
		t.Errorf("room %d where nothing is known", got)
	}
}
