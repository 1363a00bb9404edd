package tagger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/lexicon"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// arrange puts everything that was found in order and sums up each sentence, for the rules that look at sentences.
func (r *reading) arrange() {
	r.marks = r.buf.marks[:0]
	for _, f := range r.order {
		slices.SortFunc(f.mentions, func(a, b mention) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last)) })
		f.mentions = slices.CompactFunc(f.mentions, func(a, b mention) bool { return a.first == b.first && a.last == b.last })
		for _, m := range f.mentions {
			r.marks = append(r.marks, mark{first: m.first, last: m.last, ent: f, weak: m.weak, place: m.place})
		}
	}
	slices.SortFunc(r.marks, inOrder)
	r.buf.marks = r.marks
	r.mergeWords()
	r.dropInner()
	r.summarise()
	r.main = r.aboutCourt()
}

func inOrder(a, b mark) int { return cmp.Or(a.first-b.first, b.last-a.last) }

// mergeWords puts the words of the lexicon, which are in order already, between the entities. Words that only serve to
// tell names and courts apart have done their work and are left out.
func (r *reading) mergeWords() {
	ents := r.marks
	r.marks = empty(&r.buf.merged, len(ents)+len(r.words))
	for _, h := range r.words {
		if h.p.kind == aClass && (h.p.class == r.cls.orgword || h.p.class == r.cls.courtword || h.p.class == r.cls.particle || h.p.class == r.cls.aka || h.p.class == r.cls.named) {
			continue
		}
		m := mark{first: int(h.First), last: int(h.Last), class: h.p.class, value: int(h.p.value)}
		if h.p.kind == aRole {
			m.role = r.ix.roles[h.p.ref].Slug
		}
		for len(ents) > 0 && inOrder(ents[0], m) <= 0 {
			r.marks, ents = append(r.marks, ents[0]), ents[1:]
		}
		r.marks = append(r.marks, m)
	}
	r.marks = append(r.marks, ents...)
}

// dropInner drops words that are only part of a longer phrase of another class: the arrest in "arrest warrant".
func (r *reading) dropInner() {
	var outer mark
	r.marks = slices.DeleteFunc(r.marks, func(m mark) bool {
		if m.ent != nil || m.role != "" {
			return false
		}
		if m.last <= outer.last && m.last-m.first < outer.last-outer.first && m.class != outer.class {
			return !r.colourless(m.class) && !(outer.class == r.cls.convict && m.class == r.cls.oppose)
		}
		if m.last > outer.last && !r.colourless(m.class) {
			outer = m
		}
		return false
	})
}

// colourless are classes whose words stand for no act and hide none.
func (r *reading) colourless(c lexicon.Class) bool {
	return c == r.cls.former || c == r.cls.refuse || c == r.cls.fail || c == r.cls.against || c == r.cls.by || c == r.cls.decision || c == r.cls.future || c == r.cls.hyp || c == r.cls.anon || c == r.cls.courtword || c == r.cls.orgword || c == r.cls.particle || c == r.cls.aka || c == r.cls.he || c == r.cls.quoteNoun || c == r.cls.since || c == r.cls.gets || c == r.cls.source || r.stanceOnly(c)
}

// stanceOnly are classes that only positions ask for, so that they hide no word of an event.
func (r *reading) stanceOnly(c lexicon.Class) bool {
	return c == r.cls.government || c == r.cls.postpone || c == r.cls.hunted || c == r.cls.defy || c == r.cls.disown || c == r.cls.partisan || c == r.cls.host || c == r.cls.duty || c == r.cls.harm
}

func (r *reading) summarise() {
	r.sents = make([]span, len(r.doc.Sents))
	k := 0
	for i := range r.sents {
		s, last := &r.sents[i], r.doc.Sents[i].Last
		s.from = k
		for k < len(r.marks) && r.marks[k].first < last {
			r.note(s, &r.marks[k])
			k++
		}
		s.to = k
		s.title = r.inTitle(r.doc.Sents[i].First)
	}
}

func (r *reading) note(s *span, m *mark) {
	switch {
	case m.ent != nil:
		s.court = s.court || r.ofCourt(m.ent)
		s.other = s.other || r.know.otherCourt[m.ent.id]
		for _, c := range r.fills(m.ent) {
			s.set.Add(c)
		}
	case m.role != "":
		s.court = s.court || courtRole(m.role) && r.icc
		for c, role := range r.cls.offices {
			if role == m.role {
				s.set.Add(c)
			}
		}
	default:
		s.set.Add(m.class)
		s.other = s.other || m.class == r.cls.othercourt
		s.court = s.court || m.class == r.cls.icccourt
	}
}

// fills gives the classes of words for which an entity may stand: the Court by name for "the court".
func (r *reading) fills(f *found) []lexicon.Class {
	if f.typ == "person" {
		return r.fillsOffice(f)
	}
	switch f.id {
	case idICC:
		return []lexicon.Class{r.cls.court, r.cls.membership}
	case "treaty:rome-statute":
		return []lexicon.Class{r.cls.membership}
	case "organ:appeals-chamber":
		return []lexicon.Class{r.cls.appeal}
	case "organ:asp":
		return []lexicon.Class{r.cls.parties}
	}
	return nil
}

// fillsOffice: a prosecutor by name stands for "the prosecutor".
func (r *reading) fillsOffice(f *found) []lexicon.Class {
	if f.cat != nil && slices.ContainsFunc(f.cat.Offices, func(o catalogue.Office) bool { return o.Role == "icc-prosecutor" }) {
		return []lexicon.Class{r.cls.prosecutor}
	}
	return nil
}

// ofCourt reports entities that stand for the Court in a sentence: itself, its organs, its officers, its law.
func (r *reading) ofCourt(f *found) bool {
	switch f.typ {
	case "org", "organ":
		return r.know.courtBody[f.id]
	case "person":
		return f.cat != nil && serves(f.cat, r.on)
	case "treaty":
		return f.id == "treaty:rome-statute"
	case "situation", "case":
		return true
	}
	return false
}

// aboutCourt reports that the Court is what the article is about: in the title or the opening, or again and again.
func (r *reading) aboutCourt() bool {
	f := r.byID[idICC]
	if !r.icc || f == nil || len(f.mentions) == 0 {
		return r.icc && f == nil
	}
	if first := f.mentions[0].first; r.inTitle(first) {
		return true
	} else if s := int(r.doc.Tokens[first].Sent); s-r.firstOfText() < 2 && (len(f.mentions) > 1 || len(r.doc.Sents) < 8) {
		return true
	}
	if r.courtIn(r.firstOfText(), 3) && r.keepsToCourt() {
		return true
	}
	return len(f.mentions) >= 4 || 8*len(f.mentions) >= len(r.doc.Sents) && len(f.mentions) > 2
}

// courtIn reports the Court, an organ or an officer in one of n sentences from a given one on.
func (r *reading) courtIn(from, n int) bool {
	return slices.ContainsFunc(r.sents[min(from, len(r.sents)):min(from+n, len(r.sents))], func(s span) bool { return s.court })
}

// keepsToCourt reports that the sentences go on about a court's work after the Court was named: every fourth speaks of
// its judges, its seat, its warrants, its crimes or whom it sought, and hardly any names another court.
func (r *reading) keepsToCourt() bool {
	n := 0
	for i := range r.sents {
		if r.sents[i].other && !r.sents[i].court {
			n -= 2
		} else if r.courtly(i) {
			n++
		}
	}
	return n >= 4 && 4*n >= len(r.sents)
}

// courtly: the sentence speaks of the Court, or in words for a court's work.
func (r *reading) courtly(i int) bool {
	s := &r.sents[i]
	for _, c := range []lexicon.Class{r.cls.court, r.cls.hague, r.cls.warrant, r.cls.charge, r.cls.judge, r.cls.prosecutor, r.cls.otp} {
		if s.set.Has(c) {
			return true
		}
	}
	return s.court || slices.ContainsFunc(r.sentence(i), func(m mark) bool { return m.ent != nil && (m.ent.typ == "crime" || r.onlySought(m.ent)) })
}

// onlySought: a person whom the Court sought, and who holds no office for which the news would speak of him.
func (r *reading) onlySought(f *found) bool {
	return f.typ == "person" && r.know.wanted(f.id) && r.soughtBy(f.id) && len(f.cat.OfficesOn(r.on)) == 0
}

// firstOfText is the first sentence after the title.
func (r *reading) firstOfText() int {
	for i, s := range r.doc.Sents {
		if s.Start >= r.titleEnd {
			return i
		}
	}
	return 0
}

// sentence returns the marks of sentence i.
func (r *reading) sentence(i int) []mark { return r.marks[r.sents[i].from:r.sents[i].to] }

// courtReferences makes "the court" a mention of the Court where the court named last is the Court.
func (r *reading) courtReferences() {
	icc := r.entityByID(idICC)
	if icc == nil {
		return
	}
	last, when, others := "", -1, 0
	for i := range r.marks {
		m := &r.marks[i]
		sent := int(r.doc.Tokens[m.first].Sent)
		switch {
		case m.ent != nil && (m.ent.id == idICC || m.ent.typ == "organ" || r.know.otherCourt[m.ent.id]):
			last, when = m.ent.id, sent
			if r.know.otherCourt[last] {
				others++
			}
		case m.ent == nil && m.role == "" && m.class == r.cls.othercourt:
			last, when = "", sent
		case m.ent == nil && m.role == "" && (m.class == r.cls.court || m.class == r.cls.icccourt):
			if r.meansCourt(m, last, when, sent) || r.main && sent > when && others == 1 && len(icc.mentions) > 2 {
				r.refer(icc, m)
				last, when = idICC, sent
			}
		}
	}
	slices.SortFunc(icc.mentions, func(a, b mention) int { return cmp.Compare(a.first, b.first) })
	r.prosecution()
}

// prosecution makes "the prosecution" a mention of the Office of the Prosecutor where the Court stands near.
func (r *reading) prosecution() {
	for i := range r.marks {
		m := &r.marks[i]
		sent := int(r.doc.Tokens[m.first].Sent)
		if !r.isClass(*m, r.cls.otp) || r.sents[sent].other || r.stateBefore(i) != nil || r.stateAfter(i) != nil || !r.sents[sent].court && !(r.main && r.courtSoFar(sent)) {
			continue
		}
		if f := r.entityByID("organ:otp"); f != nil && !f.namedAt(m.first) {
			f.mentions = append(f.mentions, mention{first: m.first, last: m.last, why: "the Court's prosecution", weak: true})
			m.ent, m.weak = f, true
		}
	}
}

// namedAt reports a mention that takes in token i.
func (f *found) namedAt(i int) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return m.first <= i && i < m.last })
}

func (r *reading) meansCourt(m *mark, last string, when, sent int) bool {
	if m.class == r.cls.icccourt {
		return !r.know.otherCourt[last] || sent-when > 1
	}
	if r.main && r.know.otherCourt[last] && sent-when > 1 {
		return true // another court was only mentioned in passing
	}
	if when < 0 || last == "" || r.know.otherCourt[last] {
		return last == "" && when < 0 && r.main && r.capitalised(m)
	}
	return r.main || sent-when <= 3
}

func (r *reading) capitalised(m *mark) bool {
	return r.doc.Tokens[m.last-1].Shape&text.Upper != 0
}

func (r *reading) refer(icc *found, m *mark) {
	icc.mentions = append(icc.mentions, mention{first: m.first, last: m.last, why: "stands for the Court, which was named before", weak: true})
	m.ent, m.weak = icc, true
	r.sents[r.doc.Tokens[m.first].Sent].court = true
}

// officeholder tells whether a role of this slug is held by the person on the day.
func holds(e *catalogue.Entity, role string, on catalogue.Date) bool {
	return slices.ContainsFunc(e.OfficesOn(on), func(o catalogue.Office) bool { return o.Role == role })
}

// stateBefore returns the state whose adjective or name stands right before token i, as in "Israel's prime minister".
func (r *reading) stateBefore(k int) *found {
	m := &r.marks[k]
	for j := k - 1; j >= 0 && m.first-r.marks[j].last <= 2; j-- {
		p := r.marks[j]
		if p.ent != nil && p.ent.typ == "state" && p.last <= m.first && r.closely(p.last, m.first) {
			return p.ent
		}
	}
	return nil
}

// nounFirst are languages in which an adjective follows what it describes: "le président ruritanien".
var nounFirst = map[string]bool{"ar": true, "es": true, "fa": true, "fr": true, "he": true, "it": true, "pt": true}

// stateAfter returns the state named right after an office: "prime minister of Israel".
func (r *reading) stateAfter(k int) *found {
	m := &r.marks[k]
	for j := k + 1; j < len(r.marks) && r.marks[j].first-m.last <= 2; j++ {
		p := r.marks[j]
		if p.ent != nil && p.ent.typ == "state" && (!p.weak || p.first == m.last && nounFirst[r.lang]) && p.first >= m.last && r.closely(m.last, p.first) {
			return p.ent
		}
	}
	return nil
}

// closely reports that no punctuation parts token b from token a before it.
func (r *reading) closely(a, b int) bool {
	for i := a; i <= b && i < len(r.doc.Tokens); i++ {
		if r.doc.Tokens[i].Shape&text.Comma != 0 {
			return false
		}
		if r.doc.Tokens[i].Gap > text.Space && !strings.HasSuffix(strings.TrimSpace(r.doc.Between(i)), "’s") {
			return false
		}
	}
	return true
}
