package index

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/iccwire/iccwire/contract"
)

// Bounds of what one article may put into the index.
const (
	maxID       = 512  // bytes
	maxTerm     = 512  // bytes of one exact term
	maxEntities = 2000 // of each: entities, events, positions, quotes
)

// document is the searchable form of an article: field name to value.
type document map[string]any

// newDocument builds the document of an article, or says what is wrong with the article.
func newDocument(a *contract.Article) (document, error) {
	if err := check(a); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	when := published(a)
	lang := analyzerFor(a.Lang)
	d := document{
		fieldKind:          kindArticle,
		fieldDoc:           string(raw),
		fieldVersion:       versionTerm(a.Version, a.Revision),
		fieldDate:          when.Format(time.RFC3339),
		fieldDay:           when.Format(time.DateOnly),
		fieldMonth:         when.Format("2006-01"),
		fieldLang:          baseLang(a.Lang),
		fieldSource:        term(a.Source),
		fieldOutlet:        strings.ToLower(term(a.Source)),
		fieldStory:         term(storyID(a)),
		fieldURL:           urls(a),
		prefixTitle + lang: a.Title,
		prefixText + lang:  a.Text,
	}
	addEntities(d, a)
	addEvents(d, a)
	addVoices(d, a)
	d[fieldType] = types(a)
	return d, nil
}

func check(a *contract.Article) error {
	switch {
	case a.ID == "":
		return fmt.Errorf("the article has no id")
	case len(a.ID) > maxID:
		return fmt.Errorf("the article's id has %d bytes, more than %d", len(a.ID), maxID)
	case len(a.Text) > contract.MaxText:
		return fmt.Errorf("the text has %d bytes, more than %d", len(a.Text), contract.MaxText)
	case a.Version < 0:
		return fmt.Errorf("the version %d is negative", a.Version)
	case max(len(a.Entities), len(a.Events), len(a.Positions), len(a.Quotes)) > maxEntities:
		return fmt.Errorf("more than %d entities, events, positions or quotes", maxEntities)
	}
	return nil
}

// term cuts an exact term to the length that the index takes.
func term(s string) string {
	if len(s) > maxTerm {
		s = strings.ToValidUTF8(s[:maxTerm], "")
	}
	return strings.ReplaceAll(s, keySep, " ")
}

func storyID(a *contract.Article) string {
	if a.Story != nil && a.Story.ID != "" {
		return a.Story.ID
	}
	return a.ID
}

func urls(a *contract.Article) []string {
	list := []string{term(a.URL)}
	if a.CanonicalURL != "" && a.CanonicalURL != a.URL {
		list = append(list, term(a.CanonicalURL))
	}
	return list
}

func addEntities(d document, a *contract.Article) {
	ids, words := newSet(), newSet()
	for _, e := range a.Entities {
		ids.add(term(e.ID))
		words.add(e.Label)
		words.add(slugWords(e.ID))
		for _, role := range e.Role {
			words.add(slugWords(role))
		}
	}
	for _, ref := range a.RoleRefs {
		for _, id := range ref.ResolvesTo {
			ids.add(term(id))
		}
	}
	d[fieldEntity], d[fieldLabels] = ids.list, words.list
}

// slugWords turns person:karim-khan into "karim khan".
func slugWords(id string) string {
	if _, name, ok := strings.Cut(id, ":"); ok {
		id = name
	}
	return strings.ReplaceAll(id, "-", " ")
}

func addEvents(d document, a *contract.Article) {
	kinds, ids, keys := newSet(), newSet(), newSet()
	for _, e := range a.Events {
		kinds.add(term(e.Type))
		ids.add(term(e.EventID))
		keys.add(eventKey(e))
	}
	d[fieldEvent], d[fieldEventID], d[fieldEventKey] = kinds.list, ids.list, keys.list
}

func addVoices(d document, a *contract.Article) {
	keys, speakers := newSet(), newSet()
	for _, p := range a.Positions {
		keys.add(strings.Join([]string{term(p.Actor), term(p.Stance), term(p.Target), term(p.Situation)}, keySep))
	}
	for _, q := range a.Quotes {
		speakers.add(speakerTerm(q.Speaker))
	}
	d[fieldPosition], d[fieldSpeaker] = keys.list, speakers.list
}

// speakerTerm keeps entity ids and lowers the case of words.
func speakerTerm(s string) string {
	if s = term(s); isEntityID(s) {
		return s
	}
	return strings.ToLower(s)
}

// types says what an article holds, for the filter type:.
func types(a *contract.Article) []string {
	set := newSet()
	for _, e := range a.Entities {
		set.add(term(e.Type))
	}
	add := func(has bool, name string) {
		if has {
			set.add(name)
		}
	}
	add(len(a.Events) > 0, "event")
	add(len(a.Positions) > 0, "position")
	add(len(a.Quotes) > 0, "quote")
	add(a.Story != nil && a.Story.Copy, "copy")
	add(a.Story == nil || !a.Story.Copy, "original")
	return set.list
}

// set keeps the first of equal, non-empty strings, in order.
type set struct {
	seen map[string]bool
	list []string
}

func newSet() *set { return &set{seen: map[string]bool{}} }

func (s *set) add(v string) {
	if v != "" && !s.seen[v] {
		s.seen[v] = true
		s.list = append(s.list, v)
	}
}

// eventKey packs what the docket shows of an event, so that it can be folded without unpacking
// articles; splitEventKey is its counterpart.
func eventKey(e contract.Event) string {
	official := ""
	if e.Official {
		official = "1"
	}
	return strings.Join([]string{term(e.EventID), term(e.Date), term(e.Type), term(e.Status), term(e.Situation), official}, keySep)
}
