package tagger

import (
	"slices"
	"unicode/utf8"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// collect runs the automaton and sorts what it found into names, look-alikes, context and words.
func (r *reading) collect() {
	langs := r.lex.For(r.lang)
	var forms formsOf
	for _, l := range langs {
		if l.Inflects() {
			forms = append(forms, &l.Inflection)
		}
	}
	var active [256]bool
	for _, l := range langs {
		active[r.ix.langNum[l.Code]] = true
	}
	r.buf.matches = r.ix.auto.AppendScan(r.buf.matches[:0], r.doc, forms.orNil())
	names := r.buf.names[:0]
	r.names, r.words = r.buf.kept[:0], r.buf.words[:0]
	for _, m := range r.buf.matches {
		p := &r.ix.payloads[m.ID]
		h := hit{m, p}
		switch p.kind {
		case aClass:
			switch {
			case !active[p.lang]:
			case r.tells(p.class):
				r.signs = append(r.signs, h)
			default:
				r.words = append(r.words, h)
			}
		case aRole:
			if r.speaks(p) {
				r.words = append(r.words, h)
			}
		case aContext:
			if r.speaks(p) {
				r.context = append(r.context, h)
			}
		default:
			if r.fits(h) {
				names = append(names, h)
			}
		}
	}
	r.choose(names)
	r.buf.names, r.buf.kept, r.buf.words = names, r.names, r.words
}

// tells reports classes whose words only tell the Court from what looks like it.
func (r *reading) tells(c lexicon.Class) bool {
	return c == r.cls.beside || c == r.cls.justice || c == r.cls.adhoc || c == r.cls.wrongArticle || c == r.cls.tribunal
}

// formsOf joins the inflections of a language and those it inherits from.
type formsOf []*lexicon.Inflection

func (f formsOf) orNil() interface{ Each([]byte, func([]byte)) } {
	if len(f) == 0 {
		return nil
	}
	return f
}

// Each passes on the forms of all inflections.
func (f formsOf) Each(word []byte, try func([]byte)) {
	for _, in := range f {
		in.Each(word, try)
	}
}

// speaks reports whether a surface of this language may stand in the article.
func (r *reading) speaks(p *payload) bool {
	l := r.ix.langs[p.lang]
	return l == r.lang || l == "mul" || l == "en"
}

// fits reports whether a name is written as it should be: capitals where its kind wants them, and in the language of
// the article when it is so short that another language has it as a word.
func (r *reading) fits(h hit) bool {
	p, first := h.p, &r.doc.Tokens[h.First]
	if first.Shape&text.Cased == 0 {
		return !p.short || r.speaks(p) || utf8.RuneCountInString(p.surface) > 2
	}
	if p.exact && p.caps && !r.allCaps(h) {
		return false
	}
	single := h.Last == h.First+1
	if p.capital && (single || p.exact) && first.Shape&text.Upper == 0 {
		return false
	}
	if p.short && !r.speaks(p) && p.name != catalogue.Acronym {
		return false
	}
	if p.stemmed && single && !r.speaks(p) {
		return false
	}
	return !(single && p.capital && r.inflectedAway(h))
}

// inflectedAway refuses a match through an ending where the language of the article and of the name have nothing to do
// with each other and little of the word is left.
func (r *reading) inflectedAway(h hit) bool {
	if r.speaks(h.p) {
		return false
	}
	word := r.doc.Word(int(h.First))
	return h.p.runes < 5 && utf8.RuneCount(word) != int(h.p.runes)
}

func (r *reading) allCaps(h hit) bool {
	for i := h.First; i < h.Last; i++ {
		if s := r.doc.Tokens[i].Shape; s&text.Caps == 0 && s&text.Digit == 0 {
			return r.inflectedAcronym(h)
		}
	}
	return h.Last-h.First > 1 || len(r.doc.Word(int(h.First))) > 2 || !r.shouted(int(r.doc.Tokens[h.First].Sent))
}

// inflectedAcronym: МУСа, CPIs; the capitals end where the ending begins.
func (r *reading) inflectedAcronym(h hit) bool {
	return h.Last == h.First+1 && len(h.p.surface) > 2 && len(r.doc.Original(int(h.First), int(h.Last))) > len(h.p.surface) &&
		r.doc.Original(int(h.First), int(h.Last))[:len(h.p.surface)] == h.p.surface
}

// shouted reports sentences in capitals only, where "US" may be a pronoun.
func (r *reading) shouted(sent int) bool {
	s := r.doc.Sents[sent]
	for i := s.First; i < s.Last; i++ {
		if t := r.doc.Tokens[i]; t.Shape&text.Cased != 0 && t.Shape&text.Caps == 0 {
			return false
		}
	}
	return s.Last-s.First > 2
}

// choose keeps, of names that overlap, the longest and of those the leftmost; readings of the same words stay together.
// Names of situations and cases describe rather than name, so they lie over the others and hide none.
func (r *reading) choose(names []hit) {
	owner := zeroed(&r.buf.owner, len(r.doc.Tokens)) // the longest name over each token, as length and start
	for _, h := range names {
		if r.overlay(h) {
			continue
		}
		for i := h.First; i < h.Last; i++ {
			owner[i] = max(owner[i], h.Last-h.First)
		}
	}
	end := int32(-1)
	var kept hit
	for _, h := range names {
		switch {
		case r.overlay(h):
			r.over = append(r.over, h)
		case h.First == kept.First && h.Last == kept.Last && h.First < end:
			r.keep(h)
		case h.First >= end && !beaten(owner, h):
			r.keep(h)
			kept, end = h, h.Last
		}
	}
	r.innerCourt(names)
	covered := r.covered()
	r.words = slices.DeleteFunc(r.words, covered)
	r.context = slices.DeleteFunc(r.context, covered)
}

// innerCourt keeps the Court's name inside the longer names of its organs and officers.
func (r *reading) innerCourt(names []hit) {
	k := 0
	for _, h := range names {
		for k < len(r.names) && r.names[k].Last <= h.First {
			k++
		}
		if h.p.kind != aName || r.ix.entities[h.p.ref].ID != idICC || k == len(r.names) {
			continue
		}
		if o := r.names[k]; o.First <= h.First && h.Last <= o.Last && o.Last-o.First > h.Last-h.First && r.ix.entities[o.p.ref].Type == "organ" {
			r.inner = append(r.inner, h)
		}
	}
}

// beaten reports that a longer name takes part of the words.
func beaten(owner []int32, h hit) bool {
	for i := h.First; i < h.Last; i++ {
		if owner[i] > h.Last-h.First {
			return true
		}
	}
	return false
}

func (r *reading) overlay(h hit) bool {
	if h.p.kind != aName {
		return false
	}
	t := r.ix.entities[h.p.ref].Type
	return t == "case" || t == "situation" || t == "instrument" && h.Last-h.First > 3
}

// keep files a reading; a look-alike of the same words goes beside the names.
func (r *reading) keep(h hit) {
	if h.p.kind == aLookalike {
		r.looks = append(r.looks, h)
	} else {
		r.names = append(r.names, h)
	}
}

// covered returns a test for words of which an end is part of a longer name: "the international court" of justice.
func (r *reading) covered() func(hit) bool {
	inside := zeroed(&r.buf.inside, len(r.doc.Tokens))
	for _, h := range r.names {
		if h.p.kind == aName && h.p.name == catalogue.Short && r.ix.entities[h.p.ref].Type == "organ" {
			continue // counts only once the organ was named in full; till then it is a word
		}
		for i := h.First; i < h.Last && h.Last-h.First > 1; i++ {
			inside[i] = true
		}
	}
	for _, h := range r.over {
		for i := h.First; i < h.Last && r.ix.entities[h.p.ref].Type == "instrument"; i++ {
			inside[i] = true
		}
	}
	return func(h hit) bool {
		if h.p.kind == aRole {
			return inside[h.First] && inside[h.Last-1]
		}
		return inside[h.Last-1] || h.Last-h.First > 1 && inside[h.First]
	}
}
