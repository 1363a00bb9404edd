package catalogue

import (
	"strings"
	"time"
)

// Date is a day, a month or a year: "2021-06-16", "2021-06" or "2021". The empty Date means open or unknown.
type Date string

// Valid reports whether d is empty or a real day, month or year from 1900 to 2199 in ISO 8601 form.
func (d Date) Valid() bool {
	if d == "" {
		return true
	}
	layout := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}[len(d)]
	t, err := time.Parse(layout, string(d))
	return layout != "" && err == nil && t.Year() >= 1900 && t.Year() < 2200
}

// Day reports whether d names a single day.
func (d Date) Day() bool { return len(d) == len("2006-01-02") }

// Compare orders two dates: -1 when d is wholly before o, +1 when it is wholly after, and 0 when they are the same
// or one contains the other, so that "2021" and "2021-06" are equal as far as anyone knows. An empty date compares
// equal to everything.
func (d Date) Compare(o Date) int {
	n := min(len(d), len(o))
	return strings.Compare(string(d[:n]), string(o[:n]))
}

// Before reports whether d is certainly before o: false where the two overlap or one is empty.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// within reports whether the day, month or year on may lie in the span from from to to, both included: a partial date
// is given the benefit of the doubt. An empty on asks for now, which only an open span can answer.
func within(on, from, to Date) bool {
	if on == "" {
		return to == ""
	}
	return !on.Before(from) && !to.Before(on)
}
