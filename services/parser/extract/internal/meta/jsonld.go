package meta

import (
	"encoding/json"
	"html"
	"strings"
)

// Bounds of a JSON-LD script.
const (
	maxDepth   = 12
	maxObjects = 3000
)

// object is a node of JSON-LD.
type object = map[string]any

// graph is all the nodes of a page's JSON-LD.
type graph struct {
	objects []object
	byID    map[string]object
}

// readGraph decodes scripts; those that are no JSON are left out.
func readGraph(scripts []string) *graph {
	g := &graph{byID: map[string]object{}}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(repair(s)), &v) != nil {
			continue
		}
		g.add(v, 0)
	}
	return g
}

// repair mends what templates get wrong: control characters in strings, comments and CDATA
// around the script, a semicolon at its end, commas before a closing bracket.
func repair(s string) string {
	for _, wrap := range []string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/"} {
		s = strings.Replace(s, wrap, " ", 1)
	}
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' {
			c = ' '
		}
		if c == '}' || c == ']' {
			if end := lastInk(b); end >= 0 && b[end] == ',' {
				b[end] = ' '
			}
		}
		b = append(b, c)
	}
	return string(b)
}

func lastInk(b []byte) int {
	i := len(b) - 1
	for i >= 0 && b[i] == ' ' {
		i--
	}
	return i
}

func (g *graph) add(v any, depth int) {
	if depth > maxDepth || len(g.objects) > maxObjects {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case object:
		if _, ok := v["@type"]; ok {
			g.objects = append(g.objects, v)
			if id, ok := v["@id"].(string); ok && len(v) > 2 && g.byID[id] == nil {
				g.byID[id] = v
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "author", "publisher", "hasPart", "video", "subjectOf"} {
			if e, ok := v[key]; ok {
				g.add(e, depth+1)
			}
		}
	}
}

// articleRank orders schema.org types by how surely they are the page's article.
func articleRank(kind string) int {
	switch kind {
	case "newsarticle", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle", "reviewnewsarticle",
		"backgroundnewsarticle", "liveblogposting", "askpublicnewsarticle", "satiricalarticle":
		return 4
	case "article", "blogposting", "report", "scholarlyarticle", "techarticle", "advertisercontentarticle", "review", "claimreview", "interview":
		return 3
	case "socialmediaposting", "discussionforumposting", "videoobject", "recipe", "medicalwebpage":
		return 2
	case "webpage", "itempage", "creativework", "event":
		return 1
	}
	return 0
}

// types of a node, lower case, without the address of the vocabulary.
func types(o object) []string {
	var kinds []string
	for _, t := range texts(o["@type"]) {
		if i := strings.LastIndexAny(t, "/#:"); i >= 0 {
			t = t[i+1:]
		}
		kinds = append(kinds, strings.ToLower(t))
	}
	return kinds
}

// article picks the node that is the page's article, or nil.
func (g *graph) article() object {
	var best object
	top := 0
	for _, o := range g.objects {
		rank := 0
		for _, t := range types(o) {
			rank = max(rank, articleRank(t))
		}
		rank *= 2
		if texts(o["headline"]) != nil || texts(o["articleBody"]) != nil {
			rank++
		}
		if rank > top && rank > 1 {
			best, top = o, rank
		}
	}
	return best
}

// texts gives the strings in a value: itself, of a list, or the name of a node.
func texts(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		if v = clean(v); v != "" {
			out = append(out, v)
		}
	case []any:
		for i, e := range v {
			if i >= 50 {
				break
			}
			out = append(out, texts(e)...)
		}
	case object:
		for _, key := range []string{"name", "@value", "url"} {
			if s := texts(v[key]); s != nil {
				return s
			}
		}
	}
	return out
}

func first(v any) string {
	if s := texts(v); len(s) > 0 {
		return s[0]
	}
	return ""
}

// clean resolves entities that JSON-LD should not hold, drops tags and collapses white space.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "<") {
		s = dropTags(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

func dropTags(s string) string {
	var b strings.Builder
	in := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '<' && i+1 < len(s) && (s[i+1] == '/' || s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z'):
			in = true
		case s[i] == '>' && in:
			in = false
			b.WriteByte(' ')
		case !in:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
