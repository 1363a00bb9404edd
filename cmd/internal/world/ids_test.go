package world

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/contract"
)

var (
	idForm   = regexp.MustCompile(`^(person|org|organ|situation|case|state|treaty|article|instrument|crime):([a-z0-9]+(-[a-z0-9]+)*|[A-Z]{3})$`)
	statuses = []string{"indexed", "unchanged", "irrelevant", "duplicate", "skipped"}
	reasons  = map[string][]string{"skipped": {"robots", "gone", "not-an-article"}}
	events   = strings.Fields(`warrant_requested warrant_issued warrant_cancelled arrest_surrender sanctions_imposed
		sanctions_lifted statement_of_support letter_against jurisdiction_ruling referral withdrawal investigation_opened
		preliminary_examination_opened charges_confirmed verdict sentence appeal cyber_attack espionage threats
		election_appointment leave_misconduct`)
	targets = strings.Fields("court investigation warrant jurisdiction sanctions_on_court membership cooperation")
)

func TestWantsAreWellFormed(t *testing.T) {
	for _, a := range New().Articles() {
		t.Run(a.id, func(t *testing.T) {
			checkStatus(t, a)
			w := a.Want
			for _, id := range slices.Concat(w.Entities, w.Forbid) {
				for _, one := range strings.Split(id, "|") {
					if !idForm.MatchString(one) {
						t.Errorf("%q is no id", one)
					}
				}
			}
			for _, e := range w.Events {
				if !slices.Contains(events, e) {
					t.Errorf("%q is no core event type", e)
				}
			}
			for _, p := range w.Positions {
				checkPosition(t, w, p)
			}
			for id := range w.Roles {
				if !slices.Contains(w.Entities, id) {
					t.Errorf("role of %s, who is not wanted", id)
				}
			}
			for words := range w.RoleRefs {
				if !strings.Contains(a.Title+"\n"+a.Text(), words) {
					t.Errorf("the words %q are not in the text", words)
				}
			}
		})
	}
}

func TestMissing(t *testing.T) {
	w := Want{Entities: []string{"org:icc", "situation:car-ii|situation:car", "state:CAF"}}
	if got := w.Missing([]string{"situation:car", "org:icc"}); !slices.Equal(got, []string{"state:CAF"}) {
		t.Errorf("missing %v", got)
	}
	if got := w.Situations(); len(got) != 1 {
		t.Errorf("situations %v", got)
	}
}

func checkStatus(t *testing.T, a *Article) {
	triggers := 1
	if a.Corrected != nil || a.touched != "" {
		triggers = 2
	}
	w := a.Want
	if len(w.Status) != triggers {
		t.Errorf("%d statuses for %d triggers", len(w.Status), triggers)
	}
	for _, s := range w.Status {
		if !slices.Contains(statuses, s) {
			t.Errorf("%q is no status", s)
		}
		if ok := reasons[s]; len(ok) > 0 && !slices.Contains(ok, w.Reason) {
			t.Errorf("%s for %q", s, w.Reason)
		}
		if s == "irrelevant" && (w.IsICC || len(w.Entities) > 0 || len(w.Forbid) == 0) {
			t.Errorf("irrelevant, and is_icc %v with entities %v and forbidden %v", w.IsICC, w.Entities, w.Forbid)
		}
		if s == "indexed" && !slices.Contains(w.Entities, "org:icc") {
			t.Error("indexed without org:icc")
		}
		if s == "duplicate" && w.Canonical == "" {
			t.Error("duplicate of nothing")
		}
	}
}

func checkPosition(t *testing.T, w Want, p Position) {
	if !slices.Contains(w.Entities, p.Actor) {
		t.Errorf("position of %s, who is not wanted", p.Actor)
	}
	if p.Stance != "supports" && p.Stance != "opposes" || !slices.Contains(targets, p.Target) {
		t.Errorf("position %+v", p)
	}
	if p.Situation != "" && !slices.Contains(w.Situations(), p.Situation) {
		t.Errorf("position on %s, which is not wanted", p.Situation)
	}
}

func TestAddressesAreNormal(t *testing.T) {
	w := New()
	seen := map[string]string{}
	for _, a := range w.Articles() {
		if n, err := contract.NormalizeURL(a.URL); err != nil || n != a.URL {
			t.Errorf("%s normalises to %s (%v)", a.URL, n, err)
		}
		n, err := contract.NormalizeURL(a.ItemURL)
		if err != nil || n != a.URL && w.links[key(a.ItemURL)] != a {
			t.Errorf("%s: its link normalises to %s (%v)", a.ItemURL, n, err)
		}
		if other := seen[n]; other != "" {
			t.Errorf("%s and %s have one link", other, a.id)
		}
		seen[n] = a.id
	}
}

// TestTheWorldHasEverything keeps what the demo and the end-to-end test rely on.
func TestTheWorldHasEverything(t *testing.T) {
	w := New()
	count := map[string]int{}
	for _, a := range w.Articles() {
		count["articles"]++
		count["lang "+a.Lang]++
		count["serve "+a.serve]++
		count["layout "+a.layout()]++
		count["reason "+a.Want.Reason]++
		for name, yes := range map[string]bool{"copies": a.Want.Story != "", "in two feeds": len(a.Feeds) > 1,
			"corrected": a.Corrected != nil, "tracked": strings.HasPrefix(a.link, "?utm"), "old charset": a.site.Charset != ""} {
			if yes {
				count[name]++
			}
		}
	}
	for name, least := range map[string]int{"articles": 50, "lang en": 15, "lang fr": 4, "lang es": 4, "lang ar": 3, "lang ru": 3,
		"lang de": 3, "lang pt": 2, "serve gone": 1, "serve removed": 1, "serve busy": 1, "serve index": 1, "serve consent": 1,
		"serve restless": 1, "layout classic.html": 5, "layout wordpress.html": 5, "layout modern.html": 5, "layout table.html": 5,
		"layout rtl.html": 3, "layout drupal.html": 5, "reason robots": 1,
		"copies": 2, "in two feeds": 1, "corrected": 1, "tracked": 1, "old charset": 2} {
		if count[name] < least {
			t.Errorf("%s: %d, want at least %d", name, count[name], least)
		}
	}
	if len(w.Feeds()) < 8 || len(w.Hosts()) < 8 {
		t.Errorf("%d feeds on %d hosts, want at least 8 on 8", len(w.Feeds()), len(w.Hosts()))
	}
}
