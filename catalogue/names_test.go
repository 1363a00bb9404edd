package catalogue

import (
	"slices"
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Karim A. A. Khan KC", "karim a a khan kc"}, {"Chile Eboe-Osuji", "chile eboe osuji"}, {"  Blé  Goudé ", "ble goude"},
		{"Côte d’Ivoire", "cote divoire"}, {"Piotr Hofmański", "piotr hofmanski"}, {"Łódź", "lodz"}, {"Søren", "soren"},
		{"ERDOĞAN", "erdogan"}, {"Isma'il", "ismail"}, {"Королёв", "королев"}, {"مُحَمَّد", "محمد"}, {"أحمد", "احمد"},
		{"محـمد", "محمد"}, {"ICC-01/18", "icc 01 18"}, {"", ""}, {"…", ""}, {"ＩＣＣ", "icc"}, {"国际刑事法院", "国际刑事法院"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if again := Fold(Fold(tt.in)); again != tt.want {
			t.Errorf("folding %q twice gives %q", tt.in, again)
		}
	}
}

func TestVariants(t *testing.T) {
	tests := []struct {
		name        string
		familyFirst bool
		with        []string
		without     []string
	}{
		{"Mohammed Deif", false, []string{"Muhammad Deif", "Mohamed Deif", "Mohammed Dayf"}, []string{"Deif Mohammed", "Mohammed Deif"}},
		{"Omar Al-Bashir", false, []string{"Omar al-Bashir", "Omar El-Bashir", "Omar Al Bashir", "Umar Al-Bashir"}, nil},
		{"Charles Blé Goudé", false, []string{"Charles Ble Goude"}, nil},
		{"Bertram Schmitt", false, nil, []string{"Schmitt Bertram"}},
		{"Hans-Peter Müller", false, []string{"Hans-Peter Muller", "Hans-Peter Mueller", "Hans Peter Müller"}, nil},
		{"Maria Lvova-Belova", false, []string{"Mariya Lvova-Belova", "Maria Lvova Belova"}, nil},
		{"Sang-Hyun Song", true, []string{"Song Sang-Hyun", "Sang Hyun Song"}, nil},
		{"Volodymyr Zelensky", false, []string{"Volodymyr Zelenskyy", "Volodymyr Zelenskiy"}, nil},
		{"Dmitri Polyanskiy", false, []string{"Dmitry Polyanskiy", "Dmitri Polyansky"}, nil},
		{"Владимир Путин", false, nil, []string{"Путин Владимир"}},
		{"محمد الضيف", false, nil, []string{"الضيف محمد"}},
	}
	for _, tt := range tests {
		got := variants(tt.name, tt.familyFirst)
		for _, s := range tt.with {
			if !slices.Contains(got, s) {
				t.Errorf("variants of %q lack %q: %q", tt.name, s, got)
			}
		}
		for _, s := range tt.without {
			if slices.Contains(got, s) {
				t.Errorf("variants of %q have %q", tt.name, s)
			}
		}
		if len(got) > maxVariants {
			t.Errorf("%d variants of %q", len(got), tt.name)
		}
	}
}

func TestFamilyName(t *testing.T) {
	tests := []struct{ label, want, lang string }{
		{"Karim Khan", "Khan", ""}, {"Omar al-Bashir", "al-Bashir", ""}, {"Itamar Ben Gvir", "Ben Gvir", ""}, {"Ronald dela Rosa", "dela Rosa", ""},
		{"Silvana Arbia", "Arbia", ""}, {"Ursula von der Leyen", "von der Leyen", ""}, {"Lula", "", ""}, {"", "", ""}, {"Hun Xi", "", ""},
		{"Карим Хан", "Хан", ""}, {"كريم خان", "خان", ""}, {"卡里姆·汗", "", ""}, {"本雅明·内塔尼亚胡", "内塔尼亚胡", ""}, {"ベンヤミン・ネタニヤフ", "ネタニヤフ", ""},
		{"Abd Al Rahman", "Al Rahman", "en"}, {"Ferdinand Marcos Jr.", "Marcos", "en"}, {"Karim Khan KC", "Khan", "en"}, {"Abdullah II of Jordan", "", "en"},
		{"Philippe of Belgium", "", "en"}, {"Carl XVI Gustaf", "", "en"}, {"Orbán Viktor", "Orbán", "hu"}, {"فادي العبد الله", "العبد الله", "ar"},
		{"איתמר בן גביר", "בן גביר", "he"}, {"Омар аль Башир", "аль Башир", "ru"},
	}
	for _, tt := range tests {
		if got := familyName(tt.label, tt.lang); got != tt.want {
			t.Errorf("family name of %q: %q, want %q", tt.label, got, tt.want)
		}
	}
}

// surfaces are the texts of one kind, derived or written.
func surfaces(e *Entity, kind NameKind) []string {
	var out []string
	for _, n := range e.Names {
		if n.Kind == kind {
			out = append(out, n.Text)
		}
	}
	return out
}

func TestCompletion(t *testing.T) {
	c := mustLoad(t, dir("x.yaml", `
entities:
  - id: person:anna-example
    label: Anna Exämple
    labels: {ru: Анна Пример}
  - id: person:bob-example
    label: Bob Example
    no_short: true
  - id: person:carl-example
    label: Carl Ex Ample
    short: {en: [Ex Ample]}
  - id: state:UGA
  - id: state:CIV
    label: Ivory Coast
    adjective: {en: [Ivorian]}
  - id: org:unit
    label: Unit
    acronym: {en: [UN]}
    names: {fr: [Unit, UNE]}
`))
	tests := []struct {
		id   string
		kind NameKind
		want []string
		not  []string
	}{
		{"person:anna-example", Full, []string{"Anna Exämple", "Anna Example", "Анна Пример"}, nil},
		{"person:anna-example", Short, []string{"Exämple", "Example", "Exaemple", "Пример"}, []string{"Anna"}},
		{"person:bob-example", Short, nil, []string{"Example"}},
		{"person:carl-example", Short, []string{"Ex Ample"}, []string{"Ample"}},
		{"state:UGA", Full, []string{"Uganda", "Ouganda", "Уганда", "أوغندا"}, nil},
		{"state:CIV", Full, []string{"Ivory Coast", "Côte d’Ivoire", "Costa do Marfim"}, nil},
		{"state:CIV", Adjective, []string{"Ivorian"}, nil},
		{"org:unit", Full, []string{"Unit", "UNE"}, []string{"UN"}},
		{"org:unit", Acronym, []string{"UN"}, nil},
	}
	for _, tt := range tests {
		e, _ := c.Entity(tt.id)
		got := surfaces(e, tt.kind)
		for _, s := range tt.want {
			if !slices.Contains(got, s) {
				t.Errorf("%s lacks the %s name %q: %q", tt.id, tt.kind, s, got)
			}
		}
		for _, s := range tt.not {
			if slices.Contains(got, s) {
				t.Errorf("%s has the %s name %q", tt.id, tt.kind, s)
			}
		}
	}
	for _, e := range c.Entities() {
		for _, n := range e.Names {
			if exact := len(n.Text) <= 3 && strings.ToUpper(n.Text) == n.Text; exact && !n.CaseSensitive {
				t.Errorf("%s: %q is matched in any case", e.ID, n.Text)
			}
		}
	}
}

// A name that is both written and derived counts once, and as written.
func TestNamesAreDistinct(t *testing.T) {
	for _, e := range mustDefault(t).Entities() {
		seen := map[string]bool{}
		for _, n := range e.Names {
			if key := n.Lang + " " + n.Text; seen[key] {
				t.Errorf("%s has %q twice", e.ID, key)
			} else {
				seen[key] = true
			}
		}
	}
}
