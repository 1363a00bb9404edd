package lexicon_test

import (
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
)

func TestOpening(t *testing.T) {
	tests := []struct {
		text string
		want lexicon.Kind
	}{
		{"Read more: Five questions", lexicon.ReadMore},
		{"READ MORE", lexicon.ReadMore},
		{"Lesen Sie auch: Fünf Fragen", lexicon.ReadMore},
		{"Читайте также: пять вопросов", lexicon.ReadMore},
		{"اقرأ أيضا: خمسة أسئلة", lexicon.ReadMore},
		{"延伸阅读：五个问题", lexicon.ReadMore},
		{"関連記事：五つの疑問", lexicon.ReadMore},
		{"Sign up for our newsletter", lexicon.Subscribe},
		{"Advertisement", lexicon.Advert},
		{"Just a moment...", lexicon.Script},
		{"Judges opened a hearing", 0},
		{"Readmore", 0},
		{"", 0},
	}
	for _, test := range tests {
		got := lexicon.Opening(test.text)
		if test.want == 0 && got != 0 || got&test.want != test.want {
			t.Errorf("%q: %b, want %b", test.text, got, test.want)
		}
	}
}

func TestNormal(t *testing.T) {
	tests := []struct{ in, want string }{
		{"  Don’t — MISS!  ", "dont miss"},
		{"© 2032 Ä", "© 2032 ä"},
		{"判事ら、月曜", "判事ら 月曜"},
		{"...", ""},
	}
	for _, test := range tests {
		if got := lexicon.Normal(test.in, 100); got != test.want {
			t.Errorf("%q is %q, want %q", test.in, got, test.want)
		}
	}
	if got := lexicon.Normal("abcdef", 3); got != "abc" {
		t.Errorf("limit: %q", got)
	}
}

func TestWords(t *testing.T) {
	if k := lexicon.Words("we may earn a commission from cookies"); k&lexicon.Advert == 0 || k&lexicon.Consent == 0 {
		t.Errorf("%b", k)
	}
	if k := lexicon.Words("judges opened"); k != 0 {
		t.Errorf("%b", k)
	}
}
