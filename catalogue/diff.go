package catalogue

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Change is one difference between two catalogues.
type Change struct {
	ID    string `json:"id"`              // of the entity; "role:…" and "look-alike:…" for the others
	Field string `json:"field,omitempty"` // empty when the whole entry was added or removed
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

// Diff returns what changed from a to b, sorted by id and field. Values of lists are compared as a whole and given as
// JSON.
func Diff(a, b *Catalogue) []Change {
	old, now := fields(a), fields(b)
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

func diffEntry(id string, old, now map[string]string) []Change {
	if now == nil {
		return []Change{{ID: id, Old: id}}
	}
	if old == nil {
		return []Change{{ID: id, New: id}}
	}
	var out []Change
	keys := slices.Concat(sortedKeys(old), sortedKeys(now))
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		if old[key] != now[key] {
			out = append(out, Change{id, key, old[key], now[key]})
		}
	}
	return out
}

// fields flattens a catalogue to id, field and its value as JSON.
func fields(c *Catalogue) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, e := range c.entities {
		out[e.ID] = flat(e)
	}
	for _, r := range c.roles {
		out["role:"+r.Slug] = flat(r)
	}
	for _, l := range c.lookalikes {
		out["look-alike:"+l.ID] = flat(l)
	}
	return out
}

func flat(v any) map[string]string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("catalogue: plain data did not encode: " + err.Error())
	}
	raw := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &raw); err != nil {
		panic("catalogue: own JSON did not decode: " + err.Error())
	}
	out := make(map[string]string, len(raw))
	for key, value := range raw {
		out[key] = string(value)
	}
	return out
}
