package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"capitals", "International Criminal COURT", "international criminal court"},
		{"accents", "Cour pénale, Blé Goudé", "cour penale ble goude"},
		{"hyphens and apostrophes", "Lvova-Belova's d’arrêt", "lvova belova s d arret"},
		{"letters that are taken apart", "Straße Łódź Ærø", "strasse lodz aero"},
		{"Turkish i", "İstanbul ılık", "istanbul ilik"},
		{"Cyrillic", "Ёлка й Київ", "елка и киів"},
		{"Arabic", "المحكمة الجنائيّة إبراهيم", "المحكمه الجناييه ابراهيم"},
		{"Hebrew abbreviation", "בג״ץ", "בגץ"},
		{"full width", "ＩＣＣ２０", "icc20"},
		{"other digits", "٢٠٢٤", "2024"},
		{"zero width", "I\u200bC\u00adC", "icc"},
		{"one word a character", "国际刑事", "国 际 刑 事"},
		{"no text", "\xff\xfe", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Fold(test.in); got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func sentences(d *Doc) []string {
	var out []string
	for _, s := range d.Sents {
		out = append(out, d.Raw[s.Start:s.End])
	}
	return out
}

func TestSentences(t *testing.T) {
	abbr := Abbreviations{"mr": true, "sen": true, AfterNumber + "oktober": true, AfterNumber + "yargilama": true}
	tests := []struct {
		name, in string
		want     []string
	}{
		{"plain", "One came. Two left! Did three?", []string{"One came", "Two left", "Did three"}},
		{"titles and initials", "Mr. Doe met Sen. J. Roe of the U.S. Senate. It rained.", []string{"Mr. Doe met Sen. J. Roe of the U.S. Senate", "It rained"}},
		{"a small letter goes on", "He paid 3.5 million. dollars and left", []string{"He paid 3.5 million. dollars and left"}},
		{"quotation", "“We object.” She left.", []string{"We object", "She left"}},
		{"lines", "Head\nBody text", []string{"Head", "Body text"}},
		{"a day before its month", "Er kam am 6. Oktober. Sie ging.", []string{"Er kam am 6. Oktober", "Sie ging"}},
		{"a number at the end", "Es waren 6. Oktoberfest war auch.", []string{"Es waren 6", "Oktoberfest war auch"}},
		{"a numbered chamber", "UCM 10. Yargılama Dairesi toplandı. Bitti.", []string{"UCM 10. Yargılama Dairesi toplandı", "Bitti"}},
		{"Arabic", "وصل القاضي؟ بدأت الجلسة.", []string{"وصل القاضي", "بدأت الجلسة"}},
		{"Chinese", "法官开庭。他离开了。", []string{"法官开庭", "他离开了"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := sentences(New(test.in, abbr))
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestLongSentenceIsCut(t *testing.T) {
	d := New(strings.Repeat("word ", 10*maxSentence), nil)
	if len(d.Sents) != 10 {
		t.Errorf("%d sentences, want 10", len(d.Sents))
	}
}

func TestShapes(t *testing.T) {
	d := New(`The ICC, "Khan" (2024) and us`, nil)
	tests := []struct {
		word  string
		has   Shape
		lacks Shape
	}{
		{"the", Upper | Cased, Caps}, {"icc", Upper | Caps, 0}, {"khan", Upper | Opened | Comma, Caps},
		{"2024", Digit | Bracket, Cased}, {"us", Cased, Upper | Caps},
	}
	for _, test := range tests {
		for i := range d.Tokens {
			if s := d.Tokens[i].Shape; string(d.Word(i)) == test.word && (s&test.has != test.has || s&test.lacks != 0) {
				t.Errorf("%s has shape %b", test.word, s)
			}
		}
	}
}

func TestPointCountsCodePoints(t *testing.T) {
	raw := strings.Repeat("é国a", 300)
	d := New(raw, nil)
	for b := 0; b <= len(raw); b++ {
		if b < len(raw) && !utf8.RuneStart(raw[b]) {
			continue
		}
		if got, want := d.Point(b), utf8.RuneCountInString(raw[:b]); got != want {
			t.Fatalf("Point(%d) = %d, want %d", b, got, want)
		}
	}
}

func FuzzNew(f *testing.F) {
	for _, s := range []string{"", "Mr. Doe", "בג״ץ \u200b", "\xff\xfe\x00", "国际 ICC’s", "a\u0301\n\n«x»"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := New(s, nil)
		end := int32(0)
		for i, tok := range d.Tokens {
			if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(s) || len(d.Word(i)) == 0 {
				t.Fatalf("token %d is %+v after %d", i, tok, end)
			}
			end = tok.End
		}
		next := 0
		for i, sent := range d.Sents {
			if sent.First != next || sent.Last <= sent.First || sent.End <= sent.Start {
				t.Fatalf("sentence %d is %+v, want it to begin at %d", i, sent, next)
			}
			next = sent.Last
		}
		if next != len(d.Tokens) || utf8.ValidString(s) && d.Point(len(s)) != utf8.RuneCountInString(s) {
			t.Fatalf("%d tokens, sentences end at %d", len(d.Tokens), next)
		}
	})
}
