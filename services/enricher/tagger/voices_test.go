package tagger

import "testing"

func TestUnknownSpeakers(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ lang, court, text, want string }{
		{"en", "The International Criminal Court sits in The Hague.", `Joe Biden said nothing. "Nobody asked us about any of this," joked Orla Tanquist, who lives nearby.`, "person:orla-tanquist"},
		{"en", "The International Criminal Court sits in The Hague.", `Joe Biden came. "Nobody asked us about any of this," said a clerk who would not be named.`, "a clerk"},
		{"en", "The International Criminal Court sits in The Hague.", `A clerk in the next room was sad. "Nobody asked us about any of this," she said.`, "A clerk"},
		{"fr", "La Cour pénale internationale siège à La Haye.", `Emmanuel Macron se tait. « Personne ne nous a rien demandé », soupire au marché un boulanger, Aymar Fictevaux.`, "Aymar Fictevaux"},
		{"fr", "La Cour pénale internationale siège à La Haye.", `« Personne ne nous a rien demandé », a réagi Aymar Fictevaux, boulanger.`, "person:aymar-fictevaux"},
		{"fr", "La Cour pénale internationale siège à La Haye.", `« Personne ne nous a rien demandé », plaisante une voisine qui passe.`, "une voisine"},
		{"es", "La Corte Penal Internacional tiene su sede en La Haya.", `«Nadie nos ha preguntado nada», bromeó un panadero que pasaba.`, "un panadero"},
		{"it", "La Corte penale internazionale ha sede all'Aia.", `«Nessuno ci ha chiesto niente», nota a Napoli il fornaio Livio Inventosi.`, "Livio Inventosi"},
		{"de", "Der Internationale Strafgerichtshof sitzt in Den Haag.", `„Niemand hat uns dazu gefragt“, klagte die Bäckerin Trude Erdachtmann in Hamburg.`, "Trude Erdachtmann"},
		{"nl", "Het Internationaal Strafhof zetelt in Den Haag.", `De bakker Joost Verzinsma: "Niemand heeft ons ooit iets gevraagd."`, "Joost Verzinsma"},
		{"ru", "Международный уголовный суд заседает в Гааге.", `Владимир Путин молчит. «Нас об этом никто не спрашивал», — пошутила продавщица Инга Небывалова.`, "Инга Небывалова"},
		{"uk", "Міжнародний кримінальний суд засідає в Гаазі.", `«Нас про це ніхто не питав», — зітхнула пекарка Інга Небувала.`, "Інга Небувала"},
		{"tr", "Uluslararası Ceza Mahkemesi Lahey'dedir.", `Mahallede yaşayan Tarık Uydurmaz, "Bunu bize hiç kimse sormadı" dedi.`, "Tarık Uydurmaz"},
		{"id", "Mahkamah Pidana Internasional berkedudukan di Den Haag.", `"Tidak ada yang bertanya kepada kami," ujar Sutopo Rekaan, tukang roti.`, "person:sutopo-rekaan"},
		{"fil", "Ang International Criminal Court ay nasa The Hague.", `"Walang nagtanong sa amin tungkol dito," hirit ni Dolores Likhambuhay.`, "Dolores Likhambuhay"},
		{"ar", "تقع المحكمة الجنائية الدولية في لاهاي.", `وقالت لنا نجاة الخيالية من سكان الحي: «لم يسألنا أحد عن كل هذا».`, "نجاة الخيالية"},
		{"ar", "تقع المحكمة الجنائية الدولية في لاهاي.", `«لم يسألنا أحد عن كل هذا»، قالت خبازة تدعى نجاة الخيالية في الحي.`, "نجاة الخيالية"},
		{"he", "בית הדין הפלילי הבינלאומי יושב בהאג.", `"אף אחד לא שאל אותנו על זה", אמר לנו יונתן בדיוני, אופה מחיפה.`, "יונתן בדיוני"},
		{"zh", "国际刑事法院设在海牙。", `“从来没有人问过我们这件事”，住在附近的面包师安娜·虚构娃说道。`, "面包师安娜·虚构娃"},
		{"zh", "国际刑事法院设在海牙。", `一名不愿具名的店员说：“从来没有人问过我们这件事。”`, "一名不愿具名的店员"},
		{"ja", "国際刑事裁判所はハーグにある。", `近くに住むパン屋の仮名山花子さん（71）は「誰も私たちに聞かなかった」と話した。`, "仮名山花子"},
		{"ko", "국제형사재판소는 헤이그에 있다.", `근처에 사는 제빵사 가명순(71)은 "아무도 우리에게 묻지 않았습니다"라고 말했다.`, "사는 제빵사 가명순"},
	}
	for _, test := range tests {
		t.Run(test.lang+" "+test.want, func(t *testing.T) {
			a := tg.Tag(Input{Text: test.court + "\n" + test.text, Published: "2024-06-10", Lang: test.lang})
			if len(a.Quotes) != 1 || a.Quotes[0].Speaker != test.want {
				t.Errorf("quotes are %+v, want one by %q", a.Quotes, test.want)
			}
		})
	}
}
