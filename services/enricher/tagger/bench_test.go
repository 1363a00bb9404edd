package tagger

import (
	"strings"
	"testing"
)

// benchText is an invented article, repeated with its names until it is as long as a long read.
func benchText(n int) string {
	return strings.Repeat(sampleArticle+"\n", n/len(sampleArticle)+1)[:n]
}

func BenchmarkTagArticle(b *testing.B) {
	t := testTagger(b)
	text := benchText(4000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		t.Tag(Input{Title: "Judges of the ICC issue a warrant", Text: text, Published: "2024-11-22"})
	}
}

func BenchmarkTagIrrelevant(b *testing.B) {
	t := testTagger(b)
	text := strings.Repeat("The council met on Tuesday to talk about bus lanes, and nobody in the room disagreed with the mayor. ", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		t.Tag(Input{Text: text, Published: "2024-11-22"})
	}
}

// BenchmarkDouble shows that time grows with the text and not faster.
func BenchmarkDouble(b *testing.B) {
	t := testTagger(b)
	for _, n := range []int{16 << 10, 32 << 10, 64 << 10, 128 << 10} {
		text := benchText(n)
		b.Run(strings.Repeat("I", n>>14), func(b *testing.B) {
			b.SetBytes(int64(n))
			for b.Loop() {
				t.Tag(Input{Text: text, Published: "2024-11-22"})
			}
		})
	}
}
