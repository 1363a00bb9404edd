package catalogue

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

//go:embed data/*.yaml
var yamlData embed.FS

//go:embed compact.json
var compactData []byte

// Data is the shipped YAML, as Load and Lint take it.
func Data() fs.FS {
	sub, err := fs.Sub(yamlData, "data")
	if err != nil {
		panic("catalogue: the embedded folder is missing: " + err.Error())
	}
	return sub
}

// Default returns the shipped catalogue with the overlays, if any, laid over it as Load does. It reads the compact
// form, in some tens of milliseconds; each call builds a catalogue of its own. Without overlays it fails only when the
// program was built from a broken compact.json.
func Default(overlays ...fs.FS) (*Catalogue, error) {
	var files []file
	if err := json.Unmarshal(compactData, &files); err != nil {
		return nil, fmt.Errorf("read the embedded catalogue, run go generate in catalogue/: %w", err)
	}
	t := newTables()
	for i := range files {
		t.apply(&files[i])
	}
	for _, fsys := range overlays {
		if err := t.loadLayer(fsys); err != nil {
			return nil, err
		}
	}
	return newCatalogue(t), nil
}

// Compact returns the compact form of a folder of YAML files: JSON, one file a line, in order of name. It fails as
// Load does.
func Compact(fsys fs.FS) ([]byte, error) {
	names, err := yamlFiles(fsys)
	if err != nil {
		return nil, err
	}
	out := []byte("[\n")
	for i, name := range names {
		d, err := readDocument(fsys, name)
		if err != nil {
			return nil, err
		}
		line, err := json.Marshal(d.file)
		if err != nil {
			return nil, fmt.Errorf("write %s as JSON: %w", name, err)
		}
		if i > 0 {
			out = append(out, ",\n"...)
		}
		out = append(out, line...)
	}
	return append(out, "\n]\n"...), nil
}
