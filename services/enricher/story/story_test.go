package story_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/enricher/story"
)

// prose makes n words that depend only on the seed.
func prose(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return words
}

func TestSimilarity(t *testing.T) {
	base := prose(1, 400)
	cut := append([]string{}, base[:360]...)
	half := append(append([]string{}, base[:200]...), prose(2, 200)...)
	tests := []struct {
		name     string
		words    []string
		low, top float64
	}{
		{"the same", base, 1, 1},
		{"a paragraph cut", cut, .75, 1},
		{"half rewritten", half, .1, .58},
		{"another text", prose(3, 400), 0, .1},
	}
	sig := story.Sign(strings.Join(base, " "))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := story.Similarity(sig, story.Sign(strings.Join(tt.words, " ")))
			if got < tt.low || got > tt.top {
				t.Errorf("similarity %.2f, want %.2f to %.2f", got, tt.low, tt.top)
			}
		})
	}
}

func TestCaseAndPunctuationDoNotMatter(t *testing.T) {
	a := "The judges of the Court, sitting in The Hague, decided on Tuesday that the hearing would open in May, and that the victims may take part in it."
	b := strings.ToUpper(strings.ReplaceAll(a, ",", " –"))
	if s := story.Similarity(story.Sign(a), story.Sign(b)); s != 1 {
		t.Errorf("similarity %.2f", s)
	}
}

func TestAssign(t *testing.T) {
	text := prose(7, 300)
	wire := story.Sign(strings.Join(text, " "))
	copied := story.Sign(strings.Join(append([]string{"our", "correspondent", "adds"}, text...), " "))
	x := story.NewIndex()
	if a := x.Assign("first", "2025-03-12T10:00:00Z", wire); a.Story != "first" || a.Copy {
		t.Errorf("first: %+v", a)
	}
	if a := x.Assign("second", "2025-03-12T09:00:00Z", copied); a.Story != "first" || !a.Copy || a.Origin != "second" {
		t.Errorf("the copy: %+v", a)
	}
	if a := x.Assign("other", "", story.Sign(strings.Join(prose(8, 300), " "))); a.Story != "other" || a.Copy {
		t.Errorf("another text: %+v", a)
	}
	if a := x.Assign("short", "", story.Sign("too short to tell")); a.Story != "short" {
		t.Errorf("short text: %+v", a)
	}
	x.Remove("first")
	if a := x.Assign("third", "", wire); a.Story != "first" || !a.Copy {
		t.Errorf("a story outlives its first article: %+v", a)
	}
	if x.Len() != 4 {
		t.Errorf("%d articles known, want 4", x.Len())
	}
}

func TestRevisionKeepsItsStory(t *testing.T) {
	x := story.NewIndex()
	x.Put("a", "s", "", story.Sign(strings.Join(prose(1, 100), " ")))
	if a := x.Assign("a", "", story.Sign(strings.Join(prose(2, 100), " "))); a.Story != "s" {
		t.Errorf("story %q", a.Story)
	}
}

func TestSignatureText(t *testing.T) {
	sig := story.Sign(strings.Join(prose(1, 100), " "))
	b, err := json.Marshal(sig)
	if err != nil {
		t.Fatal(err)
	}
	var back story.Signature
	if err := json.Unmarshal(b, &back); err != nil || story.Similarity(sig, back) != 1 {
		t.Errorf("round trip: %v, %v", back, err)
	}
	for _, bad := range []string{`"AAAA"`, `"***"`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s was taken for a signature", bad)
		}
	}
}

func TestScriptsWithoutSpaces(t *testing.T) {
	a := story.Sign(strings.Repeat("国際刑事裁判所は逮捕状を発付した。", 1) + "検察官は証拠を提出し、裁判官はそれを審査した。被害者の代理人も意見を述べた。")
	if len(a) == 0 {
		t.Error("a Japanese text got no signature")
	}
}

func BenchmarkSign(b *testing.B) {
	text := strings.Join(prose(1, 600), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		story.Sign(text)
	}
}
