package house

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

const root = "../../.."

// maxLines bounds a hand-written file.
const maxLines = 500

func TestDocumentsShowTheFlow(t *testing.T) {
	for _, name := range []string{"README.md", "ARCHITECTURE.md"} {
		text := read(t, name)
		if !strings.Contains(text, "```\n"+contract.Diagram()+"```") {
			t.Errorf("%s does not show the flow as contract.Diagram draws it:\n%s", name, contract.Diagram())
		}
	}
}

func TestFoldersNamedInTheArchitectureExist(t *testing.T) {
	for _, m := range regexp.MustCompile("`([a-z]+(?:/[a-z]+)*)/`").FindAllStringSubmatch(read(t, "ARCHITECTURE.md"), -1) {
		if st, err := os.Stat(filepath.Join(root, m[1])); err != nil || !st.IsDir() {
			t.Errorf("%s/ is named and is no folder", m[1])
		}
	}
}

func TestLinksBetweenDocumentsLead(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		for _, m := range link.FindAllStringSubmatch(read(t, name), -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	documented := map[string]bool{}
	eachGoFile(t, func(path string, src []byte) {
		dir := filepath.Dir(path)
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		documented[dir] = documented[dir] || f.Doc.Text() != ""
	})
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment", strings.TrimPrefix(dir, root+"/"))
		}
	}
}

func TestFilesAreFormattedAndShort(t *testing.T) {
	eachGoFile(t, func(path string, src []byte) {
		name := strings.TrimPrefix(path, root+"/")
		out, err := format.Source(src)
		if err != nil || !bytes.Equal(out, src) {
			t.Errorf("gofmt would change %s (%v)", name, err)
		}
		if n := bytes.Count(src, []byte("\n")); n > maxLines && !strings.HasSuffix(path, "_test.go") {
			t.Errorf("%s has %d lines, at most %d are allowed", name, n, maxLines)
		}
	})
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// eachGoFile calls f for every hand-written Go file.
func eachGoFile(t *testing.T, f func(path string, src []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "bin" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".." && path != root) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err == nil && !bytes.Contains(src, []byte("Code generated")) {
			f(path, src)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
