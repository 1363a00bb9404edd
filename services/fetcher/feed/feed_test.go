package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write what comes out as the expected output")

var testNow = time.Date(2024, 11, 22, 9, 0, 0, 0, time.UTC)

const testURL = "https://feeds.example/dir/feed.xml"

// TestFixtures parses each testdata/*.in, with the content type of the *.type beside it if there
// is one, and compares with the *.json beside it.
func TestFixtures(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*.in")
	if err != nil || len(inputs) < 30 {
		t.Fatalf("%d fixtures, %v", len(inputs), err)
	}
	for _, input := range inputs {
		name := strings.TrimSuffix(input, ".in")
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := parseFixture(t, name)
			if *update {
				write(t, name+".json", got)
			}
			want, err := os.ReadFile(name + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if string(want) != string(got) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func parseFixture(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(name + ".in")
	if err != nil {
		t.Fatal(err)
	}
	contentType, err := os.ReadFile(name + ".type")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	f, err := Parse(body, strings.TrimSpace(string(contentType)), testURL, testNow)
	var out any = f
	if err != nil {
		out = map[string]string{"error": err.Error()}
	} else {
		checkFeed(t, f)
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkFeed checks what must hold of every feed.
func checkFeed(t *testing.T, f Feed) {
	t.Helper()
	dropped := 0
	for _, d := range f.Dropped {
		dropped += d.Count
	}
	if f.Offered != len(f.Items)+dropped {
		t.Errorf("%d offered, %d kept, %d dropped", f.Offered, len(f.Items), dropped)
	}
	if len(f.Items) > MaxItems || len(f.Notes) > maxNotes {
		t.Errorf("%d items, %d notes", len(f.Items), len(f.Notes))
	}
	seen := map[Hash]bool{}
	for _, it := range f.Items {
		if seen[it.Hash] || it.URL == "" || it.ItemURL == "" || len(it.Content) > MaxContent || it.Published.After(testNow.Add(24*time.Hour)) {
			t.Errorf("bad item %+v", it)
		}
		seen[it.Hash] = true
	}
}
