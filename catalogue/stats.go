package catalogue

import "slices"

// Stats counts what a catalogue holds.
type Stats struct {
	Version    string               `json:"version"`
	Types      map[string]TypeStats `json:"types"`
	Names      map[string]int       `json:"names"`   // written surfaces by language
	Derived    int                  `json:"derived"` // surfaces made by rule
	Roles      int                  `json:"roles"`
	Lookalikes int                  `json:"lookalikes"`
	Sources    int                  `json:"sources"`
}

// TypeStats counts the entities of one type.
type TypeStats struct {
	Entities  int            `json:"entities"`
	Names     int            `json:"names"`     // written ones
	Languages map[string]int `json:"languages"` // of the names
	Wikidata  int            `json:"wikidata"`
	Facts     int            `json:"facts"`   // offices, statuses and milestones
	Sourced   int            `json:"sourced"` // of which with a source
	Oldest    Date           `json:"oldest_as_of"`
}

// Stats returns the counts by type and language.
func (c *Catalogue) Stats() Stats {
	s := Stats{
		Version: c.Version(), Types: map[string]TypeStats{}, Names: map[string]int{},
		Roles: len(c.roles), Lookalikes: len(c.lookalikes), Sources: len(c.sources),
	}
	for _, e := range c.entities {
		s.Types[e.Type] = s.Types[e.Type].plus(e)
		for _, n := range e.Names {
			if n.Derived {
				s.Derived++
			} else {
				s.Names[n.Lang]++
			}
		}
	}
	return s
}

func (t TypeStats) plus(e *Entity) TypeStats {
	t.Entities++
	if e.Wikidata != "" {
		t.Wikidata++
	}
	if t.Languages == nil {
		t.Languages = map[string]int{}
	}
	for _, n := range asWritten(e.Names) {
		t.Names++
		t.Languages[n.Lang]++
	}
	for _, source := range factSources(e) {
		t.Facts++
		if source != "" {
			t.Sourced++
		}
	}
	if t.Oldest == "" || e.AsOf.Before(t.Oldest) {
		t.Oldest = e.AsOf
	}
	return t
}

// SourceKeys lists the keys of all sources of an entity, its facts' included, sorted.
func (e *Entity) SourceKeys() []string {
	keys := slices.Concat(e.Sources, factSources(e))
	for _, o := range e.Offices {
		if o.ToSource != "" {
			keys = append(keys, o.ToSource)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// factSources lists the source key of every dated fact of an entity.
func factSources(e *Entity) []string {
	var out []string
	for _, o := range e.Offices {
		out = append(out, o.Source)
	}
	for _, s := range e.Status {
		out = append(out, s.Source)
	}
	for _, m := range e.Milestones {
		out = append(out, m.Source)
	}
	return out
}
