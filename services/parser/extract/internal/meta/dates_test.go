package meta

import "testing"

func TestParseDate(t *testing.T) {
	tests := []struct {
		in, want string
		us       bool
	}{
		{"2032-03-08T09:15:00+01:00", "2032-03-08T09:15:00+01:00", false},
		{"2032-03-08T09:15:00.123Z", "2032-03-08T09:15:00Z", false},
		{"2032-03-08 09:15:00 +0100", "2032-03-08T09:15:00+01:00", false},
		{"2032-03-08T09:15", "2032-03-08T09:15:00", false},
		{"2032-03-08 9:5 CET", "2032-03-08T09:05:00+01:00", false},
		{"2032-03-08", "2032-03-08", false},
		{"20320308", "2032-03-08", false},
		{"20320308T091500Z", "2032-03-08", false},
		{"2032/3/8", "2032-03-08", false},
		{"Mon, 08 Mar 2032 09:15:00 GMT", "2032-03-08T09:15:00Z", false},
		{"1962177300", "2032-03-06T09:15:00Z", false},
		{"1962177300000", "2032-03-06T09:15:00Z", false},
		{"March 8, 2032", "2032-03-08", false},
		{"March 8th, 2032 at noon", "2032-03-08", false},
		{"8 March 2032", "2032-03-08", false},
		{"Published on Monday, 8th of March 2032", "2032-03-08", false},
		{"8. März 2032, 12:30 Uhr", "2032-03-08", false},
		{"le 8 mars 2032 à 10h20", "2032-03-08", false},
		{"8 de marzo de 2032", "2032-03-08", false},
		{"8 de março de 2032", "2032-03-08", false},
		{"8 марта 2032, 13:00", "2032-03-08", false},
		{"8 березня 2032", "2032-03-08", false},
		{"8 marca 2032", "2032-03-08", false},
		{"8 Mart 2032", "2032-03-08", false},
		{"8 مارس 2032", "2032-03-08", false},
		{"٨ مارس ٢٠٣٢", "2032-03-08", false},
		{"8 במרץ 2032", "2032-03-08", false},
		{"2032年3月8日 21時00分", "2032-03-08", false},
		{"2032년 3월 8일", "2032-03-08", false},
		{"08.03.2032", "2032-03-08", false},
		{"08/03/2032", "2032-03-08", false},
		{"03/08/2032", "2032-03-08", true},
		{"25/03/2032", "2032-03-25", true},
		{"", "", false},
		{"yesterday", "", false},
		{"0001-01-01T00:00:00", "", false},
		{"2032-13-40", "", false},
		{"30 February 2032", "", false},
		{"2032", "", false},
	}
	for _, test := range tests {
		if got, _ := parseDate(test.in, test.us); got.Text != test.want {
			t.Errorf("%q is %q, want %q", test.in, got.Text, test.want)
		}
	}
}

func TestURLDay(t *testing.T) {
	tests := map[string]string{
		"https://a.example/2032/03/08/hearing": "2032-03-08",
		"https://a.example/n/2032-03-08-x":     "2032-03-08",
		"https://a.example/2032/hearing":       "",
		"https://a.example/12032/03/08":        "",
		"https://a.example/":                   "",
	}
	for in, want := range tests {
		if got := urlDay(in); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("8 de marzo de 2032", true)
	f.Add("2032-03-08T09:15:00+01:00", false)
	f.Fuzz(func(t *testing.T, s string, us bool) {
		if d, ok := parseDate(s, us); ok && len(d.Text) < len("2032-03-08") {
			t.Errorf("%q is %q", s, d.Text)
		}
	})
}
