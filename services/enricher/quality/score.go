package quality

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

// Result is how right a tagger was on a set of articles. Keys of the counts are types ("person") and languages
// ("lang:fr").
type Result struct {
	Articles, Negatives int
	FooledBy            []string // hard negatives that were taken for the Court
	ICC, Entities       Counts
	Events, Positions   Counts
	Situated            Counts // positions with their situation
	Mentions            Counts // of core entities: Right and Missed only
	RoleRefs, Quotes    Counts
	Speakers            Count                          // of the quotes that were found
	Forbidden           []string                       // tempting ids that were said
	Calibration         map[contract.Confidence]*Count // entities and events by confidence
	Pairs               Count                          // reports of one act: pairs with the same event id
	Dates               Counts                         // of the labelled events that were told: Right and Wrong only
	Errors              []Error

	acts []report
	seen map[string]bool // languages of the articles
}

// Error is one thing that was wrong or missed.
type Error struct{ Article, What string }

// Score compares what was said of each article with its labels; said has the same order.
func Score(gold []Article, said []contract.Article) *Result {
	r := &Result{ICC: Counts{}, Entities: Counts{}, Events: Counts{}, Positions: Counts{}, Situated: Counts{}, Mentions: Counts{}, RoleRefs: Counts{},
		Quotes: Counts{}, Dates: Counts{}, Calibration: map[contract.Confidence]*Count{}, seen: map[string]bool{}}
	for i, g := range gold {
		r.article(g, said[i])
	}
	r.pairs()
	return r
}

func (r *Result) article(g Article, p contract.Article) {
	r.Articles++
	lang := "lang:" + g.Lang
	r.seen[g.Lang] = true
	switch {
	case g.IsICC && p.IsICC:
		r.ICC.add(right, lang)
	case g.IsICC:
		r.ICC.add(missed, lang)
		r.err(g, "not taken for the Court's")
	case p.IsICC:
		r.ICC.add(wrong, lang)
		r.FooledBy = append(r.FooledBy, g.Name)
		r.err(g, "taken for the Court's")
	}
	if !g.IsICC {
		r.Negatives++
	}
	r.entities(g, p)
	r.roleRefs(g, p)
	r.events(g, p)
	r.quotes(g, p)
	r.positions(g, p)
}

func (r *Result) err(g Article, format string, args ...any) {
	r.Errors = append(r.Errors, Error{g.Name, fmt.Sprintf(format, args...)})
}

// confided counts how often what was said with a confidence is right.
func (r *Result) confided(confidence contract.Confidence, judge func(*Count)) {
	if r.Calibration[confidence] == nil {
		r.Calibration[confidence] = &Count{}
	}
	judge(r.Calibration[confidence])
}

// neutral reports entities that are not judged: cases, which may be named in several ways, and states in articles that
// are not about the Court.
func neutral(g Article, id string) bool {
	return strings.HasPrefix(id, "case:") || !g.IsICC && strings.HasPrefix(id, "state:")
}

// sameThing are ids that stand for each other: the two situations in one country.
func sameThing(id string) string {
	if id == "situation:car-ii" {
		return "situation:car"
	}
	return id
}

func (r *Result) entities(g Article, p contract.Article) {
	lang, labels, found := "lang:"+g.Lang, map[string]bool{}, map[string]contract.Entity{}
	for _, e := range p.Entities {
		found[sameThing(e.ID)] = e
	}
	for _, e := range g.Entities {
		id := sameThing(e.ID)
		labels[id] = true
		got, ok := found[id]
		if e.Optional || neutral(g, id) {
			continue
		}
		kind, _, _ := strings.Cut(id, ":")
		if !ok {
			r.Entities.add(missed, kind, lang)
			r.err(g, "missed %s", e.ID)
		} else {
			r.Entities.add(right, kind, lang)
			r.confided(got.Confidence, right)
		}
		r.mentions(g, e, got)
	}
	for id, e := range found {
		if slices.Contains(g.Forbidden, e.ID) {
			r.Forbidden = append(r.Forbidden, g.Name+" "+e.ID)
		}
		if !labels[id] && !neutral(g, id) && !g.generic(id) {
			r.Entities.add(wrong, e.Type, lang)
			r.confided(e.Confidence, wrong)
			r.err(g, "wrong %s (%s)", e.ID, surfaces(e))
		}
	}
}

// generic reports the unnumbered chamber where the article names one of its kind.
func (g Article) generic(id string) bool {
	return strings.HasPrefix(id, "organ:") && slices.ContainsFunc(g.Entities, func(e Entity) bool { return strings.HasPrefix(e.ID, id+"-") })
}

func surfaces(e contract.Entity) string {
	var out []string
	for _, m := range e.Mentions {
		if !slices.Contains(out, m.Text) {
			out = append(out, m.Text)
		}
	}
	return strings.Join(out, ", ")
}

func (r *Result) mentions(g Article, e Entity, got contract.Entity) {
	for _, m := range e.Mentions {
		want := plain(m)
		if slices.ContainsFunc(got.Mentions, func(x contract.Mention) bool { return plain(x.Text) == want }) {
			r.Mentions.add(right, "lang:"+g.Lang)
			continue
		}
		r.Mentions.add(missed, "lang:"+g.Lang)
		if got.ID != "" {
			r.err(g, "missed the mention %q of %s", m, e.ID)
		}
	}
}

// plain makes case, typographic quotes and spaces not count.
func plain(s string) string {
	s = strings.NewReplacer("’", "'", "\u00a0", " ").Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

func (r *Result) roleRefs(g Article, p contract.Article) {
	for _, ref := range g.RoleRefs {
		want := plain(ref.Text)
		ok := slices.ContainsFunc(p.RoleRefs, func(x contract.RoleRef) bool {
			got := plain(x.Text)
			return (strings.Contains(got, want) || strings.Contains(want, got)) && slices.ContainsFunc(x.ResolvesTo, func(id string) bool { return slices.Contains(ref.ResolvesTo, id) })
		})
		if ok {
			r.RoleRefs.add(right, "lang:"+g.Lang)
			continue
		}
		r.RoleRefs.add(missed, "lang:"+g.Lang)
		r.err(g, "did not resolve %q to %s", ref.Text, strings.Join(ref.ResolvesTo, " "))
	}
}

func (r *Result) quotes(g Article, p contract.Article) {
	for _, q := range g.Quotes {
		want := firstWords(q.First, 4)
		at := slices.IndexFunc(p.Quotes, func(x contract.Quote) bool {
			return strings.HasPrefix(firstWords(x.Text, 5)+" ", want+" ") || strings.HasPrefix(firstWords(x.Text, 4), want)
		})
		if at < 0 {
			r.Quotes.add(missed, "lang:"+g.Lang)
			r.err(g, "missed the quote %q", q.First)
			continue
		}
		r.Quotes.add(right, "lang:"+g.Lang)
		if sameSpeaker(p.Quotes[at].Speaker, q.Speaker) {
			r.Speakers.Right++
		} else {
			r.Speakers.Wrong++
			r.err(g, "speaker of %q is %q, not %q", q.First, p.Quotes[at].Speaker, q.Speaker)
		}
	}
}

// sameSpeaker compares an id or the words of the text with a label that is either. An id made of a name that the
// catalogue does not know is held to be that name.
func sameSpeaker(got, want string) bool {
	if got == want {
		return true
	}
	if strings.Contains(want, ":") || got == "" {
		return false
	}
	g, w := catalogue.Fold(strings.TrimPrefix(got, "person:")), catalogue.Fold(want)
	return strings.Contains(g, w) || strings.Contains(w, g)
}

// firstWords are the first n words without punctuation; in scripts without spaces, the first letters.
func firstWords(s string, n int) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(".,;:!?«»“”„\"'’‘「」『』、。，…()[]-–—", r) {
			return ' '
		}
		return r
	}, s)
	words := strings.Fields(strings.ToLower(clean))
	if len(words) < n {
		n = len(words)
	}
	return strings.Join(words[:n], " ")
}
