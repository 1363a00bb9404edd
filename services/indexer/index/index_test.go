package index

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/internal/sample"
)

// shared is the index of the tests that only read.
var shared *Index

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "iccwire-index")
	if err != nil {
		panic(err)
	}
	if shared, err = Open(dir, nil); err != nil {
		panic(err)
	}
	if _, err := shared.Upsert(context.Background(), sample.Articles()); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m,
		goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"), // as long as the process
		goleak.Cleanup(func(code int) {
			_ = shared.Close()
			_ = os.RemoveAll(dir)
			os.Exit(code)
		}),
		goleak.IgnoreCurrent(), // the shared index
	)
}

func open(t testing.TB, dir string) *Index {
	t.Helper()
	x, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

func upsert(t testing.TB, x *Index, docs ...contract.Article) []Outcome {
	t.Helper()
	out, err := x.Upsert(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// world is an index with the hand-written articles, for reading.
func world(testing.TB) *Index { return shared }

// ownWorld is a world that a test may change.
func ownWorld(t testing.TB) *Index {
	t.Helper()
	x := open(t, t.TempDir())
	upsert(t, x, sample.Articles()...)
	return x
}

func ids(r Result) []string {
	list := []string{}
	for _, h := range r.Items {
		list = append(list, h.Article.ID)
	}
	return list
}

func find(t testing.TB, x *Index, q Query) Result {
	t.Helper()
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%q: %v", q.Q, err)
	}
	return r
}

func TestSearchFinds(t *testing.T) {
	x := world(t)
	for _, c := range []struct {
		name, q string
		want    []string
	}{
		{"words are all asked for", "shelling warrant", []string{"a-warrant", "a-warrant-copy"}},
		{"stop words do not matter", "the shelling of the port", []string{"a-warrant", "a-warrant-copy"}},
		{"endings are taken off", "sanction imposing", []string{"a-sanctions"}},
		{"phrase", `"arrest warrant for Oskar"`, []string{"a-warrant", "a-warrant-copy"}},
		{"phrase in other order", `"warrant arrest"`, []string{}},
		{"minus", "Veldavia -shelling lang:en", []string{"a-investigation", "a-referral"}},
		{"minus phrase", `lang:en -"arrest warrant" -sanctions`, []string{"a-investigation", "a-referral"}},
		{"minus filter", "lang:en -source:\"Harbour Gazette\"", []string{"a-referral", "a-warrant"}},
		{"french", "mandat d'arrêt", []string{"a-french"}},
		{"french without accents", "mandat d arret", []string{"a-french"}},
		{"spanish", "ordenes de detencion", []string{"a-spanish"}},
		{"arabic with other article", "محكمة", []string{"a-arabic"}},
		{"russian in another case", "ордера арестом", []string{"a-russian"}},
		{"chinese", "国际刑事法院", []string{"a-chinese"}},
		{"swahili by its beginning", "kukamat*", []string{"a-swahili"}},
		{"label in english finds french", "Testova lang:fr", []string{"a-french"}},
		{"label of arabic", "Oskar Beispiel lang:ar", []string{"a-arabic"}},
		{"person", "person:jean-quelconque", []string{"a-sanctions", "a-warrant", "a-warrant-copy"}},
		{"person by last name", "person:Quelconque", []string{"a-sanctions", "a-warrant", "a-warrant-copy"}},
		{"state in small letters", "state:xno event:referral", []string{"a-referral", "a-warrant", "a-warrant-copy"}},
		{"event with hyphen", "event:sanctions-imposed", []string{"a-sanctions"}},
		{"two languages", "lang:fr,ar", []string{"a-arabic", "a-french"}},
		{"dates", "from:2026-10-06 to:2026-10", []string{"a-chinese", "a-swahili"}},
		{"year", "to:2026-08", []string{"a-referral"}},
		{"story", "story:s-warrant", []string{"a-warrant", "a-warrant-copy"}},
		{"type", "type:copy", []string{"a-warrant-copy"}},
		{"title", "title:shelling -type:copy", []string{"a-warrant"}},
		{"beginning", "quelcon* -type:copy", []string{"a-sanctions", "a-warrant"}},
		{"speaker", "speaker:person:jean-quelconque", []string{"a-sanctions"}},
		{"address", "https://harbour-gazette.example/a-sanctions", []string{"a-sanctions"}},
		{"nothing", "zebra", []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := find(t, x, Query{Q: c.q})
			got := ids(r)
			slices.Sort(got)
			if !slices.Equal(got, c.want) || int(r.Total) != len(c.want) {
				t.Errorf("%s: got %v (total %d), want %v", c.q, got, r.Total, c.want)
			}
		})
	}
}

func TestSnippetMarksTheWords(t *testing.T) {
	x := world(t)
	r := find(t, x, Query{Q: "parliament debate -type:copy"})
	if len(r.Items) != 1 {
		t.Fatalf("got %v", ids(r))
	}
	var hits []string
	for _, s := range r.Items[0].Snippet {
		if s.Hit {
			hits = append(hits, s.Text)
		}
	}
	if strings.Join(hits, " ") != "parliament debate" {
		t.Errorf("marked %v", hits)
	}
}

func TestNewestFirstAndPaging(t *testing.T) {
	x := open(t, t.TempDir())
	docs := sample.Many(57)
	upsert(t, x, docs...)
	for _, order := range []Sort{ByNewest, ByRelevance} {
		var all []string
		q := Query{Q: "lang:en,fr,es,ar,ru,sw,zh", Sort: order, Limit: 10}
		for {
			r := find(t, x, q)
			if r.Total != 57 {
				t.Fatalf("total %d on a later page", r.Total)
			}
			all = append(all, ids(r)...)
			if q.Cursor = r.Next; q.Cursor == "" {
				break
			}
		}
		slices.Sort(all)
		if len(all) != 57 || len(slices.Compact(all)) != 57 {
			t.Errorf("%s: paged through %d articles", order, len(all))
		}
	}
}

func TestVersions(t *testing.T) {
	x := open(t, t.TempDir())
	a := sample.Articles()[0]
	later, earlier := a, a
	later.Version, later.Revision, later.Title = a.Version+1, "r2", "changed"
	earlier.Version = a.Version - 1
	steps := []struct {
		doc  contract.Article
		want Effect
	}{{a, Indexed}, {a, Same}, {earlier, Older}, {later, Indexed}, {a, Older}, {later, Same}}
	for i, s := range steps {
		if got := upsert(t, x, s.doc)[0]; got.Effect != s.want || got.New != (i == 0) {
			t.Errorf("step %d: %+v, want %s", i, got, s.want)
		}
	}
	got, err := x.Get(context.Background(), a.ID)
	if err != nil || got.Title != "changed" {
		t.Errorf("holds %+v, %v", got, err)
	}
}

func TestHighestVersionWinsInAnyOrder(t *testing.T) {
	x := open(t, t.TempDir())
	base := sample.Articles()[0]
	for round := range 20 {
		r := rand.New(rand.NewPCG(1, uint64(round)))
		base.ID = "order-" + string(rune('a'+round))
		var docs []contract.Article
		for _, v := range r.Perm(12) {
			d := base
			d.Version, d.Revision = int64(v), string(rune('A'+v))
			docs = append(docs, d, d)
		}
		cut := r.IntN(len(docs))
		upsert(t, x, docs[:cut]...)
		upsert(t, x, docs[cut:]...)
		got, err := x.Get(context.Background(), base.ID)
		if err != nil || got.Version != 11 {
			t.Fatalf("round %d holds version %d, %v", round, got.Version, err)
		}
	}
	if n, err := x.Count(context.Background()); err != nil || n != 20 {
		t.Errorf("count %d, %v", n, err)
	}
}

func TestErasedStaysErased(t *testing.T) {
	x := ownWorld(t)
	ctx := context.Background()
	if err := x.Delete(ctx, []string{"a-warrant", "never-seen"}); err != nil {
		t.Fatal(err)
	}
	later := sample.Articles()[8]
	later.Version += 1 << 30
	if got := upsert(t, x, later)[0]; got.Effect != Erased {
		t.Errorf("came back: %+v", got)
	}
	if _, err := x.Get(ctx, "a-warrant"); !errors.Is(err, ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	if n, _ := x.Count(ctx); n != 10 {
		t.Errorf("count %d", n)
	}
	if got := ids(find(t, x, Query{Q: "-zebra"})); len(got) != 10 {
		t.Errorf("found %v", got)
	}
}

func TestInvalidArticles(t *testing.T) {
	x := open(t, t.TempDir())
	good := sample.Articles()[0]
	huge := good
	huge.ID, huge.Text = "huge", strings.Repeat("x", contract.MaxText+1)
	out := upsert(t, x, contract.Article{}, huge, good)
	for i, want := range []Effect{Invalid, Invalid, Indexed} {
		if out[i].Effect != want {
			t.Errorf("%d: %+v", i, out[i])
		}
	}
	if out[1].Reason == "" {
		t.Error("no reason given")
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	if _, err := Open(dir, nil); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v", err)
	}
}

func TestReopenKeepsEverything(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	upsert(t, x, sample.Articles()...)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x = open(t, dir)
	if out := upsert(t, x, sample.Articles()...); out[0].Effect != Same {
		t.Errorf("after reopening: %+v", out[0])
	}
	if got := find(t, x, Query{Q: "shelling"}); got.Total != 2 {
		t.Errorf("found %d", got.Total)
	}
}

func TestRebuildAfterMappingChange(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	upsert(t, x, sample.Articles()...)
	if err := x.Delete(context.Background(), []string{"a-french"}); err != nil {
		t.Fatal(err)
	}
	if err := x.bleve.SetInternal([]byte("mapping_version"), []byte("0")); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x = open(t, dir)
	if n, _ := x.Count(context.Background()); n != 10 {
		t.Errorf("count %d after the rebuild", n)
	}
	french := sample.Articles()[2]
	if out := upsert(t, x, french); out[0].Effect != Erased {
		t.Errorf("the mark of an erased article was lost: %+v", out[0])
	}
}

func TestFacets(t *testing.T) {
	x := world(t)
	r := find(t, x, Query{Q: "event:warrant_issued", Facets: true})
	count := func(facet, value string) int {
		for _, f := range r.Facets[facet] {
			if f.Value == value {
				return f.Count
			}
		}
		return 0
	}
	for _, c := range []struct {
		facet, value string
		want         int
	}{
		{"langs", "en", 2}, {"langs", "zh", 1}, {"persons", "person:oskar-beispiel", 7}, {"states", "state:XOS", 4},
		{"organs", "organ:pre-trial-iv", 2}, {"events", "referral", 2}, {"situations", "situation:veldavia", 5},
		{"sources", "Harbour Gazette", 1}, {"months", "2026-10", 8},
	} {
		if got := count(c.facet, c.value); got != c.want {
			t.Errorf("%s %s: %d, want %d", c.facet, c.value, got, c.want)
		}
	}
}
