package catalogue

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestSchemaIsInStep(t *testing.T) {
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("schema.json is not what the code says: run go generate in catalogue/ and commit it")
	}
	for _, key := range []string{`"no_intent_since"`, `"lookalikes"`, `"withdrawal-revoked"`, `"proprio-motu"`, `"on-leave"`, `"family_first"`} {
		if !strings.Contains(string(have), key) {
			t.Errorf("the schema does not know %s", key)
		}
	}
}
