package overrides

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
)

const idICC = "org:icc"

// Apply corrects an article in place by the rules for its source and for itself, and reports whether one applied. Story
// rules wait until the story is known: see ApplyStory.
func (s *Set) Apply(a *contract.Article) bool {
	return s.apply(a, func(r Rule) bool {
		return r.Source != "" && r.Source == a.Source || r.Article != "" && r.Article == a.ID
	})
}

// ApplyStory corrects an article in place by the rules for its story, and then once more by those for itself, which have
// the last word.
func (s *Set) ApplyStory(a *contract.Article) bool {
	if s == nil || a.Story == nil || !slices.ContainsFunc(s.rules, func(r Rule) bool { return r.Story == a.Story.ID }) {
		return false
	}
	return s.apply(a, func(r Rule) bool { return r.Story == a.Story.ID || r.Article != "" && r.Article == a.ID })
}

func (s *Set) apply(a *contract.Article, fits func(Rule) bool) bool {
	if s == nil {
		return false
	}
	applied := false
	for _, r := range s.rules {
		if !fits(r) {
			continue
		}
		applied = true
		for _, id := range r.Not {
			drop(a, id)
			explain(a, contract.Reason{Why: "corrected by hand: not " + id + remark(r), InsteadOf: id, Is: r.Note})
		}
		for _, id := range r.Is {
			s.put(a, id, r)
			explain(a, contract.Reason{Why: "corrected by hand: is " + id + remark(r)})
		}
	}
	return applied
}

func remark(r Rule) string {
	if r.Note == "" {
		return ""
	}
	return " (" + r.Note + ")"
}

func explain(a *contract.Article, x contract.Reason) {
	if !slices.Contains(a.Relevance.Reasons, x) {
		a.Relevance.Reasons = append(a.Relevance.Reasons, x)
	}
}

// drop takes out an entity or a type of event, and what was said on its ground.
func drop(a *contract.Article, id string) {
	if typ, ok := strings.CutPrefix(id, "event:"); ok {
		a.Events = slices.DeleteFunc(a.Events, func(e contract.Event) bool { return e.Type == typ })
		return
	}
	a.Entities = slices.DeleteFunc(a.Entities, func(e contract.Entity) bool { return e.ID == id })
	a.Positions = slices.DeleteFunc(a.Positions, func(p contract.Position) bool { return p.Actor == id })
	a.RoleRefs = slices.DeleteFunc(a.RoleRefs, func(r contract.RoleRef) bool { return slices.Equal(r.ResolvesTo, []string{id}) })
	for i := range a.Events {
		a.Events[i].Participants = slices.DeleteFunc(a.Events[i].Participants, func(p string) bool { return p == id })
	}
	for i := range a.Quotes {
		if a.Quotes[i].Speaker == id {
			a.Quotes[i].Speaker = ""
		}
	}
	if id == idICC {
		a.IsICC, a.Relevance.Score = false, 0
		a.Events, a.Quotes, a.Positions = []contract.Event{}, []contract.Quote{}, []contract.Position{}
	}
}

// put adds an entity or an event that the text is about.
func (s *Set) put(a *contract.Article, id string, r Rule) {
	if typ, ok := strings.CutPrefix(id, "event:"); ok {
		if !slices.ContainsFunc(a.Events, func(e contract.Event) bool { return e.Type == typ }) {
			a.Events = append(a.Events, contract.Event{EventID: eventID(a.ID, typ), Type: typ, Status: "reported", Confidence: contract.Certain})
		}
		return
	}
	if id == idICC {
		a.IsICC, a.Relevance.Score = true, 1
	}
	if slices.ContainsFunc(a.Entities, func(e contract.Entity) bool { return e.ID == id }) {
		return
	}
	e, _ := s.cat.Entity(id) // Parse refuses ids that are not there
	a.Entities = append(a.Entities, contract.Entity{
		ID: e.ID, Type: e.Type, Label: e.Label, Wikidata: e.Wikidata, Confidence: contract.Certain,
		Mentions: mentions(a.Text, e), Why: "corrected by hand" + remark(r),
	})
}

// mentions finds the full names of an entity as they stand in the text.
func mentions(text string, e *catalogue.Entity) []contract.Mention {
	out := []contract.Mention{}
	for _, n := range e.Names {
		at := strings.Index(text, n.Text)
		if n.Kind != catalogue.Full || at < 0 {
			continue
		}
		start := utf8.RuneCountInString(text[:at])
		end := start + utf8.RuneCountInString(n.Text)
		if !slices.ContainsFunc(out, func(m contract.Mention) bool { return m.Start < end && start < m.End }) {
			out = append(out, contract.Mention{Start: start, End: end, Text: n.Text, Why: "corrected by hand"})
		}
	}
	slices.SortFunc(out, func(a, b contract.Mention) int { return a.Start - b.Start })
	return out
}

// eventID is an id of its own: nobody else reports an act that only a correction tells of.
func eventID(article, typ string) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s\x00%s", article, typ)))
	return "hand-" + hex.EncodeToString(sum[:8])
}
