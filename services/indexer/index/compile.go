package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/search/query"
)

// titleBoost is how much more a word in the title counts than one in the text.
const titleBoost = 3

// Bounds of how many words of the index may begin with what a query has: beyond looseWords a
// language without endings is searched for the word as it is, beyond prefixWords beginning* is
// refused.
const (
	looseWords  = 200
	prefixWords = 5000
)

// compiler turns clauses into a query of Bleve.
type compiler struct {
	analyzer func(name string) analysis.Analyzer
	count    func(field, prefix string, limit int) int // words of a field with a beginning, up to limit
	langs    []string                                  // analyzers that the index has text for
	err      error                                     // the first thing wrong with the query
}

// compiled is a query in two parts: all decides what matches, words is the part whose places in the
// text are shown (nil when there is none).
type compiled struct {
	all     query.Query
	words   query.Query
	clauses []clause // those that words was made of
}

func (c *compiler) compile(list []clause) (compiled, error) {
	out := query.NewBooleanQuery(nil, nil, nil)
	var words []clause
	filtered := false
	for _, cl := range list {
		if cl.field == "" && !cl.not {
			words = append(words, cl)
			continue
		}
		q, err := c.single(cl)
		if err != nil {
			return compiled{}, err
		}
		if cl.not {
			out.AddMustNot(q)
			continue
		}
		filtered = true
		out.AddMust(q)
	}
	var shown query.Query
	if len(words) > 0 {
		shown = c.words(words)
		out.AddMust(shown)
	}
	if !filtered && shown == nil {
		out.AddMust(unscored{termQuery(fieldKind, kindArticle)})
	}
	return compiled{all: out, words: shown, clauses: words}, c.err
}

// single compiles a clause that does not depend on the others: a filter or an exclusion.
func (c *compiler) single(cl clause) (query.Query, error) {
	switch cl.field {
	case "":
		return c.words([]clause{cl}), nil
	case "title":
		return c.title(cl), nil
	case "from", "to":
		q, err := dayQuery(cl)
		return unscored{q}, err
	}
	var any []query.Query
	for _, v := range cl.values {
		any = append(any, filterQuery(cl.field, v))
	}
	return unscored{oneOf(any)}, nil
}

// words asks for all words in one language: a word that a language leaves out, such as "the", must
// not keep its articles from being found.
func (c *compiler) words(list []clause) query.Query {
	var any []query.Query
	for _, lang := range c.langs {
		var all []query.Query
		for _, cl := range list {
			if q := c.word(lang, cl); q != nil {
				all = append(all, q)
			}
		}
		if len(all) > 0 {
			any = append(any, query.NewConjunctionQuery(all))
		}
	}
	return oneOf(any)
}

// word finds a clause in title, text or labels, or returns nil when the language has no word in it.
func (c *compiler) word(lang string, cl clause) query.Query {
	fields := []query.Query{
		c.inField(prefixTitle+lang, lang, cl, titleBoost),
		c.inField(prefixText+lang, lang, cl, 1),
	}
	if fields[0] == nil {
		return nil
	}
	if q := c.inField(fieldLabels, otherLang, cl, 1); q != nil {
		fields = append(fields, q)
	}
	return oneOf(fields)
}

func (c *compiler) inField(field, lang string, cl clause, boost float64) query.Query {
	terms := c.terms(lang, cl.values[0])
	if len(terms) == 0 {
		return nil
	}
	if len(terms) > 1 {
		q := query.NewPhraseQuery(terms, field)
		q.SetBoost(boost)
		return q
	}
	exact := termQuery(field, terms[0])
	exact.SetBoost(boost)
	stem := lowerFold(cl.values[0])
	loose := unstemmed[lang] && !cl.phrase && field != fieldLabels && len([]rune(stem)) >= 4
	if !cl.prefix && (!loose || c.count(field, stem, looseWords) >= looseWords) {
		return exact
	}
	if cl.prefix && c.count(field, stem, prefixWords) >= prefixWords {
		c.err = syntaxError("more than %d words begin with %s: write more letters before the *", prefixWords, clip(stem))
		return exact
	}
	start := query.NewPrefixQuery(stem)
	start.SetField(field)
	start.SetBoost(boost / 2)
	return oneOf([]query.Query{exact, start})
}

func lowerFold(s string) string { return fold(strings.ToLower(s)) }

// terms runs text through a language's analyzer. In the place of a word that the language leaves
// out between two others there is an empty term, which a phrase takes for any one word.
func (c *compiler) terms(lang, text string) []string {
	a := c.analyzer(analyzerName(lang))
	if a == nil {
		return nil
	}
	var terms []string
	next := 0
	for _, token := range a.Analyze([]byte(text)) {
		for ; next > 0 && next < token.Position && len(terms) < maxClauses; next++ {
			terms = append(terms, "")
		}
		next = token.Position + 1
		terms = append(terms, string(token.Term))
	}
	return terms
}

func (c *compiler) title(cl clause) query.Query {
	var any []query.Query
	for _, v := range cl.values {
		for _, lang := range c.langs {
			one := clause{values: []string{v}, phrase: true}
			if q := c.inField(prefixTitle+lang, lang, one, 1); q != nil {
				any = append(any, q)
			}
		}
	}
	return oneOf(any)
}

func dayQuery(cl clause) (query.Query, error) {
	yes := true
	from, to := "", ""
	var err error
	if cl.field == "from" {
		from, err = firstDay(cl.values[0])
	} else {
		to, err = lastDay(cl.values[0])
	}
	if err != nil {
		return nil, syntaxError("%s: %s", cl.field, err)
	}
	q := query.NewTermRangeInclusiveQuery(from, to, &yes, &yes)
	q.SetField(fieldDay)
	return q, nil
}

// filterQuery compiles one value of a filter.
func filterQuery(name, value string) query.Query {
	field := filterFields[name]
	switch field {
	case fieldEntity:
		return entityQuery(name, value)
	case fieldLang:
		return termQuery(field, baseLang(value))
	case fieldOutlet:
		return termQuery(field, strings.ToLower(value))
	case fieldSpeaker:
		return oneOf([]query.Query{termQuery(field, speakerTerm(value)), termQuery(field, entityID("person", value))})
	case fieldEvent, fieldType:
		return termQuery(field, eventTerm(value))
	}
	return termQuery(field, value)
}

// entityQuery finds an entity by its id as it is or as it should be, or by one word of its slug:
// person:khan finds person:karim-khan.
func entityQuery(name, value string) query.Query {
	asIs := value
	if name == "entity" {
		name, value, _ = strings.Cut(value, ":")
	} else {
		value = strings.TrimPrefix(value, name+":")
		asIs = name + ":" + value
	}
	id := entityID(name, value)
	slug := strings.TrimPrefix(id, name+":")
	var exact query.Query = termQuery(fieldEntity, id)
	if asIs != id {
		exact = oneOf([]query.Query{exact, termQuery(fieldEntity, term(asIs))})
	}
	if name == "state" || strings.Contains(slug, "-") || !isSlug(slug) {
		return exact
	}
	part := query.NewRegexpQuery(name + ":([a-z0-9-]+-)?" + slug + "(-[a-z0-9-]+)?")
	part.SetField(fieldEntity)
	return oneOf([]query.Query{exact, part})
}

// entityID writes an id as the contract has it: slugs in lower case, codes of states in upper case.
func entityID(typ, value string) string {
	typ = strings.ToLower(typ)
	value = strings.TrimPrefix(value, typ+":")
	if typ == "state" {
		return term("state:" + strings.ToUpper(value))
	}
	return term(typ + ":" + strings.ReplaceAll(lowerFold(value), " ", "-"))
}

func isEntityID(s string) bool {
	typ, name, ok := strings.Cut(s, ":")
	return ok && name != "" && filterFields[typ] == fieldEntity && !strings.ContainsAny(name, " ,")
}

func isSlug(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return len(s) >= 3
}

func termQuery(field, value string) *query.TermQuery {
	q := query.NewTermQuery(value)
	q.SetField(field)
	return q
}

// oneOf joins alternatives; none of them is a query that matches nothing.
func oneOf(list []query.Query) query.Query {
	switch len(list) {
	case 0:
		return query.NewMatchNoneQuery()
	case 1:
		return list[0]
	}
	return query.NewDisjunctionQuery(list)
}
