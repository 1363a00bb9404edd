package tagger

import (
	"strings"
	"testing"
)

// hostile are texts made to be slow: endless sentences, marks that never close, names over and over.
var hostile = map[string]string{
	"acronyms":     "ICC ",
	"names":        "Karim Khan ",
	"short names":  "Khan said ",
	"quotes":       `"`,
	"open quotes":  "“a ",
	"other quotes": "»a ”b ",
	"aliases":      "Karim Khan, also known as Foo Bar, ",
	"strangers":    "minister Foo Bar ",
	"warrants":     "ICC issued warrant against Khan, ",
	"stances":      "Israel condemned the ICC and Hamas rejected it, ",
	"prefixes":     "International ",
	"brackets":     "(((",
	"one word":     "a",
	"Chinese":      "国际刑事",
	"dates":        "21 November 2024 ",
	"lines":        "ICC\n",
}

func TestHostileTextIsRead(t *testing.T) {
	tg := testTagger(t)
	for name, unit := range hostile {
		t.Run(name, func(t *testing.T) {
			in := Input{Text: "The International Criminal Court. " + strings.Repeat(unit, 20000/len(unit)), Published: "2024-11-22"}
			checkOffsets(t, in, tg.Tag(in))
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	tg := testTagger(b)
	for _, name := range sortedKeys(hostile) {
		text := "The International Criminal Court. " + strings.Repeat(hostile[name], (200<<10)/len(hostile[name]))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				tg.Tag(Input{Text: text, Published: "2024-11-22"})
			}
		})
	}
}
