package contract_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

func TestEachStageReadsWhatTheOneBeforeWrites(t *testing.T) {
	for i, s := range contract.Flow {
		if i == 0 {
			if len(s.Reads) != 0 {
				t.Errorf("%s is first and reads %v", s.Name, s.Reads)
			}
			continue
		}
		before := contract.Flow[i-1]
		for _, subject := range s.Reads {
			if !slices.Contains(before.Writes, subject) {
				t.Errorf("%s reads %s, which %s does not write", s.Name, subject, before.Name)
			}
		}
	}
}

func TestEverySubjectHasOneStream(t *testing.T) {
	subjects := []string{
		contract.SubjectDiscoveredLive, contract.SubjectDiscoveredBulk, contract.SubjectParsed("fr"),
		contract.SubjectEnriched("fr", "Le Courrier"), contract.SubjectTag("state:ISR"), contract.SubjectTag("event:warrant_issued"),
		contract.SubjectDead("parser"), contract.SubjectLedger("parser"), contract.SubjectFeeds("failed"),
		contract.SubjectLater("a-1", "2"), contract.SubjectDue("parser"),
	}
	for _, s := range subjects {
		var in []string
		for _, st := range contract.Streams {
			if slices.ContainsFunc(st.Subjects, func(p string) bool { return matches(p, s) }) {
				in = append(in, st.Name)
			}
		}
		if len(in) != 1 {
			t.Errorf("%s is captured by %v", s, in)
		}
	}
}

// matches applies NATS's wildcards: * is one token, > the rest.
func matches(pattern, subject string) bool {
	p, s := strings.Split(pattern, "."), strings.Split(subject, ".")
	for i, tok := range p {
		switch {
		case tok == ">":
			return len(s) > i
		case i >= len(s) || tok != "*" && tok != s[i]:
			return false
		}
	}
	return len(p) == len(s)
}

func TestSubjects(t *testing.T) {
	tests := []struct{ got, want string }{
		{contract.SubjectEnriched("pt-BR", "The Hague Courier"), "icc.enriched.pt-BR.the-hague-courier"},
		{contract.SubjectEnriched("", ""), "icc.enriched.und.none"},
		{contract.SubjectEnriched("ar", "الجريدة"), "icc.enriched.ar.none"},
		{contract.SubjectEnriched("en", "news.example.org"), "icc.enriched.en.news-example-org"},
		{contract.SubjectTag("situation:palestine"), "icc.tags.situation.palestine"},
		{contract.SubjectTag("event:warrant_issued"), "icc.tags.event.warrant_issued"},
		{contract.SubjectParsed("a.b >*"), "icc.parsed.a-b"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

func TestVersion(t *testing.T) {
	year2500 := int64(16_725_225_600)
	v := contract.Version(year2500, contract.MaxEpoch)
	if v >= 1<<53 {
		t.Errorf("version %d is not exact in JSON", v)
	}
	if gotT, e := contract.VersionParts(v); gotT != year2500 || e != contract.MaxEpoch {
		t.Errorf("parts %d, %d", gotT, e)
	}
	if contract.Version(10, math.MaxInt64) >= contract.Version(11, 0) {
		t.Error("an epoch beyond its bound reaches into the time")
	}
}

func TestMessageID(t *testing.T) {
	if got := contract.MessageID("parser", "abc", "1", "0", ""); got != "parser/abc/1/0" {
		t.Errorf("got %s", got)
	}
}

func TestDiagramNamesEveryStage(t *testing.T) {
	d := contract.Diagram()
	for _, s := range contract.Flow {
		if !strings.Contains(d, s.Name) {
			t.Errorf("%s is missing", s.Name)
		}
	}
}
