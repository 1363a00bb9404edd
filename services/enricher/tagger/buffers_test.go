package tagger

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// The memory of one article is used for the next: what was said of the first must not change with it.
func TestTagsOutliveTheBuffers(t *testing.T) {
	tg := testTagger(t)
	a := tg.Tag(Input{Title: "Judges of the ICC issue a warrant", Text: sampleArticle, Published: "2024-11-22"})
	before, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		tg.Tag(Input{Title: "Суд", Text: strings.Repeat("Международный уголовный суд выдал ордер на арест. ", 40), Published: "2023-03-18"})
	}
	if after, _ := json.Marshal(a); !bytes.Equal(before, after) {
		t.Errorf("tags changed when another article was read:\n%s\n%s", before, after)
	}
	again := tg.Tag(Input{Title: "Judges of the ICC issue a warrant", Text: sampleArticle, Published: "2024-11-22"})
	if second, _ := json.Marshal(again); !bytes.Equal(before, second) {
		t.Error("the same article has other tags after another one")
	}
}
