package tagger

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/automaton"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

type payloadKind uint8

const (
	aName      payloadKind = iota // a name of an entity
	aLookalike                    // a name of something that is easily taken for an entity
	aContext                      // a word that speaks for a look-alike
	aRole                         // a title of the catalogue
	aClass                        // a word of the lexicon
)

// payload is what a phrase of the automaton means.
type payload struct {
	kind    payloadKind
	name    catalogue.NameKind
	exact   bool // capitals count
	capital bool // written with a capital first letter
	caps    bool // written in capitals only
	short   bool // three letters or fewer
	derived bool
	stemmed bool
	lang    uint8
	class   lexicon.Class
	value   int16
	runes   uint16 // code points of the folded surface
	ref     int32  // of the entity, look-alike or role
	surface string
}

// index is the automaton and what its phrases mean.
type index struct {
	auto     *automaton.Automaton
	payloads []payload
	langs    []string
	langNum  map[string]uint8
	lex      *lexicon.Lexicon
	plain    map[string]map[string]plainWord // by language: words that only tell persons from institutions
	entities []*catalogue.Entity
	looks    []catalogue.Lookalike
	roles    []catalogue.Role
}

type indexer struct {
	*index
	b    *automaton.Builder
	seat map[string]bool // what The Hague is called
	seen map[string]int  // phrase and meaning, to the payload that stands for it
}

func newIndex(c *catalogue.Catalogue, lex *lexicon.Lexicon) (*index, error) {
	ix := indexer{&index{lex: lex, langNum: map[string]uint8{}, plain: map[string]map[string]plainWord{}, entities: c.Entities(), looks: c.Lookalikes(), roles: c.Roles()},
		automaton.NewBuilder(), seats(lex), map[string]int{}}
	for i, e := range ix.entities {
		ix.names(payload{kind: aName, ref: int32(i)}, e.Names)
	}
	for i, l := range ix.looks {
		ix.names(payload{kind: aLookalike, ref: int32(i)}, l.Names)
		ix.names(payload{kind: aContext, ref: int32(i)}, l.Context)
	}
	for i, r := range ix.roles {
		ix.names(payload{kind: aRole, ref: int32(i)}, r.Names)
	}
	if err := ix.lexicon(); err != nil {
		return nil, err
	}
	ix.auto = ix.b.Build()
	return ix.index, nil
}

// seats collects what the Court's seat is called in all languages.
func seats(lex *lexicon.Lexicon) map[string]bool {
	out := map[string]bool{"hague": true}
	for _, lang := range lex.Langs {
		for _, e := range lang.Entries {
			if e.Class == lex.Class("hague") {
				out[strings.Join(e.Words, " ")] = true
			}
		}
	}
	return out
}

// lang numbers a language.
func (ix *index) lang(code string) uint8 {
	n, ok := ix.langNum[code]
	if !ok {
		n = uint8(len(ix.langs))
		ix.langNum[code] = n
		ix.langs = append(ix.langs, code)
	}
	return n
}

func (ix *indexer) names(p payload, names []catalogue.Name) {
	for _, n := range names {
		p := p
		p.name, p.exact, p.derived, p.surface = n.Kind, n.CaseSensitive || n.Kind == catalogue.Acronym, n.Derived, n.Text
		p.lang = ix.lang(n.Lang)
		p.capital, p.caps = capitals(n.Text)
		words := strings.Fields(text.Fold(n.Text))
		p.runes = uint16(min(utf8.RuneCountInString(strings.Join(words, " ")), 1<<15))
		if p.kind == aLookalike && n.Kind == catalogue.Acronym {
			continue // its context words decide, not the acronym that it shares
		}
		if len(words) > 1 && words[0] == "the" {
			words = words[1:]
		}
		if len(words) == 0 || len(words) > automaton.MaxWords {
			continue
		}
		if p.kind == aName && ix.misleads(p, n, words) {
			continue
		}
		if p.kind == aName && n.Kind == catalogue.Short && ix.entities[p.ref].ID == idICC {
			ix.courtWord(words, p)
			continue
		}
		p.short = len(words) == 1 && len([]rune(words[0])) <= 3
		ix.add(words, p)
		ix.stems(words, p)
	}
}

// misleads reports names that are better read word by word, or that are words: a person's name with an office in it, a
// state's name in small letters.
func (ix *indexer) misleads(p payload, n catalogue.Name, words []string) bool {
	switch ix.entities[p.ref].Type {
	case "person":
		return titled(words)
	case "state":
		written := n.Kind == catalogue.Full || n.Kind == catalogue.Adjective && n.Lang == "en"
		return written && len(words) == 1 && !p.capital && words[0][0] < utf8.RuneSelf
	}
	return false
}

// titled reports a person's name with an office in it ("US President Doe"): office and state are read by themselves.
func titled(words []string) bool {
	return len(words) > 1 && slices.ContainsFunc(words[:len(words)-1], func(w string) bool {
		return w == "president" || w == "minister" || w == "us" || w == "premier" || w == "senator" || w == "secretary" || w == "prosecutor"
	})
}

// courtWord files a short name of the Court ("the Court") with the words that need the Court before them.
func (ix *indexer) courtWord(words []string, p payload) {
	class := "court"
	if ix.seat[strings.Join(words, " ")] {
		class = "hague"
	}
	ix.add(words, payload{kind: aClass, class: ix.lex.Class(class), lang: p.lang, surface: p.surface})
}

// stems adds the phrase once more without its inflection, in a language that has rules for it.
func (ix *indexer) stems(words []string, p payload) {
	lang := ix.lex.Langs[ix.langs[p.lang]]
	if lang == nil || !lang.Inflects() || p.short || p.caps && p.exact {
		return
	}
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = lang.Stem(w)
	}
	if !slices.Equal(stems, words) {
		p.stemmed = true
		ix.add(stems, p)
	}
}

func (ix *indexer) add(words []string, p payload) {
	key := fmt.Sprintf("%s|%d|%d|%s|%d", strings.Join(words, " "), p.kind, p.ref, p.name, p.lang)
	if p.kind == aName && p.name != catalogue.Acronym {
		key = fmt.Sprintf("%s|%d|%s", strings.Join(words, " "), p.ref, p.name)
	}
	if at, ok := ix.seen[key]; ok {
		if old := &ix.payloads[at]; old.lang != p.lang {
			old.lang = ix.lang("mul") // written so in several languages
		}
		return
	}
	ix.seen[key] = len(ix.payloads)
	if ix.b.Add(words, int32(len(ix.payloads))) == nil {
		ix.payloads = append(ix.payloads, p)
	}
}

// capitals reports whether s begins with a capital and whether it has no small letter.
func capitals(s string) (first, all bool) {
	some, small := false, false
	for i, r := range s {
		up := unicode.IsUpper(r)
		first = first || up && i == 0
		some, small = some || up, small || unicode.IsLower(r)
	}
	return first || some && !small, some && !small
}

func (ix *indexer) lexicon() error {
	for _, code := range sortedKeys(ix.lex.Langs) {
		lang := ix.lex.Langs[code]
		p := payload{kind: aClass, lang: ix.lang(code)}
		ix.plain[code] = map[string]plainWord{}
		for _, e := range lang.Entries {
			if w, ok := ix.plainly(e); ok {
				ix.plain[code][e.Words[0]] |= w
				continue // so common that they would slow the automaton
			}
			p.class, p.value = e.Class, int16(e.Value)
			if err := ix.entry(e.Words, p); err != nil {
				return fmt.Errorf("language %s, class %s: %w", code, ix.lex.Name(e.Class), err)
			}
		}
	}
	return nil
}

// plainWord says what a word is good for in telling persons from institutions.
type plainWord uint8

const (
	ofInstitutions plainWord = 1 << iota // "ministry", "the"
	ofNames                              // "van", "al"
	ofPlaces                             // "in", "from"
	ofSomebody                           // "a", "his": a description begins
	ofEdges                              // "who", "in": a description has ended
	ofObjects                            // a particle or ending after a name that is no subject
	ofTopics                             // a particle after what the sentence is about
	ofSubjects                           // a pronoun for the subject that was named before
)

func (ix *indexer) plainly(e lexicon.Entry) (plainWord, bool) {
	switch {
	case len(e.Words) > 1 || strings.HasSuffix(e.Words[0], "*"):
		return 0, false
	case e.Class == ix.lex.Class("orgword"):
		return ofInstitutions, true
	case e.Class == ix.lex.Class("particle"):
		return ofNames, true
	case e.Class == ix.lex.Class("inplace"):
		return ofPlaces, true
	case e.Class == ix.lex.Class("indef"):
		return ofSomebody, true
	case e.Class == ix.lex.Class("edge"):
		return ofEdges, true
	case e.Class == ix.lex.Class("objectmark"):
		return ofObjects, true
	case e.Class == ix.lex.Class("topicmark"):
		return ofTopics, true
	case e.Class == ix.lex.Class("resumed"):
		return ofSubjects, true
	}
	return 0, false
}

func (ix *indexer) entry(words []string, p payload) error {
	if err := ix.b.Add(words, int32(len(ix.payloads))); err != nil {
		return err
	}
	ix.payloads = append(ix.payloads, p)
	return nil
}
