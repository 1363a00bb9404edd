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

// title chooses among them: what two sources agree on, else the first, without the outlet.
func (f *finder) title(titles []string, outlet string) string {
	for _, t := range titles {
		t = withoutOutlet(t, outlet)
		for _, h := range f.raw.headings {
			if letters(h) == letters(t) {
				return clean(h)
			}
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return withoutOutlet(titles[0], outlet)
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
