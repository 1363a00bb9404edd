package tagger

import "testing"

// In Japanese and Korean the speaker is marked as the topic, before the quotation or behind it, or as its source.
func TestTopicSpeaks(t *testing.T) {
	tg := testTagger(t)
	for _, s := range []said{
		{"ja", "国際刑事裁判所はハーグにある。", `弁護士のミレラ・カクウさんは記者団に「私たちは全てのページを二度写しました」と明かした。`, "ミレラ・カクウ"},
		{"ja", "国際刑事裁判所はハーグにある。", `「私たちは全てのページを二度写しました」。弁護士のミレラ・カクウさんはそう語った。`, "ミレラ・カクウ"},
		{"ja", "国際刑事裁判所はハーグにある。", `ミレラ・カクウ弁護士によると、「写しは安全に保管され裁判官に渡される」という。`, "ミレラ・カクウ"},
		{"ja", "国際刑事裁判所（ICC）はハーグにある。", `ICCは声明で「この措置は被害者のための仕事を止めない」と反論した。`, "org:icc"},
		{"ko", "국제형사재판소는 헤이그에 있다.", `변호사 가명순은 기자들에게 "우리는 모든 쪽을 두 번 베꼈다"고 털어놨다.`, "변호사 가명순"},
		{"ko", "국제형사재판소는 헤이그에 있다.", `외교부 대변인은 "이 사안에서 숨길 것이 아무것도 없다"고 밝혔다.`, "외교부 대변인"},
		{"zh", "国际刑事法院设在海牙。", `律师米雷拉·虚构娃告诉记者：“我们等这一天已经等了很多年。”`, "律师米雷拉·虚构娃"},
		{"zh", "國際刑事法院設在海牙。", `律師高範例坦言：「我們等這一天已經等了很多年。」`, "律師高範例"},
	} {
		t.Run(s.lang+" "+s.want, func(t *testing.T) { s.check(t, tg) })
	}
}

func TestKoreanTopic(t *testing.T) {
	for text, want := range map[string]string{
		"제빵사 가명순은 기자들에게":  "제빵사 가명순",
		"근처에 사는 가명순(71)은": "근처에 사는 가명순",
		"아무 일 없는 날":       "",
	} {
		from, to := koreanTopic(text)
		if got := text[from:to]; got != want {
			t.Errorf("the topic of %q is %q, want %q", text, got, want)
		}
	}
}
