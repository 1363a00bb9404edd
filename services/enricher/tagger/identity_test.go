package tagger

import (
	"slices"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

// about is a sentence before those of the tests, so that the Court is what the article is about.
const about = "The International Criminal Court sits in The Hague. "

// eventOf is the first event of a type that a text tells.
func eventOf(t *testing.T, in Input, typ string) contract.Event {
	t.Helper()
	a := testTagger(t).Tag(in)
	i := slices.IndexFunc(a.Events, func(e contract.Event) bool { return e.Type == typ })
	if i < 0 {
		t.Fatalf("no %s in %q", typ, in.Text)
	}
	return a.Events[i]
}

func TestOneActOneID(t *testing.T) {
	tests := []struct {
		typ  string
		same []Input
	}{
		{"warrant_issued", []Input{
			{Text: about + "The ICC issued an arrest warrant for Vladimir Putin on 17 March 2023.", Published: "2023-03-18"},
			{Text: "La Cour pénale internationale siège à La Haye. En mars 2023, la CPI a délivré un mandat d'arrêt contre Vladimir Poutine.", Published: "2024-09-03"},
			{Text: "Международный уголовный суд находится в Гааге. МУС выдал ордер на арест Владимира Путина.", Published: "2023-08-20"},
			{Text: "Der Internationale Strafgerichtshof hat seinen Sitz in Den Haag. Der IStGH erließ 2023 einen Haftbefehl gegen Wladimir Putin.", Published: "2025-01-10"},
		}},
		{"verdict", []Input{
			{Text: about + "The ICC convicted Dominic Ongwen on Thursday.", Published: "2021-02-05"},
			{Text: "La Corte Penal Internacional tiene su sede en La Haya. La CPI declaró culpable a Dominic Ongwen en 2021.", Published: "2024-05-05"},
		}},
		{"withdrawal", []Input{
			{Text: about + "Hungary announced its withdrawal from the ICC on Thursday.", Published: "2025-04-03"},
			{Text: "La Cour pénale internationale siège à La Haye. La Hongrie a annoncé son retrait de la CPI en avril 2025.", Published: "2025-09-01"},
		}},
		{"referral", []Input{
			{Text: about + "The UN Security Council referred the situation in Darfur to the ICC in March 2005.", Published: "2020-06-09"},
			{Text: "La Cour pénale internationale siège à La Haye. Le Conseil de sécurité a déféré la situation au Darfour à la CPI en 2005.", Published: "2021-04-20"},
		}},
	}
	for _, test := range tests {
		want := eventOf(t, test.same[0], test.typ)
		for _, in := range test.same[1:] {
			if got := eventOf(t, in, test.typ); got.EventID != want.EventID || got.Date != want.Date {
				t.Errorf("%s of %s in %q, of %s in %q", test.typ, got.Date, in.Text, want.Date, test.same[0].Text)
			}
		}
	}
}

func TestOtherActOtherID(t *testing.T) {
	tests := []struct {
		typ  string
		a, b Input
	}{
		{"warrant_issued",
			Input{Text: about + "The ICC issued an arrest warrant for Omar al-Bashir on 4 March 2009.", Published: "2015-06-15"},
			Input{Text: about + "The ICC issued an arrest warrant for Omar al-Bashir on 12 July 2010.", Published: "2015-06-15"}},
		{"withdrawal",
			Input{Text: about + "Burundi left the ICC in October 2017.", Published: "2018-01-01"},
			Input{Text: about + "Gambia left the ICC in October 2017.", Published: "2018-01-01"}},
		// nothing dates or identifies these
		{"threats",
			Input{ID: "1", Text: about + "It has five divisions. It has eighteen judges. It began in 2002. Judges of the ICC have been threatened.", Published: "2025-01-01"},
			Input{ID: "2", Text: about + "It has five divisions. It has eighteen judges. It began in 2002. Judges of the ICC have been threatened.", Published: "2025-01-01"}},
	}
	for _, test := range tests {
		a, b := eventOf(t, test.a, test.typ), eventOf(t, test.b, test.typ)
		if a.EventID == b.EventID {
			t.Errorf("%q (%s) and %q (%s) share an id", test.a.Text, a.Date, test.b.Text, b.Date)
		}
	}
}

func TestEventDates(t *testing.T) {
	tests := []struct{ typ, published, text, want string }{
		{"cyber_attack", "2025-06-30", about + "The ICC was hacked on Friday.", "2025-06-27"},
		{"cyber_attack", "2025-06-30", about + "The ICC was hacked yesterday.", "2025-06-29"},
		{"cyber_attack", "2025-06-30", about + "The ICC was hacked in September 2023.", "2023-09"},
		{"sanctions_imposed", "2025-10-01", about + "The United States sanctioned four ICC judges last year.", "2024"},
		{"warrant_issued", "2025-04-03", "国际刑事法院去年11月21日对内塔尼亚胡发出逮捕令。", "2024-11-21"},
		{"warrant_issued", "2025-04-03", "ICC는 지난해 11월 21일 네타냐후 이스라엘 총리에 대한 체포영장을 발부했다.", "2024-11-21"},
		{"cyber_attack", "2025-04-03", "国際刑事裁判所（ICC）は2日、サイバー攻撃を受けた。", "2025-04-02"},
		{"cyber_attack", "2025-06-30", "La Cour pénale internationale (CPI) a été victime d'une cyberattaque en septembre 2023.", "2023-09"},
		// the catalogue's day where the text has none, and not the years of the crimes
		{"verdict", "2025-12-01", about + "The ICC convicted Ali Kushayb of crimes committed in Darfur in 2003 and 2004.", "2025-10-06"},
		// what the first sentences tell without a date is of the day
		{"cyber_attack", "2025-06-30", about + "The ICC was hacked.", "2025-06-30"},
	}
	for _, test := range tests {
		if got := eventOf(t, Input{Text: test.text, Published: test.published}, test.typ).Date; got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestOutcomeAndOfficial(t *testing.T) {
	tests := []struct{ typ, text, want string }{
		{"verdict", "The ICC convicted Dominic Ongwen.", "convicted"},
		{"verdict", "La CPI a acquitté Laurent Gbagbo.", "acquitted"},
		{"verdict", "El acusado Dominic Ongwen fue declarado culpable por la CPI.", "convicted"},
		{"appeal", "The ICC's Appeals Chamber upheld the conviction of Dominic Ongwen.", "upheld"},
	}
	for _, test := range tests {
		e := eventOf(t, Input{Text: about + test.text, URL: "https://www.icc-cpi.int/news/x", Published: "2025-01-01"}, test.typ)
		if e.Outcome != test.want || !e.Official {
			t.Errorf("%q: outcome %q, official %v", test.text, e.Outcome, e.Official)
		}
	}
}
