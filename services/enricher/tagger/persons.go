package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// maxNameWords bounds how long a person's name may be.
const maxNameWords = 5

// meetPersons finds persons whom the catalogue does not list under the words of the text: misspelt or fuller names of
// those it knows, and strangers introduced by an office or a verb of speech.
func (r *reading) meetPersons() {
	m := r.newMeeting()
	for i := m.afterTitle(); i < len(r.doc.Tokens); {
		j := m.name(i)
		if j <= i+1 {
			i++
			continue
		}
		if f, why, weak := m.who(i, j); f != nil {
			f.mentions = append(f.mentions, mention{first: i, last: j, why: why, weak: weak})
			m.accepted = j
		} else {
			r.unmet = append(r.unmet, mark{first: i, last: j})
		}
		i = j
	}
	r.aliases(m)
}

// afterTitle skips a title in which most words have capitals, where none says that it is a name.
func (m *meeting) afterTitle() int {
	n, upper := 0, 0
	for n < len(m.doc.Tokens) && m.inTitle(n) {
		if m.doc.Tokens[n].Shape&text.Upper != 0 {
			upper++
		}
		n++
	}
	if 3*upper > 2*n {
		return n
	}
	return 0
}

// meeting is what the search for persons needs to know of every token.
type meeting struct {
	*reading
	taken    []bool
	demonym  []bool // an adjective of a state ends at this token
	word     []wordInfo
	accepted int // end of the last name that was accepted
	learned  int // other names looked for
}

type wordInfo struct {
	role                string // of an office that ends at this token
	office              bool   // an office ends here
	begins              bool   // an office begins here
	say, org, part, and bool
	aka                 int // tokens of an "also known as" that begins here
	class               bool
}

func (r *reading) newMeeting() *meeting {
	m := &meeting{reading: r, taken: r.taken(), word: zeroed(&r.buf.word, len(r.doc.Tokens)+1), demonym: zeroed(&r.buf.demonym, len(r.doc.Tokens)+1), accepted: -1}
	for _, h := range r.names {
		m.demonym[h.Last-1] = m.demonym[h.Last-1] || h.p.name == catalogue.Adjective
		if h.p.name != catalogue.Short {
			m.take(h)
		}
	}
	for _, h := range r.looks {
		m.take(h)
	}
	for _, h := range r.words {
		m.note(h)
	}
	m.notePlain()
	return m
}

// notePlain looks up the words that may begin or continue a name.
func (m *meeting) notePlain() {
	for _, l := range m.lex.For(m.lang) {
		plain := m.ix.plain[l.Code]
		for i := range m.doc.Tokens {
			if m.doc.Tokens[i].Shape&text.Upper == 0 && m.doc.Tokens[i].To-m.doc.Tokens[i].From > 5 {
				continue
			}
			w := plain[string(m.doc.Word(i))]
			m.word[i].org = m.word[i].org || w&ofInstitutions != 0
			m.word[i].part = m.word[i].part || w&ofNames != 0
		}
	}
}

func (m *meeting) take(h hit) {
	for i := h.First; i < h.Last; i++ {
		m.taken[i] = true
	}
}

func (m *meeting) note(h hit) {
	first, last := &m.word[h.First], &m.word[h.Last-1]
	role, office := "", false
	if h.p.kind == aRole {
		role, office = m.ix.roles[h.p.ref].Slug, true
	} else {
		role, office = m.cls.offices[h.p.class]
	}
	switch {
	case office:
		first.begins, last.office = true, true
		if role != "" && (last.role == "" || h.p.kind == aRole) {
			last.role = role
		}
		for i := h.First; i < h.Last; i++ {
			m.word[i].class = true
		}
	case h.p.class == m.cls.say:
		first.say, last.say = true, true
	case h.p.class == m.cls.orgword:
		first.org = true
	case h.p.class == m.cls.particle:
		first.part = true
	case h.p.class == m.cls.aka:
		first.aka = max(first.aka, int(h.Last-h.First))
	case h.p.class == m.cls.and:
		first.and = h.Last == h.First+1
	case h.p.class == m.cls.he, h.p.class == m.cls.named:
	default:
		for i := h.First; i < h.Last; i++ {
			m.word[i].class = true
		}
	}
}

// name returns the end of the longest run of words from token i that are written like a person's name.
func (m *meeting) name(i int) int {
	if !m.capital(i) || m.word[i].part && m.word[i].org {
		return i
	}
	j, real := i+1, 1
	for j < len(m.doc.Tokens) && j-i < maxNameWords && m.continues(i, j) {
		if m.capital(j) {
			real = j + 1 - i
		}
		j++
	}
	return i + real
}

func (m *meeting) continues(i, j int) bool {
	t := m.doc.Tokens[j]
	switch t.Gap {
	case text.Space, text.Join:
	case text.Dot:
		if p := m.doc.Tokens[j-1]; p.To-p.From > 1 {
			return false
		}
	default:
		return false
	}
	if t.Gap == text.Join && m.doc.Raw[m.doc.Tokens[j-1].End] != '-' {
		return m.doc.Tokens[j-1].To-m.doc.Tokens[j-1].From <= 2 && m.capital(j) // O'Brien
	}
	return m.capital(j) || m.word[j].part && !m.taken[j] && t.Shape&text.Cased != 0 && j+1 < len(m.doc.Tokens) && m.capital(j+1)
}

// capital reports whether token i may be part of a name: written with a capital, not otherwise known, no word that
// names of institutions are made of.
func (m *meeting) capital(i int) bool {
	t := m.doc.Tokens[i]
	if t.Shape&text.Upper == 0 || m.taken[i] || m.word[i].org && !m.word[i].part || m.word[i].class {
		return false
	}
	return t.Shape&text.Caps == 0 || t.To-t.From == 1 || m.shouted(int(t.Sent))
}

// who decides whose name the words from i to j are.
func (m *meeting) who(i, j int) (*found, string, bool) {
	if e, how := m.respelt(i, j); e != nil {
		return m.entity(e), how, false
	}
	role, why, ok := m.introduced(i, j)
	if !ok {
		return nil, "", false
	}
	f := m.stranger(i, j, role)
	if f != nil && f.state == "" {
		f.state = m.stateBehind(i)
	}
	return f, why, false
}

// introduced reports whether the text says by its form that the words are a person's name.
func (m *meeting) introduced(i, j int) (role, why string, ok bool) {
	n := len(m.doc.Tokens)
	if role, ok := m.officeBehind(i); ok {
		return role, "a name after an office", true
	}
	if i > 0 && m.doc.Tokens[i].Gap == text.Space && m.demonym[i-1] {
		return "", "a name after a demonym", true
	}
	if m.accepted >= 0 && i-m.accepted <= 6 && m.listed(m.accepted, i) {
		return m.lastRole(), "a name in a list of persons", true
	}
	if j < n && m.doc.Tokens[j].Shape&text.Comma != 0 {
		for k := j; k < min(n, j+6) && m.doc.Tokens[k].Sent == m.doc.Tokens[i].Sent && (k == j || m.doc.Tokens[k].Gap <= text.Space); k++ {
			if m.word[k].begins {
				return m.roleFrom(k), "a name before an office", true
			}
		}
	}
	if m.word[i].class {
		return "", "", false
	}
	if i > 0 && m.word[i-1].say && m.doc.Tokens[i].Gap == text.Space || j < n && m.word[j].say && m.doc.Tokens[j].Gap == text.Space {
		return "", "a name beside a verb of speech", m.doc.Sents[m.doc.Tokens[i].Sent].First != i || j-i > 1
	}
	return "", "", false
}

// stateBehind is the state whose name or adjective stands at most six words before a name.
func (m *meeting) stateBehind(i int) string {
	for _, h := range within(m.names, int32(max(0, i-6)), int32(i)) {
		if e := m.ix.entities[h.p.ref]; e.Type == "state" && m.doc.Tokens[h.First].Sent == m.doc.Tokens[i].Sent {
			return e.ID
		}
	}
	return ""
}

// officeBehind looks for an office before a name: "minister Doe", "the American president Doe", "the head of diplomacy
// of the Union, Doe". What stands between may be names, small words and one comma, but no verb of speech.
func (m *meeting) officeBehind(i int) (string, bool) {
	commas := 0
	for k := i - 1; k >= max(0, i-6) && m.doc.Tokens[k].Sent == m.doc.Tokens[i].Sent; k-- {
		gap := m.doc.Tokens[k+1]
		if gap.Shape&text.Comma != 0 {
			commas++
		} else if gap.Gap > text.Dot {
			return "", false
		}
		switch w := m.word[k]; {
		case commas > 1 || w.say:
			return "", false
		case w.office:
			return w.role, k == i-1 || commas == 0 && i-k <= 3 || commas == 1 && m.doc.Tokens[i].Shape&text.Comma != 0
		case !m.taken[k] && m.doc.Tokens[k].Shape&text.Upper != 0:
			return "", false
		}
	}
	return "", false
}

func (m *meeting) roleFrom(k int) string {
	for ; k < len(m.word); k++ {
		if m.word[k].office {
			return m.word[k].role
		}
	}
	return ""
}

// listed reports whether only "and", commas, brackets and short remarks in them stand between two names.
func (m *meeting) listed(from, to int) bool {
	if m.doc.Tokens[from].Sent != m.doc.Tokens[to].Sent {
		return false
	}
	if to == from {
		return m.doc.Tokens[to].Shape&text.Comma != 0
	}
	last := to - 1
	if !m.isAnd(last) {
		return false
	}
	for k := from; k < last; k++ {
		if m.doc.Tokens[from].Shape&text.Bracket == 0 {
			return false
		}
	}
	return true
}

func (m *meeting) isAnd(i int) bool {
	return m.word[i].and
}

func (m *meeting) lastRole() string {
	for _, f := range slices.Backward(m.order) {
		if len(f.mentions) > 0 && f.mentions[len(f.mentions)-1].last == m.accepted && len(f.roles) > 0 {
			return f.roles[0]
		}
	}
	return ""
}

// stranger makes a record for a person whom the catalogue does not know. Only names in Latin letters get one: others
// could not be given the usual English spelling.
func (m *meeting) stranger(i, j int, role string) *found {
	slug, spaced := make([]string, 0, j-i), false
	for k := i; k < j; k++ {
		spaced = spaced || k > i && m.doc.Tokens[k].Gap != text.Join
		w := m.doc.Word(k)
		if len(w) < 2 {
			continue // an initial
		}
		for _, c := range w {
			if c < 'a' || c > 'z' {
				return nil
			}
		}
		slug = append(slug, string(w))
	}
	if len(slug) < 2 || !spaced {
		return nil
	}
	id := "person:" + strings.Join(slug, "-")
	f, ok := m.byID[id]
	if !ok {
		f = &found{id: id, typ: "person", label: m.doc.Original(i, j), conf: contract.Likely}
		m.byID[id] = f
		m.order = append(m.order, f)
	}
	if role != "" && !slices.Contains(f.roles, role) {
		f.roles = append(f.roles, role)
	}
	return f
}

// surnames gives later mentions of strangers by their family name to them.
func (r *reading) surnames(taken []bool) {
	byName := map[string]*found{}
	for _, f := range r.order {
		if f.typ != "person" || f.cat != nil && !f.misspelt() || len(f.mentions) == 0 {
			continue
		}
		for _, m := range f.mentions {
			if w := string(r.doc.Word(m.last - 1)); len(w) > 2 && m.last-m.first > 1 {
				byName[w] = f
			}
		}
	}
	if len(byName) == 0 {
		return
	}
	for i := range r.doc.Tokens {
		if taken[i] || r.doc.Tokens[i].Shape&text.Upper == 0 {
			continue
		}
		if f := byName[string(r.doc.Word(i))]; f != nil && !r.otherGivenName(i) {
			first := i
			for first > 0 && r.joinedName(f, first) && !taken[first-1] {
				first--
			}
			f.mentions = append(f.mentions, mention{first: first, last: i + 1, why: "family name of " + f.label + ", named in full"})
			taken[i] = true
		}
	}
}

// misspelt reports that the article spells a known person's name in a way the catalogue does not list.
func (f *found) misspelt() bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return strings.HasPrefix(m.why, "misspelt") })
}

// joinedName: a hyphen ties the word before to a double name, as in Jean-Pierre.
func (r *reading) joinedName(f *found, i int) bool {
	t, p := r.doc.Tokens[i], r.doc.Tokens[i-1]
	return t.Gap == text.Join && p.Shape&text.Upper != 0 && strings.Contains(text.Fold(f.label), text.Fold(r.doc.Original(i-1, i+1)))
}
