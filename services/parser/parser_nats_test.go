package parser_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/parser"
)

const title = "Judges open the trial of a former minister"

// body is an article's text, in paragraphs.
var body = []string{
	"Judges of the International Criminal Court opened the trial of a former minister on Monday, four years after he was handed over to the court in The Hague.",
	"The prosecution told the chamber that it would call sixty witnesses, among them people who had lost their homes in the attacks that the charges describe.",
	"The defence said that its client had never given the orders of which he is accused, and asked the judges to exclude the testimony of two former officers.",
	"The presiding judge adjourned the hearing until Wednesday, when the first witness is expected to speak from behind a screen that hides her face.",
}

// article makes a page around the body.
func article(title, head string) string {
	headline := ""
	if title != "" {
		head += "<title>" + title + " | Courier</title>"
		headline = "<h1>" + title + "</h1>"
	}
	return `<!DOCTYPE html><html lang="en"><head>` + head + `</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<main><article>` + headline + `<p>` + strings.Join(body, "</p>\n<p>") + `</p></article></main>
<footer><a href="/about">About us</a> <a href="/privacy">Privacy</a></footer></body></html>`
}

func canonical(address string) string { return `<link rel="canonical" href="` + address + `">` }

func TestArticleIsParsed(t *testing.T) {
	r := newRig(t)
	r.html("courier.example/2026/trial", article(title, canonical("http://courier.example/2026/trial")+
		`<meta property="og:site_name" content="The Courier"><meta name="author" content="Ada Quill">
		<meta property="article:published_time" content="2026-03-01T08:30:00Z"><meta property="article:modified_time" content="2026-03-01T09:00:00Z">
		<meta property="og:image" content="/court.jpg">`))
	d := item("http://courier.example/2026/trial")
	d.Title, d.Summary, d.FeedLang, d.Country, d.Focus = title, "The trial opens.", "en", "NL", "icc"
	d.Published = "2026-02-01T00:00:00Z"
	msg, err := r.stream(t, contract.StreamDiscovered).GetMsg(t.Context(), r.put(t, d))
	if err != nil {
		t.Fatal(err)
	}
	r.start(t, time.Millisecond)
	p, h := r.parsed(t)
	if p.Revision == "" || p.Digest == "" || p.Archive == "" || len(p.Blocks) != len(body) {
		t.Errorf("revision %q, digest %q, archive %q, %d blocks", p.Revision, p.Digest, p.Archive, len(p.Blocks))
	}
	if p.Text != strings.Join(body, "\n\n") {
		t.Errorf("text %q", p.Text)
	}
	p.Revision, p.Digest, p.Archive, p.Blocks, p.Text = "", "", "", nil, ""
	want := contract.Parsed{
		Schema: contract.SchemaParsed, Trigger: d.Trigger, ID: d.ID, T: msg.Time.Unix(), Cause: contract.CauseLive,
		URL: d.URL, CanonicalURL: d.URL, Source: "Courier", Outlet: "The Courier", Feed: d.Feed, Focus: "icc", Country: "NL", Kind: "article",
		Title: title, Authors: []string{"Ada Quill"}, Published: "2026-03-01T08:30:00Z", PublishedBy: "meta", Modified: "2026-03-01T09:00:00Z",
		FirstSeen: d.FirstSeen, Lang: "en", Summary: d.Summary, Image: "http://courier.example/court.jpg",
	}
	if got, want := show(p), show(want); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	checkHeaders(t, h, d, msg.Time)
}

func show(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func checkHeaders(t *testing.T, h nats.Header, d contract.Discovered, at time.Time) {
	t.Helper()
	id := fmt.Sprintf("parser/%s/%d/0", d.ID, at.Unix())
	want := map[string]string{
		contract.HeaderTrigger: d.Trigger, contract.HeaderArticle: d.ID, contract.HeaderURL: d.URL, contract.HeaderFeed: d.Feed,
		contract.HeaderOutlet: d.Source, contract.HeaderCause: "live", contract.HeaderTraceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
		contract.HeaderID: id, contract.HeaderMsgID: id, contract.HeaderType: "iccwire.parsed", contract.HeaderSource: "iccwire/parser",
		contract.HeaderSpecVersion: contract.SpecVersion,
	}
	for k, v := range want {
		if got := h.Get(k); got != v {
			t.Errorf("%s is %q, want %q", k, got, v)
		}
	}
	if steps := h.Get(contract.HeaderSteps); !strings.HasPrefix(steps, "fetcher=2026-03-02T10:00:00Z,parser=") {
		t.Errorf("steps %q", steps)
	}
}

func TestWhatThePageDoesNotSayComesFromTheFeed(t *testing.T) {
	r := newRig(t)
	r.html("courier.example/plain", article("", ""))
	r.start(t, time.Millisecond)
	d := item("http://courier.example/plain")
	d.Title, d.Authors, d.Published = "A title that only the feed gives", []string{"Ada Quill"}, "2026-03-01T08:30:00Z"
	r.put(t, d)
	p, _ := r.parsed(t)
	if !slices.Equal(p.Authors, d.Authors) || p.Published != d.Published || p.PublishedBy != "feed" || p.Title != d.Title || p.ID != d.ID {
		t.Errorf("parsed %+v", p)
	}
}

func TestFeedStandsInForAPageThatIsGone(t *testing.T) {
	r := newRig(t)
	r.start(t, time.Millisecond)
	full := item("http://courier.example/2026/gone-full")
	full.Title, full.Content = title, "<p>"+strings.Join(body, "</p><p>")+"</p>"
	r.put(t, full)
	p, h := r.parsed(t)
	if !p.FromFeed || p.ID != full.ID || p.URL != full.URL || p.Title != title || p.Text != strings.Join(body, "\n\n") || p.T == 0 || h.Get(contract.HeaderTrigger) != full.Trigger {
		t.Errorf("parsed %+v", p)
	}
	short := item("http://courier.example/2026/gone-short")
	short.Title, short.Content = title, "<p>"+body[0]+"</p>"
	r.put(t, short)
	if e := r.ledger(t, 1)[short.Trigger]; e.Status != contract.StatusSkipped || e.Reason != "gone" {
		t.Errorf("too little of a feed: %+v", e)
	}
}

func TestFeedDoesNotOverwriteThePage(t *testing.T) {
	r := newRig(t)
	own := item("http://courier.example/2026/moved")
	r.html("courier.example/2026/amp", article(title, canonical(own.URL)))
	r.start(t, time.Millisecond)
	r.put(t, item("http://courier.example/2026/amp"))
	if p, _ := r.parsed(t); p.ID != own.ID {
		t.Fatalf("parsed %+v", p)
	}
	own.Title, own.Content = title, "<p>"+strings.Join(body, "</p><p>")+"</p>"
	r.put(t, own)
	if e := r.ledger(t, 1)[own.Trigger]; e.Status != contract.StatusDuplicate {
		t.Errorf("ledger says %+v", e)
	}
}

func TestConfigNamesWhatIsWrong(t *testing.T) {
	tests := []struct {
		cfg  parser.Config
		flag string
	}{
		{parser.Config{HostDelay: -time.Second}, "--host-delay"},
		{parser.Config{Concurrency: -1}, "--scrapers"},
		{parser.Config{Concurrency: 5000}, "--scrapers"},
	}
	for _, tt := range tests {
		if err := parser.Run(t.Context(), parser.Options{Config: tt.cfg}); err == nil || !strings.Contains(err.Error(), tt.flag) {
			t.Errorf("%+v: %v", tt.cfg, err)
		}
	}
}

func TestOneArticleUnderTwoAddresses(t *testing.T) {
	const own, other = "http://courier.example/2026/trial", "http://m.courier.example/2026/trial?view=amp"
	for _, order := range [][]string{{own, other}, {other, own}} {
		t.Run(order[0], func(t *testing.T) {
			r := newRig(t)
			r.html("/2026/trial", article(title, canonical(own)))
			r.start(t, time.Millisecond)
			first, second := item(order[0]), item(order[1])
			r.put(t, first)
			p, _ := r.parsed(t)
			if p.ID != contract.ArticleID(own) || p.URL != own || p.Trigger != first.Trigger {
				t.Errorf("parsed %+v", p)
			}
			r.put(t, second)
			if e := r.ledger(t, 1)[second.Trigger]; e.Status != contract.StatusDuplicate || e.Reason != "alias" || !strings.Contains(e.Detail, first.URL) {
				t.Errorf("second address: %+v", e)
			}
			revised := second
			revised.Trigger, revised.Cause = second.ID+"-2", contract.CauseRevision
			r.put(t, revised)
			if p, _ := r.parsed(t); p.ID != contract.ArticleID(own) || p.Cause != contract.CauseRevision || p.Trigger != revised.Trigger {
				t.Errorf("correction by the second address: %+v", p)
			}
			again := first
			again.Trigger = first.ID + "-3"
			r.put(t, again)
			if p, _ := r.parsed(t); p.Trigger != again.Trigger {
				t.Errorf("another trigger of the first address: %+v", p)
			}
		})
	}
}

func TestRedirects(t *testing.T) {
	r := newRig(t)
	r.html("courier.example/2026/new", article(title, ""))
	r.html("mirror.example/2026/copy", article(title, ""))
	r.html("courier.example/2026/signpost", `<!DOCTYPE html><html><head><meta http-equiv="refresh" content="0; url=/2026/new"></head><body></body></html>`)
	for from, to := range map[string]string{"/2026/old": "/2026/new", "/2026/moved": "http://mirror.example/2026/copy"} {
		r.mux.Handle("courier.example"+from, http.RedirectHandler(to, http.StatusMovedPermanently))
	}
	r.start(t, time.Millisecond)
	tests := []struct{ from, id string }{
		{"http://courier.example/2026/old", "http://courier.example/2026/new"},
		{"http://courier.example/2026/moved", "http://courier.example/2026/moved"}, // a page cannot become somebody else's article
	}
	for _, tt := range tests {
		d := item(tt.from)
		d.Title = title
		r.put(t, d)
		if p, _ := r.parsed(t); p.ID != contract.ArticleID(tt.id) || p.URL != tt.id {
			t.Errorf("%s was parsed as %s", tt.from, p.URL)
		}
	}
	d := item("http://courier.example/2026/signpost")
	r.put(t, d)
	if e := r.ledger(t, 1)[d.Trigger]; e.Status != contract.StatusDuplicate {
		t.Errorf("the signpost to a known article: %+v", e)
	}
}

func TestRedeliveryDoublesNothing(t *testing.T) {
	r := newRig(t)
	r.html("courier.example/2026/trial", article(title, ""))
	d := item("http://courier.example/2026/trial")
	msg, err := r.stream(t, contract.StreamDiscovered).GetMsg(t.Context(), r.put(t, d))
	if err != nil {
		t.Fatal(err)
	}
	r.dieAfterPublishing(t, contract.MessageID("parser", d.ID, strconv.FormatInt(msg.Time.Unix(), 10), "0"))
	r.start(t, time.Millisecond)
	until(t, "the message is acknowledged", func() bool { return r.held(t, contract.StreamDiscovered) == 0 })
	if n := r.held(t, contract.StreamParsed); n != 1 {
		t.Errorf("%d parsed messages, want the one that was there", n)
	}
}

// dieAfterPublishing does what a parser does that is killed before it acknowledges.
func (r *rig) dieAfterPublishing(t *testing.T, id string) {
	t.Helper()
	cons, err := r.js.CreateConsumer(t.Context(), contract.StreamDiscovered, jetstream.ConsumerConfig{
		Durable: "parser", FilterSubject: contract.SubjectDiscoveredLive, AckPolicy: jetstream.AckExplicitPolicy,
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := cons.Next(jetstream.FetchMaxWait(15 * time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.js.Publish(t.Context(), contract.SubjectParsed("en"), []byte("{}"), jetstream.WithMsgID(id)); err != nil {
		t.Fatal(err)
	}
	if err := m.Nak(); err != nil {
		t.Fatal(err)
	}
}
