package pages

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iccwire/iccwire/contract"
)

// drawPieces writes pieces so that a person can compare them.
func drawPieces(lines [][]piece) string {
	var b strings.Builder
	for _, line := range lines {
		for _, p := range line {
			if p.Class == "" {
				b.WriteString(p.Text)
				continue
			}
			fmt.Fprintf(&b, "[%s|%s]", p.Text, p.Class)
		}
		b.WriteString("¶")
	}
	return b.String()
}

func TestHighlight(t *testing.T) {
	tag := func(start, end int, class string) mark { return mark{start: start, end: end, class: class, tip: class} }
	for _, c := range []struct {
		name, text string
		marks      []mark
		want       string
	}{
		{"none", "ab\ncd", nil, "ab¶cd¶"},
		{"empty", "", nil, ""},
		{"one", "abcd", []mark{tag(1, 3, "tag x")}, "a[bc|tag x]d¶"},
		{"code points", "éüß€", []mark{tag(1, 3, "tag x")}, "é[üß|tag x]€¶"},
		{"side by side", "abcd", []mark{tag(0, 2, "tag x"), tag(2, 4, "tag y")}, "[ab|tag x][cd|tag y]¶"},
		{"one in another", "abcd", []mark{tag(0, 4, "tag x"), tag(1, 2, "tag y")}, "[a|tag x][b|tag y][cd|tag x]¶"},
		{"overlapping", "abcd", []mark{tag(0, 3, "tag x"), tag(2, 4, "quoted")}, "[ab|tag x][c|tag x quoted][d|quoted]¶"},
		{"twice the same", "ab", []mark{tag(0, 2, "quoted"), tag(0, 2, "quoted")}, "[ab|quoted]¶"},
		{"over a line's end", "ab\ncd", []mark{tag(1, 4, "quoted")}, "a[b|quoted]¶[c|quoted]d¶"},
		{"empty lines", "a\n\n \nb\n", nil, "a¶b¶"},
		{"outside the text", "ab", []mark{tag(-1, 1, "x"), tag(1, 9, "x"), tag(2, 1, "x"), tag(1, 1, "x"), tag(5, 6, "x")}, "ab¶"},
	} {
		if got := drawPieces(highlight(c.text, c.marks)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// FuzzHighlight checks that no mark ever loses or doubles a letter of the text.
func FuzzHighlight(f *testing.F) {
	f.Add("some text\nof two lines", 0, 4, 2, 9)
	f.Add("é", -1, 1, 0, 1)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if !utf8.ValidString(text) {
			return
		}
		var out strings.Builder
		for _, line := range highlight(text, []mark{{start: a, end: b, class: "tag x"}, {start: c, end: d, class: "quoted"}}) {
			for _, p := range line {
				out.WriteString(p.Text)
			}
		}
		strip := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if strip(out.String()) != strip(text) {
			t.Errorf("%q became %q", text, out.String())
		}
	})
}

func TestPieceOfTagsLinksToTheInnermost(t *testing.T) {
	lines := highlight("The prosecutor of the Court", []mark{
		{start: 0, end: 27, class: "evidence", anchor: "ev-0", tip: "Event"},
		{start: 4, end: 27, class: "tag t-person", anchor: "e-p", tip: "Person"},
		{start: 22, end: 27, class: "tag t-organ", anchor: "e-o", tip: "Court"},
	})
	last := lines[0][len(lines[0])-1]
	if last.Anchor != "e-o" || last.Tip != "Person\nCourt\nEvent" || last.Class != "tag t-organ evidence" {
		t.Errorf("%+v", last)
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{showDate("2026-10-05T08:15:00Z"), "5 Oct 2026"}, {showDate("2026-10-05"), "5 Oct 2026"}, {showDate("2026-10"), "Oct 2026"},
		{showDate("2026"), "2026"}, {showDate("soon"), "soon"}, {showDate(""), ""},
		{showTime("2026-10-05T08:15:00.25+02:00"), "5 Oct 2026, 06:15:00 UTC"}, {showTime("x"), "x"}, {showMinute("2026-10-05T08:15:00Z"), "5 Oct 2026, 08:15"},
		{showNumber(1234567), "1,234,567"}, {showNumber(999), "999"}, {showNumber(-1234), "-1,234"}, {showNumber(uint64(1000)), "1,000"},
		{plural(1, "story", "stories"), "1 story"}, {plural(0, "story", "stories"), "0 stories"},
		{titleWords("icc-prosecutor"), "ICC prosecutor"}, {titleWords("warrant_issued"), "Warrant issued"}, {titleWords(""), ""},
		{langName("fr"), "French"}, {langName("und"), "Language unknown"}, {langName("<x>"), "Language unknown"}, {langAttr("<x>"), "und"},
		{dirOf("ar"), "rtl"}, {dirOf("he-IL"), "rtl"}, {dirOf("fr"), "ltr"}, {dirOf("und"), "ltr"}, {dirOf("\""), "ltr"},
		{typeOf("person:x"), "person"}, {typeOf("org:icc"), "organ"}, {typeOf("\"><"), "other"},
		{eventKind("withdrawal"), "against"}, {eventKind("accession"), "for"}, {eventKind("anything"), "court"},
		{hostOf("https://www.a.example/x"), "a.example"}, {hostOf("%"), ""}, {entityPath("person:a/b"), "/entities/person:a%2Fb"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestSpeakers(t *testing.T) {
	s := &server{Options: Options{}.withDefaults()}
	for in, want := range map[string]string{"person:mira-testova": "Mira Testova", "the ministry": "the ministry", "": "someone unnamed"} {
		if got := s.speaker(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	m := s.refMark(contract.RoleRef{Text: "the prosecutor", Start: 1, End: 5, ResolvesTo: []string{"person:mira-testova"}})
	if m.anchor != "e-person:mira-testova" || !strings.Contains(m.tip, "Mira Testova") {
		t.Errorf("%+v", m)
	}
}
