package catalogue

// tables is the content of all files read so far, layer over layer.
type tables struct {
	entities   map[string]*Entity
	extra      map[string]written
	roles      map[string]*Role
	lookalikes map[string]*Lookalike
	sources    map[string]Source
}

// written keeps, beside an entity, what only name completion needs.
type written struct {
	FamilyFirst bool
	NoShort     bool
	Short       []string // languages for which short names are written
}

func newTables() *tables {
	return &tables{
		entities: map[string]*Entity{}, extra: map[string]written{}, roles: map[string]*Role{},
		lookalikes: map[string]*Lookalike{}, sources: map[string]Source{},
	}
}

// file is one YAML file as people write it. Each section may stand in any file; by custom a file holds one kind.
type file struct {
	AsOf       Date              `yaml:"as_of" json:"as_of,omitempty"` // for all entities of the file that have none of their own
	Entities   []fileEntity      `yaml:"entities" json:"entities,omitempty"`
	Roles      []fileRole        `yaml:"roles" json:"roles,omitempty"`
	Lookalikes []fileLookalike   `yaml:"lookalikes" json:"lookalikes,omitempty"`
	Sources    map[string]Source `yaml:"sources" json:"sources,omitempty"`
}

// byLang holds surfaces by language: {en: [Khan], ru: [Хан]}.
type byLang map[string][]string

type fileNames struct {
	Names     byLang `yaml:"names" json:"names,omitempty"`         // full
	Short     byLang `yaml:"short" json:"short,omitempty"`         // written instead of the family names made by rule
	Acronym   byLang `yaml:"acronym" json:"acronym,omitempty"`     // matched as written
	Adjective byLang `yaml:"adjective" json:"adjective,omitempty"` // demonyms
	Place     byLang `yaml:"place" json:"place,omitempty"`         // metonyms
	Exact     byLang `yaml:"exact" json:"exact,omitempty"`         // full, matched as written
}

type fileEntity struct {
	ID          string            `yaml:"id" json:"id"`
	Label       string            `yaml:"label" json:"label,omitempty"`
	Kind        string            `yaml:"kind" json:"kind,omitempty"`
	Wikidata    string            `yaml:"wikidata" json:"wikidata,omitempty"`
	Number      string            `yaml:"number" json:"number,omitempty"`
	Basis       []string          `yaml:"basis" json:"basis,omitempty"`
	Note        string            `yaml:"note" json:"note,omitempty"`
	Labels      map[string]string `yaml:"labels" json:"labels,omitempty"`
	FamilyFirst bool              `yaml:"family_first" json:"family_first,omitempty"` // a person named in either order: Song Sang-Hyun
	NoShort     bool              `yaml:"no_short" json:"no_short,omitempty"`         // no part of the name stands alone
	fileNames   `yaml:",inline"`
	Offices     []Office    `yaml:"offices" json:"offices,omitempty"`
	Status      []Status    `yaml:"status" json:"status,omitempty"`
	Links       []Link      `yaml:"links" json:"links,omitempty"`
	Milestones  []Milestone `yaml:"milestones" json:"milestones,omitempty"`
	Charges     []string    `yaml:"charges" json:"charges,omitempty"`
	Sources     []string    `yaml:"sources" json:"sources,omitempty"`
	AsOf        Date        `yaml:"as_of" json:"as_of,omitempty"`
	Replace     bool        `yaml:"replace" json:"replace,omitempty"` // overlay: forget what lay below
	Remove      bool        `yaml:"remove" json:"remove,omitempty"`   // overlay: take the entity away
}

type fileRole struct {
	Slug      string            `yaml:"slug" json:"slug"`
	Body      string            `yaml:"body" json:"body,omitempty"`
	Unique    bool              `yaml:"unique" json:"unique,omitempty"`
	Labels    map[string]string `yaml:"labels" json:"labels,omitempty"`
	fileNames `yaml:",inline"`
}

type fileLookalike struct {
	ID        string `yaml:"id" json:"id"`
	Is        string `yaml:"is" json:"is"`
	InsteadOf string `yaml:"instead_of" json:"instead_of,omitempty"`
	fileNames `yaml:",inline"`
	Context   byLang `yaml:"context" json:"context,omitempty"`
}

// list turns the written surfaces into names in a fixed order.
func (f fileNames) list() []Name {
	var out []Name
	add := func(m byLang, kind NameKind, exact bool) {
		for _, lang := range sortedKeys(m) {
			for _, text := range m[lang] {
				out = append(out, Name{Text: text, Lang: lang, Kind: kind, CaseSensitive: exact})
			}
		}
	}
	add(f.Names, Full, false)
	add(f.Exact, Full, true)
	add(f.Short, Short, true)
	add(f.Acronym, Acronym, true)
	add(f.Adjective, Adjective, false)
	add(f.Place, Place, false)
	return out
}
