package catalogue

import (
	"cmp"
	"slices"
	"strings"
)

// maxBench is the number of judges in regular term on one day, and maxTerm the years of a judge's term.
const (
	maxBench = 18
	maxTerm  = 9
)

// seat is one person's time in an office, in full right.
type seat struct {
	id string
	Office
}

// seats checks offices that only one person holds at a time, the size of the bench and the length of judges' terms.
func (l *linter) seats() {
	byRole := map[string][]seat{}
	for _, id := range sortedKeys(l.entities) {
		for _, o := range l.entities[id].Offices {
			if o.State != "acting" && o.State != "elect" {
				byRole[o.Role+" "+o.Body] = append(byRole[o.Role+" "+o.Body], seat{id, o})
			}
		}
	}
	for _, key := range sortedKeys(byRole) {
		held := byRole[key]
		slices.SortStableFunc(held, func(a, b seat) int { return cmp.Compare(a.From, b.From) })
		role, _, _ := strings.Cut(key, " ")
		if l.unique[role] {
			l.overlaps(held)
		}
		if role == "icc-judge" {
			l.bench(held)
		}
	}
}

func (l *linter) overlaps(held []seat) {
	for i := 1; i < len(held); i++ {
		a, b := held[i-1], held[i]
		if a.id != b.id && (a.To == "" || b.From.Before(a.To)) {
			l.at(b.id, "an end to the earlier term", "%s and %s hold the seat of %s at the same time", a.id, b.id, b.Role)
		}
	}
}

// bench counts the judges on the day each of them took office. Only terms with known days count, and terms marked as
// continued to finish a trial do not.
func (l *linter) bench(held []seat) {
	for _, s := range held {
		if years := yearsBetween(s.From, s.To); years > maxTerm && !continued(s) && !strings.Contains(s.Note, "re-elected") {
			l.at(s.id, "a note saying re-elected or continued", "%s: a judge's term of %d years", s.id, years)
		}
		on, count := s.From, 0
		if !on.Day() || continued(s) {
			continue
		}
		for _, o := range held {
			if o.From.Day() && !continued(o) && within(on, o.From, o.To) && o.To != on {
				count++
			}
		}
		if count > maxBench {
			l.at(s.id, "at most 18", "%d judges in regular term on %s", count, on)
		}
	}
}

// continued reports a judge who finishes a trial after the term (article 36(10) of the Statute).
func continued(s seat) bool { return strings.HasPrefix(s.Note, "continued") }

// yearsBetween counts the years from one date to another, a day short of a full year counting as full.
func yearsBetween(from, to Date) int {
	if len(from) < 4 || len(to) < 4 {
		return 0
	}
	years := 0
	for i := 3; i >= 0; i-- {
		pow := []int{1000, 100, 10, 1}[i]
		years += (int(to[i]) - int(from[i])) * pow
	}
	return years
}
