package tagger

import "testing"

// said is a sentence with one quotation and whom it must be given to.
type said struct{ lang, court, text, want string }

func (s said) check(t *testing.T, tg *Tagger) {
	t.Helper()
	a := tg.Tag(Input{Text: s.court + "\n" + s.text, Published: "2024-06-10", Lang: s.lang})
	if len(a.Quotes) != 1 || a.Quotes[0].Speaker != s.want {
		t.Errorf("quotes are %+v, want one by %q", a.Quotes, s.want)
	}
}

// The Court speaks where "the court" does, and not the person named before it.
func TestCourtSpeaks(t *testing.T) {
	tg := testTagger(t)
	for _, s := range []said{
		{"en", "The International Criminal Court wants Benjamin Netanyahu arrested.", `In a statement, the Court said: "These measures will not stop our work for victims."`, "org:icc"},
		{"en", "The International Criminal Court wants Benjamin Netanyahu arrested.", `The ICC condemned the decision. "These measures will not stop our work for victims," it said in a statement.`, "org:icc"},
		{"fr", "La Cour pénale internationale recherche Benjamin Netanyahu.", `Dans un communiqué, la Cour a dénoncé « une attaque flagrante contre son indépendance ».`, "org:icc"},
		{"es", "La Corte Penal Internacional busca a Benjamin Netanyahu.", `En un comunicado, la Corte denunció "un ataque flagrante contra su independencia".`, "org:icc"},
		{"de", "Der Internationale Strafgerichtshof sucht Benjamin Netanjahu.", `In einer Mitteilung verurteilte das Gericht „einen offenen Angriff auf seine Unabhängigkeit“.`, "org:icc"},
		{"ru", "Международный уголовный суд разыскивает Биньямина Нетаньяху.", `В заявлении суда говорится: «Эти меры не остановят нашу работу ради жертв».`, "org:icc"},
		{"fa", "دیوان کیفری بین\u200cالمللی برای بنیامین نتانیاهو حکم بازداشت صادر کرد.", "دیوان در بیانیه\u200cای گفت: «این اقدام\u200cها کار ما را برای قربانیان متوقف نمی\u200cکند.»", "org:icc"},
	} {
		t.Run(s.lang, func(t *testing.T) { s.check(t, tg) })
	}
}

// An office without a name speaks in the words of the text; a bare "he" is whom the sentence before is about.
func TestOfficesAndPronounsSpeak(t *testing.T) {
	tg := testTagger(t)
	for _, s := range []said{
		{"en", "The International Criminal Court wants Benjamin Netanyahu arrested.", `A spokesman for the archive declined to give names. "We never doubted for a day that it would happen," he said.`, "A spokesman for the archive"},
		{"en", "The International Criminal Court wants Benjamin Netanyahu arrested.", `In the words of Mirela Bogusova, an archivist, "the copies are safe and will be handed over".`, "person:mirela-bogusova"},
		{"en", "The International Criminal Court wants Benjamin Netanyahu arrested.", `Bogusova, 61, a retired nurse: "We never doubted for a day that it would happen."`, "Bogusova"},
		{"ru", "Международный уголовный суд заседает в Гааге. Разыскивается Биньямин Нетаньяху.", `«Нам в этом деле нечего скрывать», — заверил представитель министерства.`, "представитель министерства"},
		{"he", "בית הדין הפלילי הבינלאומי מבקש לעצור את בנימין נתניהו.", `דובר המשרד מסר: "אין לנו מה להסתיר בעניין הזה".`, "דובר המשרד"},
		{"fa", "دیوان کیفری بین\u200cالمللی برای بنیامین نتانیاهو حکم بازداشت صادر کرد.", `میرلا خیالی، آرشیودار، به خبرنگاران گفت: «هر صفحه را دو بار رونویسی کردیم.»`, "میرلا خیالی"},
		{"es", "La Corte Penal Internacional busca a Benjamin Netanyahu.", `Karim Khan compareció ante los medios. "Nadie está por encima de la ley", zanjó.`, "person:karim-khan"},
		{"sw", "Mahakama ya Kimataifa ya Uhalifu inamtafuta Benjamin Netanyahu.", `Karim Khan aliwajibu wakosoaji. "Hakuna aliye juu ya sheria katika kesi hii," alisisitiza.`, "person:karim-khan"},
		{"pl", "Międzynarodowy Trybunał Karny ściga Binjamina Netanjahu.", `Karim Khan odpowiedział krytykom. „Nikt nie stoi ponad prawem” – podsumował.`, "person:karim-khan"},
	} {
		t.Run(s.lang+" "+s.want, func(t *testing.T) { s.check(t, tg) })
	}
}
