package catalogue

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Change is one difference between two catalogues.
type Change struct {
	ID    string `json:"id"`              // of the entity; "role:…", "look-alike:…" and "source:…" for the others
	Field string `json:"field,omitempty"` // "label", "labels.fr", "offices"; empty when the whole entry was added or removed
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// String reads "person:x offices: old -> new", "+ person:x" or "- person:x".
func (c Change) String() string {
	switch {
	case c.Field == "" && c.Old == "":
		return "+ " + c.ID
	case c.Field == "":
		return "- " + c.ID
	}
	return fmt.Sprintf("%s %s: %s -> %s", c.ID, c.Field, orNone(c.Old), orNone(c.New))
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// Diff returns what changed from a to b, sorted by id, field and value: for a single value what it was and is, for a list
// each item that is gone and each that is new. Names made by rule follow from the others and are left out. Items that
// are more than a text are given as JSON.
func Diff(a, b *Catalogue) []Change {
	old, now := entries(a), entries(b)
	ids := map[string]bool{}
	for id := range old {
		ids[id] = true
	}
	for id := range now {
		ids[id] = true
	}
	var out []Change
	for _, id := range sortedKeys(ids) {
		out = append(out, diffEntry(id, old[id], now[id])...)
	}
	return out
}

func diffEntry(id string, old, now fields) []Change {
	if now == nil {
		return []Change{{ID: id, Old: id}}
	}
	if old == nil {
		return []Change{{ID: id, New: id}}
	}
	keys := slices.Concat(sortedKeys(old), sortedKeys(now))
	slices.Sort(keys)
	var out []Change
	for _, key := range slices.Compact(keys) {
		gone, come := without(old[key], now[key]), without(now[key], old[key])
		if len(gone) == 1 && len(come) == 1 {
			out = append(out, Change{id, key, gone[0], come[0]})
			continue
		}
		for _, v := range gone {
			out = append(out, Change{ID: id, Field: key, Old: v})
		}
		for _, v := range come {
			out = append(out, Change{ID: id, Field: key, New: v})
		}
	}
	return out
}

// without returns the values that are not among the others.
func without(values, others []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return slices.Contains(others, v) })
}

// fields holds the values of an entry by the path of the field: "label", "labels.fr", "offices".
type fields map[string][]string

// entries flattens a catalogue.
func entries(c *Catalogue) map[string]fields {
	out := map[string]fields{}
	for _, e := range c.entities {
		written := *e
		written.Names = asWritten(e.Names)
		out[e.ID] = flat(written)
	}
	for _, r := range c.roles {
		out["role:"+r.Slug] = flat(r)
	}
	for _, l := range c.lookalikes {
		out["look-alike:"+l.ID] = flat(l)
	}
	for key, s := range c.sources {
		out["source:"+key] = flat(s)
	}
	return out
}

func asWritten(names []Name) []Name {
	return slices.DeleteFunc(slices.Clone(names), func(n Name) bool { return n.Derived })
}

func flat(v any) fields {
	data, err := json.Marshal(v)
	if err != nil {
		panic("catalogue: plain data did not encode: " + err.Error())
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		panic("catalogue: own JSON did not decode: " + err.Error())
	}
	out := fields{}
	out.add("", tree)
	return out
}

// add puts a map's values under their keys and a list's items side by side.
func (f fields) add(path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			f.add(strings.TrimPrefix(path+"."+key, "."), value)
		}
	case []any:
		for _, item := range v {
			f[path] = append(f[path], textOf(item))
		}
	default:
		f[path] = append(f[path], textOf(v))
	}
}

func textOf(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	data, err := json.Marshal(v)
	if err != nil {
		panic("catalogue: own JSON did not encode: " + err.Error())
	}
	return string(data)
}
