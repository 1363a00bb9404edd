package tagger

import (
	"slices"
	"testing"
)

// TestEventsToldAsBackground holds acts that are told in passing, as nouns, or without the Court in the sentence.
func TestEventsToldAsBackground(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ typ, text string }{
		{"warrant_issued", "The International Criminal Court confirmed the charges against Joseph Kony. The warrant dates from July 2005."},
		{"warrant_issued", "Het Internationaal Strafhof bevestigde de aanklacht tegen Joseph Kony. Het arrestatiebevel is van juli 2005."},
		{"warrant_issued", "The ICC made public its first arrest warrants. They name Joseph Kony. The court signed the warrants in July."},
		{"warrant_requested", "The International Criminal Court issued warrants for Vladimir Putin. Karim Khan had asked for them in February 2023."},
		{"warrant_requested", "Le procureur de la Cour pénale internationale a demandé lundi aux juges des mandats d'arrêt contre Benyamin Netanyahou."},
		{"arrest_surrender", "The International Criminal Court jailed Dominic Ongwen. He surrendered in January 2015."},
		{"arrest_surrender", "Mahakama ya ICC ilimhukumu Dominic Ongwen. Alijisalimisha Januari 2015."},
		{"arrest_surrender", "The police officer Osama Njeem was arrested by Italian police on an ICC warrant."},
		{"sanctions_imposed", "Прокурор Міжнародного кримінального суду Карім Хан із лютого 2025 року перебуває під американськими санкціями."},
		{"letter_against", "A dozen US senators sent a letter to Karim Khan, the prosecutor of the ICC, with threats of sanctions."},
		{"jurisdiction_ruling", "קבעו שופטי בית הדין הפלילי הבינלאומי כי לבית הדין סמכות שיפוט על עזה."},
		{"referral", "La Cour pénale internationale siège à La Haye. Le Mali avait saisi la CPI en juillet 2012."},
		{"investigation_opened", "The International Criminal Court sits in The Hague. It has been investigating crimes in Palestine since March 2021."},
		{"preliminary_examination_opened", "The ICC prosecutor had the country under preliminary examination since February 2018."},
		{"sentence", "The ICC confirmed charges. Dominic Ongwen got 25 years in May 2021."},
		{"threats", "Russia put Karim Khan, prosecutor of the ICC, on its wanted list."},
		{"verdict", "Der Internationale Strafgerichtshof verhängte gegen Ali Kuschaib 20 Jahre. Schuldig gesprochen worden war er am 6. Oktober."},
		{"charges_confirmed", "Kinumpirma kahapon ng mga hukom ng International Criminal Court sa The Hague ang lahat ng kaso laban kay Rodrigo Duterte."},
		{"appeal", "Het Internationaal Strafhof veroordeelde Bosco Ntaganda. Zijn verdediging is in september in beroep gegaan."},
		{"preliminary_examination_opened", "국제형사재판소는 2018년 2월 베네수엘라에 대한 예비조사를 개시했다."},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			if got := toldTypes(tg.Tag(Input{Text: test.text, Published: "2025-11-10"})); !slices.Contains(got, test.typ) {
				t.Errorf("no %s among %q", test.typ, got)
			}
		})
	}
}

// TestNoSuchEvent holds words that look like acts and are none.
func TestNoSuchEvent(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ typ, text string }{
		{"arrest_surrender", "The International Criminal Court issued a warrant of arrest for Omar al-Bashir."},
		{"arrest_surrender", "Bij een arrestatiebevel van het Internationaal Strafhof tegen Vladimir Poetin moeten leden handelen."},
		{"jurisdiction_ruling", "The ICC sits in The Hague. Sudan rejects the jurisdiction of the court."},
		{"investigation_opened", "The ICC prosecutor opened a preliminary examination, a step before any investigation."},
		{"threats", "The ICC was hit by sanctions. Antonio Costa said it threatens the independence of the court."},
		{"sentence", "The ICC sits in The Hague. Osama Njeem ran a prison since the year 2015."},
		{"referral", "The ICC sits in The Hague. Critics urged the Security Council to refer Syria to the ICC."},
		{"statement_of_support", "Senators recall the American Service-Members' Protection Act, a law against the ICC."},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			if got := toldTypes(tg.Tag(Input{Text: test.text, Published: "2025-11-10"})); slices.Contains(got, test.typ) {
				t.Errorf("found %s", test.typ)
			}
		})
	}
}
