package meta

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// maxDate is how much of a text is read for a date, in bytes.
const maxDate = 120

// parseDate reads a date in the forms of machines and of people. us says that 3/4 is March 4th.
func parseDate(s string, us bool) (Date, bool) {
	s = strings.TrimSpace(s)
	if len(s) > maxDate {
		s = s[:maxDate]
	}
	if d, ok := isoDate(s); ok {
		return d, true
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Date{Text: t.Format(time.RFC3339), Precision: PrecisionSecond}, true
		}
	}
	if d, ok := epochDate(s); ok {
		return d, true
	}
	return wordDate(s, us)
}

// isoDate reads ISO 8601 and its common misspellings: a space for the T, one-digit parts, a zone
// without colon, fractions of seconds.
func isoDate(s string) (Date, bool) {
	var n [6]int
	rest, ok := numbers(s, n[:3], "-/.")
	if !ok || n[0] < 1000 {
		if rest, ok = compactDay(s, n[:3]); !ok {
			return Date{}, false
		}
	}
	day, ok := dayOf(n[0], n[1], n[2])
	if !ok {
		return Date{}, false
	}
	rest = strings.TrimLeft(rest, "Tt ,")
	after, ok := numbers(rest, n[3:5], ":.")
	if !ok || n[3] > 23 || n[4] > 59 {
		return Date{Text: day, Precision: PrecisionDay}, true
	}
	if strings.HasPrefix(after, ":") {
		if next, ok := numbers(after[1:], n[5:6], ""); ok && n[5] < 61 {
			after = next
		}
	}
	if strings.HasPrefix(after, ".") || strings.HasPrefix(after, ",") {
		after = strings.TrimLeft(after[1:], "0123456789")
	}
	local := day + "T" + two(n[3]) + ":" + two(n[4]) + ":" + two(min(n[5], 59))
	if zone, ok := zoneOf(strings.TrimSpace(after)); ok {
		return Date{Text: local + zone, Precision: PrecisionSecond}, true
	}
	return Date{Text: local, Precision: PrecisionLocal}, true
}

// compactDay reads 20240131.
func compactDay(s string, n []int) (string, bool) {
	if len(s) < 8 || len(s) > 8 && s[8] != 'T' {
		return s, false
	}
	all, err := strconv.Atoi(s[:8])
	if err != nil || all < 1900_00_00 {
		return s, false
	}
	n[0], n[1], n[2] = all/10000, all/100%100, all%100
	return s[8:], true
}

// numbers reads numbers parted by one of the given characters.
func numbers(s string, out []int, part string) (string, bool) {
	for i := range out {
		if i > 0 {
			if s == "" || !strings.Contains(part, s[:1]) {
				return s, false
			}
			s = s[1:]
		}
		end := 0
		for end < len(s) && end < 4 && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		if end == 0 {
			return s, false
		}
		out[i], _ = strconv.Atoi(s[:end])
		s = s[end:]
	}
	return s, true
}

// zoneOf reads Z, +01:00, +0100, +1 and the names that mean one thing.
func zoneOf(s string) (string, bool) {
	if s == "" {
		return "", false
	}
	upper := strings.ToUpper(s)
	for name, zone := range map[string]string{"Z": "Z", "UTC": "Z", "GMT": "Z", "CET": "+01:00", "CEST": "+02:00",
		"EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00", "MEZ": "+01:00", "MESZ": "+02:00", "JST": "+09:00", "MSK": "+03:00"} {
		if upper == name {
			return zone, true
		}
	}
	if s[0] != '+' && s[0] != '-' {
		return "", false
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if i := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		digits = digits[:i]
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return "", false
	}
	if len(digits) <= 2 {
		n *= 100
	}
	if n/100 > 14 || n%100 > 59 {
		return "", false
	}
	return s[:1] + two(n/100) + ":" + two(n%100), true
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// dayOf checks a calendar day and writes it.
func dayOf(y, m, d int) (string, bool) {
	if y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > 31 {
		return "", false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Format(time.DateOnly), t.Day() == d
}

// epochDate reads seconds or milliseconds since 1970.
func epochDate(s string) (Date, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != 10 && len(s) != 13 {
		return Date{}, false
	}
	if len(s) == 13 {
		n /= 1000
	}
	return Date{Text: time.Unix(n, 0).UTC().Format(time.RFC3339), Precision: PrecisionSecond}, true
}

// wordDate finds a day as people write it, in any of the languages of months: "3 March 2024",
// "March 3, 2024", "3.4.2024", "2024年3月4日".
func wordDate(s string, us bool) (Date, bool) {
	parts := dateParts(s)
	for i := range parts {
		for _, read := range []func([]datePart, bool) (string, bool){monthFirst, dayFirst, eastAsian, slashed} {
			if day, ok := read(parts[i:], us); ok {
				return Date{Text: day, Precision: PrecisionDay}, true
			}
		}
	}
	return Date{}, false
}

// datePart is a number, a month's name (month > 0), or another word.
type datePart struct {
	n, month int
	digits   int
	word     string
	sep      rune // what follows directly
}

func dateParts(s string) []datePart {
	var parts []datePart
	start, digits := -1, false
	flush := func(end int, sep rune) {
		if start >= 0 {
			parts = append(parts, newDatePart(s[start:end], digits, sep))
		}
		start = -1
	}
	for i, r := range s {
		d := unicode.IsDigit(r)
		letter := unicode.IsLetter(r) || unicode.IsMark(r)
		if !d && !letter || start >= 0 && d != digits {
			flush(i, r)
		}
		if (d || letter) && start < 0 {
			start, digits = i, d
		}
	}
	flush(len(s), 0)
	return parts
}

func newDatePart(s string, digits bool, sep rune) datePart {
	if digits {
		n := 0
		count := 0
		for _, r := range s {
			if v := digitValue(r); v >= 0 && count < 8 {
				n = n*10 + v
			}
			count++
		}
		return datePart{n: n, digits: count, sep: sep}
	}
	s = strings.ToLower(s)
	return datePart{word: s, month: monthOf(s), n: -1, sep: sep}
}

// digitValue reads a digit of any script: scripts keep their ten digits together.
func digitValue(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 0x0660 && r <= 0x0669, r >= 0x06f0 && r <= 0x06f9:
		return int(r & 0xf)
	case r >= 0x0966 && r <= 0x096f:
		return int(r - 0x0966)
	case r >= 0x09e6 && r <= 0x09ef:
		return int(r - 0x09e6)
	case r >= 0xff10 && r <= 0xff19:
		return int(r - 0xff10)
	case r >= 0x0e50 && r <= 0x0e59:
		return int(r - 0x0e50)
	}
	return -1
}

func monthFirst(p []datePart, _ bool) (string, bool) {
	if len(p) < 3 || p[0].month == 0 || p[1].digits == 0 || p[1].digits > 2 {
		return "", false
	}
	next := 2
	for next < len(p)-1 && p[next].digits == 0 && next < 3 { // "3rd"
		next++
	}
	if p[next].digits != 4 {
		return "", false
	}
	return dayOf(p[next].n, p[0].month, p[1].n)
}

func dayFirst(p []datePart, _ bool) (string, bool) {
	if len(p) < 3 || p[0].digits == 0 || p[0].digits > 2 {
		return "", false
	}
	at := 1
	for at < len(p) && p[at].month == 0 && p[at].digits == 0 && at < 3 { // "3 de marzo", "3rd of March"
		at++
	}
	if at >= len(p)-1 || p[at].month == 0 {
		return "", false
	}
	year := at + 1
	for year < len(p)-1 && p[year].digits == 0 && year < at+2 { // "de 2024"
		year++
	}
	if p[year].digits != 4 {
		return "", false
	}
	return dayOf(p[year].n, p[at].month, p[0].n)
}

func eastAsian(p []datePart, _ bool) (string, bool) {
	if len(p) < 5 || p[0].digits != 4 || p[2].digits == 0 || p[4].digits == 0 {
		return "", false
	}
	if !strings.HasPrefix(p[1].word, "年") && !strings.HasPrefix(p[1].word, "년") {
		return "", false
	}
	return dayOf(p[0].n, p[2].n, p[4].n)
}

func slashed(p []datePart, us bool) (string, bool) {
	if len(p) < 3 || p[0].digits == 0 || p[0].digits > 2 || p[1].digits == 0 || p[1].digits > 2 || p[2].digits != 4 {
		return "", false
	}
	if p[0].sep != p[1].sep || !strings.ContainsRune("./-", p[0].sep) {
		return "", false
	}
	day, month := p[0].n, p[1].n
	if us && p[0].sep == '/' && day <= 12 || month > 12 {
		day, month = month, day
	}
	return dayOf(p[2].n, month, day)
}
