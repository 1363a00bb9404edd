package indexer_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer"
	"github.com/iccwire/iccwire/services/indexer/index"
)

func TestArticlesBecomeSearchable(t *testing.T) {
	r := newRig(t)
	for _, id := range []string{"a1", "a2", "a3"} {
		r.put(t, article(id, 65536), id+"-1")
	}
	r.publish(t, &nats.Msg{Subject: contract.SubjectTag("state:NLD")}, contract.Tag{Schema: contract.SchemaTag, Tag: "state:NLD"}) // not for the index
	for id, e := range r.ended(t, 3) {
		if e.Status != contract.StatusIndexed || e.Reason != "new" || e.Version != 65536 || e.Title == "" || e.URL == "" {
			t.Errorf("%s ended as %+v", id, e)
		}
	}
	res, err := r.index.Search(t.Context(), index.Query{Q: "minister"})
	if err != nil || res.Total != 3 {
		t.Errorf("found %d, %v", res.Total, err)
	}
	if _, err := r.js.Publish(t.Context(), contract.SubjectEnriched("en", "x"), []byte("{}")); err != nil {
		t.Fatal(err)
	}
	r.read(t, contract.StreamDead, "icc.dead.>", 1)
	if s, err := r.js.Stream(t.Context(), contract.StreamDead); err != nil || s.CachedInfo().State.Msgs != 1 {
		t.Errorf("the tag was taken for an article: %v", err)
	}
}

func TestVersionsAndTriggers(t *testing.T) {
	r := newRig(t)
	steps := []struct {
		trigger, revision, text string
		version                 int64
		status                  contract.Status
		reason                  string
	}{
		{"first", "r1", "first text", 10 << 16, contract.StatusIndexed, "new"},
		{"same version of another trigger", "r1", "first text", 10 << 16, contract.StatusUnchanged, "same-version"},
		{"correction", "r2", "second text", 20 << 16, contract.StatusIndexed, "new-revision"},
		{"older", "r1", "first text", 15 << 16, contract.StatusUnchanged, "older-version"},
		{"new tagger", "r2", "second text", 20<<16 + 1, contract.StatusIndexed, "new-tags"},
	}
	for i, s := range steps {
		a := article("a1", s.version)
		a.Revision, a.Text = s.revision, s.text
		r.put(t, a, s.trigger)
		e := r.ended(t, i+1)[s.trigger]
		if e.Status != s.status || e.Reason != s.reason {
			t.Errorf("%s ended as %s %s, want %s %s", s.trigger, e.Status, e.Reason, s.status, s.reason)
		}
	}
	a, err := r.index.Get(t.Context(), "a1")
	if err != nil || a.Text != "second text" || a.Version != 20<<16+1 {
		t.Errorf("the index holds %+v, %v", a, err)
	}
	if err := r.index.Delete(t.Context(), []string{"a1"}); err != nil {
		t.Fatal(err)
	}
	r.put(t, article("a1", 30<<16), "after its erasure")
	if e := r.ended(t, len(steps)+1)["after its erasure"]; e.Status != contract.StatusSkipped || e.Reason != "erased" {
		t.Errorf("an erased article ended as %+v", e)
	}
}

func TestRedeliveryEndsAsIndexed(t *testing.T) {
	r := newRig(t)
	r.put(t, article("a1", 65536), "a1-1")
	r.ended(t, 1)
	r.stop()
	if err := r.js.DeleteConsumer(t.Context(), contract.StreamEnriched, contract.StageIndexer); err != nil {
		t.Fatal(err)
	}
	if err := r.js.DeleteStream(t.Context(), contract.StreamLedger); err != nil { // its word did not come through
		t.Fatal(err)
	}
	r.deliverOnce(t)
	r.start(t)
	until(t, "the ledger's stream is back", func() bool {
		_, err := r.js.Stream(t.Context(), contract.StreamLedger)
		return err == nil
	})
	if e := r.ended(t, 1)["a1-1"]; e.Status != contract.StatusIndexed {
		t.Errorf("ended as %+v", e)
	}
}

// deliverOnce takes a message as an indexer does that dies with it in hand.
func (r *rig) deliverOnce(t *testing.T) {
	t.Helper()
	cons, err := r.js.CreateConsumer(t.Context(), contract.StreamEnriched, jetstream.ConsumerConfig{
		Durable: contract.StageIndexer, FilterSubject: "icc.enriched.>", AckPolicy: jetstream.AckExplicitPolicy,
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := cons.Next(jetstream.FetchMaxWait(15 * time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Nak(); err != nil {
		t.Fatal(err)
	}
}

func TestLedgerIsProjected(t *testing.T) {
	r := newRig(t)
	for _, id := range []string{"a1", "a2", "a3"} {
		r.entry(t, id+"-1", id, contract.StatusDiscovered)
	}
	r.entry(t, "a2-1", "a2", contract.StatusSkipped)
	until(t, "one has ended", func() bool { return r.balance(t).Skipped == 1 })
	r.entry(t, "a2-1", "a2", contract.StatusDead) // the first terminal status stands
	r.put(t, article("a1", 65536), "a1-1")
	until(t, "two of three have ended", func() bool { return r.balance(t).Indexed == 1 })
	if b := r.balance(t); b.Discovered != 3 || b.InFlight != 1 || b.Dead != 0 || !b.Holds() {
		t.Errorf("balance %+v", b)
	}
	trace, err := r.store.Trace("https://courier.example/a1")
	if err != nil || len(trace.Ways) != 1 || trace.Ways[0].Status != contract.StatusIndexed || len(trace.Ways[0].Steps) != 2 {
		t.Errorf("trace %+v, %v", trace, err)
	}
}

func TestForeignMessagesAreBuriedAndTheRestGoesOn(t *testing.T) {
	r := newRig(t)
	long := strings.Repeat("t", 10_000)
	bad := map[string][]string{
		contract.SubjectEnriched("en", "x"): {"not json", `{"schema":"iccwire.article/9","id":"x"}`, `{"schema":"iccwire.article/1"}`, ""},
		contract.SubjectLedger("x"):         {"not json", `{"schema":"iccwire.ledger/9","trigger":"x","status":"dead"}`, `{"schema":"iccwire.ledger/1"}`, `{"schema":"iccwire.ledger/1","trigger":"` + long + `","status":"dead"}`},
	}
	for subject, bodies := range bad {
		for _, body := range bodies {
			if _, err := r.js.Publish(t.Context(), subject, []byte(body)); err != nil {
				t.Fatal(err)
			}
		}
	}
	r.entry(t, "a1-1", "a1", contract.StatusDiscovered)
	r.put(t, article("a1", 65536), "a1-1")
	want := map[string][]string{
		contract.StageIndexer: {"bad-json", "bad-json", "not-indexable", "unknown-version"},
		"ledger":              {"bad-json", "incomplete", "incomplete", "unknown-version"},
	}
	for stage, reasons := range want {
		var got []string
		for _, m := range r.read(t, contract.StreamDead, contract.SubjectDead(stage), len(reasons)) {
			var d contract.DeadLetter
			if err := json.Unmarshal(m.Data(), &d); err != nil {
				t.Fatal(err)
			}
			got = append(got, d.Reason)
		}
		slices.Sort(got)
		if !slices.Equal(got, reasons) {
			t.Errorf("%s: %v, want %v", stage, got, reasons)
		}
	}
	until(t, "the good article's trigger ended", func() bool { return r.balance(t).Indexed == 1 })
	if b := r.balance(t); b.Discovered != 1 || !b.Holds() {
		t.Errorf("balance %+v", b)
	}
}

func TestStopAndStartKeepEverything(t *testing.T) {
	r := newRig(t)
	r.entry(t, "a1-1", "a1", contract.StatusDiscovered)
	r.put(t, article("a1", 65536), "a1-1")
	until(t, "the first trigger ended", func() bool { return r.balance(t).Indexed == 1 })
	r.stop()
	r.entry(t, "a2-1", "a2", contract.StatusDiscovered)
	r.put(t, article("a2", 65536), "a2-1") // while nobody reads
	r.start(t)
	until(t, "both triggers ended", func() bool { return r.balance(t).Indexed == 2 })
	if b := r.balance(t); b.Discovered != 2 || !b.Holds() {
		t.Errorf("balance %+v", b)
	}
	if n, err := r.index.Count(t.Context()); err != nil || n != 2 {
		t.Errorf("%d articles, %v", n, err)
	}
}

func TestConfigNamesWhatIsWrong(t *testing.T) {
	tests := []struct {
		cfg  indexer.Config
		flag string
	}{
		{indexer.Config{}, "--data"},
		{indexer.Config{Data: "x", Concurrency: -1}, "--writers"},
	}
	for _, tt := range tests {
		if err := indexer.Run(t.Context(), indexer.Options{Config: tt.cfg}); err == nil || !strings.Contains(err.Error(), tt.flag) {
			t.Errorf("%+v: %v", tt.cfg, err)
		}
	}
}
