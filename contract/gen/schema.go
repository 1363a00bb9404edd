package main

import (
	"reflect"
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// message is a type that travels on subjects.
type message struct {
	name    string // of the file and of the AsyncAPI message
	subject string
	schema  string
	typ     reflect.Type
	summary string
}

var messages = []message{
	{"discovered", "icc.discovered.{lane}", contract.SchemaDiscovered, reflect.TypeFor[contract.Discovered](), "An item of a feed, new or changed."},
	{"parsed", "icc.parsed.{lang}", contract.SchemaParsed, reflect.TypeFor[contract.Parsed](), "An article's body and metadata."},
	{"article", "icc.enriched.{lang}.{source}", contract.SchemaArticle, reflect.TypeFor[contract.Article](), "An article with all that was understood of it."},
	{"tag", "icc.tags.{type}.{name}", contract.SchemaTag, reflect.TypeFor[contract.Tag](), "One tag of one article."},
	{"dead", "icc.dead.{stage}", contract.SchemaDead, reflect.TypeFor[contract.DeadLetter](), "A message that failed for good."},
	{"ledger", "icc.ledger.{stage}", contract.SchemaLedger, reflect.TypeFor[contract.LedgerEntry](), "A step that matters on an article's way."},
	{"feed", "icc.feeds.{event}", contract.SchemaFeed, reflect.TypeFor[contract.FeedEvent](), "Something that happened to a feed."},
}

type object map[string]any

func schemaOf(m message, docs comments) object {
	s := structSchema(m.typ, docs)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["$id"] = "https://github.com/iccwire/iccwire/contract/schema/" + m.name + ".schema.json"
	s["title"] = m.summary
	s["properties"].(object)["schema"] = object{"const": m.schema}
	return s
}

// structSchema allows further properties: within a major version fields are only added.
func structSchema(t reflect.Type, docs comments) object {
	props := object{}
	required := []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := typeSchema(f.Type, docs)
		if d := docs[t.Name()+"."+f.Name]; d != "" {
			p["description"] = d
		}
		props[name] = p
		if !strings.Contains(opts, "omitempty") {
			required = append(required, name)
		}
	}
	return object{"type": "object", "description": docs[t.Name()], "properties": props, "required": required}
}

// enums are the values of string types and fields whose set is closed.
var enums = map[reflect.Type][]string{
	reflect.TypeFor[contract.Confidence](): {string(contract.Certain), string(contract.Likely), string(contract.Possible)},
	reflect.TypeFor[contract.Cause]():      {string(contract.CauseLive), string(contract.CauseRevision), string(contract.CauseImport), string(contract.CauseReprocess), string(contract.CauseCorrection), string(contract.CauseErasure)},
	reflect.TypeFor[contract.Status]():     statuses(),
}

func statuses() []string {
	all := []string{string(contract.StatusDiscovered), string(contract.StatusRetrying)}
	for _, s := range contract.TerminalStatuses {
		all = append(all, string(s))
	}
	return all
}

func typeSchema(t reflect.Type, docs comments) object {
	if values, ok := enums[t]; ok {
		return object{"type": "string", "enum": values}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeSchema(t.Elem(), docs)
	case reflect.Struct:
		return structSchema(t, docs)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return object{"type": "string", "contentEncoding": "base64"}
		}
		return object{"type": "array", "items": typeSchema(t.Elem(), docs)}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": typeSchema(t.Elem(), docs)}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return object{"type": "integer"}
	}
	return object{"type": "string"}
}
