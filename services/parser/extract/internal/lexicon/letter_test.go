package lexicon_test

import (
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
)

func TestLetter(t *testing.T) {
	offers := []string{
		"One story a day. Unsubscribe at any time.", "Chaque matin, l’essentiel. Désinscription en un clic.", "Täglich um acht. Jederzeit abbestellbar!",
		"Un correo al día; puede darse de baja cuando quiera", "Pode cancelar quando quiser.", "Puoi annullare l'iscrizione in ogni momento", "Je kunt je op elk moment uitschrijven.",
		"Отписаться можно одним нажатием", "يمكنك إلغاء الاشتراك متى شئت", "您可以随时退订我们的邮件", "いつでも配信停止できます", "언제든지 구독 해지 가능",
	}
	for _, s := range offers {
		if !lexicon.Letter(lexicon.Normal(s, 400)) {
			t.Errorf("%q offers a newsletter", s)
		}
	}
	for _, s := range []string{"Le pays a décidé de se désinscrire du traité.", "Viele wollen die Zeitung abbestellen.", "España se dio de baja del tratado", "Он советует отписаться от канала", "Judges opened a hearing", ""} {
		if lexicon.Letter(lexicon.Normal(s, 400)) {
			t.Errorf("%q offers nothing", s)
		}
	}
}

func TestWhole(t *testing.T) {
	for s, want := range map[string]lexicon.Kind{"Advertisement": lexicon.Advert, "ANZEIGE": lexicon.Advert, "Comments": lexicon.Comments, "Advertisement for a bridge": 0} {
		if got := lexicon.Whole(lexicon.Normal(s, 64)); got&want != want || want == 0 && got != 0 {
			t.Errorf("%q: %b, want %b", s, got, want)
		}
	}
}
