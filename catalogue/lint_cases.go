package catalogue

import (
	"regexp"
	"slices"
	"strings"
)

// caseNumber and situationNumber are the forms in which the Registry numbers its files.
var (
	caseNumber      = regexp.MustCompile(`^ICC-\d\d/\d\d-\d\d/\d\d$`)
	situationNumber = regexp.MustCompile(`^ICC-(RoC46\(3\)-)?\d\d/\d\d$`)
)

// cases checks that a case's number belongs to its situation and that everyone before the Court is in a case.
func (l *linter) cases() {
	l.numbers()
	inCase := map[string]bool{}
	for _, id := range sortedKeys(l.entities) {
		e := l.entities[id]
		if e.Type != "case" {
			continue
		}
		for _, k := range e.Links {
			inCase[k.ID] = inCase[k.ID] || k.Rel == "against"
			if s := l.entities[k.ID]; k.Rel == "of" && s != nil && e.Number != "" && s.Number != "" && !numbered(e.Number, s.Number) {
				l.at(id, "a number that begins with the situation's", "%s has number %s in a situation numbered %s", id, e.Number, s.Number)
			}
		}
	}
	for _, id := range sortedKeys(l.entities) {
		e := l.entities[id]
		if before := slices.ContainsFunc(e.Status, func(s Status) bool { return s.Status != "warrant-requested" && s.Status != "deceased" }); e.Type == "person" && before && !inCase[id] {
			l.at(id, "a case with a link against it", "%s stands before the Court and is in no case", id)
		}
	}
}

// numbered reports whether ICC-01/04-01/06 belongs to ICC-01/04: the first case of a situation is its number and -01.
func numbered(number, situation string) bool {
	return strings.HasPrefix(number, situation+"-")
}

// numbers checks the form of the numbers and that no two files have the same.
func (l *linter) numbers() {
	owner := map[string]string{}
	for _, id := range sortedKeys(l.entities) {
		e := l.entities[id]
		if e.Number == "" {
			continue
		}
		form := map[string]*regexp.Regexp{"case": caseNumber, "situation": situationNumber}[e.Type]
		if form == nil || !form.MatchString(e.Number) {
			l.at(id, "ICC-01/18 of a situation, ICC-01/18-01/24 of a case", "%s has the number %q", id, e.Number)
		}
		if other := owner[e.Number]; other != "" {
			l.at(id, "one number for each", "%s and %s have the number %s", other, id, e.Number)
		}
		owner[e.Number] = id
	}
}

// circles finds entities that lie in or belong to themselves over others, as an organ of an organ of the first.
func (l *linter) circles() {
	for _, id := range sortedKeys(l.entities) {
		seen := map[string]bool{}
		for at := []string{id}; len(at) > 0; at = at[1:] {
			for _, k := range l.entities[at[0]].Links {
				if e := l.entities[k.ID]; e == nil || seen[k.ID] || k.Rel != "of" && k.Rel != "in" {
					continue
				}
				if k.ID == id {
					l.at(id, "links that lead upwards", "%s lies in itself through %s", id, at[0])
				}
				seen[k.ID] = true
				at = append(at, k.ID)
			}
		}
	}
}
