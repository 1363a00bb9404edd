package catalogue

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Schema returns the JSON Schema (draft 2020-12) of the data files, for editors that check and complete YAML while it is
// written. It knows keys, types, forms and closed lists of words; what needs the rest of the catalogue is Lint's work.
func Schema() ([]byte, error) {
	s := schemaOf(reflect.TypeFor[file]())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "A file of the iccwire catalogue"
	out, err := json.MarshalIndent(s, "", "  ")
	return append(out, '\n'), err
}

type schema = map[string]any

// required are the keys without which an item says nothing.
var required = map[string][]string{
	"fileEntity": {"id"}, "fileRole": {"slug"}, "fileLookalike": {"id"}, "Office": {"role", "source"}, "Status": {"status", "source"},
	"Milestone": {"type", "source"}, "Link": {"rel", "id"}, "Source": {"title", "publisher"},
}

// forms are closed lists and patterns of single keys, by the type that has them.
func forms() map[string]schema {
	pattern := func(re string) schema { return schema{"type": "string", "pattern": re} }
	words := func(byType map[string][]string) schema {
		all := slices.Concat(slices.Collect(maps.Values(byType))...)
		slices.Sort(all)
		return schema{"enum": slices.Compact(all)}
	}
	return map[string]schema{
		"fileEntity.id": pattern(idForm.String()), "fileEntity.wikidata": pattern(qidForm.String()),
		"fileRole.slug": pattern(slugForm.String()), "fileLookalike.id": pattern(slugForm.String()),
		"fileEntity.kind":  {"enum": kinds},
		"fileEntity.basis": {"type": "array", "items": schema{"enum": bases}},
		"Office.state":     {"enum": officeStates[1:]}, "Status.status": words(standings), "Milestone.type": words(steps),
	}
}

func schemaOf(t reflect.Type) schema {
	switch {
	case t == reflect.TypeFor[Date]():
		return schema{"type": "string", "pattern": `^\d{4}(-\d{2}(-\d{2})?)?$`}
	case t.Kind() == reflect.Struct:
		s := schema{"type": "object", "additionalProperties": false, "properties": properties(t, t.Name())}
		if keys := required[t.Name()]; keys != nil {
			s["required"] = keys
		}
		return s
	case t.Kind() == reflect.Slice:
		return schema{"type": "array", "items": schemaOf(t.Elem())}
	case t.Kind() == reflect.Map:
		return schema{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case t.Kind() == reflect.Bool:
		return schema{"type": "boolean"}
	}
	return schema{"type": "string"}
}

// properties gives each key its form; the keys of embedded structs belong to owner.
func properties(t reflect.Type, owner string) schema {
	out, special := schema{}, forms()
	for f := range t.Fields() {
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch form, ok := special[owner+"."+key]; {
		case f.Anonymous:
			maps.Copy(out, properties(f.Type, owner))
		case ok:
			out[key] = form
		case key != "" && key != "-":
			out[key] = schemaOf(f.Type)
		}
	}
	return out
}
