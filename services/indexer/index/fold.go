package index

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"
)

// foldName is the name under which the folding filter is known to Bleve.
const foldName = "iccwire_fold"

// registerFold makes the folding filter known to Bleve, whose registry is one for the process.
var registerFold = sync.OnceValue(func() error {
	return registry.RegisterTokenFilter(foldName, func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
		return foldFilter{}, nil
	})
})

// foldFilter takes the accents off Latin, Greek and Cyrillic letters, so that "arrêt" is found by
// "arret" too. It leaves the marks of other scripts, where they are vowels.
type foldFilter struct{}

func (foldFilter) Filter(in analysis.TokenStream) analysis.TokenStream {
	for _, token := range in {
		if !isASCII(token.Term) {
			token.Term = []byte(fold(string(token.Term)))
		}
	}
	return in
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

var letters = strings.NewReplacer("ß", "ss", "ø", "o", "đ", "d", "ł", "l", "æ", "ae", "œ", "oe", "ı", "i", "ð", "d", "þ", "th")

func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	return letters.Replace(norm.NFC.String(s))
}
