package quality

import (
	"cmp"
	"os"
	"slices"
	"testing"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/enricher/tagger"
)

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

func TestDevelopmentSet(t *testing.T) {
	r := tagged(t, "dev")
	show(t, r)
	slices.SortFunc(r.Errors, func(a, b Error) int { return cmp.Compare(a.Article, b.Article) })
	for _, e := range r.Errors {
		t.Logf("%s: %s", e.Article, e.What)
	}
}

func show(t *testing.T, r *Result) {
	t.Logf("%d articles, %d negatives, fooled %v, forbidden %v", r.Articles, r.Negatives, r.FooledBy, r.Forbidden)
	for _, part := range []struct {
		name string
		c    Counts
	}{{"icc", r.ICC}, {"entities", r.Entities}, {"mentions", r.Mentions}, {"roles", r.RoleRefs}, {"events", r.Events}, {"quotes", r.Quotes}, {"positions", r.Positions}, {"situated", r.Situated}} {
		for _, key := range slices.Sorted(func(yield func(string) bool) {
			for k := range part.c {
				if !yield(k) {
					return
				}
			}
		}) {
			c := part.c[key]
			t.Logf("%-10s %-32s P %.3f R %.3f F1 %.3f  %+v", part.name, key, c.Precision(), c.Recall(), c.F1(), *c)
		}
	}
	t.Logf("speakers %+v pairs %+v", r.Speakers, r.Pairs)
	for k, c := range r.Calibration {
		t.Logf("%s %.3f %+v", k, c.Precision(), *c)
	}
}
