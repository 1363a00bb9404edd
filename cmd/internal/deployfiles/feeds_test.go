package deployfiles

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/fetcher/feedlist"
)

// dated is how the list says when and where an address was seen in use.
var dated = regexp.MustCompile(`^20\d\d-\d\d-\d\d: \S`)

func TestDefaultFeeds(t *testing.T) {
	feeds, err := feedlist.ReadFile(deploy + "feeds.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(feeds) < 60 {
		t.Errorf("%d feeds, want at least 60", len(feeds))
	}
	languages, unseen := map[string]bool{}, 0
	for _, f := range feeds {
		languages[f.Language] = true
		checkFeed(t, f)
		if f.Verified == "false" {
			unseen++
		}
	}
	if len(languages) < 15 {
		t.Errorf("%d languages, want at least 15", len(languages))
	}
	if unseen*10 > len(feeds) {
		t.Errorf("%d of %d addresses were not seen in use, want at most one in ten", unseen, len(feeds))
	}
}

func checkFeed(t *testing.T, f feedlist.Feed) {
	t.Helper()
	u, err := url.Parse(f.URL)
	if err != nil || u.Scheme != "https" {
		t.Errorf("line %d: %s is no https address", f.Line, f.URL)
	}
	if f.Verified != "false" && !dated.MatchString(f.Verified) {
		t.Errorf("line %d: verified is %q, want false or \"year-month-day: where\"", f.Line, f.Verified)
	}
	if f.Source == "" || strings.ContainsAny(f.Source, " /") {
		t.Errorf("line %d: source is %q, want the outlet's domain", f.Line, f.Source)
	}
	if f.Source == "gdeltproject.org" {
		return
	}
	if f.Language == "" || len(f.Country) != 2 {
		t.Errorf("line %d: %s has language %q and country %q, want both", f.Line, f.URL, f.Language, f.Country)
	}
}
