package tagger

import (
	"slices"
	"strings"
	"testing"
)

// meant gives what an article's office refers to, as "office = id id".
func meant(t *testing.T, lang, published, text string) []string {
	var out []string
	for _, ref := range testTagger(t).Tag(Input{Lang: lang, Published: published, Text: text}).RoleRefs {
		out = append(out, ref.Text+" = "+strings.ReplaceAll(strings.Join(ref.ResolvesTo, " "), "person:", ""))
	}
	return out
}

func TestOfficesResolve(t *testing.T) {
	tests := []struct{ name, lang, published, text, want string }{
		{"of a state", "en", "2024-11-22", "The International Criminal Court sought Israel's prime minister and his former defence minister, Yoav Gallant.", "prime minister = benjamin-netanyahu"},
		{"with its adjective", "en", "2024-11-22", "The Russian president is wanted by the International Criminal Court.", "Russian president = vladimir-putin"},
		{"two deputies", "en", "2025-05-17", "Karim Khan is on leave. The International Criminal Court's deputy prosecutors stand in for him.", "deputy prosecutors = mame-mandiaye-niang nazhat-shameem-khan"},
		{"two deputies in Spanish", "es", "2025-05-17", "El fiscal de la Corte Penal Internacional, Karim Khan, está de baja. Sus dos adjuntos tomarán las riendas de la Corte.", "dos adjuntos = mame-mandiaye-niang nazhat-shameem-khan"},
		{"a successor", "en", "2012-07-11", "Luis Moreno-Ocampo left the International Criminal Court in June. His successor has not said a word.", "successor = fatou-bensouda"},
		{"a predecessor in German", "de", "2022-07-11", "Karim Khan ermittelt am Internationalen Strafgerichtshof. Seine Vorgängerin hatte gezögert.", "Vorgängerin = fatou-bensouda"},
		{"a deposed president", "en", "2020-02-12", "Sudan will hand over the deposed president, Omar al-Bashir, to the International Criminal Court. In the end the former president stayed.", "former president = omar-al-bashir"},
		{"not a former one", "en", "2024-11-22", "Sudan's former president is wanted by the International Criminal Court.", "president = omar-al-bashir"},
		{"chair of the Assembly", "de", "2016-10-27", "Der Internationale Strafgerichtshof verliert Burundi. Der Präsident der Vertragsstaatenversammlung bedauerte das.", "Präsident = sidiki-kaba"},
		{"named in the article", "fr", "2025-04-03", "La Hongrie quitte la Cour pénale internationale. Viktor Orbán a reçu son homologue. Le premier ministre s'est réjoui.", "premier ministre = viktor-orban"},
		{"the date of what is told", "en", "2024-11-22", "The International Criminal Court is slow. In 2015 the prosecutor of the International Criminal Court opened an examination.", "prosecutor of the International Criminal Court = fatou-bensouda"},
	}
	for _, tt := range tests {
		got := meant(t, tt.lang, tt.published, tt.text)
		if !slices.ContainsFunc(got, func(g string) bool { return strings.HasSuffix(g, tt.want) }) {
			t.Errorf("%s: want %s, got %q", tt.name, tt.want, got)
		}
	}
}

func TestOfficesThatAreNot(t *testing.T) {
	tests := []struct{ name, lang, published, text, not string }{
		{"a vice president", "en", "2018-06-08", "The International Criminal Court acquitted a man who was once vice-president of the Democratic Republic of Congo.", "joseph-kabila"},
		{"a deputy minister", "en", "2024-06-01", "Israel's deputy foreign minister attacked the International Criminal Court.", "israel-katz"},
		{"another verb's object", "en", "2024-05-07", "Tom Cotton, Ted Cruz and Marco Rubio, wrote to the prosecutor of the International Criminal Court.", "marco-rubio"},
		{"since a year", "en", "2024-05-07", "The International Criminal Court's prosecutor has investigated since 2015.", "fatou-bensouda"},
		{"an accused", "en", "2024-05-07", "The accused, whom the prosecutor Karim Khan charged, is before the International Criminal Court.", "accused"},
	}
	for _, tt := range tests {
		if got := meant(t, tt.lang, tt.published, tt.text); slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, tt.not) }) {
			t.Errorf("%s: %q must not mean %s", tt.name, got, tt.not)
		}
	}
}
