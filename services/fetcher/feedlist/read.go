package feedlist

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// maxErrors is how many mistakes are told at once.
const maxErrors = 20

// ReadFile reads a list from a file, which may be YAML or OPML. Like a YAML list, an OPML list
// with a mistake is refused whole.
func ReadFile(path string) ([]Feed, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("feed list: %w", err)
	}
	defer f.Close()
	text := bufio.NewReader(f)
	if !isXML(text) {
		return Read(text, path)
	}
	feeds, err := ReadOPML(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return feeds, nil
}

// isXML looks at the beginning of a text.
func isXML(r *bufio.Reader) bool {
	head, _ := r.Peek(100) // a failing reader fails again when it is read
	return bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("<"))
}

// Read reads a list in YAML; name is the file's name in errors. The errors of a list are joined,
// each beginning with name:line.
func Read(r io.Reader, name string) ([]Feed, error) {
	text, err := readAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &reader{name: name, seen: map[string]int{}}
	list, _, err := p.list(text)
	if err != nil {
		return nil, err
	}
	var feeds []Feed
	for _, node := range list.Content {
		feeds = append(feeds, p.feed(node))
	}
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return feeds, nil
}

func readAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err == nil && len(text) > MaxBytes {
		err = fmt.Errorf("the list is larger than %d bytes", MaxBytes)
	}
	return text, err
}

// reader reads one list.
type reader struct {
	name string
	errs []error
	seen map[string]int // key → line
}

func (p *reader) errorf(line int, format string, args ...any) {
	if len(p.errs) < maxErrors {
		p.errs = append(p.errs, fmt.Errorf("%s:%d: %w", p.name, line, fmt.Errorf(format, args...)))
	}
}

// list returns the sequence of feeds and the document that it is in.
func (p *reader) list(text []byte) (list, doc *yaml.Node, err error) {
	doc = &yaml.Node{}
	if err := yaml.Unmarshal(text, doc); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", p.name, err)
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil, fmt.Errorf("%s: no feeds: begin the file with \"feeds:\" and put a \"- url: …\" under it", p.name)
	}
	for key, value := range pairs(doc.Content[0]) {
		switch {
		case key.Value != "feeds":
			p.errorf(key.Line, "unknown key %q; the file holds one list, feeds", clip(key.Value))
		case value.Kind != yaml.SequenceNode && value.Tag != "!!null":
			p.errorf(value.Line, "feeds is no list: begin each feed with a dash")
		case len(value.Content) > MaxFeeds:
			p.errorf(value.Line, "more than %d feeds", MaxFeeds)
		case list != nil:
			p.errorf(key.Line, "feeds stands here a second time")
		default:
			list = value
		}
	}
	if len(p.errs) > 0 {
		return nil, nil, errors.Join(p.errs...)
	}
	if list == nil {
		return nil, nil, fmt.Errorf("%s: no feeds: the key \"feeds\" is missing", p.name)
	}
	return list, doc, nil
}

// pairs yields the keys and values of a mapping.
func pairs(mapping *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(mapping.Content); i += 2 {
			if !yield(mapping.Content[i], mapping.Content[i+1]) {
				return
			}
		}
	}
}

func (p *reader) feed(node *yaml.Node) Feed {
	f := Feed{Line: node.Line}
	if node.Kind != yaml.MappingNode {
		p.errorf(node.Line, "this is no feed: write \"- url: https://…\"")
		return f
	}
	before, set := len(p.errs), map[string]bool{}
	for key, value := range pairs(node) {
		if set[key.Value] {
			p.errorf(key.Line, "%s stands here a second time", clip(key.Value))
		}
		set[key.Value] = true
		if value.Kind != yaml.ScalarNode {
			p.errorf(value.Line, "%s is no single value", clip(key.Value))
		} else if err := f.set(key.Value, value.Value); err != nil {
			p.errorf(value.Line, "%w", err)
		}
	}
	if err := f.Validate(); err != nil && len(p.errs) == before {
		p.errorf(node.Line, "%w", err)
	}
	if line, ok := p.seen[f.Key()]; ok && f.URL != "" {
		p.errorf(node.Line, "%s is in line %d already: remove one", clip(f.URL), line)
	}
	p.seen[f.Key()] = node.Line
	return f.withDefaults()
}

var fields = []string{"url", "source", "language", "country", "interval", "focus", "verified", "note", "disabled"}

func (f *Feed) set(key, value string) error {
	value = strings.TrimSpace(value)
	var err error
	switch key {
	case "url":
		f.URL = value
	case "source":
		f.Source = value
	case "language":
		f.Language = value
	case "country":
		f.Country = value
	case "focus":
		f.Focus = value
	case "verified":
		f.Verified = value
	case "note":
		f.Note = value
	case "interval":
		if f.Interval, err = time.ParseDuration(value); err != nil || f.Interval == 0 {
			return fmt.Errorf("interval %q is no time: write 15m, 1h, 90s …", clip(value))
		}
	case "disabled":
		if f.Disabled, err = strconv.ParseBool(value); err != nil {
			return fmt.Errorf("disabled is %q: write true or false", clip(value))
		}
	default:
		return fmt.Errorf("unknown key %q%s; a feed has %s", clip(key), didYouMean(key), strings.Join(fields, ", "))
	}
	return nil
}

// didYouMean names the field that begins or ends like a misspelt one.
func didYouMean(key string) string {
	i := slices.IndexFunc(fields, func(field string) bool {
		return len(key) > 2 && (strings.EqualFold(field[:2], key[:2]) || strings.HasSuffix(field, key[len(key)-3:]))
	})
	if i < 0 {
		return ""
	}
	return " (" + fields[i] + "?)"
}
