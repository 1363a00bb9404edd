package tagger

import (
	"slices"
	"testing"
)

// TestEventWording holds the many ways in which one kind of event is told. Each sentence follows one that is about the
// Court, as in an article.
func TestEventWording(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ typ, text string }{
		{"warrant_issued", "The ICC has unsealed an arrest warrant for Joseph Kony."},
		{"warrant_issued", "Kony is wanted by the ICC for war crimes."},
		{"warrant_issued", "Putin, who is subject to an ICC arrest warrant, will not travel."},
		{"warrant_issued", "In March 2023 the court indicted Putin, issuing a warrant for his arrest."},
		{"warrant_issued", "Pre-Trial Chamber II approved warrants against Shoigu and Gerasimov."},
		{"warrant_issued", "Netanyahu faces an arrest warrant from the International Criminal Court."},
		{"warrant_requested", "ICC prosecutor Karim Khan said he had applied for warrants against two Taliban leaders."},
		{"warrant_requested", "Karim Khan is seeking the arrest of Haibatullah Akhundzada, the ICC said."},
		{"warrant_requested", "The prosecutor's application for arrest warrants was filed with the ICC in May."},
		{"warrant_cancelled", "The ICC withdrew the arrest warrant for Mohammed Deif after his death."},
		{"warrant_cancelled", "ICC judges terminated proceedings and revoked the warrant."},
		{"arrest_surrender", "Duterte was flown to The Hague and handed over to the ICC."},
		{"arrest_surrender", "Ali Kushayb turned himself in to the court in 2020."},
		{"arrest_surrender", "Belgium arrested Jean-Pierre Bemba at the ICC's request."},
		{"arrest_surrender", "Germany surrendered Khaled El Hishri to the ICC."},
		{"arrest_surrender", "Laurent Gbagbo was extradited to The Hague in 2011 to stand trial at the ICC."},
		{"sanctions_imposed", "The United States sanctioned four ICC judges."},
		{"sanctions_imposed", "Washington placed Bensouda under sanctions over the ICC's Afghanistan probe."},
		{"sanctions_imposed", "Trump's executive order targets the ICC with asset freezes and travel bans."},
		{"sanctions_imposed", "The ICC prosecutor was hit with US sanctions."},
		{"sanctions_lifted", "President Biden lifted the sanctions on ICC officials."},
		{"sanctions_lifted", "The US revoked sanctions imposed on the ICC prosecutor."},
		{"statement_of_support", "Dozens of countries issued a joint statement defending the ICC."},
		{"statement_of_support", "79 states reaffirmed their support for the court in a declaration."},
		{"statement_of_support", "The EU expressed its full support for the ICC in a statement."},
		{"letter_against", "Twelve senators sent a letter to Karim Khan threatening the ICC over warrants against Israel."},
		{"letter_against", "Lawmakers wrote a letter urging the ICC to drop its probe and opposing the warrants."},
		{"jurisdiction_ruling", "ICC judges ruled that the court has jurisdiction over the Palestinian territories."},
		{"jurisdiction_ruling", "The Appeals Chamber rejected Israel's challenge to the ICC's jurisdiction."},
		{"referral", "Five countries referred the situation in Palestine to the ICC."},
		{"referral", "The UN Security Council referred Darfur to the International Criminal Court in 2005."},
		{"referral", "Uganda's self-referral to the ICC came in 2004."},
		{"withdrawal", "Hungary has announced its withdrawal from the ICC."},
		{"withdrawal", "Burundi became the first country to quit the International Criminal Court."},
		{"withdrawal", "The Philippines left the ICC in 2019."},
		{"investigation_opened", "The ICC prosecutor opened an investigation into crimes in Ukraine."},
		{"investigation_opened", "ICC judges authorised a probe into the war on drugs."},
		{"investigation_opened", "The ICC is investigating war crimes in Darfur after launching an inquiry in 2005."},
		{"preliminary_examination_opened", "The ICC opened a preliminary examination into Venezuela."},
		{"charges_confirmed", "ICC judges confirmed the charges against Ali Kushayb."},
		{"charges_confirmed", "The ICC sent Yekatom to trial after confirming war crimes charges."},
		{"verdict", "The ICC convicted Dominic Ongwen of 61 counts."},
		{"verdict", "Judges at the ICC acquitted Laurent Gbagbo."},
		{"verdict", "Ahmad al-Faqi al-Mahdi pleaded guilty and was found guilty by the ICC."},
		{"sentence", "The ICC sentenced Bosco Ntaganda to 30 years in prison."},
		{"sentence", "Ongwen was jailed for 25 years by the ICC."},
		{"sentence", "Lubanga is serving a 14-year sentence handed down by the ICC."},
		{"appeal", "The ICC's Appeals Chamber upheld the conviction of Ongwen."},
		{"appeal", "Ntaganda appealed against his conviction at the ICC."},
		{"appeal", "Appeals judges at the ICC overturned Bemba's conviction."},
		{"cyber_attack", "The ICC said its computer systems were hacked."},
		{"cyber_attack", "Hackers broke into the court's network, the ICC said, in an unprecedented cyberattack."},
		{"espionage", "A Russian spy posing as a Brazilian intern tried to infiltrate the ICC."},
		{"espionage", "Israel's Mossad spied on ICC prosecutor Fatou Bensouda."},
		{"threats", "The ICC prosecutor's office condemned threats against its officials."},
		{"threats", "Khan said senior leaders had threatened him over the ICC's work."},
		{"election_appointment", "Tomoko Akane was elected president of the ICC."},
		{"election_appointment", "Six new ICC judges were sworn in on Friday."},
		{"election_appointment", "Karim Khan was elected as the next ICC prosecutor."},
		{"leave_misconduct", "Karim Khan took a leave of absence from the ICC amid an inquiry."},
		{"leave_misconduct", "The ICC prosecutor denies allegations of sexual misconduct."},
		{"non_compliance", "Mongolia refused to arrest Putin despite the ICC warrant."},
		{"non_compliance", "South Africa failed to arrest Omar al-Bashir, the ICC ruled."},
		{"accession", "Armenia joined the International Criminal Court."},
		{"accession", "Ukraine ratified the Rome Statute."},
		{"charges_dropped", "The ICC dropped the charges against Uhuru Kenyatta."},
		{"reparations", "The ICC ordered reparations of 30 million dollars for victims of Ntaganda."},
		{"investigation_requested", "The senator asked the ICC to investigate the war on drugs."},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			a := tg.Tag(Input{Text: "The International Criminal Court sits in The Hague. " + test.text, Published: "2025-11-10"})
			var got []string
			for _, e := range a.Events {
				if e.Status == reported || e.Status == announced {
					got = append(got, e.Type)
				}
			}
			if !slices.Contains(got, test.typ) {
				t.Errorf("no %s among %q", test.typ, got)
			}
		})
	}
}
