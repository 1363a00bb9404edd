package pages

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// showDate writes a date as exact as it is given: 5 Oct 2026, Oct 2026 or 2026.
func showDate(s string) string {
	for _, l := range []struct{ in, out string }{
		{time.RFC3339Nano, "2 Jan 2006"}, {time.DateOnly, "2 Jan 2006"}, {"2006-01", "Jan 2006"}, {"2006", "2006"},
	} {
		if t, err := time.Parse(l.in, s); err == nil {
			return t.Format(l.out)
		}
	}
	return s
}

// showTime writes a moment to the second, in UTC.
func showTime(s string) string {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return s
	}
	return t.UTC().Format("2 Jan 2006, 15:04:05 UTC")
}

// showMinute writes a moment to the minute, in UTC, for tables.
func showMinute(s string) string {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return s
	}
	return t.UTC().Format("2 Jan 2006, 15:04")
}

// words turns a slug into words: warrant_issued becomes "warrant issued".
func words(slug string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, slug)
}

// titleWords is words with a capital letter at the beginning.
func titleWords(slug string) string {
	s := []rune(words(slug))
	if len(s) > 0 {
		s[0] = []rune(strings.ToUpper(string(s[0])))[0]
	}
	return strings.Replace(string(s), "Icc ", "ICC ", 1)
}

// showNumber writes a number with its thousands apart.
func showNumber(n any) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n any, one, many string) string {
	if fmt.Sprint(n) == "1" {
		return "1 " + one
	}
	return showNumber(n) + " " + many
}

func entityPath(id string) string  { return "/entities/" + url.PathEscape(id) }
func articlePath(id string) string { return "/articles/" + url.PathEscape(id) }

// typeOf returns the type of an entity id, for its colour; what is not one of ours has none.
func typeOf(id string) string {
	if id == "org:icc" {
		return "organ" // the Court has the colour of its organs
	}
	typ, _, _ := strings.Cut(id, ":")
	for _, t := range entityTypes {
		if t.name == typ {
			return typ
		}
	}
	return "other"
}

// isEntityID reports whether s is an entity id, which has a page.
func isEntityID(s string) bool { return typeOf(s) != "other" && !strings.ContainsAny(s, " ,") }

// langName names a language in English; a tag that means nothing is shown as it is.
func langName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || tag == "und" || tag == "" {
		return "Language unknown"
	}
	if name := display.English.Languages().Name(t); name != "" {
		return name
	}
	return tag
}

// langAttr is a tag that may stand in a lang attribute.
func langAttr(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "und"
	}
	return t.String()
}

// rightToLeft are the scripts that run so.
var rightToLeft = map[string]bool{"Arab": true, "Hebr": true, "Syrc": true, "Thaa": true, "Nkoo": true, "Adlm": true}

// dirOf is the direction in which a language is written.
func dirOf(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	if script, _ := t.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}

func hostOf(u string) string {
	p, err := url.Parse(u)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(p.Hostname(), "www.")
}

// eventKinds sorts the types of events by what they mean for the Court, which colours them.
var eventKinds = map[string]string{
	"sanctions_imposed": "against", "letter_against": "against", "withdrawal": "against", "cyber_attack": "against",
	"espionage": "against", "threats": "against", "non_compliance": "against",
	"statement_of_support": "for", "accession": "for", "sanctions_lifted": "for", "withdrawal_revoked": "for", "jurisdiction_accepted": "for",
	"election_appointment": "house", "leave_misconduct": "house", "recusal": "house",
}

// eventKind returns for, against, house (the Court's own staff) or court (its proceedings).
func eventKind(typ string) string {
	if k, ok := eventKinds[typ]; ok {
		return k
	}
	return "court"
}
