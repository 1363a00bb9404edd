package meta

import (
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

// withoutOutlet cuts " | Outlet" and the like off a title's end, if enough is left.
func withoutOutlet(title, outlet string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » ", " / "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		tail := letters(title[i+len(sep):])
		name := letters(outlet)
		if name != "" && (tail == name || strings.Contains(tail, name) || len(tail) > 3 && strings.Contains(name, tail)) {
			return withoutOutlet(strings.TrimSpace(title[:i]), outlet)
		}
	}
	return title
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
