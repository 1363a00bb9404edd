package enricher_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/service"
	"github.com/iccwire/iccwire/services/enricher"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const aboutTheCourt = `Judges of the International Criminal Court (ICC) in The Hague issued arrest warrants on Thursday for Israeli Prime Minister Benjamin Netanyahu and former Defence Minister Yoav Gallant. The prosecutor, Karim Khan, had asked for them in May. The court said there were reasonable grounds to believe that both were responsible for war crimes and crimes against humanity in Gaza.`

const aboutCricket = `The ICC announced the schedule of the Cricket World Cup on Monday. Twelve teams will play one-day internationals; the captain of Scotland spoke of a fine draw for his batsmen and bowlers.`

// stage runs an enricher on a broker of its own.
func stage(t *testing.T) jetstream.JetStream {
	t.Helper()
	js, _ := stageWith(t, enricher.Config{})
	return js
}

func stageWith(t *testing.T, cfg enricher.Config) (jetstream.JetStream, *prometheus.Registry) {
	t.Helper()
	js, reg := natstest.Start(t), prometheus.NewRegistry()
	join(t, js, cfg, reg)
	return js, reg
}

// join runs an enricher on a broker.
func join(t *testing.T, js jetstream.JetStream, cfg enricher.Config, reg *prometheus.Registry) {
	t.Helper()
	d, closeDeps, err := service.NewDeps(js.Conn(), slog.New(slog.DiscardHandler), reg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- enricher.Run(ctx, enricher.Options{Config: cfg, Deps: d}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		closeDeps()
	})
}

// put publishes a parsed article as the parser does.
func put(t *testing.T, js jetstream.JetStream, id, text string, at int64, trigger string) {
	t.Helper()
	p := contract.Parsed{
		Schema: contract.SchemaParsed, Trigger: trigger, ID: id, Revision: fmt.Sprintf("r-%d", len(text)), T: at, Digest: "test", Cause: contract.CauseLive,
		URL: "https://courier.example/" + id, Source: "The Courier", Kind: "article", Title: "News of the day", Text: text, Published: "2024-11-21T12:00:00Z", Lang: "en",
	}
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	m := &nats.Msg{Subject: contract.SubjectParsed("en"), Data: data, Header: nats.Header{contract.HeaderTrigger: {trigger}, contract.HeaderArticle: {id}}}
	if _, err := js.PublishMsg(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func ledger(t *testing.T, js jetstream.JetStream, n int) map[string]contract.LedgerEntry {
	t.Helper()
	out := map[string]contract.LedgerEntry{}
	for _, m := range natstest.Read(t, js, contract.StreamLedger, "icc.ledger.enricher", n) {
		var e contract.LedgerEntry
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			t.Fatal(err)
		}
		out[e.Trigger] = e
	}
	return out
}

func TestArticleAndTagsComeOut(t *testing.T) {
	js := stage(t)
	put(t, js, "a1", aboutTheCourt, 1000, "a1-1")
	var a contract.Article
	if err := json.Unmarshal(natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.en.the-courier", 1)[0].Data(), &a); err != nil {
		t.Fatal(err)
	}
	if !a.IsICC || a.ID != "a1" || a.Version>>16 != 1000 || a.Story == nil || a.Story.ID != "a1" || a.Text != aboutTheCourt {
		t.Errorf("article %+v", a)
	}
	var tag contract.Tag
	if err := json.Unmarshal(natstest.Read(t, js, contract.StreamEnriched, "icc.tags.person.benjamin-netanyahu", 1)[0].Data(), &tag); err != nil {
		t.Fatal(err)
	}
	if tag.Op != contract.OpAdd || tag.Article != "a1" || tag.Version != a.Version {
		t.Errorf("tag %+v", tag)
	}
}

func TestEndings(t *testing.T) {
	js := stage(t)
	put(t, js, "cricket", aboutCricket, 1000, "cricket-1")
	put(t, js, "a1", aboutTheCourt, 1000, "a1-1")
	natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", 1)
	waitForRecord(t, js, "a1")
	put(t, js, "a1", aboutTheCourt, 1010, "a1-2") // nothing new
	put(t, js, "a1", aboutTheCourt[:200], 900, "a1-3")
	got := ledger(t, js, 3)
	want := map[string]contract.Status{"cricket-1": contract.StatusIrrelevant, "a1-2": contract.StatusUnchanged, "a1-3": contract.StatusUnchanged}
	for trigger, status := range want {
		if got[trigger].Status != status {
			t.Errorf("%s ended as %+v, want %s", trigger, got[trigger], status)
		}
	}
}

func TestCorrectionTakesBackTags(t *testing.T) {
	js := stage(t)
	put(t, js, "a1", aboutTheCourt, 1000, "a1-1")
	natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", 1)
	waitForRecord(t, js, "a1")
	put(t, js, "a1", strings.ReplaceAll(aboutTheCourt, "Israeli Prime Minister Benjamin Netanyahu and former", "former Israeli"), 1010, "a1-2")
	var ops []string
	for _, m := range natstest.Read(t, js, contract.StreamEnriched, "icc.tags.person.benjamin-netanyahu", 2) {
		var tag contract.Tag
		if err := json.Unmarshal(m.Data(), &tag); err != nil {
			t.Fatal(err)
		}
		ops = append(ops, tag.Op)
	}
	if !slices.Equal(ops, []string{contract.OpAdd, contract.OpRemove}) {
		t.Errorf("operations %v", ops)
	}
}

func TestCopiesShareAStory(t *testing.T) {
	js := stage(t)
	put(t, js, "a1", aboutTheCourt, 1000, "a1-1")
	natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", 1)
	put(t, js, "b1", "THE HAGUE, Thursday. "+aboutTheCourt, 1001, "b1-1")
	var a contract.Article
	if err := json.Unmarshal(natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", 2)[1].Data(), &a); err != nil {
		t.Fatal(err)
	}
	if a.Story == nil || a.Story.ID != "a1" || !a.Story.Copy {
		t.Errorf("story %+v", a.Story)
	}
}

// Copies that reach two enrichers at the same moment are of one story all the same.
func TestCopiesShareAStoryAcrossEnrichers(t *testing.T) {
	const groups, copies = 20, 4
	js, _ := stageWith(t, enricher.Config{Concurrency: 2})
	join(t, js, enricher.Config{Concurrency: 2}, prometheus.NewRegistry())
	for g := range groups {
		own := ""
		for w := range 300 {
			own += fmt.Sprintf(" witness%d", g*1000+w)
		}
		for c := range copies {
			put(t, js, fmt.Sprintf("g%02d-%d", g, c), fmt.Sprintf("Agency %d. ", c)+aboutTheCourt+own, 1000, fmt.Sprintf("g%02d-%d-1", g, c))
		}
	}
	stories := map[string]string{} // of each group
	for _, m := range natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", groups*copies) {
		var a contract.Article
		if err := json.Unmarshal(m.Data(), &a); err != nil {
			t.Fatal(err)
		}
		if was := stories[a.ID[:3]]; was != "" && was != a.Story.ID {
			t.Errorf("%s is of story %s, a copy of it of %s", a.ID, a.Story.ID, was)
		}
		stories[a.ID[:3]] = a.Story.ID
	}
}

func TestForeignMessagesAreBuriedAndTheRestGoesOn(t *testing.T) {
	js := stage(t)
	for _, body := range []string{"not json", `{"schema":"iccwire.parsed/9","id":"x","revision":"r"}`, `{"schema":"iccwire.parsed/1"}`} {
		if _, err := js.Publish(t.Context(), contract.SubjectParsed("en"), []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, js, "a1", aboutTheCourt, 1000, "a1-1")
	natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", 1)
	var reasons []string
	for _, m := range natstest.Read(t, js, contract.StreamDead, "icc.dead.enricher", 3) {
		var d contract.DeadLetter
		if err := json.Unmarshal(m.Data(), &d); err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, d.Reason)
	}
	slices.Sort(reasons)
	if !slices.Equal(reasons, []string{"bad-json", "incomplete", "unknown-version"}) {
		t.Errorf("reasons %v", reasons)
	}
}

// waitForRecord waits until the enricher remembers the article.
func waitForRecord(t *testing.T, js jetstream.JetStream, id string) {
	t.Helper()
	kv, err := js.KeyValue(t.Context(), contract.BucketArticles)
	if err != nil {
		t.Fatal(err)
	}
	w, err := kv.Watch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Stop()
	for e := range w.Updates() {
		if e != nil {
			return
		}
	}
}

// An operator's folder may change while the service runs; a broken one changes nothing.
func TestChangedCatalogueIsTakenOverAndABrokenOneIsNot(t *testing.T) {
	folder := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(folder, "ours.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# nothing of ours yet\n")
	js, reg := stageWith(t, enricher.Config{Catalogue: folder})
	put(t, js, "a0", aboutTheCourt, 1000, "a0-1")
	natstest.Read(t, js, contract.StreamEnriched, "icc.enriched.>", 1) // it runs, with the folder as it was
	write("as_of: 2026-11-01\nentities: [{id: org:lantern-watch, label: Lantern Watch, sources: [ours]}]\nsources: {ours: {title: Register, publisher: Us}}\n")
	waitForReload(t, reg, "taken")
	write("entities: 7\n")
	waitForReload(t, reg, "refused")
	put(t, js, "a1", aboutTheCourt+" Lantern Watch, a group, welcomed the warrants of the ICC.", 1000, "a1-1")
	natstest.Read(t, js, contract.StreamEnriched, "icc.tags.org.lantern-watch", 1)
}

func TestCorrectionsByHandAreApplied(t *testing.T) {
	file := filepath.Join(t.TempDir(), "overrides.yaml")
	rules := "overrides:\n  - {article: a1, not: [\"org:icc\"], note: a rehearsal}\n  - {source: The Courier, is: [\"person:fatou-bensouda\"]}\n"
	if err := os.WriteFile(file, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	js, _ := stageWith(t, enricher.Config{Overrides: file})
	put(t, js, "a1", aboutTheCourt, 1000, "a1-1")
	put(t, js, "a2", aboutTheCourt, 1000, "a2-1")
	if end := ledger(t, js, 1)["a1-1"]; end.Status != contract.StatusIrrelevant {
		t.Errorf("a1 ended as %+v, want irrelevant", end)
	}
	natstest.Read(t, js, contract.StreamEnriched, "icc.tags.person.fatou-bensouda", 1)
}

func TestBrokenCorrectionsStopTheStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "overrides.yaml")
	if err := os.WriteFile(file, []byte("overrides:\n  - {article: a1}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	js := natstest.Start(t)
	d, closeDeps, err := service.NewDeps(js.Conn(), slog.New(slog.DiscardHandler), prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	defer closeDeps()
	if err := enricher.Run(t.Context(), enricher.Options{Config: enricher.Config{Overrides: file}, Deps: d}); err == nil || !strings.Contains(err.Error(), "overrides.yaml:2: ") {
		t.Errorf("%v", err)
	}
}

func waitForReload(t *testing.T, reg *prometheus.Registry, result string) {
	t.Helper()
	for t.Context().Err() == nil {
		families, err := reg.Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range families {
			for _, m := range f.GetMetric() {
				if f.GetName() == "iccwire_enricher_catalogue_reloads_total" && m.GetLabel()[0].GetValue() == result && m.GetCounter().GetValue() > 0 {
					return
				}
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
}
