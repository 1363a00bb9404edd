package api

import (
	"encoding/json"
	"testing"
)

// stanceRow is what the tests read of an actor.
type stanceRow struct {
	Actor, Side  string
	For, Against int
	Stances      []map[string]any
}

func TestPositionsTellTheSide(t *testing.T) {
	h, _ := world(t)
	var l list[stanceRow]
	getJSON(t, h, "/api/v1/positions", &l)
	sides, rows := map[string]string{}, map[string]string{}
	for _, r := range l.Items {
		rows[r.Actor] = r.Side
		n := map[string]int{}
		for _, s := range r.Stances {
			sides[r.Actor+" "+s["stance"].(string)+" "+s["target"].(string)] = s["side"].(string)
			n[s["side"].(string)] += int(s["articles"].(float64))
		}
		if n["for"] != r.For || n["against"] != r.Against {
			t.Errorf("%s: %d for and %d against, its stances say %v", r.Actor, r.For, r.Against, n)
		}
	}
	for what, want := range map[string]string{
		"state:XOS supports sanctions_on_court": "against", "state:XOS opposes warrant": "against", "state:XNO supports warrant": "for",
	} {
		if sides[what] != want {
			t.Errorf("%s: %q, want %q", what, sides[what], want)
		}
	}
	if rows["state:XOS"] != "against" || rows["state:XNO"] != "for" {
		t.Errorf("%v", rows)
	}
}

// TestOpenAPIDescribesStances compares a stance of a real answer with the schema in its actor.
func TestOpenAPIDescribesStances(t *testing.T) {
	h, _ := world(t)
	var l list[stanceRow]
	getJSON(t, h, "/api/v1/positions", &l)
	var schema struct {
		Items struct {
			Properties map[string]json.RawMessage
			Required   []string
		}
	}
	if err := json.Unmarshal(document(t).Components.Schemas["Actor"].Properties["stances"], &schema); err != nil {
		t.Fatal(err)
	}
	for name := range l.Items[0].Stances[0] {
		if _, ok := schema.Items.Properties[name]; !ok {
			t.Errorf("a stance has no property %s", name)
		}
	}
	for _, name := range schema.Items.Required {
		if _, ok := l.Items[0].Stances[0][name]; !ok {
			t.Errorf("%s is required and missing", name)
		}
	}
}
