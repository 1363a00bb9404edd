package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestJudge(t *testing.T) {
	s, err := openSeen(filepath.Join(t.TempDir(), "state"), 10)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	steps := []struct {
		name string
		fact fact
		want verdict
	}{
		{"first", fact{"a1", "a", 5, "add"}, isNew},
		{"again", fact{"a1", "a", 5, "add"}, isKnown},
		{"the same version under another id", fact{"a1/1", "a", 5, "add"}, isKnown},
		{"an older version comes late", fact{"a0", "a", 4, "remove"}, isKnown},
		{"a later version", fact{"a2", "a", 6, "add"}, isUpdate},
		{"no longer about it", fact{"a3", "a", 7, "remove"}, isRemove},
		{"about it again", fact{"a4", "a", 8, "add"}, isNew},
		{"removed before we began", fact{"b1", "b", 1, "remove"}, isRemove},
		{"added by an older version", fact{"b0", "b", 0, "add"}, isKnown},
	}
	for _, st := range steps {
		got := s.judge(st.fact)
		if got != st.want {
			t.Errorf("%s: %s, want %s", st.name, got, st.want)
		}
		if got.isNews() {
			if err := s.remember(st.fact); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestSeenSurvivesARestartAndStaysSmall(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	s, err := openSeen(path, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if err := s.remember(fact{fmt.Sprint("id", i), fmt.Sprint(i), int64(i), "add"}); err != nil {
			t.Fatal(err)
		}
		if s.lines > 6 || s.order.Len() > 3 || len(s.last) > 3 {
			t.Fatalf("%d lines, %d in order, %d by article: the bound is 3", s.lines, s.order.Len(), len(s.last))
		}
	}
	if _, err := s.file.WriteString(`{"id":"half a li`); err != nil { // a crash
		t.Fatal(err)
	}
	s.close()
	again, err := openSeen(path, 3)
	if err != nil {
		t.Fatal(err)
	}
	defer again.close()
	for i, want := range map[int]verdict{19: isKnown, 17: isKnown, 16: isNew} {
		if got := again.judge(fact{fmt.Sprint("id", i), fmt.Sprint(i), int64(i), "add"}); got != want {
			t.Errorf("article %d: %s, want %s", i, got, want)
		}
	}
	if raw, _ := os.ReadFile(path); len(raw) == 0 || raw[len(raw)-1] != '\n' {
		t.Errorf("the half line is still there: %q", raw)
	}
}

func TestOptions(t *testing.T) {
	o, err := parseOptions([]string{"--situation", "ukraine", "--since", "24h"})
	if err != nil || o.durable != "follow-ukraine" || o.state != "follow-ukraine.state" {
		t.Errorf("%+v, %v", o, err)
	}
	for _, bad := range [][]string{{"--situation", "icc.tags.>"}, {"--all", "--since", "1h"}, {"--nonsense"}} {
		if _, err := parseOptions(bad); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}
