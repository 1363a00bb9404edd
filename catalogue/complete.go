package catalogue

import (
	"cmp"
	"slices"
	"strings"
)

// complete adds to an entity the names that rules make: its labels, a state's names in all languages, and for a
// person other transliterations and the family name that later mentions use.
func complete(e *Entity, w written) {
	if e.Type == "state" {
		completeState(e)
	}
	if e.Label != "" && e.Labels["en"] == "" {
		e.Labels = overlaid(e.Labels, map[string]string{"en": e.Label})
	}
	e.Names = withLabels(e.Names, e.Labels)
	if e.Type == "person" {
		completePerson(e, w)
	}
	e.Names = distinct(e.Names)
	markShared(e.Names)
	dateFacts(e)
	e.Sources = slices.Compact(slices.Sorted(slices.Values(e.Sources)))
}

// completeState gives a state the CLDR names of the languages for which the data has no label. In English, where the
// data has another one than CLDR, both are names.
func completeState(e *Entity) {
	cldr := stateLabels(strings.TrimPrefix(e.ID, "state:"))
	if e.Label == "" {
		e.Label = cldr["en"]
	}
	for lang := range e.Labels {
		delete(cldr, lang)
	}
	e.Names = withLabels(e.Names, cldr)
	e.Labels = overlaid(overlaid(cldr, map[string]string{"en": e.Label}), e.Labels)
}

// completePerson adds variants and short names. The family name is made from the label of each language, so that a
// second spelling does not make a second set of short names.
func completePerson(e *Entity, w written) {
	for _, n := range slices.Clone(e.Names) {
		if n.Kind == Full {
			for _, text := range variants(n.Text, w.FamilyFirst) {
				e.Names = append(e.Names, Name{text, n.Lang, Full, n.CaseSensitive, true})
			}
		}
	}
	if w.NoShort {
		return
	}
	for _, lang := range sortedKeys(e.Labels) {
		if w.shortWritten(lang) {
			continue
		}
		for _, short := range shortNames(e.Labels[lang], lang) {
			for _, text := range append([]string{short}, variants(short, false)...) {
				e.Names = append(e.Names, Name{text, lang, Short, true, true})
			}
		}
	}
}

// shortWritten reports whether the data has short names for a language; those in English stand for all that are written
// in Latin letters.
func (w written) shortWritten(lang string) bool {
	_, ownScript := scriptOf[lang]
	return slices.Contains(w.Short, lang) || !ownScript && slices.Contains(w.Short, "en")
}

// distinct drops repeated surfaces of one language, keeping the first, and so the written one before the derived. A
// Latin-script surface that stands for one language already is not repeated for others that spell it the same.
func distinct(names []Name) []Name {
	seen := make(map[string]bool, len(names))
	return slices.DeleteFunc(slices.Clone(names), func(n Name) bool {
		key := n.Lang + "\x00" + n.Text
		dup := seen[key] || n.Text == ""
		seen[key] = true
		return dup
	})
}

// markShared makes capitals count in names so short that they are also ordinary words.
func markShared(names []Name) {
	for i, n := range names {
		if len([]rune(n.Text)) <= 3 && n.Kind != Adjective && strings.ToUpper(n.Text) == n.Text {
			names[i].CaseSensitive = true
		}
	}
}

// dateFacts gives the offices and statuses that say nothing else the AsOf of their entity.
func dateFacts(e *Entity) {
	for i := range e.Offices {
		e.Offices[i].AsOf = cmp.Or(e.Offices[i].AsOf, e.AsOf)
	}
	for i := range e.Status {
		e.Status[i].AsOf = cmp.Or(e.Status[i].AsOf, e.AsOf)
	}
}
