package quality

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Article is a text written for testing with what a reader finds in it.
type Article struct {
	Name      string `yaml:"-"` // the file's name without its ending
	Lang      string
	Published string
	Topic     string
	Stratum   string // icc, or neg: and the kind of hard negative
	Title     string
	Text      string
	IsICC     bool `yaml:"is_icc"`
	Entities  []Entity
	RoleRefs  []RoleRef `yaml:"role_refs"`
	Events    []Event
	Quotes    []Quote
	Positions []Position
	Forbidden []string // ids that tempt and are wrong
}

// Entity is one that the article is about, with the surfaces that must be found.
type Entity struct {
	ID       string
	Mentions []string
	Role     string
	Optional bool
}

// RoleRef is an office named without its holder.
type RoleRef struct {
	Text       string
	ResolvesTo []string `yaml:"resolves_to"`
}

// Event is something that happened. Act is the same for all reports of one act, in any language.
type Event struct {
	Type     string
	Date     string
	Status   string
	Act      string
	Optional bool
}

// Quote is a direct quotation: who speaks and its first words.
type Quote struct {
	Speaker string
	First   string
}

// Position is who stands where toward the Court.
type Position struct {
	Actor, Stance, Target, Situation string
	Optional                         bool
}

// Load reads every article of a folder, in order of name.
func Load(fsys fs.FS, folder string) ([]Article, error) {
	names, err := fs.Glob(fsys, folder+"/*.yaml")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []Article
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		dec := yaml.NewDecoder(strings.NewReader(string(data)))
		dec.KnownFields(true)
		a := Article{Name: strings.TrimSuffix(name[len(folder)+1:], ".yaml")}
		if err := dec.Decode(&a); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, a)
	}
	return out, nil
}
