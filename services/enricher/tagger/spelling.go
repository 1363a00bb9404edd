package tagger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// respelt recognises a person of the catalogue under a name it does not list: with more given names or a patronymic
// between the first and the last, or with a slip of the pen in a long enough part.
func (m *meeting) respelt(i, j int) (*catalogue.Entity, string) {
	words := make([]string, 0, j-i)
	for k := i; k < j; k++ {
		words = append(words, string(m.doc.Word(k)))
	}
	last := words[len(words)-1]
	if e := m.oneOf(m.know.families[last], words, func(given string) bool { return given == words[0] }); e != nil && len(words) > 2 {
		return e, fmt.Sprintf("%s with further names", e.Label)
	}
	if len(words) != 2 {
		return nil, ""
	}
	if e := m.oneOf(m.know.families[last], words, func(given string) bool { return len(words[0]) >= 6 && slip(given, words[0]) }); e != nil {
		return e, fmt.Sprintf("misspelt given name of %s", e.Label)
	}
	return m.misspeltFamily(words)
}

// oneOf returns the one person of a family whose given name passes, or nil when several do.
func (m *meeting) oneOf(family []*catalogue.Entity, words []string, is func(string) bool) *catalogue.Entity {
	var only *catalogue.Entity
	for _, e := range family {
		if !is(firstWord(e.Label)) {
			continue
		}
		if only != nil && only != e {
			return nil
		}
		only = e
	}
	return only
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(text.Fold(s), " ")
	return w
}

// misspeltFamily looks for a known given name with a family name that is one slip away.
func (m *meeting) misspeltFamily(words []string) (*catalogue.Entity, string) {
	last := words[1]
	if len(last) < 4 || m.know.isName(last) {
		return nil, ""
	}
	for _, e := range m.know.given[words[0]] {
		for _, family := range m.know.family[e.ID] {
			if len(last) >= 6 && slip(family, last) || swapped(family, last) {
				return e, fmt.Sprintf("misspelt name of %s", e.Label)
			}
		}
	}
	return nil, ""
}

// slip reports whether two words differ by one letter, one more letter or two letters in the wrong order.
func slip(a, b string) bool {
	if a == b {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && a[i+1:] == b[i+1:] || swapped(a, b)
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

// swapped reports whether two words differ by two neighbouring letters in the wrong order.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// aliases learns from "X, also known as Y" that Y is X for the rest of the article, and from a lone family name that is
// one slip away from one in the article that it is the same person.
func (r *reading) aliases(m *meeting) {
	for _, f := range slices.Clone(r.order) {
		if f.typ != "person" {
			continue
		}
		for _, at := range slices.Clone(f.mentions) {
			if j := at.last; j < len(m.word) && m.word[j].aka > 0 && m.learned < maxLearned {
				m.learned++
				m.learn(f, j+m.word[j].aka)
			}
		}
	}
	r.slips(m)
}

// maxLearned bounds how many other names an article can teach.
const maxLearned = 12

func (m *meeting) learn(f *found, i int) {
	if i >= len(m.doc.Tokens) || m.doc.Tokens[i].Sent != m.doc.Tokens[i-1].Sent {
		return
	}
	j := m.name(i)
	if j == i {
		return
	}
	words := text.Fold(m.doc.Original(i, j))
	for k := range m.doc.Tokens {
		if k+j-i <= len(m.doc.Tokens) && m.capital(k) && text.Fold(m.doc.Original(k, k+j-i)) == words {
			f.mentions = append(f.mentions, mention{first: k, last: k + j - i, why: "the text says that this is another name of " + f.label})
			for x := k; x < k+j-i; x++ {
				m.taken[x] = true
			}
		}
	}
}

// slips finds family names with a slip of the pen, of persons named in full.
func (r *reading) slips(m *meeting) {
	families := map[byte][]*found{}
	for _, f := range r.order {
		if f.cat == nil || f.typ != "person" || len(f.mentions) == 0 {
			continue
		}
		for _, w := range r.know.family[f.id] {
			if len(w) >= 6 {
				families[w[0]] = append(families[w[0]], f)
			}
		}
	}
	if len(families) == 0 {
		return
	}
	for i := range r.doc.Tokens {
		w := r.doc.Word(i)
		if !m.capital(i) || len(w) < 6 || r.otherGivenName(i) {
			continue
		}
		for _, f := range families[w[0]] {
			if r.slipOf(f, string(w)) {
				f.mentions = append(f.mentions, mention{first: i, last: i + 1, why: "misspelt family name of " + f.label})
				m.taken[i] = true
			}
		}
	}
}

// slipOf reports a word that is one slip away from the person's family name and nobody else's name.
func (r *reading) slipOf(f *found, w string) bool {
	return !r.know.isName(w) && slices.ContainsFunc(r.know.family[f.id], func(family string) bool { return len(family) >= 6 && slip(family, w) })
}

// isName reports whether a word is somebody's family name as it stands.
func (k *knowledge) isName(word string) bool { return len(k.families[word]) > 0 }
