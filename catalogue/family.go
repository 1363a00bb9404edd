package catalogue

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// particles belong to the family name that follows them.
var particles = []string{"al", "el", "ag", "ben", "bin", "ibn", "de", "del", "dela", "della", "di", "da", "dos", "du", "la", "le", "van", "von", "der", "den", "ten", "abu", "abd", "o'", "st"}

// familyName is the part of a name by which later mentions call the person: "Khan", "Ben Gvir", "de Gurmendi" as
// "Fernández de Gurmendi" only where the data says so. It returns nothing for a name of one word, or one too short to
// mean anybody.
func familyName(label string) string {
	if i := strings.LastIndexAny(label, "·・•"); i >= 0 {
		_, size := utf8.DecodeRuneInString(label[i:])
		return longEnough(label[i+size:], 2)
	}
	parts := strings.Fields(label)
	if len(parts) < 2 {
		return ""
	}
	from := len(parts) - 1
	for from > 1 && slices.Contains(particles, strings.ToLower(parts[from-1])) {
		from--
	}
	return longEnough(strings.Join(parts[from:], " "), 3)
}

func longEnough(s string, least int) string {
	if utf8.RuneCountInString(s) < least {
		return ""
	}
	return s
}
