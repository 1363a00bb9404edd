package datafiles

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

const data = "../../../catalogue/"

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(data + "schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// decode reads YAML as an editor does that checks it by a JSON Schema.
func decode(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDataFilesFollowTheSchema(t *testing.T) {
	files, err := filepath.Glob(data + "data/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("found %d data files: %v", len(files), err)
	}
	s := schema(t)
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(decode(t, text)); err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	for _, text := range []string{
		"entities: 7", "surprise: 1", "entities: [{label: No id}]", "entities: [{id: Org:x}]", "entities: [{id: org:x, offices: [{role: chief}]}]",
		`entities: [{id: org:x, as_of: "soon"}]`, "entities: [{id: org:x, milestones: [{type: a party, source: s}]}]", "sources: {s: {title: T}}",
		"entities: [{id: situation:x, basis: [hearsay]}]", "lookalikes: [{id: x, names: {en: cricket}}]",
	} {
		if s.Validate(decode(t, []byte(text))) == nil {
			t.Errorf("the schema lets pass %s", strings.TrimSpace(text))
		}
	}
}
