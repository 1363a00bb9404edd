package catalogue

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

func mustDefault(tb testing.TB) *Catalogue {
	tb.Helper()
	c, err := Default()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestCompactFormEqualsTheYAML(t *testing.T) {
	want, err := Compact(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, compactData) {
		t.Fatal("compact.json is not what data/ says: run go generate in catalogue/ and commit it")
	}
	fromYAML, err := Load(Data())
	if err != nil {
		t.Fatal(err)
	}
	if a, b := mustDefault(t).Version(), fromYAML.Version(); a != b {
		t.Errorf("version %s from the compact form, %s from YAML", a, b)
	}
}

func TestVersionIsStable(t *testing.T) {
	first := mustDefault(t).Version()
	for range 3 {
		if again := mustDefault(t).Version(); again != first {
			t.Fatalf("version %s, then %s of the same data", first, again)
		}
	}
	if len(first) != 12 {
		t.Errorf("version %q has %d digits, not 12", first, len(first))
	}
}

// Who held which office on a day, with leave, suspension and acting deputies.
func TestHolders(t *testing.T) {
	c := mustDefault(t)
	tests := []struct {
		role string
		on   Date
		want []string // id and state
	}{
		{"icc-prosecutor", "2009-03-04", []string{"person:luis-moreno-ocampo"}},
		{"icc-prosecutor", "2020-05-14", []string{"person:fatou-bensouda"}},
		{"icc-prosecutor", "2021-06-15", []string{"person:fatou-bensouda"}},
		{"icc-prosecutor", "2021-06-16", []string{"person:karim-khan"}},
		{"icc-prosecutor", "2024-06-15", []string{"person:karim-khan"}},
		{"icc-prosecutor", "2024-06", []string{"person:karim-khan"}},
		{"icc-prosecutor", "2025-10-01", []string{"person:karim-khan on-leave", "person:mame-mandiaye-niang acting", "person:nazhat-shameem-khan acting"}},
		{"icc-prosecutor", "2026-07-10", []string{"person:karim-khan suspended", "person:mame-mandiaye-niang acting", "person:nazhat-shameem-khan acting"}},
		{"icc-prosecutor", "2026-08-20", []string{"person:mame-mandiaye-niang acting", "person:nazhat-shameem-khan acting"}},
		{"icc-deputy-prosecutor", "2010-01-01", []string{"person:fatou-bensouda"}},
		{"icc-deputy-prosecutor", "2020-05-14", []string{"person:james-stewart"}},
		{"asp-president", "2020-06-12", []string{"person:o-gon-kwon"}},
		{"icc-president", "2020-06-12", []string{"person:chile-eboe-osuji"}},
		{"icc-president", "2026-08-19", []string{"person:tomoko-akane"}},
		{"icc-registrar", "2006-02-10", []string{"person:bruno-cathala"}},
		{"icc-registrar", "2024-11-21", []string{"person:osvaldo-zavala-giler"}},
		{"former-icc-prosecutor", "2020-05-14", []string{"person:luis-moreno-ocampo"}},
		{"icc-prosecutor", "1999-01-01", nil},
		{"no-such-role", "2020-01-01", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, h := range c.Holders(tt.role, tt.on) {
			s := h.Entity.ID
			if h.Office.State != "" {
				s += " " + h.Office.State
			}
			got = append(got, s)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s on %s: %v, want %v", tt.role, tt.on, got, tt.want)
		}
	}
}

func TestHoldersAfterAsOfAreUnverified(t *testing.T) {
	c := mustDefault(t)
	for on, want := range map[Date]bool{"2026-08-01": false, "2027-01-01": true} {
		held := c.Holders("icc-president", on)
		if len(held) != 1 || held[0].Unverified != want {
			t.Errorf("president on %s: %+v, want unverified %v", on, held, want)
		}
	}
}

func TestStatusOn(t *testing.T) {
	c := mustDefault(t)
	tests := []struct {
		id   string
		on   Date
		want string
	}{
		{"state:PHL", "2015-01-01", "party"}, {"state:PHL", "2018-06-01", "withdrawing"}, {"state:PHL", "2025-03-11", "withdrawn"},
		{"state:UKR", "2023-03-17", "signatory"}, {"state:UKR", "2025-06-01", "party"},
		{"state:BDI", "2016-01-01", "party"}, {"state:BDI", "2020-01-01", "withdrawn"},
		{"state:USA", "2020-06-11", "signatory"}, {"state:ISR", "2024-11-21", "signatory"}, {"state:CHN", "2024-01-01", "non-party"},
		{"state:HUN", "2025-12-01", "withdrawing"}, {"state:PSE", "2020-01-01", "party"},
		{"person:benjamin-netanyahu", "2024-11-22", "suspect"}, {"person:ali-kushayb", "2023-01-01", "accused"},
		{"person:laurent-gbagbo", "2021-01-01", "acquitted"}, {"person:mohammed-deif", "2025-06-01", "deceased"},
		{"person:ismail-haniyeh", "2024-06-05", "warrant-requested"}, {"person:yahya-sinwar", "", "deceased"},
	}
	for _, tt := range tests {
		e, ok := c.Entity(tt.id)
		if !ok {
			t.Errorf("no %s", tt.id)
			continue
		}
		if s, ok := e.StatusOn(tt.on); !ok || s.Status != tt.want {
			t.Errorf("%s on %s: %q, want %q", tt.id, tt.on, s.Status, tt.want)
		}
	}
}

func TestFind(t *testing.T) {
	c := mustDefault(t)
	tests := []struct{ name, want string }{
		{"person:karim-khan", "person:karim-khan"}, {"karim khan", "person:karim-khan"}, {"Karim Kahn", "person:karim-khan"},
		{"Mohammad Deif", "person:mohammed-deif"}, {"Mohammed Diab Ibrahim Al-Masri", "person:mohammed-deif"},
		{"ICC", "org:icc"}, {"المحكمة الجنائية الدولية", "org:icc"}, {"Міжнародний кримінальний суд", "org:icc"},
		{"Charles Ble Goude", "person:charles-ble-goude"}, {"Song Sang-hyun", "person:sang-hyun-song"},
		{"Côte d'Ivoire", "state:CIV"}, {"Ivory Coast", "state:CIV"}, {"Philippinen", "state:PHL"}, {"Muammar Qaddafi", "person:muammar-gaddafi"},
		{"Hibatullah Akhunzada", "person:haibatullah-akhundzada"}, {"Lvova Belova", "person:maria-lvova-belova"},
		{"Article 15", "article:rs-15"}, {"OTP", "organ:otp"}, {"国际刑事法院", "org:icc"},
	}
	for _, tt := range tests {
		found := c.Find(tt.name)
		if !slices.ContainsFunc(found, func(e *Entity) bool { return e.ID == tt.want }) {
			t.Errorf("Find(%q) has no %s among %d", tt.name, tt.want, len(found))
		}
	}
	if got := c.Find("nobody of that name"); len(got) != 0 {
		t.Errorf("found %d for an unknown name", len(got))
	}
}

func TestTheCourtHasANameInEveryLanguage(t *testing.T) {
	c := mustDefault(t)
	for _, id := range []string{"org:icc", "crime:war-crimes", "crime:crimes-against-humanity", "crime:genocide", "treaty:rome-statute", "state:UGA", "state:USA"} {
		e, _ := c.Entity(id)
		for _, lang := range Languages() {
			if e == nil || e.Labels[lang] == "" {
				t.Errorf("%s has no name in %s", id, lang)
			}
		}
	}
}

func TestStats(t *testing.T) {
	s := mustDefault(t).Stats()
	if s.Types["state"].Entities != 196 {
		t.Errorf("%d states, want 196", s.Types["state"].Entities)
	}
	for kind, n := range s.Types {
		if n.Facts != n.Sourced {
			t.Errorf("%s: %d facts, %d of them with a source", kind, n.Facts, n.Sourced)
		}
	}
}

func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		mustDefault(b)
	}
}

func BenchmarkLoadYAML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(Data()); err != nil {
			b.Fatal(err)
		}
	}
}
