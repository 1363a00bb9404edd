package catalogue

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"sync"
)

// Catalogue is everything that is known, read-only after loading.
type Catalogue struct {
	entities   []*Entity
	byID       map[string]*Entity
	roles      []Role
	lookalikes []Lookalike
	sources    map[string]Source

	version func() string
	index   func() map[string][]*Entity
	holders func() map[string][]*Entity
}

// newCatalogue completes the names of what was read and sorts it, so that equal content gives equal catalogues.
func newCatalogue(t *tables) *Catalogue {
	c := &Catalogue{byID: t.entities, sources: t.sources}
	for _, e := range t.entities {
		complete(e, t.extra[e.ID])
		c.entities = append(c.entities, e)
	}
	slices.SortFunc(c.entities, func(a, b *Entity) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range t.roles {
		c.roles = append(c.roles, *r)
	}
	slices.SortFunc(c.roles, func(a, b Role) int { return cmp.Compare(a.Slug, b.Slug) })
	for _, l := range t.lookalikes {
		c.lookalikes = append(c.lookalikes, *l)
	}
	slices.SortFunc(c.lookalikes, func(a, b Lookalike) int { return cmp.Compare(a.ID, b.ID) })
	c.version = sync.OnceValue(c.digest)
	c.index = sync.OnceValue(c.buildIndex)
	c.holders = sync.OnceValue(c.buildHolders)
	return c
}

// Version is a short digest of the content: the same data gives the same version on every machine.
func (c *Catalogue) Version() string { return c.version() }

func (c *Catalogue) digest() string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, part := range []any{c.entities, c.roles, c.lookalikes, c.sources} {
		if err := enc.Encode(part); err != nil {
			panic("catalogue: plain data did not encode: " + err.Error())
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// Entities returns all entities sorted by id. The slice and what it points to must not be changed.
func (c *Catalogue) Entities() []*Entity { return c.entities }

// Entity returns the entity with this id.
func (c *Catalogue) Entity(id string) (*Entity, bool) {
	e, ok := c.byID[id]
	return e, ok
}

// Roles returns all roles sorted by slug; not to be changed.
func (c *Catalogue) Roles() []Role { return c.roles }

// Role returns the role with this slug or title, as Find does for entities.
func (c *Catalogue) Role(name string) (Role, bool) {
	key := Fold(name)
	for _, r := range c.roles {
		if r.Slug == name || slices.ContainsFunc(r.Names, func(n Name) bool { return n.Kind == Full && Fold(n.Text) == key }) {
			return r, true
		}
	}
	return Role{}, false
}

// Lookalikes returns all look-alikes sorted by id; not to be changed.
func (c *Catalogue) Lookalikes() []Lookalike { return c.lookalikes }

// Source returns the source with this key.
func (c *Catalogue) Source(key string) (Source, bool) {
	s, ok := c.sources[key]
	return s, ok
}

// Find returns the entities with this id, number, Wikidata item, label or name, whatever its case, accents and
// punctuation, sorted by id.
// Short names and acronyms count too, so that several entities may come back.
func (c *Catalogue) Find(name string) []*Entity {
	if e, ok := c.byID[name]; ok {
		return []*Entity{e}
	}
	return slices.Clone(c.index()[Fold(name)])
}

func (c *Catalogue) buildIndex() map[string][]*Entity {
	index := make(map[string][]*Entity, 4*len(c.entities))
	add := func(key string, e *Entity) {
		if held := index[key]; key != "" && (len(held) == 0 || held[len(held)-1] != e) {
			index[key] = append(held, e)
		}
	}
	for _, e := range c.entities {
		add(Fold(e.ID), e)
		add(Fold(e.Number), e)
		add(Fold(e.Wikidata), e)
		add(Fold(e.Label), e)
		for _, n := range e.Names {
			add(Fold(n.Text), e)
		}
	}
	return index
}
