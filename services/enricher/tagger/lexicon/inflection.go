package lexicon

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// Inflection takes words apart: prefixes that are written together with a word, and its endings.
type Inflection struct {
	prefixes [][]byte            // longest first
	endings  map[string]struct{} // folded
	longest  int                 // of the endings, in code points
	min      int                 // code points that must remain
}

func newInflection(prefixes, endings []string, least int) Inflection {
	in := Inflection{endings: map[string]struct{}{}, min: max(least, 3)}
	for _, p := range prefixes {
		in.prefixes = append(in.prefixes, []byte(text.Fold(p)))
	}
	slices.SortFunc(in.prefixes, func(a, b []byte) int { return len(b) - len(a) })
	for _, e := range endings {
		folded := text.Fold(e)
		in.endings[folded] = struct{}{}
		in.longest = max(in.longest, utf8.RuneCountInString(folded))
	}
	return in
}

// Inflects reports whether the language has rules at all.
func (in *Inflection) Inflects() bool { return len(in.prefixes) > 0 || len(in.endings) > 0 }

// Each calls try with the forms that a folded word may be an inflection of, the word itself left out.
func (in *Inflection) Each(word []byte, try func([]byte)) {
	if len(word) == 0 || word[0] < utf8.RuneSelf && word[0] <= '9' {
		return
	}
	in.eachEnding(word, try)
	for _, p := range in.prefixes {
		if bytes.HasPrefix(word, p) && utf8.RuneCount(word[len(p):]) >= in.min {
			try(word[len(p):])
			in.eachEnding(word[len(p):], try)
		}
	}
}

func (in *Inflection) eachEnding(word []byte, try func([]byte)) {
	cut, n := len(word), utf8.RuneCount(word)
	for k := 1; k <= in.longest && n-k >= in.min; k++ {
		_, size := utf8.DecodeLastRune(word[:cut])
		cut -= size
		if _, ok := in.endings[string(word[cut:])]; ok {
			try(word[:cut])
		}
	}
}

// Stem is the form under which a dictionary keeps a word besides its own: the word without its longest ending.
func (in *Inflection) Stem(word string) string {
	best := word
	in.eachEnding([]byte(word), func(form []byte) {
		if len(form) < len(best) {
			best = string(form)
		}
	})
	return best
}
