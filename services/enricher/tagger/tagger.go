package tagger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/lang"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
)

// version is raised with every change of what the rules here say about a text.
const version = "2"

// MaxText bounds how many bytes of a text are read; what lies beyond is left out of the tags.
const MaxText = 1 << 20

// Input is an article before it was read. All but Text may be empty.
type Input struct {
	ID        string
	Title     string
	Text      string
	Published string // RFC 3339, or a day, month or year in ISO 8601
	Lang      string // BCP 47; empty to detect
	URL       string
	Source    string // the outlet, as the feed list names it
}

// Tagger reads articles. It is built once and safe for concurrent use.
type Tagger struct {
	cat    *catalogue.Catalogue
	lex    *lexicon.Lexicon
	ix     *index
	know   *knowledge
	cls    classes
	unique map[string]bool // roles whose holder a date gives
	digest string
	pool   sync.Pool // of *buffers
}

// New builds a tagger on a catalogue, with the languages and rules that are built in.
func New(c *catalogue.Catalogue) (*Tagger, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, fmt.Errorf("load the tagger's languages: %w", err)
	}
	ix, err := newIndex(c, lex)
	if err != nil {
		return nil, fmt.Errorf("index the catalogue's names: %w", err)
	}
	t := &Tagger{cat: c, lex: lex, ix: ix, know: newKnowledge(c, lex), cls: newClasses(lex)}
	t.pool.New = func() any { return &buffers{} }
	t.unique = uniqueRoles(c)
	t.digest = t.sum()
	return t, nil
}

// uniqueRoles are the offices of the Court and of organisations with one holder at a time, and the deputies', who are few.
func uniqueRoles(c *catalogue.Catalogue) map[string]bool {
	out := map[string]bool{"icc-deputy-prosecutor": true}
	for _, role := range c.Roles() {
		if role.Unique {
			out[role.Slug] = true
		}
	}
	return out
}

// Version is the version of the tagger's rules, "2+3fa9c2d1": the number is raised with the code, the rest is a digest
// of languages and rules.
func (t *Tagger) Version() string { return version + "+" + t.lex.Digest()[:8] }

// Catalogue is the version of the catalogue that the tagger knows.
func (t *Tagger) Catalogue() string { return t.cat.Version() }

// Digest changes whenever the tags of a text may change: with the rules, the languages and the catalogue.
func (t *Tagger) Digest() string { return t.digest }

func (t *Tagger) sum() string {
	h := sha256.Sum256([]byte(t.Version() + " " + t.cat.Version()))
	return hex.EncodeToString(h[:8])
}

// Tag reads an article. It never fails: a text that says nothing gives an article without tags. The same input gives
// the same output. Offsets count code points of the title or the text as given.
func (t *Tagger) Tag(in Input) contract.Article {
	r := t.read(in)
	defer r.release()
	r.understand()
	return r.article()
}

// Relevant decides only whether the article is about the Court, for callers that drop the others.
func (t *Tagger) Relevant(in Input) (bool, contract.Relevance) {
	r := t.read(in)
	defer r.release()
	r.recognise()
	return r.icc, r.relevance
}

func detect(in Input) string {
	code, _ := lang.Detect(in.Title+"\n"+in.Text, in.Lang)
	return code
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
