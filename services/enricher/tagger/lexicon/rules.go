package lexicon

import (
	"fmt"
	"io/fs"
)

// Rules is the content of rules.yaml.
type Rules struct {
	Events []Rule
	Hints  map[string][]string // id to situations that it speaks for when the Court acts on it
}

// Rule says which classes of words within one sentence report an event.
type Rule struct {
	Type    string
	Find    [][]Class // each place may be filled by any of its classes
	Near    int       // tokens between neighbouring finds, at most
	Ordered bool
	Not     []Class // none of these between or shortly before the finds
	Icc     string  // what must tie it to the Court: see rules.yaml
	Outcome string
	Status  string
	Weak    bool    // likely instead of certain
	Noun    bool    // no act is named: doubt and denial are read from the whole sentence
	Dated   int     // a date of the sentence stands within so many tokens of the finds; 0 when none need
	Term    bool    // a number stands right before the last find
	After   []Class // one of these stands in the sentence or in the three before it
}

type ruleFile struct {
	Classes    []string            `yaml:"classes"`
	Events     []fileRule          `yaml:"events"`
	Situations map[string][]string `yaml:"situations"`
}

type fileRule struct {
	Type    string     `yaml:"type"`
	Find    [][]string `yaml:"find"`
	Near    int        `yaml:"near"`
	Ordered bool       `yaml:"ordered"`
	Not     []string   `yaml:"not"`
	Icc     string     `yaml:"icc"`
	Outcome string     `yaml:"outcome"`
	Status  string     `yaml:"status"`
	Weak    bool       `yaml:"weak"`
	Noun    bool       `yaml:"noun"`
	Dated   int        `yaml:"dated"`
	Term    bool       `yaml:"term"`
	After   []string   `yaml:"after"`
}

func (l *Lexicon) loadRules(fsys fs.FS) error {
	var f ruleFile
	if err := decode(fsys, "rules.yaml", &f); err != nil {
		return fmt.Errorf("rules.yaml: %w", err)
	}
	if len(f.Classes) > MaxClasses {
		return fmt.Errorf("rules.yaml: %d classes, at most %d fit", len(f.Classes), MaxClasses)
	}
	for i, name := range f.Classes {
		if _, twice := l.number[name]; twice {
			return fmt.Errorf("rules.yaml: class %q is declared twice", name)
		}
		l.names, l.number[name] = append(l.names, name), Class(i)
	}
	for i, r := range f.Events {
		rule, err := l.rule(r)
		if err != nil {
			return fmt.Errorf("rules.yaml: event rule %d (%s): %w", i+1, r.Type, err)
		}
		l.Rules.Events = append(l.Rules.Events, rule)
	}
	l.Rules.Hints = f.Situations
	return nil
}

func (l *Lexicon) rule(r fileRule) (Rule, error) {
	out := Rule{Type: r.Type, Near: r.Near, Ordered: r.Ordered, Icc: r.Icc, Outcome: r.Outcome, Status: r.Status, Weak: r.Weak, Noun: r.Noun, Dated: r.Dated, Term: r.Term}
	if out.Near == 0 {
		out.Near = 10
	}
	for _, place := range r.Find {
		cs, err := l.classes(place)
		if err != nil {
			return out, err
		}
		out.Find = append(out.Find, cs)
	}
	var err error
	if out.After, err = l.classes(r.After); err != nil {
		return out, err
	}
	out.Not, err = l.classes(r.Not)
	if len(out.Find) == 0 {
		return out, fmt.Errorf("find is empty")
	}
	return out, err
}

func (l *Lexicon) classes(names []string) ([]Class, error) {
	var out []Class
	for _, n := range names {
		c, ok := l.number[n]
		if !ok {
			return nil, fmt.Errorf("class %q is not declared", n)
		}
		out = append(out, c)
	}
	return out, nil
}
