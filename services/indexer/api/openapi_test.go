package api

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// openAPIDoc is the part of the document that the tests look at.
type openAPIDoc struct {
	OpenAPI string `json:"openapi"`
	Paths   map[string]map[string]struct {
		OperationID string                     `json:"operationId"`
		Parameters  []map[string]any           `json:"parameters"`
		Responses   map[string]json.RawMessage `json:"responses"`
	} `json:"paths"`
	Components struct {
		Parameters map[string]json.RawMessage `json:"parameters"`
		Schemas    map[string]struct {
			Properties map[string]json.RawMessage `json:"properties"`
		} `json:"schemas"`
	} `json:"components"`
}

func document(t *testing.T) openAPIDoc {
	t.Helper()
	var d openAPIDoc
	if err := json.Unmarshal(openAPI, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOpenAPIHasEveryRoute(t *testing.T) {
	d := document(t)
	routes := map[string]bool{}
	for _, r := range (&server{}).routes() {
		path := strings.ReplaceAll(r.path, "...}", "}")
		routes[path] = true
		if _, ok := d.Paths[path]["get"]; !ok {
			t.Errorf("%s is not described", path)
		}
	}
	for path := range d.Paths {
		if !routes[path] {
			t.Errorf("%s is described and does not exist", path)
		}
	}
}

func TestOpenAPIHasEveryFilterAndReference(t *testing.T) {
	d := document(t)
	for _, name := range append(index.Filters(), listParams...) {
		if _, ok := d.Components.Parameters[name]; !ok {
			t.Errorf("the parameter %s is not described", name)
		}
	}
	known := func(ref string) bool {
		parts := strings.Split(ref, "/")
		kind, name := parts[len(parts)-2], parts[len(parts)-1]
		_, param := d.Components.Parameters[name]
		_, schema := d.Components.Schemas[name]
		return kind == "parameters" && param || kind == "schemas" && schema || ref == "#/components/responses/Problem"
	}
	for _, m := range regexp.MustCompile(`"\$ref": "([^"]+)"`).FindAllStringSubmatch(string(openAPI), -1) {
		if !known(m[1]) {
			t.Errorf("%s leads nowhere", m[1])
		}
	}
}

// TestOpenAPIDescribesTheAnswers compares the properties of real answers with the schemas.
func TestOpenAPIDescribesTheAnswers(t *testing.T) {
	h, _ := world(t)
	d := document(t)
	for target, schema := range map[string]string{
		"/api/v1/articles": "Item", "/api/v1/stories": "Story", "/api/v1/events": "Event", "/api/v1/positions": "Actor",
		"/api/v1/quotes": "Quote", "/api/v1/timeline": "Bucket", "/api/v1/feeds": "Feed",
	} {
		var l list[map[string]json.RawMessage]
		getJSON(t, h, target, &l)
		for _, item := range l.Items {
			for _, name := range keys(item) {
				if _, ok := d.Components.Schemas[schema].Properties[name]; !ok {
					t.Errorf("%s: %s has no property %s", target, schema, name)
				}
			}
		}
	}
	for target, schema := range map[string]string{
		"/api/v1/entities/person:mira-testova": "Entity", "/api/v1/balance": "Balance", "/api/v1/trace/a-warrant": "Trace", "/api/v1/articles": "Articles",
	} {
		var answer map[string]json.RawMessage
		getJSON(t, h, target, &answer)
		for _, name := range keys(answer) {
			if _, ok := d.Components.Schemas[schema].Properties[name]; !ok {
				t.Errorf("%s: %s has no property %s", target, schema, name)
			}
		}
	}
}

func keys(m map[string]json.RawMessage) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
