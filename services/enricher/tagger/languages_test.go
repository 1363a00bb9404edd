package tagger

import (
	"slices"
	"testing"
)

// TestEventsInManyLanguages: one report of each kind, as the language's press words it.
func TestEventsInManyLanguages(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ lang, typ, text string }{
		{"fr", "sanctions_imposed", "Les États-Unis ont imposé des sanctions à quatre juges de la Cour pénale internationale."},
		{"fr", "withdrawal", "La Hongrie a annoncé son retrait de la Cour pénale internationale."},
		{"fr", "verdict", "La Cour pénale internationale a reconnu Dominic Ongwen coupable de crimes de guerre."},
		{"fr", "sentence", "Bosco Ntaganda a été condamné à 30 ans de prison par la Cour pénale internationale."},
		{"fr", "investigation_opened", "La Cour pénale internationale a ouvert une enquête sur les crimes commis en Ukraine."},
		{"fr", "warrant_requested", "Le procureur de la Cour pénale internationale a demandé des mandats d'arrêt contre deux chefs talibans."},
		{"es", "sanctions_imposed", "Estados Unidos impuso sanciones al fiscal de la Corte Penal Internacional."},
		{"es", "withdrawal", "Hungría anunció su retirada de la Corte Penal Internacional."},
		{"es", "arrest_surrender", "Rodrigo Duterte fue detenido y entregado a la Corte Penal Internacional."},
		{"es", "verdict", "La Corte Penal Internacional declaró culpable a Dominic Ongwen."},
		{"es", "investigation_opened", "La Corte Penal Internacional abrió una investigación sobre Venezuela."},
		{"pt", "warrant_issued", "O Tribunal Penal Internacional emitiu um mandado de prisão contra Vladimir Putin."},
		{"pt", "withdrawal", "A Hungria anunciou a saída do Tribunal Penal Internacional."},
		{"pt", "arrest_surrender", "Rodrigo Duterte foi preso e entregue ao Tribunal Penal Internacional."},
		{"de", "withdrawal", "Ungarn hat seinen Austritt aus dem Internationalen Strafgerichtshof angekündigt."},
		{"de", "sanctions_imposed", "Die USA haben Sanktionen gegen Richter des Internationalen Strafgerichtshofs verhängt."},
		{"de", "sentence", "Der Internationale Strafgerichtshof hat Bosco Ntaganda zu 30 Jahren Haft verurteilt."},
		{"de", "warrant_requested", "Chefankläger Karim Khan hat beim Internationalen Strafgerichtshof Haftbefehle gegen Netanjahu beantragt."},
		{"it", "warrant_issued", "La Corte penale internazionale ha emesso un mandato di arresto contro Vladimir Putin."},
		{"it", "arrest_surrender", "Rodrigo Duterte è stato arrestato e consegnato alla Corte penale internazionale."},
		{"it", "withdrawal", "L'Ungheria ha annunciato il ritiro dalla Corte penale internazionale."},
		{"nl", "warrant_issued", "Het Internationaal Strafhof heeft een arrestatiebevel uitgevaardigd tegen Vladimir Poetin."},
		{"nl", "arrest_surrender", "Rodrigo Duterte is gearresteerd en overgedragen aan het Internationaal Strafhof."},
		{"ru", "sanctions_imposed", "США ввели санкции против судей Международного уголовного суда."},
		{"ru", "withdrawal", "Венгрия объявила о выходе из Международного уголовного суда."},
		{"ru", "arrest_surrender", "Родриго Дутерте арестован и передан Международному уголовному суду."},
		{"ru", "sentence", "Международный уголовный суд приговорил Боско Нтаганду к 30 годам тюрьмы."},
		{"uk", "warrant_issued", "Міжнародний кримінальний суд видав ордер на арешт Володимира Путіна."},
		{"uk", "sanctions_imposed", "США запровадили санкції проти суддів Міжнародного кримінального суду."},
		{"ar", "sanctions_imposed", "فرضت الولايات المتحدة عقوبات على قضاة المحكمة الجنائية الدولية."},
		{"ar", "withdrawal", "أعلنت المجر انسحابها من المحكمة الجنائية الدولية."},
		{"ar", "arrest_surrender", "اعتقلت الفلبين رودريغو دوتيرتي وسلمته إلى المحكمة الجنائية الدولية."},
		{"ar", "investigation_opened", "فتحت المحكمة الجنائية الدولية تحقيقا في جرائم حرب في فلسطين."},
		{"he", "warrant_issued", "בית הדין הפלילי הבינלאומי בהאג הוציא צו מעצר נגד בנימין נתניהו."},
		{"he", "sanctions_imposed", "ארצות הברית הטילה סנקציות על שופטי בית הדין הפלילי הבינלאומי."},
		{"id", "warrant_issued", "Mahkamah Pidana Internasional mengeluarkan surat perintah penangkapan terhadap Vladimir Putin."},
		{"id", "arrest_surrender", "Rodrigo Duterte ditangkap dan diserahkan ke Mahkamah Pidana Internasional."},
		{"id", "sanctions_imposed", "Amerika Serikat menjatuhkan sanksi kepada hakim Mahkamah Pidana Internasional."},
		{"sw", "warrant_issued", "Mahakama ya Kimataifa ya Uhalifu imetoa hati ya kukamatwa kwa Vladimir Putin."},
		{"sw", "sentence", "Mahakama ya Kimataifa ya Uhalifu imemhukumu Bosco Ntaganda kifungo cha miaka 30 jela."},
		{"tr", "sanctions_imposed", "ABD, Uluslararası Ceza Mahkemesi yargıçlarına yaptırım uyguladı."},
		{"tr", "withdrawal", "Macaristan, Uluslararası Ceza Mahkemesi'nden çekildi."},
		{"pl", "warrant_issued", "Międzynarodowy Trybunał Karny wydał nakaz aresztowania Władimira Putina."},
		{"fil", "warrant_issued", "Naglabas ang International Criminal Court ng warrant of arrest laban kay Rodrigo Duterte."},
		{"zh", "sanctions_imposed", "美国对国际刑事法院法官实施制裁。"},
		{"ja", "warrant_issued", "国際刑事裁判所はプーチン大統領に逮捕状を発行した。"},
		{"ko", "warrant_issued", "국제형사재판소는 푸틴 대통령에 대한 체포영장을 발부했다."},
	}
	for _, test := range tests {
		t.Run(test.lang+"/"+test.typ, func(t *testing.T) {
			a := tg.Tag(Input{Text: test.text, Published: "2025-11-10"})
			var got []string
			for _, e := range a.Events {
				if e.Status == reported || e.Status == announced {
					got = append(got, e.Type)
				}
			}
			if !a.IsICC || !slices.Contains(got, test.typ) {
				t.Errorf("is_icc %v, no %s among %q (read as %s)", a.IsICC, test.typ, got, a.Lang)
			}
		})
	}
}
