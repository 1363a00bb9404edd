package api

// Facts are what the catalogue knows of an entity.
type Facts struct {
	ID          string     `json:"id"`
	Type        string     `json:"type"`
	Label       string     `json:"label"`
	Description string     `json:"description,omitempty"`
	Number      string     `json:"number,omitempty"` // of a situation or case: ICC-01/18
	Wikidata    string     `json:"wikidata,omitempty"`
	Aliases     []string   `json:"aliases,omitempty"`
	Roles       []Role     `json:"roles,omitempty"`
	Status      []Standing `json:"status,omitempty"`
	Milestones  []Step     `json:"milestones,omitempty"`
	Charges     []string   `json:"charges,omitempty"` // crime ids, of a case
	Related     []Related  `json:"related,omitempty"`
	Links       []string   `json:"links,omitempty"` // addresses
	AsOf        string     `json:"as_of,omitempty"` // how long ago this was known to be true
}

// Role is an office that a person held.
type Role struct {
	Role string `json:"role"`
	Body string `json:"body,omitempty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// State is acting, on-leave, suspended or elect; empty for who simply holds it.
	State string `json:"state,omitempty"`
}

// Standing is a status for a time: of a person (suspect), a state (party), a situation (open).
type Standing struct {
	Status string `json:"status"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
}

// Step is a dated step of a case, a situation or a state: warrant, surrender, ratification.
type Step struct {
	Type string `json:"type"`
	Date string `json:"date,omitempty"`
	Who  string `json:"who,omitempty"` // entity id
	Note string `json:"note,omitempty"`
}

// Related is another entity and how it stands to this one: a case is "of" a situation.
type Related struct {
	Rel string `json:"rel"`
	ID  string `json:"id"`
}
