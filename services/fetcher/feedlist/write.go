package feedlist

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// written is how a feed stands in the file.
type written struct {
	URL      string `yaml:"url"`
	Source   string `yaml:"source,omitempty"`
	Language string `yaml:"language,omitempty"`
	Country  string `yaml:"country,omitempty"`
	Interval string `yaml:"interval,omitempty"`
	Focus    string `yaml:"focus,omitempty"`
	Verified string `yaml:"verified,omitempty"`
	Note     string `yaml:"note,omitempty"`
	Disabled bool   `yaml:"disabled,omitempty"`
}

func toWrite(f Feed) written {
	w := written{
		URL: f.URL, Source: f.Source, Language: f.Language, Country: f.Country,
		Focus: f.Focus, Verified: f.Verified, Note: f.Note, Disabled: f.Disabled,
	}
	if f.Interval != 0 && f.Interval != DefaultInterval {
		w.Interval = duration(f.Interval)
	}
	if w.Focus == FocusGeneral {
		w.Focus = ""
	}
	return w
}

// duration writes 15m, not 15m0s.
func duration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// Write writes a list that Read reads back; what equals a default is left out.
func Write(w io.Writer, feeds []Feed) error {
	list := make([]written, 0, len(feeds))
	for _, f := range feeds {
		list = append(list, toWrite(f))
	}
	return encode(w, map[string][]written{"feeds": list})
}

// Add returns the text of a list with those feeds added at its end that it lacks, and how many
// these are. Comments stay. The list must be valid, and so must the feeds.
func Add(text []byte, name string, feeds []Feed) (out []byte, added int, err error) {
	have, err := Read(bytes.NewReader(text), name)
	if err != nil {
		return nil, 0, err
	}
	for _, f := range feeds {
		if err := f.Validate(); err != nil {
			return nil, 0, fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	all, added := Merge(have, feeds)
	list, doc, err := (&reader{name: name}).list(text)
	if err != nil {
		return nil, 0, err
	}
	if list.Kind != yaml.SequenceNode { // "feeds:" with nothing under it
		list.Kind, list.Tag, list.Value = yaml.SequenceNode, "!!seq", ""
	}
	list.Style = 0
	for _, f := range all[len(have):] {
		var node yaml.Node
		if err := node.Encode(toWrite(f)); err != nil {
			return nil, 0, err
		}
		list.Content = append(list.Content, &node)
	}
	var b bytes.Buffer
	err = encode(&b, doc)
	return b.Bytes(), added, err
}

func encode(w io.Writer, value any) error {
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(value); err != nil {
		return fmt.Errorf("feed list: %w", err)
	}
	return enc.Close()
}
