// Command gen writes the contract's machine-readable form from its Go types: a JSON Schema
// (2020-12) for each message under schema/, and asyncapi.json, an AsyncAPI 3 document of all
// subjects. It reads the type declarations and their comments; it validates nothing.
//
// Run it in the contract's folder with: go generate
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	files, err := generate(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			fmt.Fprintln(os.Stderr, "gen:", err)
			os.Exit(1)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "gen:", err)
			os.Exit(1)
		}
	}
}

// generate returns the files by name, from the Go sources in dir.
func generate(dir string) (map[string][]byte, error) {
	docs, err := readComments(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, m := range messages {
		if files["schema/"+m.name+".schema.json"], err = encode(schemaOf(m, docs)); err != nil {
			return nil, err
		}
	}
	files["asyncapi.json"], err = encode(asyncAPI(docs))
	return files, err
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
