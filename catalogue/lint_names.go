package catalogue

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// scriptOf gives the script a language is written in; languages not named here are written in Latin letters.
var scriptOf = map[string][]*unicode.RangeTable{
	"ar": {unicode.Arabic}, "fa": {unicode.Arabic}, "ur": {unicode.Arabic}, "he": {unicode.Hebrew},
	"ru": {unicode.Cyrillic}, "uk": {unicode.Cyrillic}, "el": {unicode.Greek}, "ko": {unicode.Hangul},
	"zh": {unicode.Han}, "ja": {unicode.Han, unicode.Hiragana, unicode.Katakana},
	"hy": {unicode.Armenian}, "ka": {unicode.Georgian}, "bn": {unicode.Bengali}, "hi": {unicode.Devanagari},
	"am": {unicode.Ethiopic},
}

// foreign returns the first letter that is not of the language's script. Latin letters are let pass everywhere, for
// abbreviations and numerals, but a full name wholly in them is foreign to a language with a script of its own.
func foreign(n Name) (rune, bool) {
	tables, own := scriptOf[n.Lang]
	seen, first := false, rune(0)
	for _, r := range n.Text {
		switch {
		case !unicode.IsLetter(r) || unicode.In(r, unicode.Common):
		case own && unicode.In(r, tables...):
			seen = true
		case unicode.Is(unicode.Latin, r):
			first = r
		default:
			return r, true
		}
	}
	return first, own && !seen && first != 0 && n.Kind == Full
}

// maxName bounds a name, in code points; maxWords other words, as a note.
const (
	maxName  = 200
	maxWords = 1000
)

// clean refuses characters that act on a terminal or turn the direction of what follows, and texts without end.
func (l *linter) clean(file string, line int, owner string, texts ...string) {
	for _, s := range texts {
		if at := strings.IndexFunc(s, acts); at >= 0 {
			l.add(file, line, "text without control characters", "%s: %.40q", owner, s)
		}
		if utf8.RuneCountInString(s) > maxWords {
			l.add(file, line, fmt.Sprintf("at most %d characters", maxWords), "%s: a text of %d characters", owner, utf8.RuneCountInString(s))
		}
	}
}

// acts reports control characters and those that embed or override a direction of writing.
func acts(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func (l *linter) scripts(file string, line int, owner string, names []Name) {
	for _, n := range names {
		if r, bad := foreign(n); bad {
			l.add(file, line, "names in the language's own script, or under another language", "%s: %q is not %s (%q)", owner, n.Text, n.Lang, r)
		}
		if _, err := language.ParseBase(n.Lang); err != nil {
			l.add(file, line, "a language code as fr or fil", "%s: language %q of %.40q", owner, n.Lang, n.Text)
		}
		if utf8.RuneCountInString(n.Text) > maxName {
			l.add(file, line, fmt.Sprintf("at most %d characters", maxName), "%s: a name of %d characters", owner, utf8.RuneCountInString(n.Text))
		}
		l.clean(file, line, owner, n.Text)
		if strings.TrimSpace(n.Text) != n.Text || n.Text == "" {
			l.add(file, line, "a name without spaces at its ends", "%s: %q", owner, n.Text)
		}
	}
}

// names finds full names that two entities claim. Short names, acronyms, adjectives and places may be shared: by their
// kind they mean nothing until the text around them decides. A situation may share the plain words of its subject
// with the entity it is about.
func (l *linter) names() {
	owner, qid := map[string]string{}, map[string]string{}
	for _, id := range sortedKeys(l.entities) {
		e := l.entities[id]
		if other := qid[e.Wikidata]; e.Wikidata != "" && other != "" {
			l.at(id, "one item for each entity", "%s has the Wikidata item of %s", id, other)
		}
		qid[e.Wikidata] = id
		for _, n := range e.Names {
			if n.Kind != Full || n.Derived {
				continue
			}
			key := Fold(n.Text)
			if other := owner[key]; other != "" && other != id {
				l.at(id, "another kind (short, acronym) for one of them, or a longer name", "%s and %s both claim the full name %q", other, id, n.Text)
			}
			owner[key] = id
		}
	}
	l.shortNames(owner)
	l.lookalikeNames(owner)
}

// lookalikeNames finds full names of look-alikes that belong to the very entity they are not, or to a person. Another
// court may be both: an entity of its own and a look-alike of this one.
func (l *linter) lookalikeNames(owner map[string]string) {
	for _, d := range l.docs {
		for i, k := range d.file.Lookalikes {
			for _, n := range k.list() {
				other := owner[Fold(n.Text)]
				if n.Kind == Full && other != "" && (other == k.InsteadOf || strings.HasPrefix(other, "person:")) {
					l.add(d.name, d.line("lookalikes", i, "id", 0), "a name that belongs to one of them", "look-alike %s and %s both have the full name %q", k.ID, other, n.Text)
				}
			}
		}
	}
}

// shortNames finds people whose short name is the full name of something else, as a king "of Jordan" might.
func (l *linter) shortNames(owner map[string]string) {
	for _, id := range sortedKeys(l.entities) {
		for _, n := range l.entities[id].Names {
			other := owner[Fold(n.Text)]
			if n.Kind == Short && other != "" && other != id && strings.HasPrefix(id, "person:") {
				l.at(id, "short: … or no_short: true", "%s has the short name %q, which is %s", id, n.Text, other)
			}
		}
	}
}
