package feedlist

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const sample = `# the feeds of a test
feeds:
  - url: https://www.gazette.example/feed
  - url: http://tribune.example/rss?b=1&a=2   # its own
    source: La Tribune fictive
    language: fr
    country: CHE
    interval: 5m
    focus: icc
    verified: seen in a list, 2026-11
    note: "slow at night"
    disabled: true
`

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader(sample), "feeds.yaml")
	want := []Feed{
		{URL: "https://www.gazette.example/feed", Source: "gazette.example", Interval: DefaultInterval, Focus: FocusGeneral, Line: 3},
		{
			URL: "http://tribune.example/rss?b=1&a=2", Source: "La Tribune fictive", Language: "fr", Country: "CHE", Interval: 5 * time.Minute,
			Focus: FocusICC, Verified: "seen in a list, 2026-11", Note: "slow at night", Disabled: true, Line: 4,
		},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

func TestReadRefuses(t *testing.T) {
	tests := []struct{ name, text, says string }{
		{"empty", "", "begin the file with"},
		{"not a mapping", "- url: https://a.example/", "begin the file with"},
		{"no feeds", "other: 1", "f.yaml:1: unknown key"},
		{"feeds is text", "feeds: many", "f.yaml:1: feeds is no list"},
		{"twice", "feeds: []\nfeeds: []", "f.yaml:2: feeds stands here a second time"},
		{"broken", "feeds: [", "f.yaml"},
		{"no url", "feeds:\n  - source: x", "f.yaml:2: url is missing"},
		{"bad url", "feeds:\n  - url: ftp://x/", "http:// or https://"},
		{"user name", "feeds:\n  - url: https://u:p@x.example/", "user name"},
		{"only text", "feeds:\n  - https://x.example/", "f.yaml:2: this is no feed"},
		{"misspelt", "feeds:\n  - url: https://x.example/\n    lang: en", `f.yaml:3: unknown key "lang" (language?)`},
		{"list for a value", "feeds:\n  - url: [a]", "f.yaml:2: url is no single value"},
		{"alias", "feeds:\n  - url: &a https://x.example/\n    note: *a", "note is no single value"},
		{"key twice", "feeds:\n  - url: https://x.example/\n    url: https://y.example/", "f.yaml:3: url stands here a second time"},
		{"interval", "feeds:\n  - url: https://x.example/\n    interval: 15", "write 15m"},
		{"short interval", "feeds:\n  - url: https://x.example/\n    interval: 1ms", "is not from 1s"},
		{"zero interval", "feeds:\n  - url: https://x.example/\n    interval: 0s", "is no time"},
		{"focus", "feeds:\n  - url: https://x.example/\n    focus: court", "write icc or general"},
		{"language", "feeds:\n  - url: https://x.example/\n    language: English", "write en"},
		{"country", "feeds:\n  - url: https://x.example/\n    country: Chad", "write NL"},
		{"disabled", "feeds:\n  - url: https://x.example/\n    disabled: perhaps", "true or false"},
		{"note", "feeds:\n  - url: https://x.example/\n    note: " + strings.Repeat("x", maxText+1), "longer"},
		{"duplicate", "feeds:\n  - url: https://x.example/a?b=1&c=2\n  - url: http://X.example:80/a?c=2&b=1#d", "f.yaml:3: http://X.example:80/a?c=2&b=1#d is in line 2 already"},
		{"huge", strings.Repeat("#", MaxBytes+1), "larger"},
		{"too many", "feeds: [" + strings.Repeat("a,", MaxFeeds+1) + "]", "more than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			feeds, err := Read(strings.NewReader(tt.text), "f.yaml")
			if err == nil || !strings.Contains(err.Error(), tt.says) || feeds != nil {
				t.Errorf("%v, %v; want an error that says %q", feeds, err, tt.says)
			}
		})
	}
}

func TestAllMistakesAreTold(t *testing.T) {
	_, err := Read(strings.NewReader("feeds:\n  - url: nope\n  - url: https://x.example/\n    focus: x\n"+strings.Repeat("  - y\n", 100)), "f.yaml")
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != maxErrors || !strings.HasPrefix(lines[0], "f.yaml:2: ") || !strings.HasPrefix(lines[1], "f.yaml:3: ") {
		t.Errorf("%d errors: %v", len(lines), err)
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := ReadFile(filepath.Join(dir, "none.yaml")); err == nil {
		t.Error("a missing file is no error")
	}
	good := strings.ToValidUTF8(strings.Replace(sampleOPML, "javascript:alert(1)", "https://good.example/", 1), "é")
	for name, tt := range map[string]struct {
		text  string
		feeds int
	}{"list.yaml": {sample, 2}, "list.opml": {"\ufeff\n" + good[strings.Index(good, "<opml"):], 4}, "bad.opml": {sampleOPML, 0}} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		feeds, err := ReadFile(path)
		if len(feeds) != tt.feeds || (err == nil) != (tt.feeds > 0) {
			t.Errorf("%s: %d feeds, %v", name, len(feeds), err)
		}
		if err != nil && !strings.Contains(err.Error(), path) {
			t.Errorf("the file is not named: %v", err)
		}
	}
}

func TestWriteReadsBack(t *testing.T) {
	want, err := Read(strings.NewReader(sample), "f")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b, "g")
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		want[i].Line, got[i].Line = 0, 0
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestAdd(t *testing.T) {
	for _, text := range []string{sample, "feeds:\n", "feeds: []\n"} {
		have, err := Read(strings.NewReader(text), "f")
		if err != nil {
			t.Fatal(err)
		}
		out, added, err := Add([]byte(text), "f", []Feed{{URL: "https://new.example/feed", Interval: time.Hour}, {URL: "https://new.example/feed#x"}})
		if err != nil || added != 1 {
			t.Fatalf("%d added, %v", added, err)
		}
		all, err := Read(bytes.NewReader(out), "f")
		if err != nil || len(all) != len(have)+1 || all[len(have)].Interval != time.Hour || all[len(have)].Source != "new.example" {
			t.Errorf("%+v, %v, from\n%s", all, err, out)
		}
		if text == sample && (!strings.Contains(string(out), "# its own") || !strings.HasPrefix(string(out), "# the feeds")) {
			t.Errorf("comments are lost:\n%s", out)
		}
		if !strings.Contains(string(out), "interval: 1h\n") {
			t.Errorf("interval is not written plainly:\n%s", out)
		}
	}
	if _, _, err := Add([]byte(sample), "f", []Feed{{URL: "nope"}}); err == nil {
		t.Error("a bad feed is added")
	}
}

const sampleOPML = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="2.0"><head><title>mine</title></head><body>
<outline text="Law"><outline text="Courts &amp; more">
  <outline type="rss" text="Gazette" title="The Gazette" xmlUrl="https://gazette.example/feed" htmlUrl="https://gazette.example/" language="en"/>
  <outline text="Again" xmlUrl="http://gazette.example/feed"/>
</outline></outline>
<outline text="D` + "\xe9" + `cision" xmlurl="feed://tribune.example/rss"/>
<outline text="bad" xmlUrl="javascript:alert(1)"/>
<outline xmlUrl="feed:https://plain.example/"/>
</body></opml>`

func TestReadOPML(t *testing.T) {
	got, err := ReadOPML(strings.NewReader(sampleOPML))
	want := []Feed{
		{URL: "https://gazette.example/feed", Source: "The Gazette", Language: "en", Note: "Law / Courts & more"},
		{URL: "http://tribune.example/rss", Source: "Décision"},
		{URL: "https://plain.example/", Source: "plain.example"},
	}
	for i := range want {
		want[i] = want[i].withDefaults()
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if err == nil || !strings.Contains(err.Error(), "opml:8: url") {
		t.Errorf("the bad feed is not named: %v", err)
	}
}

func TestReadOPMLRefuses(t *testing.T) {
	tests := []struct{ name, text, says string }{
		{"empty", "", "no OPML"},
		{"html", "<html><body>x</body></html>", "no OPML"},
		{"cut off", `<opml><body><outline xmlUrl="https://x.example/"`, "opml:1"},
		{"deep", "<opml>" + strings.Repeat("<outline>", 1_000), "nested deeper"},
		{"many", "<opml>" + strings.Repeat("<outline/>", maxOutlines+1) + "</opml>", "more than"},
		{"huge", strings.Repeat(" ", MaxBytes+1), "larger"},
		{"charset", `<?xml version="1.0" encoding="x-none"?><opml/>`, "opml:1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ReadOPML(strings.NewReader(tt.text)); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want one that says %q", err, tt.says)
			}
		})
	}
	if _, err := ReadOPML(io.MultiReader(strings.NewReader("<opml>"), failing{})); !errors.Is(err, errDisk) {
		t.Errorf("a failing reader: %v", err)
	}
}

var errDisk = errors.New("disk failed")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errDisk }

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add(sampleOPML)
	f.Fuzz(func(t *testing.T, text string) {
		if feeds, err := ReadOPML(strings.NewReader(text)); err == nil {
			check(t, feeds)
		}
		feeds, err := Read(strings.NewReader(text), "f")
		if err != nil {
			return
		}
		check(t, feeds)
		var b bytes.Buffer
		if err := Write(&b, feeds); err != nil {
			t.Fatal(err)
		}
		if again, err := Read(&b, "g"); err != nil || len(again) != len(feeds) {
			t.Fatalf("%v does not read back: %v", feeds, err)
		}
	})
}

func check(t *testing.T, feeds []Feed) {
	t.Helper()
	for _, feed := range feeds {
		if err := feed.Validate(); err != nil {
			t.Fatalf("%+v: %v", feed, err)
		}
	}
}
