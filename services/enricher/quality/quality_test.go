package quality

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger"
)

var update = flag.Bool("update", false, "write the tables of docs/quality.md anew")

// tagged scores the tagger on a part of the labelled set.
func tagged(t *testing.T, part string) *Result {
	t.Helper()
	gold, err := Load(os.DirFS("../testdata/gold"), part)
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Default()
	if err != nil {
		t.Fatal(err)
	}
	tg, err := tagger.New(c)
	if err != nil {
		t.Fatal(err)
	}
	said := make([]contract.Article, len(gold))
	for i, g := range gold {
		said[i] = tg.Tag(tagger.Input{ID: g.Name, Title: g.Title, Text: g.Text, Published: g.Published, Lang: g.Lang})
	}
	return Score(gold, said)
}

// floors are what a change may not fall below; they are raised when the tagger gets better.
type floors struct {
	icc, entities, mentions, events, positions, situated, roleRefs, quotes, speakers, certain, samePrecision, sameRecall, dates float64
	fooled, forbidden                                                                                                           int
}

func (f floors) check(t *testing.T, r *Result) {
	t.Helper()
	for _, x := range []struct {
		what       string
		got, floor float64
	}{
		{"about the Court, F1", r.ICC.at("").F1(), f.icc}, {"entities, F1", r.Entities.at("").F1(), f.entities},
		{"mentions, recall", r.Mentions.at("").Recall(), f.mentions}, {"events, F1", r.Events.at("").F1(), f.events},
		{"positions, F1", r.Positions.at("").F1(), f.positions}, {"positions with situation, F1", r.Situated.at("").F1(), f.situated},
		{"offices, recall", r.RoleRefs.at("").Recall(), f.roleRefs}, {"quotes, recall", r.Quotes.at("").Recall(), f.quotes},
		{"speakers", r.Speakers.Precision(), f.speakers}, {"certain", r.Calibration[contract.Certain].Precision(), f.certain},
		{"one act, one id, precision", r.Pairs.Precision(), f.samePrecision}, {"one act, one id, recall", r.Pairs.Recall(), f.sameRecall},
		{"dates of events", r.Dates.at("").Precision(), f.dates},
	} {
		if x.got < x.floor {
			t.Errorf("%s: %.3f, was at least %.3f", x.what, x.got, x.floor)
		}
	}
	if len(r.FooledBy) > f.fooled || len(r.Forbidden) > f.forbidden {
		t.Errorf("fooled by %v, tempted by %v", r.FooledBy, r.Forbidden)
	}
}

func TestDevelopmentSet(t *testing.T) {
	r := tagged(t, "dev")
	floors{
		icc: .99, entities: .93, mentions: .89, events: .89, positions: .61, situated: .58, roleRefs: .42, quotes: .98, speakers: .89, certain: .97,
		samePrecision: .95, sameRecall: .65, dates: .80,
		fooled: 1, forbidden: 12,
	}.check(t, r)
	t.Log(Markdown(Part{"dev", r}))
	for _, e := range r.Errors {
		t.Logf("%s: %s", e.Article, e.What)
	}
}

// The tables in docs/quality.md are between these lines.
const (
	begin = "<!-- tagger: go test ./services/enricher/quality -update -->\n"
	end   = "<!-- end of tagger -->\n"
	page  = "../../../docs/quality.md"
)

func TestPublishedFigures(t *testing.T) {
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	have, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s lacks the lines around the tables", page)
	}
	want := Markdown(Part{"dev", tagged(t, "dev")})
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if have != want {
		t.Error("docs/quality.md does not say how right the tagger is now: run go test ./services/enricher/quality -update")
	}
}
