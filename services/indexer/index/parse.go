package index

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
)

// Bounds of a query.
const (
	maxQuery   = 1000 // bytes
	maxClauses = 40
)

// SyntaxError says what is wrong with a query, for the person who wrote it.
type SyntaxError struct{ Message string }

// Error returns the message.
func (e *SyntaxError) Error() string { return e.Message }

func syntaxError(format string, args ...any) error {
	return &SyntaxError{fmt.Sprintf(format, args...)}
}

// clause is one part of a query: words when field is empty, else a filter. All clauses of a query
// must hold; of a filter's values one must.
type clause struct {
	field  string
	values []string
	phrase bool
	prefix bool // the word ended in *
	not    bool
}

// filterFields maps the filters of the query language to fields of the index; those that stand for
// entities of one type are all in fieldEntity.
var filterFields = map[string]string{
	"person": fieldEntity, "situation": fieldEntity, "state": fieldEntity, "organ": fieldEntity, "org": fieldEntity,
	"case": fieldEntity, "crime": fieldEntity, "treaty": fieldEntity, "article": fieldEntity, "instrument": fieldEntity,
	"entity": fieldEntity, "event": fieldEvent, "event_id": fieldEventID, "lang": fieldLang, "source": fieldOutlet,
	"story": fieldStory, "type": fieldType, "speaker": fieldSpeaker, "url": fieldURL, "title": prefixTitle,
	"from": fieldDay, "to": fieldDay,
}

// Filters returns the names of the filters of the query language, sorted.
func Filters() []string {
	names := make([]string, 0, len(filterFields))
	for name := range filterFields {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// parse reads the query language: words that must all occur, "phrases", -exclusions, beginnings*
// and filters such as person:karim-khan, lang:en,fr or from:2024-06. Its errors are *SyntaxError.
func parse(q string) ([]clause, error) {
	if len(q) > maxQuery {
		return nil, syntaxError("the query has %d bytes, more than %d: shorten it", len(q), maxQuery)
	}
	p := &parser{rest: []rune(strings.ToValidUTF8(q, " "))}
	var list []clause
	for {
		c, ok, err := p.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			return list, nil
		}
		if list = append(list, c); len(list) > maxClauses {
			return nil, syntaxError("the query has more than %d parts: shorten it", maxClauses)
		}
	}
}

// parser walks over the runes of a query.
type parser struct {
	rest []rune
	pos  int
}

// next returns the next clause, and false at the end.
func (p *parser) next() (clause, bool, error) {
	for p.pos < len(p.rest) {
		if unicode.IsSpace(p.rest[p.pos]) || unicode.IsControl(p.rest[p.pos]) {
			p.pos++
			continue
		}
		c, err := p.clause()
		if err != nil || len(c.values) > 0 {
			return c, true, err
		}
	}
	return clause{}, false, nil
}

func (p *parser) clause() (clause, error) {
	var c clause
	if p.rest[p.pos] == '-' {
		c.not = true
		p.pos++
	}
	if p.pos < len(p.rest) && closingQuote(p.rest[p.pos]) != 0 {
		text, err := p.quoted()
		c.phrase, c.values = true, nonEmpty(text)
		return c, err
	}
	word := p.word()
	name, value, found := strings.Cut(word, ":")
	switch {
	case strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://"):
		c.field, c.values = "url", []string{word}
	case found && isName(name) && (value != "" || p.atQuote()):
		return p.filter(c, strings.ToLower(name), value)
	case word == "AND" && !c.not:
	default:
		c.values, c.prefix = plainWord(word)
	}
	return c, nil
}

// plainWord takes the star off a word that ends in one; a star after fewer than three letters
// would match half the dictionary and is ignored.
func plainWord(word string) ([]string, bool) {
	trimmed := strings.TrimRight(word, "*")
	return nonEmpty(trimmed), trimmed != word && len([]rune(trimmed)) >= 3
}

func (p *parser) filter(c clause, name, value string) (clause, error) {
	if _, ok := filterFields[name]; !ok {
		return c, syntaxError("there is no filter %q; the filters are %s. To search for these words put them in quotation marks.",
			clip(name), strings.Join(Filters(), ", "))
	}
	c.field = name
	if value == "" {
		text, err := p.quoted()
		c.values = nonEmpty(text)
		if err == nil && len(c.values) == 0 {
			err = syntaxError("the filter %s: has nothing between its quotation marks", name)
		}
		return c, err
	}
	for _, v := range strings.Split(value, ",") {
		c.values = append(c.values, nonEmpty(v)...)
	}
	if len(c.values) == 0 {
		return c, syntaxError("the filter %s: has no value", name)
	}
	if len(c.values) > maxClauses {
		return c, syntaxError("the filter %s: has more than %d values", name, maxClauses)
	}
	return c, c.check()
}

// check looks at the values that can be wrong.
func (c clause) check() error {
	if c.field != "from" && c.field != "to" {
		return nil
	}
	if len(c.values) != 1 {
		return syntaxError("the filter %s: takes one date", c.field)
	}
	if _, err := firstDay(c.values[0]); err != nil {
		return syntaxError("%s: %s", c.field, err)
	}
	return nil
}

// word reads up to the next space; a quotation mark right after a colon ends it too.
func (p *parser) word() string {
	start := p.pos
	for p.pos < len(p.rest) && !unicode.IsSpace(p.rest[p.pos]) {
		if p.atQuote() && p.pos > start && p.rest[p.pos-1] == ':' {
			break
		}
		p.pos++
	}
	return string(p.rest[start:p.pos])
}

func (p *parser) atQuote() bool { return p.pos < len(p.rest) && closingQuote(p.rest[p.pos]) != 0 }

// quoted reads from an opening quotation mark to its closing one.
func (p *parser) quoted() (string, error) {
	closer := closingQuote(p.rest[p.pos])
	start := p.pos
	for p.pos++; p.pos < len(p.rest); p.pos++ {
		if r := p.rest[p.pos]; r == closer || closer == '"' && r == '”' {
			p.pos++
			return string(p.rest[start+1 : p.pos-1]), nil
		}
	}
	return "", syntaxError("the quotation mark at character %d is not closed", start+1)
}

func closingQuote(r rune) rune {
	switch r {
	case '"':
		return '"'
	case '“', '„':
		return '”'
	case '«':
		return '»'
	}
	return 0
}

func isName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' {
			return false
		}
	}
	return s != ""
}

func nonEmpty(s string) []string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return []string{s}
}
