package catalogue

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Bounds on what is read from a folder that may have been written by a stranger.
const (
	maxFiles    = 256
	maxFileSize = 2 << 20 // bytes
	maxEntities = 50_000
	maxDepth    = 12      // nested lists and maps in YAML
	maxNodes    = 400_000 // values in one file
)

// Load reads the YAML files of base and lays the overlays over it in turn: an entity with a new id is added, one with
// a known id has its single values overridden and its lists extended; "replace: true" starts it anew and
// "remove: true" takes it away. Files are decoded strictly. The error says file, line, what is wrong and what would be
// right; nothing is loaded by halves. References are not resolved here: see Lint.
func Load(base fs.FS, overlays ...fs.FS) (*Catalogue, error) {
	t := newTables()
	for _, fsys := range append([]fs.FS{base}, overlays...) {
		if err := t.loadLayer(fsys); err != nil {
			return nil, err
		}
	}
	return newCatalogue(t), nil
}

// loadLayer reads one folder; within it an id may be written once only.
func (t *tables) loadLayer(fsys fs.FS) error {
	names, err := yamlFiles(fsys)
	if err != nil {
		return err
	}
	seen := map[string]string{}
	for _, name := range names {
		d, err := readDocument(fsys, name)
		if err != nil {
			return err
		}
		if p := d.check(seen); len(p) > 0 {
			return p[0]
		}
		t.apply(&d.file)
		if len(t.entities) > maxEntities {
			return Problem{File: name, What: fmt.Sprintf("more than %d entities", maxEntities), Right: "split the catalogue or load fewer files"}
		}
	}
	return nil
}

// yamlFiles lists the *.yaml and *.yml files of the folder itself, sorted.
func yamlFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read the catalogue's folder: %w", err)
	}
	var names []string
	for _, e := range entries {
		if ext := path.Ext(e.Name()); !e.IsDir() && (ext == ".yaml" || ext == ".yml") && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		return nil, Problem{What: "no .yaml file in the catalogue's folder", Right: "name the folder that holds people.yaml, states.yaml …"}
	}
	if len(names) > maxFiles {
		return nil, Problem{What: fmt.Sprintf("%d files in the catalogue's folder", len(names)), Right: fmt.Sprintf("at most %d", maxFiles)}
	}
	return names, nil
}

// readBounded reads one file and refuses it when it is larger than a catalogue file may be.
func readBounded(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("look at catalogue file: %w", err)
	}
	if !info.Mode().IsRegular() { // a pipe would be waited for without end
		return nil, Problem{File: name, What: "no regular file", Right: "a file with text in it"}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open catalogue file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("read catalogue file %s: %w", name, err)
	}
	if len(data) > maxFileSize {
		return nil, Problem{File: name, What: fmt.Sprintf("larger than %d bytes", maxFileSize), Right: "split it into several files"}
	}
	return data, nil
}
