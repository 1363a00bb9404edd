package sample

import "github.com/iccwire/iccwire/contract"

// drafts are the articles of the invented world.
func drafts() []draft {
	return []draft{referral(), investigation(), french(), spanish(), arabic(), russian(), swahili(), chinese(), warrant(), warrantCopy(), sanctions()}
}

func court(text string) alias {
	return alias{id: "org:icc", text: text, why: "full name of the Court"}
}

func veldavia(text string) alias {
	return alias{id: "state:XVD", text: text, why: "name of the state"}
}

func prosecutor(text string) alias {
	return alias{id: "person:mira-testova", text: text, why: "full name", role: []string{"icc-prosecutor"}}
}

func report(id, typ, date, quote string) contract.Event {
	return contract.Event{
		EventID: id, Type: typ, Date: date, Status: "reported", Situation: "situation:veldavia",
		Participants: []string{"person:mira-testova"}, Confidence: contract.Certain,
		Evidence: contract.Evidence{Text: quote}, Why: "trigger in the same sentence as the Court",
	}
}

func stance(actor, stance, target, quote string) contract.Position {
	return contract.Position{
		Actor: actor, Stance: stance, Target: target, Situation: "situation:veldavia", Confidence: contract.Likely,
		Evidence: contract.Evidence{Text: quote}, Why: "verb of stance with the Court as its object",
	}
}

func referral() draft {
	return draft{
		id: "a-referral", lang: "en", source: "The Invented Courier", story: "s-referral",
		title:     "Norland refers the situation in Veldavia to the International Criminal Court",
		published: "2026-08-03T09:30:00Z",
		paragraphs: []string{
			"Norland has referred the fighting in Veldavia to the International Criminal Court, its foreign ministry said on Monday.",
			"The ministry said it fully supports the Court and its investigation into war crimes. Veldavia has been a party to the Rome Statute since 2011.",
			"“We owe the families an independent answer,” said Ilse Muster, the minister who signed the letter.",
		},
		aliases: []alias{
			court("International Criminal Court"), {id: "state:XNO", text: "Norland", why: "name of the state"}, veldavia("Veldavia"),
			{id: "person:ilse-muster", text: "Ilse Muster", why: "full name", role: []string{"foreign-minister"}},
			{id: "crime:war-crimes", text: "war crimes", why: "crime in the Statute"},
			{id: "treaty:rome-statute", text: "Rome Statute", why: "name of the treaty"},
			{id: "situation:veldavia", text: "fighting in Veldavia", why: "state and conflict in one sentence"},
		},
		events:    []contract.Event{report("ev-referral", "referral", "2026-08-03", "Norland has referred the fighting in Veldavia to the International Criminal Court")},
		quotes:    []contract.Quote{{Speaker: "person:ilse-muster", Text: "We owe the families an independent answer,"}},
		positions: []contract.Position{stance("state:XNO", "supports", "investigation", "it fully supports the Court and its investigation into war crimes")},
	}
}

func investigation() draft {
	return draft{
		id: "a-investigation", lang: "en", source: "Harbour Gazette", story: "s-investigation",
		title:     "Prosecutor opens an investigation in Veldavia",
		published: "2026-09-14T15:00:00Z",
		paragraphs: []string{
			"Mira Testova, the prosecutor of the International Criminal Court, opened an investigation into alleged war crimes in Veldavia on Monday.",
			"Her office said that investigators had spoken to more than 200 witnesses. The government in Veldavia did not comment.",
		},
		aliases: []alias{
			prosecutor("Mira Testova"), court("International Criminal Court"), veldavia("Veldavia"),
			{id: "crime:war-crimes", text: "war crimes", why: "crime in the Statute"},
			{id: "organ:otp", text: "Her office", why: "office of the prosecutor named before"},
			{id: "situation:veldavia", text: "alleged war crimes in Veldavia", why: "crime and state"},
		},
		events: []contract.Event{report("ev-investigation", "investigation_opened", "2026-09-14", "opened an investigation into alleged war crimes in Veldavia on Monday")},
	}
}

func french() draft {
	return draft{
		id: "a-french", lang: "fr", source: "Le Courrier Imaginaire", story: "s-warrant-fr",
		title:     "La CPI délivre un mandat d’arrêt contre Oskar Beispiel",
		published: "2026-10-05T10:10:00+02:00",
		paragraphs: []string{
			"La Cour pénale internationale a délivré lundi un mandat d’arrêt contre l’ancien général Oskar Beispiel, soupçonné de crimes de guerre en Veldavie.",
			"« Aucune fonction ne protège de la justice », a déclaré la procureure Mira Testova à La Haye.",
		},
		aliases: []alias{
			court("Cour pénale internationale"), prosecutor("Mira Testova"),
			{id: "person:oskar-beispiel", text: "Oskar Beispiel", why: "full name", role: []string{"suspect"}}, veldavia("Veldavie"),
			{id: "situation:veldavia", text: "crimes de guerre en Veldavie", why: "crime and state"},
		},
		events: []contract.Event{report("ev-warrant", "warrant_issued", "2026-10-05", "a délivré lundi un mandat d’arrêt contre l’ancien général Oskar Beispiel")},
		quotes: []contract.Quote{{Speaker: "person:mira-testova", Text: "Aucune fonction ne protège de la justice"}},
	}
}

func spanish() draft {
	return draft{
		id: "a-spanish", lang: "es", source: "El Diario Supuesto", story: "s-warrant-es",
		title:     "La Corte Penal Internacional ordena la detención de un general de Veldavia",
		published: "2026-10-05T11:00:00Z",
		paragraphs: []string{
			"La Corte Penal Internacional emitió este lunes una orden de detención contra Oskar Beispiel por crímenes de guerra.",
			"Ostrania rechazó la decisión y afirmó que no reconoce la jurisdicción de la Corte.",
		},
		aliases: []alias{
			court("Corte Penal Internacional"), {id: "person:oskar-beispiel", text: "Oskar Beispiel", why: "full name", role: []string{"suspect"}},
			{id: "state:XOS", text: "Ostrania", why: "name of the state"},
			{id: "situation:veldavia", text: "", why: "from the suspect"},
		}[:3],
		events:    []contract.Event{report("ev-warrant", "warrant_issued", "2026-10-05", "emitió este lunes una orden de detención contra Oskar Beispiel")},
		positions: []contract.Position{stance("state:XOS", "opposes", "jurisdiction", "no reconoce la jurisdicción de la Corte")},
	}
}

func arabic() draft {
	return draft{
		id: "a-arabic", lang: "ar", source: "جريدة الميناء", story: "s-warrant-ar",
		title:     "المحكمة الجنائية الدولية تصدر مذكرة توقيف بحق قائد عسكري في فيلدافيا",
		published: "2026-10-05T13:20:00+03:00",
		paragraphs: []string{
			"أصدرت المحكمة الجنائية الدولية يوم الاثنين مذكرة توقيف بحق الجنرال السابق أوسكار بايشبيل للاشتباه في ارتكابه جرائم حرب في فيلدافيا.",
			"وقالت المدعية العامة ميرا تيستوفا: «لا أحد فوق القانون»، ودعت الدول الأطراف إلى التعاون مع المحكمة.",
			"ورفضت أوسترانيا القرار، بينما رحبت به نورلاند ومنظمات حقوقية.",
		},
		aliases: []alias{
			court("المحكمة الجنائية الدولية"), prosecutor("ميرا تيستوفا"),
			{id: "person:oskar-beispiel", text: "أوسكار بايشبيل", why: "full name in Arabic", role: []string{"suspect"}},
			veldavia("فيلدافيا"), {id: "state:XOS", text: "أوسترانيا", why: "name of the state"}, {id: "state:XNO", text: "نورلاند", why: "name of the state"},
			{id: "situation:veldavia", text: "جرائم حرب في فيلدافيا", why: "crime and state"},
		},
		events: []contract.Event{report("ev-warrant", "warrant_issued", "2026-10-05", "أصدرت المحكمة الجنائية الدولية يوم الاثنين مذكرة توقيف")},
		quotes: []contract.Quote{{Speaker: "person:mira-testova", Text: "لا أحد فوق القانون"}},
		positions: []contract.Position{
			stance("state:XOS", "opposes", "warrant", "ورفضت أوسترانيا القرار"),
			stance("state:XNO", "supports", "warrant", "رحبت به نورلاند"),
		},
	}
}

func russian() draft {
	return draft{
		id: "a-russian", lang: "ru", source: "Портовая газета", story: "s-warrant-ru",
		title:     "Международный уголовный суд выдал ордер на арест генерала Бейшпиля",
		published: "2026-10-05T12:00:00Z",
		paragraphs: []string{
			"Международный уголовный суд выдал в понедельник ордер на арест бывшего генерала Оскара Бейшпиля, подозреваемого в военных преступлениях в Вельдавии.",
			"Прокурор Мира Тестова призвала государства-участники сотрудничать с судом.",
		},
		aliases: []alias{
			court("Международный уголовный суд"), prosecutor("Мира Тестова"),
			{id: "person:oskar-beispiel", text: "Оскара Бейшпиля", why: "inflected name", role: []string{"suspect"}}, veldavia("Вельдавии"),
			{id: "situation:veldavia", text: "военных преступлениях в Вельдавии", why: "crime and state"},
		},
		events: []contract.Event{report("ev-warrant", "warrant_issued", "2026-10-05", "выдал в понедельник ордер на арест бывшего генерала Оскара Бейшпиля")},
	}
}

func swahili() draft {
	return draft{
		id: "a-swahili", lang: "sw", source: "Gazeti la Bandari", story: "s-warrant-sw",
		title:     "Mahakama ya Kimataifa ya Uhalifu yatoa hati ya kukamatwa kwa Beispiel",
		published: "2026-10-06",
		paragraphs: []string{
			"Mahakama ya Kimataifa ya Uhalifu imetoa hati ya kukamatwa kwa Oskar Beispiel, jenerali wa zamani wa Veldavia.",
		},
		aliases: []alias{
			court("Mahakama ya Kimataifa ya Uhalifu"), {id: "person:oskar-beispiel", text: "Oskar Beispiel", why: "full name", role: []string{"suspect"}}, veldavia("Veldavia"),
		},
		events: []contract.Event{report("ev-warrant", "warrant_issued", "2026-10-05", "imetoa hati ya kukamatwa kwa Oskar Beispiel")},
	}
}

func chinese() draft {
	return draft{
		id: "a-chinese", lang: "zh-Hans", source: "港口日报", story: "s-warrant-zh",
		title:      "国际刑事法院对维尔达维亚前将军发出逮捕令",
		published:  "2026-10-06T02:00:00Z",
		paragraphs: []string{"国际刑事法院周一对前将军贝什皮尔发出逮捕令，指控其犯有战争罪。"},
		aliases:    []alias{court("国际刑事法院"), {id: "crime:war-crimes", text: "战争罪", why: "crime in the Statute"}},
		events:     []contract.Event{report("ev-warrant", "warrant_issued", "2026-10", "对前将军贝什皮尔发出逮捕令")},
	}
}

func warrantParagraphs() []string {
	return []string{
		"The International Criminal Court on Monday issued an arrest warrant for Oskar Beispiel, a former general of Veldavia, on suspicion of war crimes and the shelling of the port of Anker in 2025.",
		"Judges of Pre-Trial Chamber IV found reasonable grounds to believe that Beispiel ordered attacks on civilians. It is the first warrant in the situation in Veldavia, which Norland referred to the Court in August.",
		"“No office protects anyone from justice,” said the Court's prosecutor, Mira Testova, in a statement. “We ask every state to help us bring him to The Hague.”",
		"Jean Quelconque, who speaks for the government of Ostrania, said his country rejects the warrant and would not arrest anyone named in it. Norland welcomed the decision of the judges.",
		"Veldavia's parliament is to debate next week whether the country should leave the Rome Statute.",
	}
}

func warrant() draft {
	return draft{
		id: "a-warrant", lang: "en", source: "The Invented Courier", story: "s-warrant",
		title:      "Court issues first arrest warrant over the shelling of Anker",
		published:  "2026-10-05T08:15:00Z",
		paragraphs: warrantParagraphs(),
		aliases: []alias{
			court("International Criminal Court"),
			{id: "person:oskar-beispiel", text: "Oskar Beispiel", why: "full name, suspect at this date", role: []string{"suspect"}},
			prosecutor("Mira Testova"), veldavia("Veldavia"),
			{id: "organ:pre-trial-iv", text: "Pre-Trial Chamber IV", why: "name of the chamber"},
			{id: "person:jean-quelconque", text: "Jean Quelconque", why: "full name", role: []string{"spokesperson"}},
			{id: "state:XOS", text: "Ostrania", why: "name of the state"}, {id: "state:XNO", text: "Norland", why: "name of the state"},
			{id: "crime:war-crimes", text: "war crimes", why: "crime in the Statute"},
			{id: "treaty:rome-statute", text: "Rome Statute", why: "name of the treaty"},
			{id: "situation:veldavia", text: "situation in Veldavia", why: "name of the situation"},
		},
		events: []contract.Event{
			report("ev-warrant", "warrant_issued", "2026-10-05", "issued an arrest warrant for Oskar Beispiel"),
			report("ev-referral", "referral", "2026-08", "which Norland referred to the Court in August"),
		},
		quotes: []contract.Quote{
			{Speaker: "person:mira-testova", Text: "No office protects anyone from justice,"},
			{Speaker: "person:mira-testova", Text: "We ask every state to help us bring him to The Hague."},
		},
		positions: []contract.Position{
			stance("state:XOS", "opposes", "warrant", "his country rejects the warrant"),
			stance("state:XNO", "supports", "warrant", "Norland welcomed the decision of the judges"),
		},
	}
}

func warrantCopy() draft {
	d := warrant()
	d.id, d.source, d.copy = "a-warrant-copy", "Harbour Gazette", true
	d.published = "2026-10-05T09:45:00Z"
	return d
}

func sanctions() draft {
	return draft{
		id: "a-sanctions", lang: "en", source: "Harbour Gazette", story: "s-sanctions",
		title:     "Ostrania puts sanctions on the Court's prosecutor <script>alert('no')</script>",
		published: "2026-11-12T18:40:00Z",
		paragraphs: []string{
			"Ostrania imposed sanctions on Mira Testova, prosecutor of the International Criminal Court, on Thursday, freezing what she may own there & barring her from entry.",
			"Jean Quelconque called the Court “a stage for <b>political</b> trials”. Norland said that it stands by the Court.",
		},
		aliases: []alias{
			prosecutor("Mira Testova"), {id: "state:XOS", text: "Ostrania", why: "name of the state"}, court("International Criminal Court"),
			{id: "person:jean-quelconque", text: "Jean Quelconque", why: "full name", role: []string{"spokesperson"}},
			{id: "state:XNO", text: "Norland", why: "name of the state"},
		},
		events: []contract.Event{report("ev-sanctions", "sanctions_imposed", "2026-11-12", "imposed sanctions on Mira Testova")},
		quotes: []contract.Quote{{Speaker: "person:jean-quelconque", Text: "a stage for <b>political</b> trials"}},
		positions: []contract.Position{
			stance("state:XOS", "opposes", "court", "imposed sanctions on Mira Testova"),
			stance("state:XOS", "supports", "sanctions_on_court", "imposed sanctions on Mira Testova"),
			stance("state:XNO", "supports", "court", "Norland said that it stands by the Court"),
		},
	}
}
