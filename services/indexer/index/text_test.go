package index

import (
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/search"

	"github.com/iccwire/iccwire/contract"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"arrêt": "arret", "Straße": "Strasse", "øre": "ore", "Łódź": "Łodz", "ёлка": "елка", "й": "и", "हिंदी": "हिंदी",
		"محكمة": "محكمة", "ﬁnal": "final", "œuvre": "oeuvre", "naı̈f": "naif", "": "",
	} {
		if got := fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestAnalyzerOfEveryTag(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "en-GB": "en", "EN_us": "en", "fr-CA": "fr", "zh-Hans": "cjk", "ja": "cjk", "ko": "cjk", "nb": "no", "uk": otherLang,
		"he": otherLang, "sw": otherLang, "und": otherLang, "": otherLang, "xx": otherLang, "x-y-z": otherLang, "../../etc": otherLang, "id": "id", "ms": "id",
	} {
		if got := analyzerFor(tag); got != want {
			t.Errorf("%q: %s, want %s", tag, got, want)
		}
	}
	if got := baseLang("averyverylongtag"); got != "und" {
		t.Errorf("a long tag is %q", got)
	}
}

// TestEveryAnalyzerWorks runs each one and checks that offsets are kept, on which snippets rest.
func TestEveryAnalyzerWorks(t *testing.T) {
	m, err := newMapping()
	if err != nil {
		t.Fatal(err)
	}
	const text = "Le Président « Übergröße » d’arrêt المحكمة الجنائية суда 国际刑事法院 अदालत"
	for name := range filters {
		tokens := m.AnalyzerNamed(analyzerName(name)).Analyze([]byte(text))
		if len(tokens) < 5 {
			t.Errorf("%s: %d tokens", name, len(tokens))
		}
		for _, token := range tokens {
			if token.Start < 0 || token.End > len(text) || token.Start >= token.End || len(token.Term) == 0 {
				t.Errorf("%s: %q from %d to %d", name, token.Term, token.Start, token.End)
			}
		}
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct{ published, seen, want string }{
		{"2026-10-05T10:00:00+02:00", "2026-10-06T00:00:00Z", "2026-10-05T08:00:00Z"},
		{"2026-10-05", "2026-10-06T00:00:00Z", "2026-10-05T00:00:00Z"},
		{"2026-10", "", "2026-10-01T00:00:00Z"},
		{"2026", "", "2026-01-01T00:00:00Z"},
		{"", "2026-10-06T00:00:00Z", "2026-10-06T00:00:00Z"},
		{"nonsense", "2026-10-06T00:00:00Z", "2026-10-06T00:00:00Z"},
		{"2031-01-01", "2026-10-06T00:00:00Z", "2026-10-06T00:00:00Z"}, // a date to come is not believed
		{"2026-10-07", "2026-10-06T00:00:00Z", "2026-10-07T00:00:00Z"}, // but tomorrow is
		{"0001-01-01", "", "1970-01-01T00:00:00Z"},
		{"", "", "1970-01-01T00:00:00Z"},
	} {
		got := published(&contract.Article{Published: c.published, FirstSeen: c.seen}).Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%q seen %q: %s, want %s", c.published, c.seen, got, c.want)
		}
	}
}

func TestDayRange(t *testing.T) {
	for in, want := range map[string]string{
		"2024": "2024-01-01 2024-12-31", "2024-02": "2024-02-01 2024-02-29", "2024-02-07": "2024-02-07 2024-02-07",
	} {
		first, last, err := dayRange(in)
		if err != nil || first+" "+last != want {
			t.Errorf("%s: %s %s, %v", in, first, last, err)
		}
	}
}

// showSpans writes spans so that a person can compare them.
func showSpans(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Hit {
			b.WriteString("[" + s.Text + "]")
			continue
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

func places(list ...[2]uint64) search.TermLocationMap {
	m := search.TermLocationMap{}
	for i, p := range list {
		term := string(rune('a' + i))
		m[term] = append(m[term], &search.Location{Start: p[0], End: p[1]})
	}
	return m
}

func TestSnippets(t *testing.T) {
	long := strings.Repeat("word ", 200)
	for _, c := range []struct {
		name, text string
		places     search.TermLocationMap
		want       string
	}{
		{"short", "a few words", nil, "a few words"},
		{"empty", "", nil, ""},
		{"marked", "a few words", places([2]uint64{2, 5}), "a [few] words"},
		{"the first word", "a few words", places([2]uint64{0, 1}), "[a] few words"},
		{"overlapping", "a few words", places([2]uint64{2, 11}, [2]uint64{6, 11}), "a [few words]"},
		{"outside", "a few", places([2]uint64{2, 50}, [2]uint64{5, 3}), "a few"},
		{"far away", long + "needle " + long, places([2]uint64{1000, 1006}), "…" + strings.Repeat("word ", 15) + "[needle]" + strings.Repeat(" word", 42) + "…"},
		{"no spaces", strings.Repeat("国", 400), nil, strings.Repeat("国", 100) + "…"},
	} {
		if got := showSpans(snippet(c.text, c.places)); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestSnippetPrefersMoreWords(t *testing.T) {
	text := "one " + strings.Repeat("x ", 300) + "one two" + strings.Repeat(" y", 300)
	at := uint64(strings.LastIndex(text, "one"))
	m := search.TermLocationMap{
		"one": {{Start: 0, End: 3}, {Start: at, End: at + 3}},
		"two": {{Start: at + 4, End: at + 7}},
	}
	if got := showSpans(snippet(text, m)); !strings.Contains(got, "[one] [two]") {
		t.Errorf("got %q", got)
	}
}

func TestTitleIsMarkedWhole(t *testing.T) {
	if got := showSpans(mark("A warrant and a warrant", search.TermLocationMap{"warrant": {{Start: 16, End: 23}, {Start: 2, End: 9}}})); got != "A [warrant] and a [warrant]" {
		t.Errorf("got %q", got)
	}
}

func TestDocumentKeepsItsBounds(t *testing.T) {
	long := strings.Repeat("x", 5000)
	a := contract.Article{ID: "a", Source: long, URL: long, Lang: long, Story: &contract.Story{ID: long},
		Entities: []contract.Entity{{ID: "person:" + long, Type: long, Label: "L"}}, Events: []contract.Event{{EventID: long + keySep, Type: long}},
		Quotes: []contract.Quote{{Speaker: long}}, Positions: []contract.Position{{Actor: long, Stance: keySep}}}
	d, err := newDocument(&a)
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range d {
		if name == fieldDoc || name == fieldLabels {
			continue
		}
		for _, s := range terms(v) {
			if len(s) > 6*maxTerm+10 {
				t.Errorf("%s: a term of %d bytes", name, len(s))
			}
		}
	}
	if p := splitPosition(d[fieldPosition].([]string)[0]); len(p.Actor) != maxTerm || p.Stance != " " {
		t.Errorf("position %+v", p)
	}
	if splitEventKey("x").EventID != "" || splitPosition("x").Actor != "" {
		t.Error("broken keys are read")
	}
}

func terms(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

func TestTooMuchIsRefused(t *testing.T) {
	for _, a := range []contract.Article{
		{}, {ID: strings.Repeat("i", maxID+1)}, {ID: "a", Version: -1}, {ID: "a", Entities: make([]contract.Entity, maxEntities+1)},
	} {
		if _, err := newDocument(&a); err == nil {
			t.Errorf("%.30s… is taken", a.ID)
		}
	}
}

func TestVersionTerms(t *testing.T) {
	for _, h := range []held{{version: 0, revision: ""}, {version: 1 << 52, revision: "r"}} {
		if got := parseVersionTerm(versionTerm(h.version, h.revision)); got != h {
			t.Errorf("%+v became %+v", h, got)
		}
	}
	if h := parseVersionTerm("nonsense"); h.version != -1 {
		t.Errorf("%+v", h)
	}
}
