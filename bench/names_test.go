package bench

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/cloudflare/ahocorasick"
	aho "github.com/petar-dambovaliev/aho-corasick"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/quality"
	"github.com/iccwire/iccwire/services/enricher/tagger"
	"github.com/iccwire/iccwire/services/enricher/tagger/automaton"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// corpusSize is how many bytes of each language are searched.
const corpusSize = 1 << 20

// corpora are the project's own labelled articles by language, repeated until they are long enough.
func corpora(b *testing.B) map[string]string {
	b.Helper()
	gold, err := quality.Load(os.DirFS("../services/enricher/testdata/gold"), "dev")
	if err != nil {
		b.Fatal(err)
	}
	out := map[string]string{}
	for _, lang := range []string{"en", "ar", "ru"} {
		var one strings.Builder
		for _, g := range gold {
			if g.Lang == lang {
				one.WriteString(g.Title + "\n" + g.Text + "\n")
			}
		}
		if one.Len() == 0 {
			b.Fatalf("no article in %s", lang)
		}
		out[lang] = strings.Repeat(one.String(), corpusSize/one.Len()+1)
	}
	return out
}

// aliases are all names of the catalogue, as a plain matcher takes them: lower case, whatever their language.
func aliases(b *testing.B) []string {
	b.Helper()
	c, err := catalogue.Default()
	if err != nil {
		b.Fatal(err)
	}
	seen, out := map[string]bool{}, []string(nil)
	for _, e := range c.Entities() {
		for _, n := range e.Names {
			if w := strings.ToLower(n.Text); !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}

func eachLanguage(b *testing.B, run func(b *testing.B, text string)) {
	for lang, text := range corpora(b) {
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			run(b, text)
		})
	}
}

// BenchmarkNamesCloudflare finds the aliases as plain strings; it reports each once, without its place.
func BenchmarkNamesCloudflare(b *testing.B) {
	m := ahocorasick.NewStringMatcher(aliases(b))
	eachLanguage(b, func(b *testing.B, text string) {
		for b.Loop() {
			m.Match(bytes.ToLower([]byte(text)))
		}
	})
}

// BenchmarkNamesPetar finds the aliases as whole words, the longest at each place.
func BenchmarkNamesPetar(b *testing.B) {
	builder := aho.NewAhoCorasickBuilder(aho.Opts{AsciiCaseInsensitive: false, MatchOnlyWholeWords: true, MatchKind: aho.LeftMostLongestMatch, DFA: true})
	m := builder.Build(aliases(b))
	eachLanguage(b, func(b *testing.B, text string) {
		for b.Loop() {
			m.FindAll(strings.ToLower(text))
		}
	})
}

// BenchmarkNamesIccwire finds the aliases as whole words with their places: with folding and splitting the text into
// words, which the tagger needs anyway, and the automaton's pass alone.
func BenchmarkNamesIccwire(b *testing.B) {
	builder := automaton.NewBuilder()
	for i, name := range aliases(b) {
		if words := strings.Fields(text.Fold(name)); len(words) > 0 && len(words) <= automaton.MaxWords {
			if err := builder.Add(words, int32(i)); err != nil {
				b.Fatal(err)
			}
		}
	}
	a := builder.Build()
	b.Run("split", func(b *testing.B) {
		eachLanguage(b, func(b *testing.B, s string) {
			for b.Loop() {
				a.Scan(text.New(s, nil), nil)
			}
		})
	})
	b.Run("pass", func(b *testing.B) {
		eachLanguage(b, func(b *testing.B, s string) {
			d := text.New(s, nil)
			for b.Loop() {
				a.Scan(d, nil)
			}
		})
	})
}

// BenchmarkTagger is everything: language, names, offices, events, quotes, positions, on articles of usual length.
func BenchmarkTagger(b *testing.B) {
	c, err := catalogue.Default()
	if err != nil {
		b.Fatal(err)
	}
	t, err := tagger.New(c)
	if err != nil {
		b.Fatal(err)
	}
	eachLanguage(b, func(b *testing.B, text string) {
		text = text[:4000]
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			t.Tag(tagger.Input{Text: text, Published: "2024-11-22"})
		}
	})
}
