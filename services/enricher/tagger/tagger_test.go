package tagger

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

func TestSameInputSameBytes(t *testing.T) {
	tg := testTagger(t)
	in := Input{ID: "a1", Title: "The ICC and Karim Khan", Text: sampleArticle, Published: "2023-03-18"}
	want, err := json.Marshal(tg.Tag(in))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, _ := json.Marshal(tg.Tag(in)); !bytes.Equal(got, want) {
				t.Error("the same article is tagged in two ways")
			}
		})
	}
	wg.Wait()
}

func TestListsAreNeverNull(t *testing.T) {
	for _, text := range []string{"", "Nothing of note.", sampleArticle} {
		data, err := json.Marshal(testTagger(t).Tag(Input{Text: text}))
		if err != nil || bytes.Contains(data, []byte(":null")) {
			t.Errorf("%.40q gives %s, %v", text, data, err)
		}
	}
}

func TestVersionAndDigest(t *testing.T) {
	tg := testTagger(t)
	if !strings.HasPrefix(tg.Version(), version+"+") || len(tg.Digest()) != 16 {
		t.Errorf("version %q, digest %q", tg.Version(), tg.Digest())
	}
	if a := tg.Tag(Input{Text: "x"}); a.Tagger != tg.Version() || a.Catalogue == "" || a.Schema != contract.SchemaArticle {
		t.Errorf("article says tagger %q, catalogue %q, schema %q", a.Tagger, a.Catalogue, a.Schema)
	}
}

func TestRelevantAgreesWithTag(t *testing.T) {
	tg := testTagger(t)
	for _, text := range []string{sampleArticle, "The ICC ranked the bowlers after the Test match.", ""} {
		ok, rel := tg.Relevant(Input{Text: text})
		if a := tg.Tag(Input{Text: text}); ok != a.IsICC || !reflect.DeepEqual(rel, a.Relevance) {
			t.Errorf("Relevant says %v, Tag says %v of %.40q", ok, a.IsICC, text)
		}
	}
}

func TestTextIsBounded(t *testing.T) {
	long := sampleArticle + strings.Repeat(" word", MaxText/4)
	a := testTagger(t).Tag(Input{Text: long})
	if !a.Truncated || len(a.Text) > MaxText || !a.IsICC {
		t.Errorf("truncated %v, %d bytes, is_icc %v", a.Truncated, len(a.Text), a.IsICC)
	}
}

func TestRolesFollowTheDate(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ name, published, text, want string }{
		{"2020", "2020-05-14", "The ICC's chief prosecutor opened the case, the court said.", "person:fatou-bensouda"},
		{"2024", "2024-06-15", "The ICC's chief prosecutor opened the case, the court said.", "person:karim-khan"},
		{"the year that is told", "2024-06-15", "In 2018 the ICC's chief prosecutor opened the case.", "person:fatou-bensouda"},
		{"a wrong office", "2020-06-12", "ICC president O-Gon Kwon said the ICC was independent.", "person:o-gon-kwon"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := tg.Tag(Input{Text: "The International Criminal Court sits in The Hague. " + test.text, Published: test.published})
			if len(a.RoleRefs) != 1 || !slices.Equal(a.RoleRefs[0].ResolvesTo, []string{test.want}) || a.RoleRefs[0].Why == "" {
				t.Errorf("offices are %+v, want %s", a.RoleRefs, test.want)
			}
		})
	}
}

func TestPositions(t *testing.T) {
	tg := testTagger(t)
	tests := []struct {
		text string
		want []string
	}{
		{"Germany welcomed the ICC warrant.", []string{"state:DEU supports warrant"}},
		{"Hungary rejected the ICC warrant as absurd.", []string{"state:HUN opposes warrant"}},
		{"Russia does not recognise the jurisdiction of the ICC.", []string{"state:RUS opposes jurisdiction"}},
		{"Mongolia refused to execute the ICC warrant.", []string{"state:MNG opposes cooperation"}},
		{"Hungary announced its withdrawal from the ICC.", []string{"state:HUN opposes membership"}},
		{"Armenia joined the ICC.", []string{"state:ARM supports membership"}},
		{"The ICC itself welcomed the ruling.", nil},
		{"The ICC issued a warrant against Russia's president.", nil},
		{"France condemned the threats against the ICC.", []string{"state:FRA supports court"}},
		{"Belgium, Chile and Jordan backed the ICC.", []string{"state:BEL supports court", "state:CHL supports court", "state:JOR supports court"}},
		{"The ICC warrant was condemned by Israel.", []string{"state:ISR opposes warrant"}},
		{"Spain might support the ICC.", nil},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			a := tg.Tag(Input{Text: "The International Criminal Court sits in The Hague. " + test.text, Published: "2025-11-10"})
			var got []string
			for _, p := range a.Positions {
				got = append(got, p.Actor+" "+p.Stance+" "+p.Target)
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	tg := testTagger(t)
	tests := []struct{ name, text, want string }{
		{"after", `“We will not take part in this at all,” said Joe Biden.`, "person:joe-biden: We will not take part in this at all,"},
		{"before", `Joe Biden said: "We will not take part in this at all."`, "person:joe-biden: We will not take part in this at all."},
		{"a stranger", `"We will not take part in this at all," said Orla Tanquist, a lawyer.`, "person:orla-tanquist: We will not take part in this at all,"},
		{"a pronoun", `Joe Biden said he was sad. "We will not take part in this at all," he added.`, "person:joe-biden: We will not take part in this at all,"},
		{"an aside", `Joe Biden, who met the ICC's staff, said: "We will not take part in this."`, "person:joe-biden: We will not take part in this."},
		{"nobody known", `"We will not take part in this at all," a diplomatic source said.`, "diplomatic source: We will not take part in this at all,"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := tg.Tag(Input{Text: "The International Criminal Court sits in The Hague.\n" + test.text, Published: "2024-06-10"})
			if len(a.Quotes) != 1 || a.Quotes[0].Speaker+": "+a.Quotes[0].Text != test.want {
				t.Errorf("quotes are %+v, want %q", a.Quotes, test.want)
			}
		})
	}
}

func TestExplainSaysWhy(t *testing.T) {
	var b strings.Builder
	Explain(&b, testTagger(t).Tag(Input{ID: "a1", Title: "ICC", Text: sampleArticle, Published: "2023-03-18"}))
	for _, want := range []string{"about the International Criminal Court", "person:vladimir-putin", "full name", "warrant_issued", "state:RUS opposes", "states_parties: 124"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("explanation lacks %q:\n%s", want, b.String())
		}
	}
}

func FuzzTag(f *testing.F) {
	tg := testTagger(f)
	f.Add("ICC", sampleArticle, "2024-11-22")
	f.Add("\xff", "“ICC” \u202e«»\" \x00 U.S. Khan", "yesterday")
	f.Add("", "国际刑事法院“逮捕令”", "2024")
	f.Fuzz(func(t *testing.T, title, text, published string) {
		in := Input{Title: title, Text: text, Published: published}
		a := tg.Tag(in)
		if !reflect.DeepEqual(a, tg.Tag(in)) {
			t.Error("two readings differ")
		}
		if strings.ToValidUTF8(title, "") == title && strings.ToValidUTF8(text, "") == text && len(text) < MaxText && len(title) < MaxText/16 {
			checkOffsets(t, in, a)
		}
	})
}
