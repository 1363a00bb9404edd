package automaton

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

func build(tb testing.TB, phrases ...string) *Automaton {
	tb.Helper()
	b := NewBuilder()
	for i, p := range phrases {
		if err := b.Add(strings.Fields(p), int32(i)); err != nil {
			tb.Fatal(err)
		}
	}
	return b.Build()
}

func found(a *Automaton, s string, forms Forms, phrases []string) []string {
	d := text.New(s, nil)
	var out []string
	for _, m := range a.Scan(d, forms) {
		out = append(out, phrases[m.ID]+"@"+d.Original(int(m.First), int(m.Last)))
	}
	return out
}

func TestScan(t *testing.T) {
	phrases := []string{"court", "criminal court", "international criminal court", "warrant*", "arrest warrant*", "u s", "国 际", "court of"}
	a := build(t, phrases...)
	tests := []struct {
		name, in string
		want     []string
	}{
		{"longest first", "International Criminal Court", []string{"international criminal court@International Criminal Court", "criminal court@Criminal Court", "court@Court"}},
		{"whole words only", "courtyard, escort", nil},
		{"hyphen and possessive", "criminal-court's", []string{"criminal court@criminal-court", "court@court"}},
		{"star", "arrest warrants", []string{"arrest warrant*@arrest warrants", "warrant*@warrants"}},
		{"not over a comma", "criminal, court", []string{"court@court"}},
		{"not over a line", "criminal\ncourt", []string{"court@court"}},
		{"abbreviation", "the U.S. court", []string{"u s@U.S", "court@court"}},
		{"no spaces", "在国际法", []string{"国 际@国际"}},
		{"end of text", "court of", []string{"court of@court of", "court@court"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := found(a, test.in, nil, phrases); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

type suffix string

func (s suffix) Each(word []byte, try func([]byte)) {
	if form, ok := strings.CutSuffix(string(word), string(s)); ok {
		try([]byte(form))
	}
}

func TestScanTriesForms(t *testing.T) {
	phrases := []string{"putin", "vladimir putin"}
	got := found(build(t, phrases...), "Vladimira Putina", suffix("a"), phrases)
	if want := []string{"vladimir putin@Vladimira Putina", "putin@Putina"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAddRefusesWhatItCannotMatch(t *testing.T) {
	b := NewBuilder()
	if b.Add(nil, 1) == nil || b.Add(strings.Fields(strings.Repeat("a ", MaxWords+1)), 1) == nil {
		t.Error("an empty and an overlong phrase are taken")
	}
}

// TestScanAgreesWithPlainSearch compares with the obvious way on random texts and phrases.
func TestScanAgreesWithPlainSearch(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string { return strings.Repeat(string(rune('a'+rng.IntN(3))), 1+rng.IntN(2)) }
	words := func(n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = word()
		}
		return out
	}
	for range 200 {
		var phrases []string
		for range 1 + rng.IntN(12) {
			phrases = append(phrases, strings.Join(words(1+rng.IntN(3)), " "))
		}
		in := words(30)
		got := len(build(t, phrases...).Scan(text.New(strings.Join(in, " "), nil), nil))
		want := 0
		for _, p := range phrases {
			n := strings.Count(p, " ") + 1
			for i := 0; i+n <= len(in); i++ {
				if strings.Join(in[i:i+n], " ") == p {
					want++
				}
			}
		}
		if got != want {
			t.Fatalf("%d matches of %q in %q, want %d", got, phrases, in, want)
		}
	}
}

func FuzzScan(f *testing.F) {
	a := build(f, "a b", "b*", "国 际", "c", "a b c d")
	f.Add("a b c d 国际 bbb")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s, nil)
		for _, m := range a.Scan(d, suffix("x")) {
			if m.First < 0 || m.Last <= m.First || int(m.Last) > len(d.Tokens) {
				t.Fatalf("match %+v in %d tokens", m, len(d.Tokens))
			}
		}
	})
}

func benchAutomaton(b *testing.B) *Automaton {
	bld := NewBuilder()
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 40000 {
		w := fmt.Sprintf("%c%c%x %x", 'a'+rng.IntN(26), 'a'+rng.IntN(26), rng.IntN(1<<20), i)
		if err := bld.Add(strings.Fields(w), int32(i)); err != nil {
			b.Fatal(err)
		}
	}
	return bld.Build()
}

func BenchmarkScan(b *testing.B) {
	a := benchAutomaton(b)
	d := text.New(strings.Repeat("The judges said on Thursday that they would hear the case of the former minister in spring. ", 500), nil)
	b.SetBytes(int64(len(d.Raw)))
	for b.Loop() {
		a.Scan(d, nil)
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		benchAutomaton(b)
	}
}
