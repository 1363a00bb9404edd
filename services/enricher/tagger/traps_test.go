package tagger

import (
	"slices"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

func ids(a contract.Article) []string {
	var out []string
	for _, e := range a.Entities {
		out = append(out, e.ID)
	}
	return out
}

// TestTraps are sentences that fool a dictionary.
func TestTraps(t *testing.T) {
	tg := testTagger(t)
	tests := []struct {
		name, text string
		icc        bool
		never      []string
		always     []string
	}{
		{"cricket", "The ICC fined the captain after the second Test match, where the umpire had warned the bowler twice.", false, []string{"org:icc"}, nil},
		{"arbitration", "An ICC arbitration tribunal ordered the company to pay; the award was signed in Paris.", false, []string{"org:icc"}, nil},
		{"chamber of commerce", "The International Chamber of Commerce (ICC) published new rules for trade finance.", false, []string{"org:icc"}, nil},
		{"building codes", "The ICC will vote on the fire code and the International Building Code in spring.", false, []string{"org:icc"}, nil},
		{"price index", "The CPI rose by 0.3 percent in May, and inflation stayed high.", false, []string{"org:icc"}, nil},
		{"Brazil's inquiry", "A CPI da Covid ouviu o ministro no Senado, e os senadores pediram a quebra de sigilo.", false, []string{"org:icc"}, nil},
		{"the other court in The Hague", "The International Court of Justice in The Hague will hear the two states on Monday.", false, []string{"org:icc"}, []string{"org:icj"}},
		{"Yugoslavia", "The International Criminal Tribunal for the former Yugoslavia convicted the general in 2011.", false, []string{"org:icc"}, nil},
		{"a city called Khan", "Shells fell on Khan Younis again, the hospital said.", false, []string{"person:karim-khan", "org:icc"}, nil},
		{"a singer called Khan", "Chaka Khan sang in London on Friday.", false, []string{"person:karim-khan", "org:icc"}, nil},
		{"another Khan in an article on the Court", "The International Criminal Court opened the hearing while Rashid Khan played cricket. Khan took four wickets.", true, []string{"person:karim-khan"}, []string{"org:icc"}},
		{"a prosecutor of a state", "South Korea's prosecutor said an arrest warrant had been issued for the founder.", false, []string{"person:karim-khan", "org:icc"}, nil},
		{"an acronym in good company", "The ICC prosecutor asked judges in The Hague for an arrest warrant over war crimes.", true, nil, []string{"org:icc"}},
		{"a bare acronym", "The ICC met on Monday.", false, []string{"org:icc"}, nil},
		{"us is no state", "They told us that the International Criminal Court had called.", true, []string{"state:USA"}, []string{"org:icc"}},
		{"Jordan is a name", "Jordan Doemer spoke of the International Criminal Court.", true, []string{"state:JOR"}, []string{"org:icc"}},
		{"the judge is no state", "Judge Chile Eboe-Osuji presided over the International Criminal Court.", true, []string{"state:CHL"}, []string{"person:chile-eboe-osuji"}},
		{"Rome is in the Statute", "The Rome Statute founded the International Criminal Court.", true, []string{"state:ITA"}, []string{"treaty:rome-statute"}},
		{"a Court without a name", "Karim Khan, the prosecutor, said that the Rome Statute left the judges no choice.", true, nil, []string{"person:karim-khan", "treaty:rome-statute"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := tg.Tag(Input{Text: test.text, Published: "2024-06-10"})
			if a.IsICC != test.icc {
				t.Errorf("is_icc is %v: %+v", a.IsICC, a.Relevance)
			}
			for _, id := range test.never {
				if slices.Contains(ids(a), id) {
					t.Errorf("tags %s", id)
				}
			}
			for _, id := range test.always {
				if !slices.Contains(ids(a), id) {
					t.Errorf("does not tag %s among %v", id, ids(a))
				}
			}
		})
	}
}

func TestLookalikesAreReasons(t *testing.T) {
	a := testTagger(t).Tag(Input{Text: "The International Cricket Council (ICC) named the squad. The ICC meets in Dubai."})
	i := slices.IndexFunc(a.Relevance.Reasons, func(x contract.Reason) bool { return x.InsteadOf == idICC && x.Is != "" && x.Text != "" })
	if a.IsICC || i < 0 {
		t.Errorf("relevance is %+v", a.Relevance)
	}
}

// TestNegationIsNoEvent: what is denied, asked for or only possible has not happened.
func TestNegationIsNoEvent(t *testing.T) {
	tg := testTagger(t)
	tests := []struct {
		name, text, typ, status string
	}{
		{"told", "Judges of the International Criminal Court issued an arrest warrant for Vladimir Putin.", "warrant_issued", reported},
		{"negated", "Judges of the International Criminal Court did not issue an arrest warrant for Vladimir Putin.", "warrant_issued", denied},
		{"possible", "Judges of the International Criminal Court could issue an arrest warrant for Vladimir Putin.", "warrant_issued", hypothetical},
		{"passive", "An arrest warrant for Vladimir Putin was issued by the International Criminal Court.", "warrant_issued", reported},
		{"announced", "Hungary said it would leave. The government will withdraw from the International Criminal Court.", "withdrawal", announced},
		{"left", "Burundi withdrew from the International Criminal Court in 2017.", "withdrawal", reported},
		{"another court", "A magistrate in Colombo issued a warrant, the International Criminal Court library noted in its yearly review of the press of the region.", "warrant_issued", ""},
		{"convicted", "The International Criminal Court found Thomas Lubanga guilty in 2012.", "verdict", reported},
		{"French", "La Cour pénale internationale a émis un mandat d'arrêt contre Vladimir Poutine.", "warrant_issued", reported},
		{"Russian", "Международный уголовный суд выдал ордер на арест Владимира Путина.", "warrant_issued", reported},
		{"Arabic", "أصدرت المحكمة الجنائية الدولية مذكرة توقيف بحق فلاديمير بوتين.", "warrant_issued", reported},
		{"German", "Der Internationale Strafgerichtshof erließ einen Haftbefehl gegen Wladimir Putin.", "warrant_issued", reported},
		{"Spanish", "La Corte Penal Internacional emitió una orden de arresto contra Vladimir Putin.", "warrant_issued", reported},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := tg.Tag(Input{Text: test.text, Published: "2025-04-10"})
			got := ""
			for _, e := range a.Events {
				if e.Type == test.typ {
					got = e.Status
				}
			}
			if got != test.status {
				t.Errorf("status of %s is %q, want %q: %+v", test.typ, got, test.status, a.Events)
			}
		})
	}
}
