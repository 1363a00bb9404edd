package catalogue

import "cmp"

// NameKind says how far a name can be trusted by itself.
type NameKind string

// The kinds of names. A full name is enough; the others need help from the text around them.
const (
	Full      NameKind = "full"      // means the entity wherever it stands
	Short     NameKind = "short"     // needs a full mention, an office or the Court in the text first
	Acronym   NameKind = "acronym"   // several things are called so: context decides
	Adjective NameKind = "adjective" // a demonym or adjective of a state: Israeli, Russian
	Place     NameKind = "place"     // a place standing for what sits there: Gaza, the Kremlin
)

// Name is one surface an entity goes by. Lang is a BCP 47 base language, or "mul" where the name is used in any.
type Name struct {
	Text          string   `json:"text"`
	Lang          string   `json:"lang"`
	Kind          NameKind `json:"kind"`
	CaseSensitive bool     `json:"case_sensitive,omitempty"` // only as written: "US" and not "us"
	Derived       bool     `json:"derived,omitempty"`        // made by rule (transliteration, family name), not written in the data
}

// Office is a role held in a body for a time. To is the last day, or empty when it had not ended by the entity's AsOf.
type Office struct {
	Role   string `json:"role" yaml:"role"`
	Body   string `json:"body,omitempty" yaml:"body"`
	From   Date   `json:"from,omitempty" yaml:"from"`
	To     Date   `json:"to,omitempty" yaml:"to"`
	State  string `json:"state,omitempty" yaml:"state"` // "", acting, on-leave, suspended or elect
	Note   string `json:"note,omitempty" yaml:"note"`
	Source string `json:"source" yaml:"source"`
	// ToSource is the source of the end, where it is another: a successor's, as a rule.
	ToSource string `json:"to_source,omitempty" yaml:"to_source"`
	AsOf     Date   `json:"as_of,omitempty" yaml:"as_of"` // when it was known to be true; the entity's where not written
}

// Status is a standing for a time: of a person (suspect, convicted), a state (party), a situation or case (open).
type Status struct {
	Status string `json:"status" yaml:"status"`
	From   Date   `json:"from,omitempty" yaml:"from"`
	To     Date   `json:"to,omitempty" yaml:"to"`
	Note   string `json:"note,omitempty" yaml:"note"`
	Source string `json:"source" yaml:"source"`
	// NoIntentSince is the day from which a signatory said that it does not intend to become a party.
	NoIntentSince Date `json:"no_intent_since,omitempty" yaml:"no_intent_since"`
	AsOf          Date `json:"as_of,omitempty" yaml:"as_of"` // when it was known to be true; the entity's where not written
}

// Link says how an entity stands to another: a situation is "in" a state, a case "of" a situation and "against" a person.
type Link struct {
	Rel string `json:"rel" yaml:"rel"`
	ID  string `json:"id" yaml:"id"`
}

// Milestone is a dated step of a case, situation, preliminary examination or state: warrant, surrender, verdict, referral, ratification.
type Milestone struct {
	Type   string `json:"type" yaml:"type"`
	Date   Date   `json:"date,omitempty" yaml:"date"`
	Who    string `json:"who,omitempty" yaml:"who"` // the person it concerns, in a case against several
	Note   string `json:"note,omitempty" yaml:"note"`
	Source string `json:"source" yaml:"source"`
}

// Entity is one person, organ, situation, case, state, crime, article, instrument, treaty or organisation.
type Entity struct {
	ID         string            `json:"id"`
	Type       string            `json:"type"`
	Label      string            `json:"label"`          // the usual English name
	Kind       string            `json:"kind,omitempty"` // of an organisation: court, outlet, armed-group …
	Wikidata   string            `json:"wikidata,omitempty"`
	Number     string            `json:"number,omitempty"` // of a situation or case: ICC-01/18
	Basis      []string          `json:"basis,omitempty"`  // of a situation: how it came before the Court
	Note       string            `json:"note,omitempty"`
	Labels     map[string]string `json:"labels,omitempty"` // the usual name by language, English included
	Names      []Name            `json:"names,omitempty"`  // every surface, labels and derived variants included
	Offices    []Office          `json:"offices,omitempty"`
	Status     []Status          `json:"status,omitempty"`
	Links      []Link            `json:"links,omitempty"`
	Milestones []Milestone       `json:"milestones,omitempty"`
	Charges    []string          `json:"charges,omitempty"` // crime ids, of a case
	Sources    []string          `json:"sources,omitempty"` // keys of sources for its identity, names and links
	AsOf       Date              `json:"as_of"`             // when the entry was last known to be true
}

// Unverified reports whether it is not known that the office was held on the day that was asked for: it had not ended and
// the day lies after AsOf, or its beginning is not known and the day lies before its end.
func (o Office) Unverified(on Date) bool { return unverified(on, o.From, o.To, o.AsOf) }

// Unverified reports whether the standing was not known to hold still on the day that was asked for.
func (s Status) Unverified(on Date) bool { return s.To == "" && on != "" && s.AsOf.Before(on) }

// unverified: an open span is known up to asOf; one without a beginning is known only at its end.
func unverified(on, from, to, asOf Date) bool {
	if on == "" {
		return false
	}
	if from == "" && on.Before(cmp.Or(to, asOf)) {
		return true
	}
	return to == "" && asOf.Before(on)
}

// OfficesOn returns the offices held on d, in the order of the data.
func (e *Entity) OfficesOn(d Date) []Office {
	var held []Office
	for _, o := range e.Offices {
		if within(d, o.From, o.To) {
			held = append(held, o)
		}
	}
	return held
}

// Deceased is the status of persons who died.
const Deceased = "deceased"

// StatusOn returns the status in force on d; of several that d could mean, the latest to begin. A death whose day is not
// known is in force on no day: it counts only where d is empty.
func (e *Entity) StatusOn(d Date) (Status, bool) {
	var best Status
	found := false
	for _, s := range e.Status {
		if d != "" && s.Status == Deceased && s.From == "" {
			continue
		}
		if within(d, s.From, s.To) && (!found || !s.From.Before(best.From)) {
			best, found = s, true
		}
	}
	return best, found
}

// Role is an office or standing as a title: how it is called in each language, and in which body it is held.
// "former-" + slug is understood by all who use slugs and is not written in the data.
type Role struct {
	Slug   string            `json:"slug"`
	Body   string            `json:"body,omitempty"`
	Unique bool              `json:"unique,omitempty"` // one holder at a time
	Labels map[string]string `json:"labels,omitempty"`
	Names  []Name            `json:"names,omitempty"`
}

// Lookalike is something that is easily taken for an entity of the catalogue and is not one. It never becomes a tag;
// it explains why there is none.
type Lookalike struct {
	ID        string `json:"id"`
	Is        string `json:"is"`                   // what it is, in words for a reader
	InsteadOf string `json:"instead_of,omitempty"` // the id it is mistaken for
	Names     []Name `json:"names,omitempty"`
	Context   []Name `json:"context,omitempty"` // words that decide for it when a shared name stands near them
}

// Source is a document, page or register that facts were seen in.
type Source struct {
	Key       string `json:"-" yaml:"-"`
	Title     string `json:"title" yaml:"title"`
	Publisher string `json:"publisher" yaml:"publisher"`
	Date      Date   `json:"date,omitempty" yaml:"date"`
	URL       string `json:"url,omitempty" yaml:"url"`
	Seen      string `json:"seen,omitempty" yaml:"seen"` // the stored copy that was read
}

// Holding is an entity in an office on the day that was asked for.
type Holding struct {
	Entity     *Entity
	Office     Office
	Unverified bool // the day lies after the entity's AsOf: true then, not known to be true since
}
