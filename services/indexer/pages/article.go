package pages

import (
	"net/http"
	"sort"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/index"
)

// entityTypes are the types of entities in the order of the side panel.
var entityTypes = []struct{ name, title string }{
	{"person", "People"}, {"state", "States"}, {"situation", "Situations"}, {"case", "Cases"}, {"organ", "Organs of the Court"},
	{"org", "Organisations"}, {"crime", "Crimes"}, {"treaty", "Treaties"}, {"article", "Articles of the Statute"}, {"instrument", "Instruments"},
}

// articlePage is the body of an article's page.
type articlePage struct {
	*contract.Article
	Headline []piece
	Lines    [][]piece
	Groups   []entityGroup
	Said     []said
	Stances  []stance
	Copies   []index.Report
	Original string
	Marked   int
}

type entityGroup struct {
	Title    string
	Type     string
	Entities []contract.Entity
}

// said is a quote with its speaker's name.
type said struct {
	contract.Quote
	Name string
	ID   string // of the speaker, where it is an entity
}

// stance is a position with its actor's name.
type stance struct {
	contract.Position
	Name string
}

func (s *server) article(w http.ResponseWriter, r *http.Request) error {
	a, err := s.Index.Get(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	body := articlePage{Article: a, Groups: groups(a.Entities)}
	title, text := s.marksOf(a, "title"), s.marksOf(a, "")
	body.Marked = len(title) + len(text)
	body.Lines = highlight(a.Text, text)
	for _, line := range highlight(a.Title, title) {
		body.Headline = append(body.Headline, line...)
	}
	labels := map[string]string{}
	for _, e := range a.Entities {
		labels[e.ID] = e.Label
	}
	for _, q := range a.Quotes {
		body.Said = append(body.Said, s.said(q, labels))
	}
	for _, p := range a.Positions {
		body.Stances = append(body.Stances, stance{p, s.label(p.Actor, labels)})
	}
	if body.Copies, err = s.copies(r, a); err != nil {
		return err
	}
	return s.render(w, "article", http.StatusOK, page{Title: a.Title, Body: body})
}

func (s *server) said(q contract.Quote, labels map[string]string) said {
	if _, ok := labels[q.Speaker]; ok {
		return said{q, s.label(q.Speaker, labels), q.Speaker}
	}
	return said{Quote: q, Name: s.speaker(q.Speaker)}
}

// copies lists the other articles of the same story.
func (s *server) copies(r *http.Request, a *contract.Article) ([]index.Report, error) {
	if a.Story == nil || a.Story.ID == "" {
		return nil, nil
	}
	all, err := s.Index.Copies(r.Context(), a.Story.ID)
	if err != nil {
		return nil, err
	}
	var list []index.Report
	for _, c := range all {
		if c.ID != a.ID {
			list = append(list, c)
		}
	}
	return list, nil
}

// groups sorts entities by type and, within it, the most salient first.
func groups(entities []contract.Entity) []entityGroup {
	var list []entityGroup
	for _, t := range entityTypes {
		g := entityGroup{Title: t.title, Type: t.name}
		for _, e := range entities {
			if e.Type == t.name {
				g.Entities = append(g.Entities, e)
			}
		}
		sort.SliceStable(g.Entities, func(i, j int) bool { return g.Entities[i].Salience > g.Entities[j].Salience })
		if len(g.Entities) > 0 {
			list = append(list, g)
		}
	}
	return list
}
