package catalogue

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// document is one decoded file together with the lines its parts stand on.
type document struct {
	name  string
	file  file
	lines map[string][]int // section ("entities") to the line of each of its items
	facts map[string]int   // "entities/3/offices/0" to its line
	keys  map[string]int   // source key to its line
}

func readDocument(fsys fs.FS, name string) (*document, error) {
	data, err := readBounded(fsys, name)
	if err != nil {
		return nil, err
	}
	return parseDocument(name, data)
}

// parseDocument decodes one file: UTF-8, one YAML document, no anchors or aliases, no unknown or repeated keys.
func parseDocument(name string, data []byte) (*document, error) {
	if !utf8.Valid(data) {
		return nil, Problem{File: name, Line: badUTF8Line(data), What: "not UTF-8", Right: "save the file as UTF-8"}
	}
	if p, deep := tooDeep(name, data); deep {
		return nil, p
	}
	var root yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&root); err != nil && !errors.Is(err, io.EOF) {
		return nil, yamlProblem(name, err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, Problem{File: name, Line: second.Line, What: "more than one YAML document", Right: "one document, without ---"}
	}
	count := 0
	if p, bad := inspect(name, &root, 0, &count); bad {
		return nil, p
	}
	d := &document{name: name}
	strict := yaml.NewDecoder(bytes.NewReader(data))
	strict.KnownFields(true)
	if err := strict.Decode(&d.file); err != nil && !errors.Is(err, io.EOF) {
		return nil, yamlProblem(name, err)
	}
	d.locate(&root)
	return d, nil
}

// tooDeep refuses nesting before the YAML reader recurses into it: brackets opened, or dashes on one line.
func tooDeep(name string, data []byte) (Problem, bool) {
	open, line, dashes := 0, 1, 0
	for i, b := range data {
		switch b {
		case '\n':
			line, dashes = line+1, 0
		case '[', '{':
			open++
		case ']', '}':
			open = max(0, open-1)
		case '-', '?':
			if i+1 < len(data) && (data[i+1] == ' ' || data[i+1] == '\t') {
				dashes++
			}
		}
		if open > 4*maxDepth || dashes > 4*maxDepth {
			return Problem{name, line, "lists or maps nested too deeply", fmt.Sprintf("at most %d levels", maxDepth)}, true
		}
	}
	return Problem{}, false
}

// inspect walks the tree and refuses what a catalogue file never needs and an attacker does.
func inspect(name string, n *yaml.Node, depth int, count *int) (Problem, bool) {
	*count++
	switch {
	case depth > maxDepth:
		return Problem{name, n.Line, "lists or maps nested too deeply", fmt.Sprintf("at most %d levels", maxDepth)}, true
	case *count > maxNodes:
		return Problem{name, n.Line, fmt.Sprintf("more than %d values", maxNodes), "split it into several files"}, true
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return Problem{name, n.Line, "an anchor (&) or alias (*)", "write the value out; quote text that begins with & or *"}, true
	case n.Kind == yaml.ScalarNode && strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!"):
		return Problem{name, n.Line, "a YAML tag " + n.Tag, "plain values only"}, true
	}
	for _, child := range n.Content {
		if p, bad := inspect(name, child, depth+1, count); bad {
			return p, true
		}
	}
	return Problem{}, false
}

var (
	lineInError  = regexp.MustCompile(`line (\d+): ?`)
	wrongType    = regexp.MustCompile(`cannot unmarshal !!(\w+).* into `)
	unknownField = regexp.MustCompile(`field (.+) not found in type catalogue\.(\S+)`)
)

// yamlProblem turns the library's error into file, line and words.
func yamlProblem(name string, err error) Problem {
	p := Problem{File: name, What: err.Error(), Right: "valid YAML as in docs/catalogue.md"}
	var te *yaml.TypeError
	if errors.As(err, &te) && len(te.Errors) > 0 {
		p.What = te.Errors[0]
	}
	p.What = strings.TrimPrefix(p.What, "yaml: ")
	if m := lineInError.FindStringSubmatchIndex(p.What); m != nil {
		p.Line, _ = strconv.Atoi(p.What[m[2]:m[3]])
		p.What = p.What[:m[0]] + p.What[m[1]:]
	}
	if m := wrongType.FindStringSubmatch(p.What); m != nil {
		p.What = fmt.Sprintf("a %s where something else is expected", m[1])
	}
	if m := unknownField.FindStringSubmatch(p.What); m != nil {
		p.What = fmt.Sprintf("unknown key %q", m[1])
		p.Right = "one of: " + strings.Join(knownKeys(m[2]), ", ")
	}
	if strings.Contains(p.What, "already defined") {
		p.Right = "each key once"
	}
	return p
}

func badUTF8Line(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		data = data[size:]
	}
	return 0
}
