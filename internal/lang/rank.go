package lang

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"
)

//go:embed words.txt
var words string

// vocabulary gives, for a common word, the languages that use it.
type vocabulary struct {
	langs  []string
	script []script
	byWord map[string][]int
	marks  map[int]string // letters that only some languages of a script have
}

var vocab = sync.OnceValue(func() *vocabulary { return parse(words) })

// parse reads lines "lang script: word word …"; a word that starts with + is a letter of the alphabet.
func parse(data string) *vocabulary {
	v := &vocabulary{byWord: map[string][]int{}, marks: map[int]string{}}
	names := map[string]script{"latin": latin, "cyrillic": cyrillic, "arabic": arabic, "devanagari": devanagari}
	for line := range strings.Lines(data) {
		name, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		lang, sc, _ := strings.Cut(name, " ")
		i := len(v.langs)
		v.langs, v.script = append(v.langs, lang), append(v.script, names[sc])
		for _, w := range strings.Fields(list) {
			if letters, ok := strings.CutPrefix(w, "+"); ok {
				v.marks[i] = letters
				continue
			}
			v.byWord[w] = append(v.byWord[w], i)
		}
	}
	return v
}

type ranked struct {
	lang  string
	score float64
}

// rank returns the two likeliest languages. A word counts the more, the fewer languages share it.
func rank(text string, s *scripts, hint string) (best, second ranked) {
	v := vocab()
	score := make([]float64, len(v.langs))
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		langs := v.byWord[w]
		for _, i := range langs {
			score[i] += 1 / math.Sqrt(float64(len(langs)))
		}
	}
	for i, lang := range v.langs {
		if v.script[i] != s.main {
			continue
		}
		r := ranked{lang, score[i] + v.bonus(i, s)}
		if lang == hint && r.score > 0 {
			r.score *= 1.3
		}
		if r.score > best.score {
			best, second = r, best
		} else if r.score > second.score {
			second = r
		}
	}
	return best, second
}

// bonus rewards letters that only this alphabet has.
func (v *vocabulary) bonus(i int, s *scripts) float64 {
	n := 0
	for _, r := range v.marks[i] {
		n += int(s.mark[r])
	}
	return math.Min(float64(n), float64(s.total)/8)
}
