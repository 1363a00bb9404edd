package meta

import (
	"slices"
	"strings"
	"unicode"
)

// titles lists the variants of the headline, best first.
func (f *finder) titles() []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		s = clean(s)
		if key := letters(s); key != "" && !seen[key] {
			seen[key] = true
			out = append(out, s)
		}
	}
	add(first(f.node["headline"]))
	add(f.tag("og:title"))
	for i, h := range f.raw.headings {
		if i < 3 {
			add(h)
		}
	}
	add(f.tag("twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title"))
	add(f.raw.title)
	return out
}

// title chooses among the variants: what JSON-LD and the tags agree on, else a heading of the page
// that one of them confirms, else JSON-LD's, the page's own heading, the tags'.
func (f *finder) title(titles []string, outlet string) string {
	stated, tagged := withoutOutlet(clean(first(f.node["headline"])), outlet), withoutOutlet(f.tag("og:title", "twitter:title"), outlet)
	if stated != "" && letters(stated) == letters(tagged) {
		return stated
	}
	for _, variant := range []string{stated, tagged, withoutOutlet(clean(f.raw.title), outlet)} {
		for _, h := range f.raw.headings {
			if variant != "" && confirms(letters(h), letters(variant)) {
				return variant
			}
		}
	}
	if stated != "" {
		return stated
	}
	if h := f.ownHeading(); h != "" && tagged == "" {
		return h
	}
	if len(f.raw.headings) == 1 {
		return clean(f.raw.headings[0])
	}
	if len(titles) == 0 {
		return ""
	}
	return withoutOutlet(titles[0], outlet)
}

// ownHeading is the longest heading that the page's <title> holds at its beginning or end.
func (f *finder) ownHeading() string {
	title, longest := letters(f.raw.title), ""
	for _, h := range append(append([]string{}, f.raw.headings...), f.raw.subs...) {
		l := letters(h)
		if len(l) > len(letters(longest)) && len(l) >= 12 && (strings.HasPrefix(title, l) || strings.HasSuffix(title, l)) {
			longest = h
		}
	}
	return clean(longest)
}

// confirms says whether a heading is the variant, or the variant with a kicker before it.
func confirms(heading, variant string) bool {
	return heading == variant || strings.HasSuffix(heading, variant) && 2*len(variant) > len(heading)
}

// separators stand between a headline and the site's name.
var separators = []string{" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » ", " / "}

// withoutOutlet cuts " | Outlet" and the like off a title's end, and "Outlet: " off its beginning, if
// enough is left.
func withoutOutlet(title, outlet string) string {
	name := letters(outlet)
	if name == "" {
		return title
	}
	for _, sep := range separators {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		tail := letters(title[i+len(sep):])
		if tail == name || strings.Contains(tail, name) || len(tail) > 3 && strings.Contains(name, tail) {
			return withoutOutlet(strings.TrimSpace(title[:i]), outlet)
		}
	}
	for _, c := range Cuts(title) {
		if letters(c.Off) == name && strings.HasPrefix(title, c.Off) {
			return c.Rest
		}
	}
	return title
}

// Cut is a title parted at a separator: what is left, and what is taken off its beginning or end.
type Cut struct{ Rest, Off string }

// cutters are separators, and the marks that part as well but are too common to be trusted without a name.
var cutters = append([]string{": ", "» ", "：", "｜", "|", "_"}, separators...)

// colon says whether a mark parts a name from what follows it only.
func colon(sep string) bool { return sep == ": " || sep == "：" || sep == "» " }

// maxCuts of one title.
const maxCuts = 16

// Cuts lists the ways to part a title that may hold the site's name, those that leave most first.
func Cuts(title string) []Cut {
	var out []Cut
	for _, sep := range cutters {
		for at := 0; len(out) < maxCuts; {
			i := strings.Index(title[at:], sep)
			if i < 0 {
				break
			}
			head, tail := strings.TrimSpace(title[:at+i]), strings.TrimSpace(title[at+i+len(sep):])
			if at += i + len(sep); head == "" || tail == "" {
				continue
			}
			out = append(out, Cut{Rest: tail, Off: head})
			if !colon(sep) {
				out = append(out, Cut{Rest: head, Off: tail})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Cut) int { return len(b.Rest) - len(a.Rest) })
	return out
}

// Same says whether two titles have the same letters and digits, whatever the case; not if there is none.
func Same(a, b string) bool { return letters(a) == letters(b) && letters(a) != "" }

// Letters is what Same compares.
func Letters(s string) string { return letters(s) }

// Within says whether the letters of a text hold those of a label, and not many besides: "harbourpost" in
// "The Harbour Post".
func Within(label, s string) bool {
	l, name := letters(label), letters(s)
	return l != "" && strings.Contains(name, l) && len(name) <= len(l)+len(l)/2
}

// signature is the name that the page's title holds at one of its ends and its © line begins with.
func (f *finder) signature() string {
	for _, c := range Cuts(clean(f.raw.title)) {
		for _, line := range f.raw.rights {
			if name := letters(c.Off); len(name) >= minSite && strings.HasPrefix(letters(line), name) {
				return c.Off
			}
		}
	}
	return ""
}

// letters keeps letters and digits in lower case, for comparing.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
