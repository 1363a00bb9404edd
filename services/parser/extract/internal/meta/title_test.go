package meta_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/meta"
)

func TestCuts(t *testing.T) {
	got := meta.Cuts("Tide Table: Court: all go - Law")
	want := []meta.Cut{{"Tide Table: Court: all go", "Law"}, {"Court: all go - Law", "Tide Table"}, {"all go - Law", "Tide Table: Court"}, {"Law", "Tide Table: Court: all go"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := meta.Cuts(strings.Repeat("a | b: ", 500)); len(got) > 40 {
		t.Errorf("%d cuts", len(got))
	}
	if got := meta.Cuts(": | "); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func TestTheCopyrightLineNamesTheOutlet(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"before", "<title>Tide Table: Court opens</title><p>© 2031–2032 Tide Table. All rights reserved.</p>", "Tide Table"},
		{"behind, in an element", "<title>Court opens | Tide Table</title><p>© <b>Tide Table</b></p>", "Tide Table"},
		{"another's", "<title>Tide Table: Court opens</title><p>© 2032 Photo Agency</p>", ""},
		{"in a script", "<title>Tide Table: Court opens</title><script>x = '© Tide Table'</script>", ""},
		{"stated ones come first", `<meta property="og:site_name" content="Table"><title>Tide Table: Court opens</title><p>© Tide Table`, "Table"},
		{"cut in a letter", "<title>Tide Table: Court opens</title><p>© Tide Table " + strings.Repeat("é", 200), "Tide Table"},
	}
	for _, test := range tests {
		if got := read(t, test.page).Outlet; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestSigned(t *testing.T) {
	for line, want := range map[string][]string{
		"By Zelda Quarkhammer on Monday": {"Zelda Quarkhammer"}, "Автор Феоктиста Переправкина": {"Феоктиста Переправкина"},
		"بقلم زهيرة البستوني": {"زهيرة البستوني"}, "Zelda Quarkhammer": nil, "By the river": nil,
	} {
		if got := meta.Signed(line, ""); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestWithin(t *testing.T) {
	if !meta.Within("harbourpost", "The Harbour Post") || meta.Within("post", "The post office of the far islands") || meta.Within("", "x") {
		t.Error("labels of addresses are not told from other words")
	}
}
