package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

//go:embed data
var data embed.FS

// Class is a group of words that do the same work in every language: "warrant", "issue", "neg".
type Class uint8

// MaxClasses bounds the number of classes, so that a Set fits.
const MaxClasses = 192

// Set is a set of classes.
type Set [MaxClasses / 64]uint64

// Add puts c into the set.
func (s *Set) Add(c Class) { s[c/64] |= 1 << (c % 64) }

// Has reports whether c is in the set.
func (s *Set) Has(c Class) bool { return s[c/64]&(1<<(c%64)) != 0 }

// Entry is a phrase of a language and what it means: its class and, for months, weekdays and numbers, its value.
type Entry struct {
	Words []string // folded; a trailing star stands for any ending
	Class Class
	Value int
}

// Lang is what is known of one language.
type Lang struct {
	Code    string
	Inherit []string
	Entries []Entry
	Inflection
	VerbFirst bool // the subject follows its verb
	VerbLast  bool // the verb closes the sentence
}

// Lexicon is all languages and rules. It is read-only.
type Lexicon struct {
	Langs  map[string]*Lang
	Rules  Rules
	Abbr   text.Abbreviations
	names  []string
	number map[string]Class
	digest string
}

// file is a language's YAML.
type file struct {
	Inherit       []string            `yaml:"inherit"`
	Prefixes      []string            `yaml:"prefixes"`
	Endings       []string            `yaml:"endings"`
	Min           int                 `yaml:"min"`
	VerbFirst     bool                `yaml:"verb_first"`
	VerbLast      bool                `yaml:"verb_last"`
	Abbreviations []string            `yaml:"abbreviations"`
	AfterNumber   []string            `yaml:"after_number"` // words before which a number with a full stop ends no sentence
	Months        [][]string          `yaml:"months"`
	Weekdays      [][]string          `yaml:"weekdays"`
	Numbers       map[int][]string    `yaml:"numbers"`
	Words         map[string][]string `yaml:"words"`
}

// Load reads the languages and rules that are built in.
func Load() (*Lexicon, error) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, err
	}
	return LoadFS(sub)
}

// LoadFS reads rules.yaml and every other *.yaml file of a folder as the language it is named after. An error names
// the file and what is wrong in it.
func LoadFS(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{Langs: map[string]*Lang{}, Abbr: text.Abbreviations{}, number: map[string]Class{}}
	if err := l.loadRules(fsys); err != nil {
		return nil, err
	}
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if code := strings.TrimSuffix(name, ".yaml"); code != "rules" {
			if err := l.loadLang(fsys, name, code); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	l.digest = l.sum()
	return l, nil
}

func decode(fsys fs.FS, name string, into any) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := yaml.NewDecoder(f)
	dec.KnownFields(true)
	return dec.Decode(into)
}

func (l *Lexicon) loadLang(fsys fs.FS, name, code string) error {
	var f file
	if err := decode(fsys, name, &f); err != nil {
		return err
	}
	lang := &Lang{Code: code, Inherit: f.Inherit, VerbFirst: f.VerbFirst, VerbLast: f.VerbLast, Inflection: newInflection(f.Prefixes, f.Endings, f.Min)}
	for _, a := range f.Abbreviations {
		l.Abbr[text.Fold(a)] = true
	}
	for _, class := range slices.Sorted(maps.Keys(f.Words)) {
		c, ok := l.number[class]
		if !ok {
			return fmt.Errorf("words: class %q is not declared in rules.yaml", class)
		}
		lang.add(c, 0, f.Words[class])
	}
	for _, w := range f.AfterNumber {
		l.Abbr[text.AfterNumber+text.Fold(w)] = true
	}
	for i, forms := range f.Months {
		lang.add(l.Class("month"), i+1, forms)
		for _, m := range forms {
			l.Abbr[text.AfterNumber+text.Fold(m)] = true
		}
	}
	for i, forms := range f.Weekdays {
		lang.add(l.Class("weekday"), i+1, forms)
	}
	for _, n := range slices.Sorted(maps.Keys(f.Numbers)) {
		lang.add(l.Class("number"), n, f.Numbers[n])
	}
	l.Langs[code] = lang
	return nil
}

func (l *Lang) add(c Class, value int, phrases []string) {
	for _, p := range phrases {
		l.Entries = append(l.Entries, Entry{Words: Phrase(p), Class: c, Value: value})
	}
}

// Phrase folds a phrase into its words, keeping stars at the ends of words.
func Phrase(p string) []string {
	var out []string
	for part := range strings.FieldsSeq(p) {
		stem, star := strings.CutSuffix(part, "*")
		out = append(out, strings.Fields(text.Fold(stem))...)
		if star && len(out) > 0 {
			out[len(out)-1] += "*"
		}
	}
	return out
}

// Class returns the class of this name. Asking for one that rules.yaml does not declare is a mistake in the program.
func (l *Lexicon) Class(name string) Class {
	c, ok := l.number[name]
	if !ok {
		panic("lexicon: no class " + name)
	}
	return c
}

// Name returns the name of a class.
func (l *Lexicon) Name(c Class) string { return l.names[c] }

// For returns the language and those it inherits from, itself first; nothing for a language without a file.
func (l *Lexicon) For(code string) []*Lang {
	lang, ok := l.Langs[code]
	if !ok {
		return nil
	}
	out := []*Lang{lang}
	for _, up := range lang.Inherit {
		if parent, ok := l.Langs[up]; ok {
			out = append(out, parent)
		}
	}
	return out
}
