package tagger

import (
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// points for and against an acronym being the Court's. Words that any court, panel or board has count little, so that
// they never decide alone.
const (
	pointsUnique  = 3.0  // the Statute, an officer of the day
	pointsKin     = 2.0  // a chamber, a case, a former officer, "the Hague court", "the ICC's prosecutor"
	pointsHint    = 1.0  // a core crime, The Hague, someone sought
	pointsGeneric = 0.25 // "ruling", "appeal"
	maxGeneric    = 1.0
	pointsDefined = 6.0 // the article says what the letters stand for
	pointsSpelled = 3.0 // a name of the article has these letters
	pointsRival   = 4.0 // the article names a look-alike in full
	pointsContext = 1.0 // a word of a look-alike nearby; half elsewhere
	maxElsewhere  = 2.0
	pointsNeeded  = 2.0
	pointsAhead   = 1.25 // of those against
	pointsArticle = 3.0  // the article of another gender: "le CPI"

	contextReach = 25 // tokens around an acronym in which its company counts
	besideReach  = 4  // tokens between an acronym and what is the Court's beside it
	besideChars  = 10 // the same in scripts without spaces
)

// sense is what the uses of one acronym in an article are held to mean.
type sense struct {
	uses          []hit
	near, against float64
	is            string // what else it may be
	why           string
}

// court reports that the uses mean the Court.
func (s *sense) court() bool { return s.near >= pointsNeeded && s.near-s.against >= pointsAhead }

// acronyms judges each acronym by the company of all its uses, and drops from the names those that mean something else.
func (r *reading) acronyms(ev *evidence) {
	groups, order := r.uses(ev)
	other := map[int32]bool{} // first tokens of uses that mean something else
	for _, name := range order {
		s := &sense{uses: groups[name]}
		r.judgeAcronym(s, ev)
		if ev.full > 0 {
			r.judgeBesideName(s, other)
			continue
		}
		if s.court() {
			ev.acronyms += len(s.uses)
			continue
		}
		r.rivalReason(s)
		for _, h := range s.uses {
			other[h.First] = true
		}
	}
	r.dropUses(ev, other)
}

// uses collects the acronyms of the Court by how they are written.
func (r *reading) uses(ev *evidence) (groups map[string][]hit, order []string) {
	groups = map[string][]hit{}
	last := int32(-1)
	for _, h := range r.allNames(ev) {
		if !r.courtAcronym(h) || h.First == last || !r.speaks(h.p) && ev.full == 0 {
			continue
		}
		last = h.First
		name := squeeze(h.p.surface)
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], h)
	}
	return groups, order
}

// squeeze brings "I.C.C." and "ICC" together.
func squeeze(acronym string) string { return strings.ReplaceAll(text.Fold(acronym), " ", "") }

// allNames are the names, and where nothing names the Court in full those inside the names of its organs too.
func (r *reading) allNames(ev *evidence) []hit {
	if ev.full > 0 {
		return r.names
	}
	out := slices.Concat(r.names, r.inner)
	slices.SortStableFunc(out, func(a, b hit) int { return int(a.First - b.First) })
	return out
}

func (r *reading) courtAcronym(h hit) bool {
	return h.p.kind == aName && h.p.name == catalogue.Acronym && r.ix.entities[h.p.ref].ID == idICC
}

// dropUses takes the uses that mean something else out of the names, and the Court with them when nothing else is left.
func (r *reading) dropUses(ev *evidence, other map[int32]bool) {
	kept := r.names[:0]
	for _, h := range r.names {
		if r.courtAcronym(h) && (other[h.First] || ev.full == 0 && !r.speaks(h.p)) {
			continue
		}
		kept = append(kept, h)
	}
	r.names = kept
	if ev.full == 0 && ev.acronyms == 0 && len(other) > 0 {
		r.inner = nil
		r.dropCourt()
	}
}

// judgeBesideName judges uses in an article that names the Court in full too: they mean it unless the article explains
// them otherwise, or names a rival whose words stand nearer.
func (r *reading) judgeBesideName(s *sense, other map[int32]bool) {
	if s.against < pointsRival {
		return
	}
	for _, h := range s.uses {
		one := &sense{uses: []hit{h}}
		r.companyNear(one)
		r.rivals(one)
		if one.near <= one.against {
			other[h.First] = true
			r.rivalReason(s)
		}
	}
}

// judgeAcronym adds up what speaks for and against.
func (r *reading) judgeAcronym(s *sense, ev *evidence) {
	s.near += r.unmistakable(ev)
	if len([]rune(squeeze(s.uses[0].p.surface))) > 3 {
		s.near += pointsKin // nobody else writes IStGH
	}
	r.companyNear(s)
	r.rivals(s)
	if phrase := r.spelledOut(s.uses[0]); phrase != "" && s.is == "" {
		s.against += pointsSpelled
		s.is, s.why = phrase, "the article names something with these letters"
	}
	if phrase := r.definition(s.uses); phrase != "" {
		s.against += pointsDefined
		s.is, s.why = phrase, "the article says what the letters stand for"
	}
}

// unmistakable counts, in the whole article, what nobody but the Court has.
func (r *reading) unmistakable(ev *evidence) float64 {
	points := 0.0
	if ev.statute > 0 || ev.officers > 0 {
		points += pointsUnique
	}
	if ev.organs > 0 {
		points += pointsKin
	}
	if ev.hague > 0 || ev.former > 0 {
		points += pointsKin
	}
	if ev.sought > 0 {
		points += pointsHint
		if ev.warrants > 0 {
			points += pointsHint
		}
	}
	return points
}

// companyNear counts what stands around the uses, each word once.
func (r *reading) companyNear(s *sense) {
	seen, generic, beside := map[string]bool{}, 0.0, 0
	once := func(h hit) bool {
		w := string(r.doc.Word(int(h.First)))
		fresh := !seen[w]
		seen[w] = true
		return fresh
	}
	for _, use := range s.uses {
		lo, hi := use.First-contextReach, use.Last+contextReach
		for _, h := range within(r.names, lo, hi) {
			if r.hints(h) && once(h) {
				s.near += pointsHint
			}
		}
		for _, h := range within(r.signs, lo, hi) {
			switch {
			case h.p.class == r.cls.beside && r.beside(use, h) && once(h):
				beside++
			case h.p.class == r.cls.justice && once(h):
				s.near += pointsHint
			case h.p.class == r.cls.wrongArticle && h.Last == use.Last && s.against == 0:
				s.against = pointsArticle
			}
		}
		for _, h := range within(r.words, lo, hi) {
			switch {
			case h.p.class == r.cls.hague && once(h):
				s.near += pointsHint
			case h.p.class == r.cls.withdraw && r.leaves(use, h) && once(h):
				s.near += pointsKin
			case h.p.class == r.cls.courtword && once(h):
				generic += pointsGeneric
			}
		}
	}
	s.near += r.told(s.uses)
	s.near += min(generic, maxGeneric)
	if beside > 0 {
		s.near += pointsKin + pointsHint*float64(min(beside-1, 2))
	}
}

// hints: core crimes and the Court's cases keep it company.
func (r *reading) hints(h hit) bool {
	switch e := r.ix.entities[h.p.ref]; e.Type {
	case "crime":
		return e.ID == "crime:genocide" || e.ID == "crime:war-crimes" || e.ID == "crime:crimes-against-humanity"
	case "case", "situation", "article":
		return h.p.name == catalogue.Full
	}
	return false
}

// beside reports that nothing but a few words of the same sentence part the two.
func (r *reading) beside(use, h hit) bool {
	first, second := use, h
	if h.First < use.First {
		first, second = h, use
	}
	if second.First < first.Last {
		return true // "member of the ICC" is a phrase of its own
	}
	reach := int32(besideReach)
	if r.doc.Tokens[second.First].Gap == text.None || r.doc.Tokens[first.Last-1].Shape&text.Cased == 0 && r.doc.Tokens[first.First].Gap == text.None {
		reach = besideChars
	}
	if second.First-first.Last > reach || r.doc.Tokens[first.First].Sent != r.doc.Tokens[second.First].Sent {
		return false
	}
	for i := first.Last; i <= second.First; i++ {
		if r.doc.Tokens[i].Gap > text.Dot {
			return false
		}
	}
	return true
}

// leaves: a state that quits the ICC; boards and firms are suspended or expelled.
func (r *reading) leaves(use, h hit) bool {
	if !r.beside(use, h) {
		return false
	}
	s := r.doc.Sents[r.doc.Tokens[use.First].Sent]
	for _, n := range within(r.names, int32(s.First), int32(s.Last)) {
		if r.ix.entities[n.p.ref].Type == "state" {
			return true
		}
	}
	return false
}

// rivals counts the words of each look-alike that shares the acronym, and takes the strongest as what it may be.
func (r *reading) rivals(s *sense) {
	points, order := map[int32]float64{}, []int32{}
	note := func(ref int32, n float64) {
		if points[ref] == 0 {
			order = append(order, ref)
		}
		points[ref] += n
		s.against += n
	}
	seen, elsewhere := map[string]bool{}, 0.0
	for _, h := range r.rivalNames(s) {
		if !seen[h.p.surface] {
			seen[h.p.surface] = true
			note(h.p.ref, pointsRival)
		}
	}
	for _, use := range s.uses {
		for _, h := range within(r.context, use.First-contextReach, use.Last+contextReach) {
			if w := r.rivalWord(s, h); w != "" && !seen[w] {
				seen[w] = true
				note(h.p.ref, pointsContext)
			}
		}
	}
	for _, h := range r.context {
		if w := r.rivalWord(s, h); w != "" && !seen[w] && elsewhere < maxElsewhere {
			seen[w] = true
			elsewhere += pointsContext / 2
			note(h.p.ref, pointsContext/2)
		}
	}
	best := 0.0
	for _, ref := range order {
		if points[ref] > best {
			best = points[ref]
			s.is, s.why = r.ix.looks[ref].Is, "words near the acronym belong to something else"
		}
	}
	if best >= pointsRival {
		s.why = "the article names " + s.is
	}
}

// rivalNames are the look-alikes with this acronym that the article names in full.
func (r *reading) rivalNames(s *sense) []hit {
	var out []hit
	for _, h := range r.looks {
		if h.p.name == catalogue.Full && r.shares(s, h.p.ref) {
			out = append(out, h)
		}
	}
	return out
}

// rivalWord is the word of a look-alike with this acronym, empty for other hits.
func (r *reading) rivalWord(s *sense, h hit) string {
	if !r.shares(s, h.p.ref) {
		return ""
	}
	return r.doc.Original(int(h.First), int(h.Last))
}

// shares reports that a look-alike of the Court is abbreviated with the same letters, or has no abbreviation on record.
func (r *reading) shares(s *sense, ref int32) bool {
	l := &r.ix.looks[ref]
	if l.InsteadOf != idICC {
		return false
	}
	some := false
	for _, n := range l.Names {
		if n.Kind == catalogue.Acronym {
			some = true
			if squeeze(n.Text) == squeeze(s.uses[0].p.surface) {
				return true
			}
		}
	}
	return !some
}

// rivalReason tells, for readers, what the acronym was taken for.
func (r *reading) rivalReason(s *sense) {
	h := s.uses[0]
	x := contract.Reason{Why: "nothing near the acronym speaks for the Court", InsteadOf: idICC, Is: s.is, Text: r.doc.Original(int(h.First), int(h.Last))}
	if s.is != "" {
		x.Why = s.why
	} else if s.near > 0 {
		x.Why = "near the acronym stand only words that other bodies share with the Court"
	}
	for _, old := range r.relevance.Reasons {
		if old == x {
			return
		}
	}
	r.reason(x)
}
