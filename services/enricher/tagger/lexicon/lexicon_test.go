package lexicon

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestBuiltInLanguagesLoad(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"en"} {
		if lang := l.Langs[code]; lang == nil || len(lang.Entries) < 100 {
			t.Errorf("language %q is missing or thin", code)
		}
	}
	for code, lang := range l.Langs {
		for _, e := range lang.Entries {
			if len(e.Words) == 0 {
				t.Errorf("%s: class %s has an empty phrase", code, l.Name(e.Class))
			}
		}
		for _, up := range lang.Inherit {
			if l.Langs[up] == nil {
				t.Errorf("%s inherits from unknown %q", code, up)
			}
		}
	}
}

func TestPhraseKeepsStars(t *testing.T) {
	tests := []struct{ in, want string }{
		{"arrest warrant*", "arrest warrant*"},
		{"Haftbefehl*", "haftbefehl*"},
		{"l'arrêt", "l arret"},
		{"denounce* the statute", "denounce* the statute"},
	}
	for _, test := range tests {
		if got := strings.Join(Phrase(test.in), " "); got != test.want {
			t.Errorf("Phrase(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	rules := "classes: [month, weekday, number, warrant]\nevents:\n  - {type: x, find: [[warrant]]}\n"
	tests := []struct{ name, rules, lang, want string }{
		{"unknown class in a language", rules, "words: {warrent: [a]}", `xx.yaml: words: class "warrent"`},
		{"unknown key", rules, "word: {}", "xx.yaml"},
		{"unknown class in a rule", "classes: [month]\nevents: [{type: x, find: [[nope]]}]", "", `event rule 1 (x): class "nope"`},
		{"empty rule", "classes: [month]\nevents: [{type: x}]", "", "find is empty"},
		{"class twice", "classes: [month, month]", "", "declared twice"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fsys := fstest.MapFS{"rules.yaml": {Data: []byte(test.rules)}}
			if test.lang != "" {
				fsys["xx.yaml"] = &fstest.MapFile{Data: []byte(test.lang)}
			}
			_, err := LoadFS(fsys)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v does not say %q", err, test.want)
			}
		})
	}
}

func TestInflection(t *testing.T) {
	in := newInflection([]string{"و", "ال", "لل"}, []string{"а", "ого", "ами"}, 3)
	tests := []struct {
		word string
		want []string
	}{
		{"путина", []string{"путин"}},
		{"уголовного", []string{"уголовн"}},
		{"ван", nil},
		{"وبشير", []string{"بشير"}},
	}
	for _, test := range tests {
		var got []string
		in.Each([]byte(test.word), func(f []byte) { got = append(got, string(f)) })
		if !slices.Equal(got, test.want) {
			t.Errorf("Each(%q) = %q, want %q", test.word, got, test.want)
		}
	}
	if got := in.Stem("уголовного"); got != "уголовн" {
		t.Errorf("Stem = %q", got)
	}
}
