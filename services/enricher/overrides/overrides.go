// Package overrides corrects tags by hand: for one article, for all copies of a story, or for all of a source it says
// what a text is not about and what it is. It is applied after the tagger, in the same way every time, and says so in
// the reasons. It does not teach the tagger anything: corrected articles can be exported as labelled examples for that.
package overrides

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// Bounds of a file.
const (
	maxSize  = 4 << 20 // bytes
	maxRules = 20_000
)

// Rule corrects what is said of an article, a story or a source; exactly one of the three is set. Not and Is hold ids of
// the catalogue, or "event:" and a type. Not org:icc means that the text is not about the Court at all.
type Rule struct {
	Article string   `yaml:"article"` // id or address
	Story   string   `yaml:"story"`   // id
	Source  string   `yaml:"source"`  // as the feed list names the outlet
	Not     []string `yaml:"not"`
	Is      []string `yaml:"is"`
	Note    string   `yaml:"note"` // why, for readers of the reasons

	line int
}

// Set is a file of rules, read-only and safe for concurrent use. The zero value corrects nothing.
type Set struct {
	rules  []Rule // those of sources first, then of stories, then of articles: the nearest has the last word
	cat    *catalogue.Catalogue
	digest string
}

// Read reads a file of rules. Errors say file, line and what would be right.
func Read(path string, c *catalogue.Catalogue) (*Set, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the overrides: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read the overrides: %w", err)
	}
	s, err := Parse(data, c)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return s, nil
}

// Parse reads rules; its errors begin with the line.
func Parse(data []byte, c *catalogue.Catalogue) (*Set, error) {
	if len(data) > maxSize {
		return nil, fmt.Errorf("1: larger than %d bytes: split what is settled into the catalogue", maxSize)
	}
	var file struct {
		Overrides []yaml.Node `yaml:"overrides"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf(" a list under overrides is wanted: %w", err)
	}
	if len(file.Overrides) > maxRules {
		return nil, fmt.Errorf("1: more than %d overrides", maxRules)
	}
	sum := sha256.Sum256(data)
	s := &Set{cat: c, digest: hex.EncodeToString(sum[:8])}
	for i := range file.Overrides {
		r, err := s.rule(&file.Overrides[i])
		if err != nil {
			return nil, err
		}
		s.rules = append(s.rules, r)
	}
	slices.SortStableFunc(s.rules, func(a, b Rule) int { return a.reach() - b.reach() })
	return s, nil
}

func (s *Set) rule(n *yaml.Node) (Rule, error) {
	r := Rule{line: n.Line}
	if n.Kind == yaml.AliasNode {
		return r, fmt.Errorf("%d: an alias: write the override out", n.Line)
	}
	text, err := yaml.Marshal(n)
	if err != nil {
		return r, fmt.Errorf("%d: %w", n.Line, err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(&r); err != nil {
		return r, fmt.Errorf("%d: keys are article, story, source, not, is and note: %w", n.Line, err)
	}
	if isAddress(r.Article) {
		if r.Article, err = contract.NormalizeURL(r.Article); err != nil {
			return r, fmt.Errorf("%d: %w", n.Line, err)
		}
		r.Article = contract.ArticleID(r.Article)
	}
	return r, s.check(r)
}

func (s *Set) check(r Rule) error {
	set := 0
	for _, v := range []string{r.Article, r.Story, r.Source} {
		if v != "" {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("%d: an override is for one of article, story and source", r.line)
	}
	if len(r.Not)+len(r.Is) == 0 {
		return fmt.Errorf("%d: an override says not: [ids] or is: [ids]", r.line)
	}
	for _, id := range slices.Concat(r.Not, r.Is) {
		if typ, isEvent := strings.CutPrefix(id, "event:"); isEvent && typ != "" {
			continue
		}
		if _, ok := s.cat.Entity(id); !ok && slices.Contains(r.Is, id) {
			return fmt.Errorf("%d: the catalogue has no %s: add it there, or correct the id", r.line, id)
		}
		if !strings.Contains(id, ":") {
			return fmt.Errorf("%d: %q is no id: org:icc, person:karim-khan, event:verdict …", r.line, id)
		}
	}
	return nil
}

func (r Rule) reach() int {
	switch {
	case r.Source != "":
		return 0
	case r.Story != "":
		return 1
	}
	return 2
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// Digest changes with the rules; it is empty when there are none.
func (s *Set) Digest() string {
	if s == nil || len(s.rules) == 0 {
		return ""
	}
	return s.digest
}

// Rules returns the rules in the order in which they apply.
func (s *Set) Rules() []Rule {
	if s == nil {
		return nil
	}
	return slices.Clone(s.rules)
}
