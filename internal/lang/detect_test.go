package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDetectTellsTwoSentences(t *testing.T) {
	tests := []struct{ want, text string }{
		{"en", "Judges in The Hague opened the hearing on Monday. The defence asked for more time."},
		{"fr", "Les juges ont ouvert l'audience lundi à La Haye. La défense a demandé plus de temps."},
		{"es", "Los jueces abrieron la audiencia el lunes en La Haya. La defensa pidió más tiempo."},
		{"pt", "Os juízes abriram a audiência na segunda-feira em Haia. A defesa pediu mais tempo e não falou."},
		{"it", "I giudici hanno aperto l'udienza lunedì all'Aia. La difesa ha chiesto più tempo."},
		{"de", "Die Richter haben am Montag die Anhörung eröffnet. Die Verteidigung bat um mehr Zeit."},
		{"nl", "De rechters hebben maandag de zitting geopend in Den Haag. De verdediging vroeg om meer tijd."},
		{"pl", "Sędziowie otworzyli rozprawę w poniedziałek w Hadze. Obrona poprosiła o więcej czasu, który jest potrzebny."},
		{"tr", "Hakimler pazartesi günü Lahey'de duruşmayı açtı. Savunma daha fazla süre için başvurdu ve bu kabul edildi."},
		{"id", "Para hakim membuka sidang pada hari Senin di Den Haag. Pihak pembela meminta lebih banyak waktu untuk itu."},
		{"sw", "Majaji walifungua kikao siku ya Jumatatu mjini The Hague. Upande wa utetezi uliomba muda zaidi kwa ajili ya kesi hiyo."},
		{"fil", "Binuksan ng mga hukom ang pagdinig noong Lunes sa The Hague. Humingi ng dagdag na oras ang depensa."},
		{"pcm", "Di judges don open di hearing for Monday. Di defence pipo dey ask for more time wey dem need."},
		{"ln", "Bazuzi bafungolaki lisambisi na mokolo ya liboso. Bato ya bokengi bazali kosenga ntango mingi mpo na yango."},
		{"rn", "Abacamanza baratanguye urubanza ku wa mbere. Ariko abunganizi basavye igihe, kandi sentare yaragitanze muri uko kwezi."},
		{"so", "Garsoorayaashu waxay fureen dhageysiga. Difaaca ayaa codsaday waqti dheeraad ah, sida uu sheegay."},
		{"sn", "Vatongi vakavhura nyaya iyi neMuvhuro muThe Hague. Asi dare rakati nguva haina kukwana, uye kuti munyika avo."},
		{"xh", "Abagwebi bavule ityala ngoMvulo eThe Hague. Kodwa abantu bathi ukuba inkundla ifuna ixesha ngokuba kunye."},
		{"ru", "Судьи открыли слушания в понедельник в Гааге. Защита попросила больше времени."},
		{"uk", "Судді відкрили слухання в понеділок у Гаазі. Захист попросив більше часу."},
		{"bg", "Съдиите откриха заседанието в понеделник. Защитата поиска повече време за делото."},
		{"sr", "Судије су у понедељак отвориле рочиште. Одбрана је тражила више времена за његову припрему."},
		{"ar", "افتتح القضاة الجلسة يوم الاثنين في لاهاي. وطلب الدفاع مزيدا من الوقت."},
		{"fa", "قضات روز دوشنبه جلسه را در لاهه آغاز کردند. وکیل مدافع وقت بیشتری خواست که پذیرفته شد."},
		{"ur", "ججوں نے پیر کو دی ہیگ میں سماعت شروع کی۔ دفاع نے مزید وقت مانگا ہے۔"},
		{"he", "השופטים פתחו את הדיון ביום שני בהאג. ההגנה ביקשה עוד זמן."},
		{"zh", "法官周一在海牙开庭。辩方要求更多时间。"},
		{"ja", "裁判官は月曜日にハーグで審理を開始した。弁護側は時間を求めた。"},
		{"ko", "재판관들은 월요일 헤이그에서 심리를 시작했다."},
		{"am", "ዳኞቹ ሰኞ ዕለት ችሎቱን ጀመሩ።"},
		{"el", "Οι δικαστές άνοιξαν τη συνεδρίαση τη Δευτέρα."},
		{"th", "ผู้พิพากษาเปิดการพิจารณาคดีเมื่อวันจันทร์"},
		{"hi", "न्यायाधीशों ने सोमवार को हेग में सुनवाई शुरू की। बचाव पक्ष ने और समय मांगा है।"},
	}
	for _, test := range tests {
		t.Run(test.want, func(t *testing.T) {
			if got, _ := Detect(test.text, ""); got != test.want {
				t.Errorf("Detect = %q, want %q", got, test.want)
			}
		})
	}
}

func TestHintDecidesOnlyWhatTheTextDoesNot(t *testing.T) {
	tests := []struct{ name, text, hint, want string }{
		{"no letters", "2024 – 17:30", "fr-CA", "fr"},
		{"nothing known", "", "", Unknown},
		{"a wrong hint", "The judges said that they would rule on the case before the end of the year.", "fr", "en"},
		{"a name alone", "Zubrowka", "pl", "pl"},
		{"an old code", "123", "iw", "he"},
		{"no code", "123", "english (UK)", Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := Detect(test.text, test.hint); got != test.want {
				t.Errorf("Detect = %q, want %q", got, test.want)
			}
		})
	}
}

func TestConfidenceFallsWithLength(t *testing.T) {
	if _, sure := Detect("The judges said that the hearing would be held in the autumn.", ""); !sure {
		t.Error("a clear sentence is not confident")
	}
	if lang, sure := Detect("Kha", ""); sure {
		t.Errorf("three letters are confidently %q", lang)
	}
}

func TestDetectReadsNoMoreThanItsBound(t *testing.T) {
	text := strings.Repeat("The judges said that they will. ", maxBytes/32+1) + strings.Repeat("Суд ", 1<<16)
	if got, _ := Detect(text, ""); got != "en" {
		t.Errorf("Detect = %q, want en", got)
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("Судьи открыли слушания", "ru")
	f.Add("\xff\xfe\x00", "xx-YY")
	f.Fuzz(func(t *testing.T, text, hint string) {
		a, _ := Detect(text, hint)
		b, _ := Detect(text, hint)
		if a != b || a == "" || !utf8.ValidString(a) {
			t.Errorf("Detect is %q and then %q", a, b)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	text := strings.Repeat("The judges of the court said on Monday that they would rule before the summer. ", 60)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Detect(text, "")
	}
}
