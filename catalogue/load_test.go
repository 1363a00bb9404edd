package catalogue

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
)

// dir is a folder in memory: name, content, name, content …
func dir(pairs ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return out
}

func mustLoad(tb testing.TB, base fs.FS, overlays ...fs.FS) *Catalogue {
	tb.Helper()
	c, err := Load(base, overlays...)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// bomb is the YAML of a billion laughs.
func bomb() string {
	var b strings.Builder
	b.WriteString("a: &a [x, x, x, x, x, x, x, x, x]\n")
	for c := 'b'; c <= 'i'; c++ {
		p := string(c - 1)
		b.WriteString(string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+p+", ", 9), ", ") + "]\n")
	}
	return b.String()
}

func TestHostileYAMLIsRefusedWithFileAndLine(t *testing.T) {
	tests := []struct {
		name, yaml, where, what string
	}{
		{"unknown key", "entities:\n  - id: person:anna-example\n    lable: Anna Example\n", "x.yaml:3:", `unknown key "lable"`},
		{"unknown section", "people: []\n", "x.yaml:1:", `unknown key "people"`},
		{"text for a list", "entities: yes please\n", "x.yaml:1:", "where something else is expected"},
		{"list for text", "entities:\n  - id: person:anna-example\n    label: [Anna]\n", "x.yaml:3:", "where something else is expected"},
		{"map for a date", "as_of: {y: 2026}\n", "x.yaml:1:", "where something else is expected"},
		{"repeated key", "entities:\n  - id: person:anna-example\n    label: A\n    label: B\n", "x.yaml:4:", "already defined"},
		{"repeated section", "as_of: 2026-01-01\nas_of: 2026-01-02\n", "x.yaml:2:", "already defined"},
		{"anchor", "entities:\n  - &x {id: person:anna-example}\n", "x.yaml:2:", "anchor"},
		{"alias bomb", bomb(), "x.yaml:1:", "anchor"},
		{"merge key", "entities:\n  - id: person:anna-example\n    <<: *base\n", "x.yaml", ""},
		{"own tag", "entities:\n  - id: !python/object person:anna-example\n", "x.yaml:2:", "tag"},
		{"two documents", "as_of: 2026-01-01\n---\nas_of: 2026-01-02\n", "x.yaml:", "more than one"},
		{"not UTF-8", "as_of: 2026-01-01\nroles:\n  - slug: caf\xe9\n", "x.yaml:3:", "not UTF-8"},
		{"nul byte", "entities:\n  - id: \"person:anna\x00example\"\n", "x.yaml:", ""},
		{"nested brackets", "entities: " + strings.Repeat("[", 100_000), "x.yaml:1:", "too deeply"},
		{"nested dashes", "entities:\n" + strings.Repeat("- ", 100_000), "x.yaml:2:", "too deeply"},
		{"nested maps", nestedMaps(40), "x.yaml:", "too deeply"},
		{"too large", "# " + strings.Repeat("x", maxFileSize), "x.yaml:", "larger than"},
		{"too many values", "entities: [" + strings.Repeat("a,", maxNodes) + "]", "x.yaml:1:", "more than"},
		{"tab for indent", "entities:\n\t- id: person:anna-example\n", "x.yaml:2:", ""},
		{"open quote", "entities:\n  - id: \"person:anna\n", "x.yaml:", ""},
		{"id without type", "entities:\n  - label: x\n    id: anna\n", "x.yaml:3:", "malformed"},
		{"id of no known type", "entities:\n  - id: robot:anna\n", "x.yaml:2:", "malformed"},
		{"id in capitals", "entities:\n  - id: person:Anna\n", "x.yaml:2:", "malformed"},
		{"state by name", "entities:\n  - id: state:uganda\n", "x.yaml:2:", "malformed"},
		{"no id", "entities:\n  - label: nobody\n", "x.yaml:2:", "malformed"},
		{"id twice", "entities:\n  - id: person:a-a\n  - id: person:a-a\n", "x.yaml:3:", "second time"},
		{"date in words", "entities:\n  - id: person:a-a\n    as_of: yesterday\n", "x.yaml:3:", "no date"},
		{"thirtieth of February", "entities:\n  - id: person:a-a\n    offices:\n      - {role: suspect, from: 2024-02-30}\n", "x.yaml:4:", "no date"},
		{"status date", "entities:\n  - id: person:a-a\n    status:\n      - status: suspect\n        from: 24-02-01\n", "x.yaml:4:", "no date"},
		{"milestone date", "entities:\n  - id: case:a\n    milestones: [{type: warrant, date: 2024-2-1}]\n", "x.yaml:3:", "no date"},
		{"head date", "as_of: soon\n", "x.yaml:1:", "no date"},
		{"source date", "sources:\n  a: {title: t}\n  b: {title: t, date: 20240101}\n", "x.yaml:3:", "no date"},
		{"role slug", "roles:\n  - slug: Chief Cook\n", "x.yaml:2:", "malformed"},
		{"role twice", "roles:\n  - slug: cook\n  - slug: cook\n", "x.yaml:3:", "second time"},
		{"look-alike id", "lookalikes:\n  - id: ICC\n", "x.yaml:2:", "malformed"},
	}
	for _, tt := range tests {
		_, err := Load(dir("x.yaml", tt.yaml))
		if err == nil {
			t.Errorf("%s: loaded", tt.name)
			continue
		}
		msg := err.Error()
		if !strings.HasPrefix(msg, tt.where) || !strings.Contains(msg, tt.what) || !strings.Contains(msg, "right would be: ") {
			t.Errorf("%s: %s, want %s … %s", tt.name, clip(msg), tt.where, tt.what)
		}
		if len(msg) > 2000 {
			t.Errorf("%s: an error of %d bytes", tt.name, len(msg))
		}
		var p Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %T is no Problem", tt.name, err)
		}
		if found := Lint(dir("x.yaml", tt.yaml)); len(found) == 0 {
			t.Errorf("%s: Load refuses it and Lint does not", tt.name)
		}
	}
}

func clip(s string) string { return s[:min(len(s), 300)] }

func nestedMaps(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestFolderIsRefused(t *testing.T) {
	many := fstest.MapFS{}
	for i := range maxFiles + 1 {
		many[strings.Repeat("a", i+1)+".yaml"] = &fstest.MapFile{}
	}
	tests := []struct {
		name string
		fsys fs.FS
		what string
	}{
		{"no file", dir("README.md", "hello"), "no .yaml file"},
		{"too many files", many, "257 files"},
		{"id in two files", dir("a.yaml", "entities: [{id: person:a-a}]", "b.yaml", "entities: [{id: person:a-a}]"), "first in a.yaml:1"},
		{"not a folder", unreadable{}, "permission"},
	}
	for _, tt := range tests {
		if _, err := Load(tt.fsys); err == nil || !strings.Contains(err.Error(), tt.what) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.what)
		}
		if found := Lint(tt.fsys); len(found) == 0 {
			t.Errorf("%s: Lint finds nothing", tt.name)
		}
	}
}

type unreadable struct{}

func (unreadable) Open(string) (fs.File, error) { return nil, fs.ErrPermission }

func TestEmptyFilesAreNoError(t *testing.T) {
	c := mustLoad(t, dir("a.yaml", "", "b.yml", "# only a comment\n", ".hidden.yaml", "[", "sub/x.yaml", "["))
	if len(c.Entities()) != 0 {
		t.Errorf("%d entities from nothing", len(c.Entities()))
	}
}

const baseYAML = `
as_of: 2026-01-01
entities:
  - id: person:anna-example
    label: Anna Example
    short: {en: [Example]}
    offices:
      - {role: cook, from: 2020-01-01, to: 2024-12-31, source: s}
    sources: [s]
  - id: org:kitchen
    label: Kitchen
roles:
  - slug: cook
    labels: {en: cook}
lookalikes:
  - id: cookery
    is: a book
    instead_of: org:kitchen
    acronym: {en: [KIT]}
    context: {en: [pages]}
sources:
  s: {title: Register, publisher: Kitchen}
`

func TestOverlays(t *testing.T) {
	base := dir("base.yaml", baseYAML)
	anna := func(c *Catalogue) *Entity { e, _ := c.Entity("person:anna-example"); return e }
	tests := []struct {
		name, yaml string
		holds      func(*Catalogue) bool
	}{
		{"adds an entity", "entities: [{id: org:garden, label: Garden}]", func(c *Catalogue) bool { return len(c.Entities()) == 3 && len(c.Find("garden")) == 1 }},
		{"overrides a value", "entities: [{id: person:anna-example, label: Anna B. Example, as_of: 2026-02-02}]", func(c *Catalogue) bool {
			return anna(c).Label == "Anna B. Example" && anna(c).AsOf == "2026-02-02" && len(c.Find("Anna Example")) == 0
		}},
		{"extends lists", "entities: [{id: person:anna-example, names: {de: [Anna Beispiel]}, offices: [{role: cook, from: 2026, source: s}]}]", func(c *Catalogue) bool {
			return len(anna(c).Offices) == 2 && len(c.Find("Anna Beispiel")) == 1 && len(c.Find("Example")) == 1 && anna(c).AsOf == "2026-01-01"
		}},
		{"replaces", "entities: [{id: person:anna-example, replace: true, label: Anna New}]", func(c *Catalogue) bool {
			return len(anna(c).Offices) == 0 && anna(c).Label == "Anna New" && len(c.Find("New")) == 1
		}},
		{"removes", "entities: [{id: person:anna-example, remove: true}]", func(c *Catalogue) bool { return anna(c) == nil && len(c.Holders("cook", "2021")) == 0 }},
		{"removes what is not there", "entities: [{id: person:nobody-here, remove: true}]", func(c *Catalogue) bool { return len(c.Entities()) == 2 }},
		{"adds a title", "roles: [{slug: cook, unique: true, names: {fr: [cuisinière]}, body: org:kitchen}]", func(c *Catalogue) bool {
			r := c.Roles()[0]
			return len(c.Roles()) == 1 && r.Unique && r.Body == "org:kitchen" && len(r.Names) == 2
		}},
		{"adds context", "lookalikes: [{id: cookery, is: many books, context: {fr: [page]}}]", func(c *Catalogue) bool {
			l := c.Lookalikes()[0]
			return len(c.Lookalikes()) == 1 && l.Is == "many books" && len(l.Context) == 2 && len(l.Names) == 1
		}},
		{"adds a source", "sources: {t: {title: Gazette, publisher: Town}}", func(c *Catalogue) bool {
			s, ok := c.Source("t")
			_, old := c.Source("s")
			return ok && old && s.Title == "Gazette" && s.Key == "t"
		}},
	}
	for _, tt := range tests {
		if c := mustLoad(t, base, dir("over.yaml", tt.yaml)); !tt.holds(c) {
			t.Errorf("overlay that %s did not", tt.name)
		}
	}
	c := mustLoad(t, base, dir("1.yaml", "entities: [{id: org:kitchen, label: One}]"), dir("1.yaml", "entities: [{id: org:kitchen, label: Two}]"))
	if e, _ := c.Entity("org:kitchen"); e.Label != "Two" {
		t.Errorf("the last overlay does not win: %s", e.Label)
	}
}

func TestOverlayOverTheShippedData(t *testing.T) {
	over := dir("local.yaml", "as_of: 2026-11-01\nentities:\n  - {id: person:karim-khan, note: local}\n  - {id: org:zz-test, label: Test Body}\n")
	c, err := Default(over)
	if err != nil {
		t.Fatal(err)
	}
	plain := mustDefault(t)
	if e, _ := c.Entity("person:karim-khan"); e.Note != "local" || len(e.Offices) == 0 {
		t.Errorf("the overlay lost what lay below: %+v", e)
	}
	if len(c.Entities()) != len(plain.Entities())+1 || c.Version() == plain.Version() {
		t.Error("the overlay did not add an entity or the version did not change")
	}
	if fromYAML := mustLoad(t, Data(), over); fromYAML.Version() != c.Version() {
		t.Error("Load and Default lay the same overlay differently")
	}
	if _, err := Default(dir("bad.yaml", "entities: 1")); err == nil || !strings.HasPrefix(err.Error(), "bad.yaml:1:") {
		t.Errorf("a broken overlay: %v", err)
	}
}

func TestOpen(t *testing.T) {
	c, err := Open("")
	if err != nil || c.Version() != mustDefault(t).Version() {
		t.Errorf("Open without a folder: %v", err)
	}
	if _, err := Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "no .yaml file") {
		t.Errorf("Open of an empty folder: %v", err)
	}
}

func TestReadersMayRunTogether(t *testing.T) {
	c := mustDefault(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			c.Version()
			c.Find("Khan")
			c.Holders("icc-prosecutor", "2024-06-15")
			c.Holders("former-icc-judge", "2024-06-15")
			if _, err := Default(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func FuzzLoad(f *testing.F) {
	for _, seed := range []string{baseYAML, bomb(), nestedMaps(30), "entities: [[[[", "- - - -", "a: b\n---\nc", "\xff", "entities:\n  - id: state:UGA\n", "? a\n: b", "entities: [{id: person:al-al, label: \"Al-Al - El- Al\"}]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		folder := fstest.MapFS{"x.yaml": &fstest.MapFile{Data: data}}
		c, err := Load(folder)
		problems := Lint(folder)
		if err != nil {
			if len(problems) == 0 {
				t.Fatalf("Load refuses it and Lint does not: %v", err)
			}
			return
		}
		again := mustLoad(t, folder)
		if c.Version() != again.Version() || len(Diff(c, again)) != 0 {
			t.Fatal("the same file loads differently")
		}
		for _, e := range c.Entities() {
			for _, n := range e.Names {
				if n.Text == "" {
					t.Fatalf("%s has an empty name", e.ID)
				}
			}
			c.Find(e.Label)
		}
	})
}

// A pipe in the folder would be waited for without end.
func TestOnlyRegularFilesAreRead(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(folder, "a.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(folder); err == nil || !strings.Contains(err.Error(), "a.yaml: no regular file") {
		t.Errorf("a pipe: %v", err)
	}
}
