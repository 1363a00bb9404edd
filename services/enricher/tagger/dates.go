package tagger

import (
	"fmt"
	"slices"
	"time"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// told is a date that a sentence gives.
type told struct {
	first, last int
	date        catalogue.Date
}

// dates reads the dates of a sentence, as exact as they are: "on 21 November", "last year", "Thursday".
func (r *reading) dates(sent int) []told {
	var out []told
	s := r.doc.Sents[sent]
	for _, m := range r.sentence(sent) {
		if m.ent != nil || m.role != "" {
			continue
		}
		if t, ok := r.dateOf(m); ok {
			out = append(out, t)
		}
	}
	for i := s.First; i < s.Last; i++ {
		if r.doc.Tokens[i].Shape&text.Digit == 0 {
			continue
		}
		if t, ok := r.numeric(i, s.Last); ok {
			out = append(out, t)
			i = t.last - 1
		} else if y := r.year(i); y != "" && !inAny(out, i) {
			out = append(out, told{i, i + 1, y})
		}
	}
	return out
}

func inAny(ds []told, i int) bool {
	for _, d := range ds {
		if d.first <= i && i < d.last {
			return true
		}
	}
	return false
}

// datesOf remembers the dates of a sentence.
func (r *reading) datesOf(sent int) []told {
	if r.dateCache == nil {
		r.dateCache = map[int][]told{}
	}
	ds, ok := r.dateCache[sent]
	if !ok {
		ds = r.dates(sent)
		r.dateCache[sent] = ds
	}
	return ds
}

// sinceThen reports that a date is when something began that still goes on: "since 2008".
func (r *reading) sinceThen(t told) bool {
	ms := r.between(max(0, t.first-3), t.first)
	return slices.ContainsFunc(ms, func(m mark) bool { return r.isClass(m, r.cls.since) })
}

func (r *reading) dateOf(m mark) (told, bool) {
	t := told{first: m.first, last: m.last}
	now, known := r.now, r.dated
	if m.class == r.cls.month {
		return r.monthDate(m, now, known)
	}
	if !known {
		return t, false
	}
	switch m.class {
	case r.cls.weekday:
		back := (int(now.Weekday()) - m.value%7 + 7) % 7
		t.date = day(now.AddDate(0, 0, -back))
	case r.cls.today:
		t.date = day(now)
	case r.cls.yesterday:
		t.date = day(now.AddDate(0, 0, -1))
	case r.cls.lastWeek, r.cls.lastMonth:
		t.date = catalogue.Date(now.AddDate(0, map[bool]int{true: -1}[m.class == r.cls.lastMonth], map[bool]int{true: -7}[m.class == r.cls.lastWeek]).Format("2006-01"))
	case r.cls.lastYear:
		t.date = catalogue.Date(fmt.Sprint(now.Year() - 1))
	case r.cls.thisYear:
		t.date = catalogue.Date(fmt.Sprint(now.Year()))
	}
	return t, t.date != ""
}

func day(t time.Time) catalogue.Date { return catalogue.Date(t.Format(time.DateOnly)) }

// lastDay is the day that a date names, of a month or year the last.
func lastDay(on catalogue.Date) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, string(on)); err == nil {
			switch len(layout) {
			case 7:
				t = t.AddDate(0, 1, -1)
			case 4:
				t = t.AddDate(1, 0, -1)
			}
			return t, true
		}
	}
	return time.Time{}, false
}

// monthDate reads the day and the year around a month's name.
func (r *reading) monthDate(m mark, now time.Time, known bool) (told, bool) {
	t := told{first: m.first, last: m.last}
	dayNo, year := 0, 0
	if n := r.smallNumber(m.last); n > 0 && r.near(m.last) {
		dayNo, t.last = n, m.last+1
	}
	for _, back := range []int{1, 2} {
		if n := r.smallNumber(m.first - back); dayNo == 0 && n > 0 && (back == 1 || r.linksDay(m.first-1)) {
			dayNo, t.first = n, m.first-back
		}
	}
	for k := t.last; k < t.last+2; k++ {
		if y := r.yearNumber(k); y > 0 && year == 0 && (k == t.last || r.linksDay(k-1)) {
			year, t.last = y, k+1
		}
	}
	if year == 0 && !known || m.last-m.first == 1 && dayNo == 0 && year == 0 && r.doc.Tokens[m.first].Shape&(text.Cased|text.Upper) == text.Cased && len(r.doc.Word(m.first)) < 4 {
		return t, false
	}
	t.date = compose(year, m.value, dayNo, now)
	return t, t.date.Valid()
}

func (r *reading) near(i int) bool {
	return i < len(r.doc.Tokens) && r.doc.Tokens[i].Gap <= text.Dot
}

// linksDay: a short word such as "de" or "of" between day, month and year.
func (r *reading) linksDay(i int) bool {
	return i >= 0 && i < len(r.doc.Tokens) && len(r.doc.Word(i)) <= 6 && r.doc.Tokens[i].Shape&(text.Digit|text.Upper) == 0
}

// compose completes a date: without a year it is the last such day, a month ahead at most.
func compose(year, month, dayNo int, now time.Time) catalogue.Date {
	if year == 0 {
		year = now.Year()
		if time.Date(year, time.Month(month), max(dayNo, 1), 0, 0, 0, 0, time.UTC).After(now.AddDate(0, 1, 0)) {
			year--
		}
	}
	if dayNo == 0 {
		return catalogue.Date(fmt.Sprintf("%04d-%02d", year, month))
	}
	return catalogue.Date(fmt.Sprintf("%04d-%02d-%02d", year, month, dayNo))
}

func (r *reading) number(i int) int {
	if i < 0 || i >= len(r.doc.Tokens) || r.doc.Tokens[i].Shape&text.Digit == 0 {
		return 0
	}
	n := 0
	for k, c := range r.doc.Word(i) {
		if c < '0' || c > '9' {
			if k > 0 && len(r.doc.Word(i))-k <= 2 {
				return n // 21st
			}
			return 0
		}
		n = 10*n + int(c-'0')
		if n > 1<<24 {
			return 0
		}
	}
	return n
}

func (r *reading) smallNumber(i int) int {
	if n := r.number(i); n >= 1 && n <= 31 {
		return n
	}
	return 0
}

func (r *reading) yearNumber(i int) int {
	if n := r.number(i); n >= 1990 && n <= 2100 && len(r.doc.Word(i)) == 4 {
		return n
	}
	return 0
}

func (r *reading) year(i int) catalogue.Date {
	if y := r.yearNumber(i); y > 0 {
		return catalogue.Date(fmt.Sprint(y))
	}
	return ""
}
