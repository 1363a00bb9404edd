package extract_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/iccwire/iccwire/services/parser/extract"
)

var update = flag.Bool("update", false, "write what Extract says into testdata/pages/*.json; review the difference")

// The lowest F1 of words that all pages together, and any single one, may reach.
const (
	floorMean = 0.985
	floorPage = 0.85
)

// fixture is what a page of testdata/pages truly holds.
type fixture struct {
	URL         string         `json:"url"`
	ContentType string         `json:"content_type"`
	Fetched     time.Time      `json:"fetched"`
	Kind        extract.Kind   `json:"kind"`
	Title       string         `json:"title"`
	Authors     []string       `json:"authors"`
	Published   string         `json:"published"`
	Lang        string         `json:"lang"`
	Blocks      []fixtureBlock `json:"blocks"`
	Optional    []string       `json:"optional"` // blocks that may be kept or left out
	Exact       bool           `json:"exact,omitempty"`
}

type fixtureBlock struct {
	Kind extract.BlockKind `json:"kind"`
	Text string            `json:"text"`
}

func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) < 25 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	sum, n := 0.0, 0
	for _, path := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			f1, readable := checkPage(t, path)
			if readable {
				sum += f1
				n++
			}
		})
	}
	if mean := sum / float64(n); mean < floorMean {
		t.Errorf("mean F1 %.4f of %d articles is below %.3f", mean, n, floorMean)
	}
}

func checkPage(t *testing.T, path string) (f1 float64, readable bool) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	truthPath := strings.TrimSuffix(path, ".html") + ".json"
	want := readFixture(t, truthPath)
	got, err := extract.Extract(extract.Input{URL: want.URL, Body: body, ContentType: want.ContentType, FetchedAt: want.Fetched})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		writeFixture(t, truthPath, want, got)
		return 1, got.Kind.Readable()
	}
	if got.Kind != want.Kind {
		t.Fatalf("kind %q, want %q (%v)", got.Kind, want.Kind, got.Reasons)
	}
	checkOffsets(t, got)
	if !want.Kind.Readable() {
		if got.Text != "" {
			t.Errorf("a %s has text: %q", got.Kind, got.Text)
		}
		return 0, false
	}
	checkFields(t, got, want)
	return checkBody(t, got, want), true
}

func checkFields(t *testing.T, got extract.Article, want fixture) {
	t.Helper()
	if got.Title != want.Title {
		t.Errorf("title %q, want %q", got.Title, want.Title)
	}
	if !slices.Equal(got.Authors, want.Authors) && len(got.Authors)+len(want.Authors) > 0 {
		t.Errorf("authors %q, want %q", got.Authors, want.Authors)
	}
	if got.Published.Text != want.Published {
		t.Errorf("published %q, want %q", got.Published.Text, want.Published)
	}
	if got.Lang != want.Lang {
		t.Errorf("language %q, want %q", got.Lang, want.Lang)
	}
}

func checkBody(t *testing.T, got extract.Article, want fixture) float64 {
	t.Helper()
	var texts []string
	for _, b := range want.Blocks {
		texts = append(texts, b.Text)
	}
	truth := strings.Join(texts, "\n\n")
	f1 := score(got.Text, truth)
	for _, o := range want.Optional {
		f1 = max(f1, score(got.Text, o+"\n\n"+truth))
	}
	t.Logf("F1 %.3f", f1)
	if f1 < floorPage {
		t.Errorf("F1 %.3f is below %.2f; got\n%s\nwant\n%s", f1, floorPage, got.Text, truth)
	}
	if want.Exact && got.Text != truth {
		t.Errorf("got\n%s\nwant\n%s", got.Text, truth)
	}
	for _, w := range want.Blocks {
		checkKind(t, got, w)
	}
	return f1
}

// checkKind fails if a block was found and took for something else.
func checkKind(t *testing.T, got extract.Article, want fixtureBlock) {
	t.Helper()
	runes := []rune(got.Text)
	for _, b := range got.Blocks {
		if string(runes[b.Start:b.End]) == want.Text && b.Kind != want.Kind {
			t.Errorf("%q is a %s, want a %s", want.Text, b.Kind, want.Kind)
		}
	}
}

// checkOffsets proves that the blocks are in order, apart, and cover the text but for the gaps.
func checkOffsets(t *testing.T, a extract.Article) {
	t.Helper()
	runes := []rune(a.Text)
	at := 0
	for i, b := range a.Blocks {
		if b.Start >= b.End || b.End > len(runes) || i > 0 && b.Start != at+2 || i == 0 && b.Start != 0 {
			t.Fatalf("block %d is [%d,%d) after %d of %d", i, b.Start, b.End, at, len(runes))
		}
		at = b.End
	}
	if at != len(runes) {
		t.Fatalf("blocks end at %d of %d", at, len(runes))
	}
}

// score is the F1 of words, counted with repeats.
func score(got, want string) float64 {
	have := map[string]int{}
	g, w := words(got), words(want)
	for _, x := range g {
		have[x]++
	}
	hits := 0
	for _, x := range w {
		if have[x] > 0 {
			have[x]--
			hits++
		}
	}
	if len(g)+len(w) == 0 {
		return 1
	}
	return 2 * float64(hits) / float64(len(g)+len(w))
}

// words splits at what is no letter; letters of scripts without spaces are words by themselves.
func words(s string) []string {
	var out []string
	word := ""
	flush := func() {
		if word != "" {
			out = append(out, word)
		}
		word = ""
	}
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			flush()
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			word += string(r)
		default:
			flush()
		}
	}
	flush()
	return out
}

func readFixture(t *testing.T, path string) fixture {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var f fixture
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return f
}

func writeFixture(t *testing.T, path string, f fixture, a extract.Article) {
	t.Helper()
	f.Kind, f.Title, f.Authors, f.Published, f.Lang = a.Kind, a.Title, a.Authors, a.Published.Text, a.Lang
	f.Blocks = nil
	runes := []rune(a.Text)
	for _, b := range a.Blocks {
		f.Blocks = append(f.Blocks, fixtureBlock{b.Kind, string(runes[b.Start:b.End])})
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
