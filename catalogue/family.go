package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// particles belong to the family name that follows them.
var particles = strings.Fields(`al el ag ben bin ibn de del dela della di da dos du la le van von der den ten abu abd o' st
	عبد العبد أبو ابو بن ابن آل أغ دي فان فون аль эль ель бен бин бін ибн ібн абу де да ди дела ван фон дер בן אבו אל דה ון פון`)

// suffixes follow the family name and do not belong to it.
var suffixes = strings.Fields("Jr. Jr Sr. Sr KC QC")

// regnal finds monarchs, who have no family name in use.
var regnal = regexp.MustCompile(`^[IVX]+$`)

// familyName is the part of a label by which later mentions call the person: "Khan", "Ben Gvir", "de Gurmendi" as
// "Fernández de Gurmendi" only where the data says so. It returns nothing for a name of one word, a monarch, or a name
// too short to mean anybody.
func familyName(label, lang string) string {
	if i := strings.LastIndexAny(label, "·・•"); i >= 0 {
		_, size := utf8.DecodeRuneInString(label[i:])
		return longEnough(label[i+size:], 2)
	}
	parts := strings.Fields(label)
	for len(parts) > 0 && slices.Contains(suffixes, parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	monarch := slices.ContainsFunc(parts, func(p string) bool { return p == "of" || regnal.MatchString(p) })
	if len(parts) < 2 || monarch {
		return ""
	}
	if lang == "hu" {
		return longEnough(parts[0], 3)
	}
	from := len(parts) - 1
	for from > 1 && slices.Contains(particles, strings.ToLower(parts[from-1])) {
		from--
	}
	return longEnough(strings.Join(parts[from:], " "), 3)
}

// shortNames are the family name, and where it begins with the Arabic article also the rest of it: al-Bashir, Bashir.
func shortNames(label, lang string) []string {
	short := familyName(label, lang)
	if short == "" {
		return nil
	}
	if lead, core := article(short); lead != "" && utf8.RuneCountInString(core) > 3 {
		return []string{short, core}
	}
	return []string{short}
}

func longEnough(s string, least int) string {
	if utf8.RuneCountInString(s) < least {
		return ""
	}
	return s
}
