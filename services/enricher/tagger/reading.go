package tagger

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/automaton"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// titleGap parts title and text, so that one pass reads both and no phrase spans them.
const titleGap = "\n\n"

// found is an entity that the article speaks of, from the catalogue or learned from the text.
type found struct {
	id, typ, label string
	cat            *catalogue.Entity
	mentions       []mention
	full           int      // how many of them were there before short names
	roles          []string // said by the text, for persons the catalogue does not know
	state          string   // that a person speaks for, as the text says
	why            string
	conf           contract.Confidence
}

// mention is a place where an entity is named.
type mention struct {
	first, last int // tokens
	why         string
	weak        bool // an adjective, a place, a common noun
	place       bool // a capital or a seat of government
}

// mark is a resolved piece of the article: an entity, a word of the lexicon, or an office without its holder.
type mark struct {
	first, last int
	ent         *found
	class       lexicon.Class
	value       int
	role        string // slug, for titles of the catalogue
	weak        bool
	place       bool // a capital or a seat of government
}

// span is a sentence's share of the marks.
type span struct {
	from, to int // marks
	set      lexicon.Set
	court    bool // names the Court, an organ, an officer or the Statute
	other    bool // names another court
	title    bool
}

// reading is the state of reading one article.
type reading struct {
	*Tagger
	buf      *buffers
	in       Input
	lang     string
	on       catalogue.Date // of publication
	now      time.Time      // the day of publication, a month's or year's last day where no day is known
	dated    bool           // now is known
	doc      *text.Doc
	titleEnd int // bytes of the title and the gap after it
	cut      bool

	names   []hit // names, chosen among overlapping ones
	looks   []hit // look-alikes
	inner   []hit // the Court's name inside the names of its organs
	over    []hit // descriptive names of situations and cases
	context []hit // words that speak for look-alikes
	words   []hit // words of the lexicon and titles
	signs   []hit // words that only tell whether an acronym is the Court's
	at      places

	icc       bool
	main      bool // the Court is what the article is about
	relevance contract.Relevance

	byID  map[string]*found
	order []*found
	marks []mark
	sents []span

	dateCache map[int][]told
	quotes    []quote
	unmet     []mark      // runs of words written like a name, of nobody known
	small     []plainWord // by token, where there are quotations
	quoted    []bool      // by token: inside a quotation
	counted   bool        // group was looked for
	group     string      // "93 states"
	groupSize int         // 93
	roleRefs  []contract.RoleRef
	heldBy    map[string]*found // by role: whom the article gave it to
	drafts    []draft           // reports of events, before those of one event are joined
	matters   []matter
	events    []contract.Event
	positions []contract.Position
	facts     []contract.Fact
	parties   int // states parties on the day, counted when first needed
}

// hit is a match of the automaton that means something here.
type hit struct {
	automaton.Match
	p *payload
}

func (t *Tagger) read(in Input) *reading {
	r := &reading{Tagger: t, in: in, byID: map[string]*found{}, buf: t.pool.Get().(*buffers)}
	r.cutText()
	raw := r.in.Text
	if r.in.Title != "" {
		raw = r.in.Title + titleGap + r.in.Text
		r.titleEnd = len(r.in.Title) + len(titleGap)
	}
	r.lang = detect(r.in)
	r.on = publicationDate(in.Published)
	r.now, r.dated = lastDay(r.on)
	r.doc = &r.buf.doc
	r.doc.Reset(raw, t.lex.Abbr)
	r.collect()
	return r
}

// cutText bounds what is read.
func (r *reading) cutText() {
	r.in.Title = clip(r.in.Title, MaxText/16)
	if len(r.in.Text) > MaxText {
		r.in.Text, r.cut = clip(r.in.Text, MaxText), true
	}
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// understand runs all rules in their order: each may use what those before it found.
func (r *reading) understand() {
	r.recognise()
	r.survey()
	r.nameEntities()
	r.findQuotes()
	if r.icc {
		r.meetPersons()
	}
	r.shortNames()
	r.arrange()
	if !r.icc {
		return
	}
	r.noteSmall()
	r.courtReferences()
	r.resolveOffices()
	r.implied()
	r.findSituations()
	r.findEvents()
	r.speakers()
	r.findPositions()
	r.findFacts()
}

// entity returns the record of a catalogue entity, made on first use.
func (r *reading) entity(e *catalogue.Entity) *found {
	f, ok := r.byID[e.ID]
	if !ok {
		f = &found{id: e.ID, typ: e.Type, label: e.Label, cat: e, conf: contract.Certain}
		r.byID[e.ID] = f
		r.order = append(r.order, f)
	}
	return f
}

func (r *reading) entityByID(id string) *found {
	if f, ok := r.byID[id]; ok {
		return f
	}
	if e, ok := r.cat.Entity(id); ok {
		return r.entity(e)
	}
	return nil
}

// publicationDate brings what a feed or a person wrote to a catalogue date, empty when it is none.
func publicationDate(s string) catalogue.Date {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "T")
	s, _, _ = strings.Cut(s, " ")
	for _, n := range []int{10, 7, 4} {
		if len(s) >= n {
			if d := catalogue.Date(s[:n]); d.Valid() {
				return d
			}
		}
	}
	return ""
}

// inTitle reports whether token i stands in the title.
func (r *reading) inTitle(i int) bool { return int(r.doc.Tokens[i].Start) < r.titleEnd }

// place gives the offsets of tokens [first, last) as the contract wants them.
func (r *reading) place(first, last int) (start, end int, textual, field string) {
	return r.placeBytes(int(r.doc.Tokens[first].Start), int(r.doc.Tokens[last-1].End))
}

func (r *reading) placeBytes(from, to int) (start, end int, textual, field string) {
	to = r.withStop(from, to)
	start, end, textual = r.doc.Point(from), r.doc.Point(to), r.doc.Raw[from:to]
	if from < r.titleEnd {
		return start, end, textual, "title"
	}
	lead := 0
	if r.titleEnd > 0 {
		lead = r.doc.Point(r.titleEnd)
	}
	return start - lead, end - lead, textual, ""
}

// withStop takes the last full stop of "U.S." into the place.
func (r *reading) withStop(from, to int) int {
	raw := r.doc.Raw
	if to-from >= 3 && to < len(raw) && raw[to] == '.' && raw[to-2] == '.' && raw[to-1] >= 'A' && raw[to-1] <= 'Z' {
		return to + 1
	}
	return to
}
