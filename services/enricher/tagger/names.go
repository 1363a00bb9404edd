package tagger

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// nameEntities turns full names, acronyms, adjectives and places into mentions. Short names wait until it is known
// who is in the article.
func (r *reading) nameEntities() {
	for i := 0; i < len(r.names); {
		j := i + 1
		for j < len(r.names) && r.names[j].First == r.names[i].First {
			j++
		}
		r.nameOne(r.names[i:j])
		i = j
	}
	for _, h := range r.inner {
		f := r.entity(r.ix.entities[h.p.ref])
		f.mentions = append(f.mentions, mention{first: int(h.First), last: int(h.Last), why: r.whyName(&h) + ", within a longer name"})
	}
	r.nameProceedings()
}

// nameProceedings makes mentions of situations and cases that are named in full; a mere place ("Gaza") is left to
// findSituations.
func (r *reading) nameProceedings() {
	for _, h := range r.over {
		e := r.ix.entities[h.p.ref]
		if h.p.name == catalogue.Full && h.Last-h.First > 1 && r.icc && r.speaks(h.p) && (e.Type != "case" || styled(h.p.surface)) {
			f := r.entity(e)
			f.mentions = append(f.mentions, mention{first: int(h.First), last: int(h.Last), why: r.whyName(&h)})
		}
	}
}

// styled reports the name of a case as courts write it, "The Prosecutor v. Doe", and not a description.
func styled(s string) bool {
	f := " " + text.Fold(s) + " "
	return strings.Contains(f, " v ") || strings.Contains(f, " vs ") || strings.Contains(f, " c ") || strings.Contains(f, " case ")
}

// nameOne decides between the readings of one place.
func (r *reading) nameOne(same []hit) {
	if r.namesake(same[0]) {
		return
	}
	best := r.likeliest(same)
	if best == nil || best.p.name == catalogue.Short {
		return
	}
	e := r.ix.entities[best.p.ref]
	if !r.belongs(e, int(best.First)) {
		return
	}
	if best.p.name == catalogue.Acronym && !r.acronymMeans(e, best) || r.givenName(e, best) {
		return
	}
	f := r.entity(e)
	f.mentions = append(f.mentions, mention{first: int(best.First), last: int(best.Last), why: r.whyName(best),
		place: best.p.name == catalogue.Place,
		weak:  best.p.name == catalogue.Adjective || best.p.name == catalogue.Place || !r.icc && e.Type == "state" && best.p.name == catalogue.Acronym})
}

// belongs leaves out what would only be noise: in articles that are not about the Court all but states, courts, the law
// and persons of the Court's world, and acts underlying the crimes unless somebody is charged with them.
func (r *reading) belongs(e *catalogue.Entity, at int) bool {
	switch e.Type {
	case "org":
		return r.icc || r.know.otherCourt[e.ID]
	case "organ":
		return r.icc
	case "person":
		return r.icc || r.know.wanted(e.ID) || serves(e, "")
	case "crime":
		return chiefCrime[e.ID] || r.icc && r.charged(at)
	}
	return true
}

// chiefCrime are the crimes under the Statute; what lies below them are acts.
var chiefCrime = map[string]bool{"crime:genocide": true, "crime:crimes-against-humanity": true, "crime:war-crimes": true, "crime:aggression": true}

// charged reports a word of charge, warrant or conviction in the sentence of token i.
func (r *reading) charged(i int) bool {
	return r.at.charge[r.doc.Tokens[i].Sent]
}

// namesake reports a place where a look-alike's own name stands on the very same words.
func (r *reading) namesake(h hit) bool {
	return h.p.name != catalogue.Full && r.at.look[h.First] == h.Last
}

// likeliest prefers full names, names in the language of the article, and what is named elsewhere in it.
func (r *reading) likeliest(same []hit) *hit {
	var best *hit
	top, tie := -1, false
	for i := range same {
		h := &same[i]
		s := r.likelihood(h)
		switch {
		case best != nil && h.p.ref == best.p.ref:
			if s > top {
				best, top = h, s
			}
		case s > top:
			best, top, tie = h, s, false
		case s == top:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return best
}

// kindRank orders kinds of names by how far they can be trusted.
var kindRank = map[catalogue.NameKind]int{catalogue.Full: 40, catalogue.Acronym: 30, catalogue.Adjective: 20, catalogue.Place: 15, catalogue.Short: 10}

func (r *reading) likelihood(h *hit) int {
	s := kindRank[h.p.name]
	if !h.p.derived {
		s += 4
	}
	if r.speaks(h.p) {
		s += 3
	}
	id := r.ix.entities[h.p.ref].ID
	if r.byID[id] != nil {
		s += 6
	}
	return s
}

// acronymMeans: an acronym counts when the entity is also named in full, when the article is about the Court, or when
// hardly anything else is called so.
func (r *reading) acronymMeans(e *catalogue.Entity, h *hit) bool {
	if e.Type == "state" || e.ID == idICC || wellKnown[e.ID] {
		return r.speaks(h.p) || r.byID[e.ID] != nil
	}
	return r.at.full[h.p.ref] || r.icc && r.speaks(h.p) && len(h.p.surface) > 2
}

var wellKnown = map[string]bool{"org:eu": true, "org:un": true, "org:nato": true, "org:icj": true, "org:african-union": true}

// givenName reports a state's name that is part of a person's: Jordan Doe, Israel Roe.
func (r *reading) givenName(e *catalogue.Entity, h *hit) bool {
	i := int(h.Last)
	if e.Type != "state" || h.p.name != catalogue.Full || h.Last-h.First > 1 || !asGivenName[e.ID] || i >= len(r.doc.Tokens) {
		return false
	}
	t := r.doc.Tokens[i]
	return t.Gap == text.Space && t.Shape&text.Upper != 0 && t.Shape&text.Caps == 0 && !r.known(i)
}

var asGivenName = map[string]bool{"state:JOR": true, "state:TCD": true, "state:GEO": true, "state:ISR": true, "state:KEN": true, "state:CHL": true, "state:CUB": true, "state:IRL": true}

func (r *reading) whyName(h *hit) string {
	lang := r.ix.langs[h.p.lang]
	if lang == "mul" {
		lang = "several languages"
	}
	why := string(h.p.name) + " name " + strconv.Quote(h.p.surface) + " (" + lang + ")"
	if h.p.stemmed {
		why += ", inflected"
	}
	if h.p.derived {
		why += ", spelt by rule"
	}
	return why
}

// shortNames resolves family names and other short forms to those who are in the article under a longer name, or who
// can hardly be anybody else.
func (r *reading) shortNames() {
	taken := r.taken()
	r.surnames(taken)
	for _, f := range r.order {
		slices.SortFunc(f.mentions, func(a, b mention) int { return a.first - b.first })
		f.full = len(f.mentions)
	}
	for i := 0; i < len(r.names); {
		j := i + 1
		for j < len(r.names) && r.names[j].First == r.names[i].First {
			j++
		}
		if r.names[i].p.name == catalogue.Short && !taken[r.names[i].First] {
			r.shortName(r.names[i:j])
		}
		i = j
	}
}

func (r *reading) shortName(same []hit) {
	h := same[0]
	if r.namesake(h) || r.otherGivenName(int(h.First)) {
		return
	}
	f, why, conf := r.bearer(same)
	if f == nil {
		return
	}
	if len(f.mentions) == 0 {
		f.conf = conf
	}
	f.mentions = append(f.mentions, mention{first: int(h.First), last: int(h.Last), why: why})
}

// bearer decides who is meant by a short name.
func (r *reading) bearer(same []hit) (*found, string, contract.Confidence) {
	var best *found
	for _, h := range same {
		f := r.byID[r.ix.entities[h.p.ref].ID]
		if f == nil || len(f.mentions) == 0 {
			continue
		}
		if best == nil || r.nearer(f, best, int(h.First)) {
			best = f
		}
	}
	surface := same[0].p.surface
	if best != nil {
		return best, fmt.Sprintf("short name %q of %s, named in full", surface, best.label), contract.Certain
	}
	if e := r.aloneButClear(same); e != nil {
		return r.entity(e), fmt.Sprintf("short name %q, which in an article about the Court is %s", surface, e.Label), contract.Likely
	}
	return nil, "", ""
}

// nearer prefers who was named last before the place, then who is named first after it.
func (r *reading) nearer(a, b *found, at int) bool {
	return lastBefore(a, at) > lastBefore(b, at)
}

// lastBefore is where f was named last before a token. Mentions in full come first and in order, short ones follow in
// the order in which they are resolved.
func lastBefore(f *found, at int) int {
	if n := len(f.mentions); n > f.full && f.mentions[n-1].first < at {
		return f.mentions[n-1].first
	}
	i, _ := slices.BinarySearchFunc(f.mentions[:f.full], at, func(m mention, at int) int { return m.first - at })
	if i == 0 {
		return -1
	}
	return f.mentions[i-1].first
}

// aloneButClear accepts a short name without a full one where the article is about the Court, one entity alone bears
// the name, the name is no ordinary one, and an office or the Court's business with that person stands near it.
func (r *reading) aloneButClear(same []hit) *catalogue.Entity {
	if !r.icc {
		return nil
	}
	var only *catalogue.Entity
	for _, h := range same {
		e := r.ix.entities[h.p.ref]
		if only != nil && only != e {
			return r.byOffice(same)
		}
		only = e
	}
	if only.Type != "person" {
		if only.Type == "organ" {
			return nil
		}
		return only
	}
	if r.officeBefore(int(same[0].First)) || r.know.wanted(only.ID) && len([]rune(same[0].p.surface)) >= 5 ||
		r.actsNow(only) && len([]rune(same[0].p.surface)) >= 5 {
		return only
	}
	return nil
}

// actsNow: a head of state or government, minister or officer of the Court on the day of publication.
func (r *reading) actsNow(e *catalogue.Entity) bool { return r.on != "" && len(e.OfficesOn(r.on)) > 0 }

// byOffice tells several bearers of a name apart by the office that stands before it: "prosecutor Khan".
func (r *reading) byOffice(same []hit) *catalogue.Entity {
	roles := r.officesBefore(int(same[0].First))
	for _, h := range same {
		e := r.ix.entities[h.p.ref]
		for _, o := range e.OfficesOn(r.on) {
			if slices.Contains(roles, o.Role) {
				return e
			}
		}
	}
	return nil
}

func (r *reading) officeBefore(i int) bool { return len(r.officesBefore(i)) > 0 }

// officesBefore returns the roles named by the word right before token i.
func (r *reading) officesBefore(i int) []string {
	var out []string
	for _, k := range r.at.ends[int32(i)] {
		h := r.words[k]
		if h.p.kind == aRole {
			out = append(out, r.ix.roles[h.p.ref].Slug)
		} else if role, ok := r.cls.offices[h.p.class]; ok {
			out = append(out, role)
		}
	}
	return out
}

// otherGivenName reports that another person's given name stands right before token i: Rashid Khan.
func (r *reading) otherGivenName(i int) bool {
	if i == 0 {
		return false
	}
	t, p := r.doc.Tokens[i], r.doc.Tokens[i-1]
	if t.Gap > text.Space || p.Shape&text.Upper == 0 || p.Shape&text.Caps != 0 || t.Sent != p.Sent {
		return false
	}
	if r.known(i - 1) {
		return false
	}
	return r.doc.Sents[p.Sent].First != i-1 || !r.lowerElsewhere(i-1)
}

// taken marks tokens that belong to a mention.
func (r *reading) taken() []bool {
	t := zeroed(&r.buf.taken, len(r.doc.Tokens)+1)
	for _, f := range r.order {
		for _, m := range f.mentions {
			for i := m.first; i < m.last; i++ {
				t[i] = true
			}
		}
	}
	return t
}
