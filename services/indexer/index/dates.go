package index

import (
	"fmt"
	"time"

	"github.com/iccwire/iccwire/contract"
)

// dateLayouts are the forms in which a date may be given, the most exact first.
var dateLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateOnly, "2006-01", "2006"}

// aheadOfTime is how far a publication date may lie after the first sight of the article before it
// is not believed: an article dated next year must not stay on top of every list for a year.
const aheadOfTime = 48 * time.Hour

// published is the time that an article is sorted by, in UTC: its publication date if there is one
// that can be, else when it was first seen.
func published(a *contract.Article) time.Time {
	first, seen := parseDate(a.FirstSeen)
	when, ok := parseDate(a.Published)
	if !ok || seen && when.After(first.Add(aheadOfTime)) {
		return first
	}
	return when
}

// parseDate reads a date as exact as it is given; a month or a year is its first day. Years
// outside 1900 to 2999 are not dates.
func parseDate(s string) (time.Time, bool) {
	for _, layout := range dateLayouts {
		t, err := time.Parse(layout, s)
		if err == nil && t.Year() >= 1900 && t.Year() < 3000 {
			return t.UTC(), true
		}
	}
	return time.Unix(0, 0).UTC(), false
}

// firstDay and lastDay give the days that a date in a query stands for: from:2024-06 begins on the
// first of June, to:2024-06 ends on the thirtieth.
func firstDay(s string) (string, error) {
	t, _, err := dayRange(s)
	return t, err
}

func lastDay(s string) (string, error) {
	_, t, err := dayRange(s)
	return t, err
}

func dayRange(s string) (first, last string, err error) {
	t, ok := parseDate(s)
	if !ok {
		return "", "", fmt.Errorf("%q is not a date: write 2024-06-15, 2024-06 or 2024", clip(s))
	}
	end := t
	switch len(s) {
	case len("2006"):
		end = t.AddDate(1, 0, -1)
	case len("2006-01"):
		end = t.AddDate(0, 1, -1)
	}
	return t.Format(time.DateOnly), end.Format(time.DateOnly), nil
}

// clip shortens what a stranger wrote before it is repeated in a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
