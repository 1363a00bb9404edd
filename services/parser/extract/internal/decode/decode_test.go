package decode_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/iccwire/iccwire/services/parser/extract/internal/decode"
)

const (
	french   = "Les juges ont étudié les pièces dès l’été, à côté du théâtre où siège la chambre. Après l’audience, le procès sera fixé."
	polish   = "Sędziowie rozpoczęli trzydniową rozprawę, aby zdecydować, czy zarzuty przeciwko byłemu ministrowi są słuszne i czy odbędzie się proces."
	russian  = "Судьи открыли трехдневное слушание по обвинениям против бывшего министра. Решение ожидается в течение шестидесяти дней."
	arabic   = "افتتح القضاة جلسة تستمر ثلاثة أيام للنظر في التهم الموجهة إلى الوزير السابق، ومن المتوقع أن يصدر القرار قريبا."
	chinese  = "法官星期一开始为期三天的听证会，审议对前内政部长的指控是否成立。预计法庭将在六十天内作出决定。"
	japanese = "判事らは月曜日、元内相に対する容疑を裁判にかけるかどうかを決める三日間の審理を始めた。決定は六十日以内に出る見通しだ。"
	korean   = "판사들은 월요일 전 내무장관에 대한 혐의를 재판에 넘길지 결정하는 사흘간의 심리를 시작했다. 결정은 곧 나올 것으로 보인다."
	greek    = "Οι δικαστές άρχισαν τριήμερη ακρόαση για να αποφασίσουν αν οι κατηγορίες εναντίον του πρώην υπουργού θα εκδικαστούν."
	hebrew   = "השופטים פתחו ביום שני בדיון בן שלושה ימים בכתב האישום נגד שר הפנים לשעבר. ההחלטה צפויה בתוך שישים יום."
)

func TestToUTF8(t *testing.T) {
	tests := []struct {
		name, text, charset string
		header, meta        string // what is said; may be wrong
	}{
		{"utf-8 unsaid", russian, "utf-8", "", ""},
		{"utf-8 called latin", french, "utf-8", "text/html; charset=iso-8859-1", "iso-8859-1"},
		{"windows-1252 unsaid", french, "windows-1252", "", ""},
		{"windows-1252 called utf-8", french, "windows-1252", "text/html; charset=utf-8", "utf-8"},
		{"iso-8859-1 in the header", french, "windows-1252", "text/html; charset=ISO-8859-1", ""},
		{"windows-1250 said", polish, "windows-1250", "", "windows-1250"},
		{"iso-8859-2 said", polish, "iso-8859-2", "", "iso-8859-2"},
		{"windows-1251 unsaid", russian, "windows-1251", "", ""},
		{"windows-1251 called utf-8", russian, "windows-1251", "", "utf-8"},
		{"koi8-r said", russian, "koi8-r", "", "koi8-r"},
		{"koi8-r unsaid", russian, "koi8-r", "", ""},
		{"windows-1256 said", arabic, "windows-1256", "", "windows-1256"},
		{"windows-1253 said", greek, "windows-1253", "", "windows-1253"},
		{"windows-1255 said", hebrew, "windows-1255", "", "windows-1255"},
		{"gbk called gb2312", chinese, "gbk", "", "gb2312"},
		{"gbk unsaid", chinese, "gbk", "", ""},
		{"shift_jis said", japanese, "shift_jis", "", "Shift_JIS"},
		{"shift_jis unsaid", japanese, "shift_jis", "", ""},
		{"euc-jp said", japanese, "euc-jp", "", "euc-jp"},
		{"iso-2022-jp said", japanese, "iso-2022-jp", "", "iso-2022-jp"},
		{"euc-kr said", korean, "euc-kr", "", "euc-kr"},
		{"euc-kr unsaid", korean, "euc-kr", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _ := decode.ToUTF8(encode(t, test.charset, page(test.meta, test.text)), test.header)
			if !strings.Contains(string(got), test.text) {
				t.Errorf("got %.400q", got)
			}
		})
	}
}

func page(meta, text string) string {
	if meta != "" {
		meta = `<meta charset="` + meta + `">`
	}
	return "<html><head>" + meta + "</head><body><p>" + text + "</p></body></html>"
}

func encode(t *testing.T, charset, s string) []byte {
	t.Helper()
	enc, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	if charset == "utf-8" {
		return []byte(s)
	}
	out, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBrokenUTF8StaysUTF8(t *testing.T) {
	raw := []byte(page("utf-8", strings.Repeat(russian, 20)))
	raw = append(raw, 0xd0) // cut in the middle of a letter
	got, charset := decode.ToUTF8(raw, "text/html; charset=utf-8")
	if charset != "utf-8" || !strings.Contains(string(got), russian) || !utf8.Valid(got) {
		t.Errorf("%s %.200q", charset, got)
	}
}

func TestByteOrderMarks(t *testing.T) {
	for _, raw := range []string{"\xff\xfe<\x00p\x00>\x00\x42\x04", "\xfe\xff\x00<\x00p\x00>\x04\x42", "\xef\xbb\xbf<p>т"} {
		if got, _ := decode.ToUTF8([]byte(raw), ""); string(got) != "<p>т" {
			t.Errorf("%q: %q", raw, got)
		}
	}
	if got, _ := decode.ToUTF8([]byte("\xff\xfe\x00\xd8a\x00"), ""); !utf8.Valid(got) {
		t.Errorf("lone surrogate: %q", got)
	}
}

func FuzzToUTF8(f *testing.F) {
	f.Add([]byte(page("gbk", "\xb7\xa8")), "text/html; charset=x")
	f.Add([]byte("<meta charset=shift_jis>\x82\xa0"), "")
	f.Fuzz(func(t *testing.T, raw []byte, header string) {
		if got, _ := decode.ToUTF8(raw, header); !utf8.Valid(got) {
			t.Errorf("%q", got)
		}
	})
}
