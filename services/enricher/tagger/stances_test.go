package tagger

import (
	"slices"
	"testing"
)

// TestPositionsInManyLanguages: who stands where, as each language's press words it.
func TestPositionsInManyLanguages(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ name, text, want string }{
		{"fr welcome", "L'Allemagne a salué le mandat d'arrêt de la Cour pénale internationale.", "state:DEU supports warrant"},
		{"fr jurisdiction", "La Russie ne reconnaît pas la compétence de la Cour pénale internationale.", "state:RUS opposes jurisdiction"},
		{"fr arrest", "La Mongolie a refusé d'arrêter Vladimir Poutine malgré le mandat de la Cour pénale internationale.", "state:MNG opposes cooperation"},
		{"es reject", "Israel rechazó la orden de arresto de la Corte Penal Internacional.", "state:ISR opposes warrant"},
		{"es leave", "Hungría anunció su retirada de la Corte Penal Internacional.", "state:HUN opposes membership"},
		{"pt condemn", "O Brasil condenou as sanções contra o Tribunal Penal Internacional.", "state:BRA opposes sanctions_on_court"},
		{"de welcome", "Deutschland begrüßt den Haftbefehl des Internationalen Strafgerichtshofs.", "state:DEU supports warrant"},
		{"de jurisdiction", "Russland erkennt die Zuständigkeit des Internationalen Strafgerichtshofs nicht an.", "state:RUS opposes jurisdiction"},
		{"it reject", "Israele ha respinto il mandato di arresto della Corte penale internazionale.", "state:ISR opposes warrant"},
		{"nl support", "België steunt het Internationaal Strafhof.", "state:BEL supports court"},
		{"ru jurisdiction", "Россия не признает юрисдикцию Международного уголовного суда.", "state:RUS opposes jurisdiction"},
		{"ru support", "Германия поддержала Международный уголовный суд.", "state:DEU supports court"},
		{"uk welcome", "Україна привітала ордер Міжнародного кримінального суду.", "state:UKR supports warrant"},
		{"ar reject", "رفضت إسرائيل قرار المحكمة الجنائية الدولية.", "state:ISR opposes warrant"},
		{"ar welcome", "رحبت تركيا بقرار المحكمة الجنائية الدولية.", "state:TUR supports warrant"},
		{"he reject", "ישראל דחתה את צו המעצר של בית הדין הפלילי הבינלאומי.", "state:ISR opposes warrant"},
		{"id reject", "Israel menolak surat perintah penangkapan Mahkamah Pidana Internasional.", "state:ISR opposes warrant"},
		{"sw leave", "Burundi imejiondoa katika Mahakama ya Kimataifa ya Uhalifu.", "state:BDI opposes membership"},
		{"en sanctions", "Belgium condemned the US sanctions on the International Criminal Court.", "state:BEL opposes sanctions_on_court"},
		{"en impose", "The United States imposed sanctions on judges of the International Criminal Court.", "state:USA supports sanctions_on_court"},
		{"en urge", "South Africa urged the International Criminal Court to investigate Israel.", "state:ZAF supports investigation"},
		{"en not arrest", "Hungary said it would not arrest Netanyahu on the International Criminal Court's warrant.", "state:HUN opposes cooperation"},
		{"en respect", "Norway said it would respect the International Criminal Court's warrant.", "state:NOR supports warrant"},
		{"en minister", "Spain's foreign minister, José Manuel Albares, backed the International Criminal Court.", "state:ESP supports court"},
		{"en no effect", "The International Criminal Court issued warrants for Netanyahu. Viktor Orbán said he would invite Netanyahu and that the warrants would have no effect there. The European Union kept silent.", "person:viktor-orban opposes warrant"},
		{"en aside", "The Netherlands, where the International Criminal Court sits, will act on the warrants, the ministry said.", "state:NLD supports cooperation"},
		{"en appeal", "The judges of the International Criminal Court rejected Venezuela's appeal against the investigation.", "state:VEN opposes investigation"},
		{"en minister of sanctions", "The United States imposed sanctions on the International Criminal Court. Marco Rubio announced them.", "person:marco-rubio supports sanctions_on_court"},
		{"en capital", "The International Criminal Court issued a warrant for Omar al-Bashir. Paris welcomed the decision.", "state:FRA supports warrant"},
		{"en ministry", "The International Criminal Court issued a warrant for Vladimir Putin. The Hungarian foreign ministry condemned the decision.", "state:HUN opposes warrant"},
		{"en referral", "The UN Security Council referred the situation in Darfur to the International Criminal Court.", "org:un-security-council supports investigation"},
		{"en order", "Donald Trump signed Executive Order 14203 against the International Criminal Court.", "state:USA supports sanctions_on_court"},
		{"en withdrawal regretted", "Burundi withdrew from the International Criminal Court. Germany condemned the decision.", "state:DEU supports membership"},
		{"en partisan", "Viktor Orbán said the International Criminal Court was a political court.", "person:viktor-orban opposes court"},
		{"en wanted list", "Russia put the prosecutor of the International Criminal Court, Karim Khan, on its wanted list.", "state:RUS opposes court"},
		{"fr capital", "La Cour pénale internationale a émis un mandat d'arrêt contre Vladimir Poutine. Berlin a salué la décision.", "state:DEU supports warrant"},
		{"ar minister", "أصدرت المحكمة الجنائية الدولية مذكرة توقيف بحق نتنياهو. ورحب وزير الخارجية الفلسطيني رياض المالكي بالقرار.", "person:riyad-al-maliki supports warrant"},
		{"zh disown", "俄罗斯不承认国际刑事法院。", "state:RUS opposes court"},
		{"tr disown", "Rusya, Uluslararası Ceza Mahkemesi'nin yargı yetkisini tanımıyor.", "state:RUS opposes jurisdiction"},
		{"fil leave", "Inanunsyo ng Pilipinas na kumakalas ito sa International Criminal Court.", "state:PHL opposes membership"},
		{"en from", "The International Criminal Court issued a warrant for Vladimir Putin. The decision drew condemnation from Hungary and Serbia.", "state:SRB opposes warrant"},
		{"en by list", "The International Criminal Court issued a warrant for Vladimir Putin. The decision was welcomed by Chile and Colombia.", "state:COL supports warrant"},
		{"en accused", "Venezuela accused the International Criminal Court of bias.", "state:VEN opposes court"},
		{"en White House", "The International Criminal Court issued a warrant for Benjamin Netanyahu. The White House said it rejects the decision.", "state:USA opposes warrant"},
		{"en host", "The International Criminal Court issued a warrant for Benjamin Netanyahu. Viktor Orbán said he would invite Netanyahu.", "person:viktor-orban opposes cooperation"},
		{"en duty", "Germany said Hungary must cooperate with the International Criminal Court.", "state:DEU supports cooperation"},
		{"en according to", "According to Israel, the International Criminal Court has no jurisdiction.", "state:ISR opposes court"},
		{"en not the addressee", "The African Union urged the Security Council to defer the proceedings of the International Criminal Court.", "org:african-union opposes investigation"},
		{"en background", "Hungary announced its withdrawal from the International Criminal Court. A bill goes to parliament. In November 2024 the court issued a warrant for Benjamin Netanyahu. Germany condemned the decision.", "state:DEU supports membership"},
		{"de from", "Der Internationale Strafgerichtshof hat einen Haftbefehl gegen Benjamin Netanjahu erlassen. Scharfe Kritik kam aus Israel.", "state:ISR opposes warrant"},
		{"de host", "Der Internationale Strafgerichtshof hat einen Haftbefehl gegen Benjamin Netanjahu erlassen. Ungarns Ministerpräsident Viktor Orbán kündigte an, Netanjahu nach Budapest einzuladen.", "state:HUN opposes cooperation"},
		{"es by", "La Corte Penal Internacional emitió una orden de arresto contra Benjamín Netanyahu. La decisión fue condenada por Israel y Hungría.", "state:HUN opposes warrant"},
		{"pt accuse", "Israel acusou o Tribunal Penal Internacional de antissemitismo.", "state:ISR opposes court"},
		{"nl execute", "Het Internationaal Strafhof heeft een arrestatiebevel uitgevaardigd tegen Benjamin Netanyahu. België zei dat het het arrestatiebevel zal uitvoeren.", "state:BEL supports cooperation"},
		{"en threat", "Russia threatened judges of the International Criminal Court.", "state:RUS opposes court"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := tg.Tag(Input{Text: test.text, Published: "2025-04-10"})
			var got []string
			for _, p := range a.Positions {
				got = append(got, p.Actor+" "+p.Stance+" "+p.Target)
			}
			if !slices.Contains(got, test.want) {
				t.Errorf("no %q among %q (read as %s)", test.want, got, a.Lang)
			}
		})
	}
}
