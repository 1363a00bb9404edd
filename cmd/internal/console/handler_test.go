package console_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/iccwire/iccwire/cmd/internal/console"
)

// clock is the time that each line begins with.
var clock = regexp.MustCompile(`(?m)^ +\d+\.\ds  `)

// write logs to a console and returns what a person sees, without the time.
func write(color bool, log func(*slog.Logger)) string {
	var b strings.Builder
	log(slog.New(console.New(&b, color)))
	return clock.ReplaceAllString(b.String(), "")
}

func TestLines(t *testing.T) {
	long := strings.Repeat("й", 90)
	tests := []struct {
		name, msg string
		level     slog.Level
		args      []any
		want      string
	}{
		{"poll", "polled", slog.LevelInfo, []any{"feed", "http://courier.example/rss", "status", 200, "items", 12, "new", 3, "updated", 1, "elsewhere", 0, "refused", 2},
			"polled      http://courier.example/rss  12 items, 3 new, 1 changed, 2 unusable\n"},
		{"poll, known elsewhere", "polled", slog.LevelInfo, []any{"feed", "http://courier.example/rss", "items", 1, "elsewhere", 1},
			"polled      http://courier.example/rss  1 items, 1 known from other feeds\n"},
		{"not modified", "polled", slog.LevelInfo, []any{"feed", "http://courier.example/rss", "status", 304},
			"polled      http://courier.example/rss  not modified (304)\n"},
		{"scraped", "scraped", slog.LevelInfo, []any{"title", "Trial opens", "url", "http://courier.example/a", "lang", "en", "words", 120, "ms", 3},
			"scraped     “Trial opens”  en, 120 words\n"},
		{"scraped without title", "scraped", slog.LevelInfo, []any{"url", "http://courier.example/a", "lang", "und"},
			"scraped     http://courier.example/a  und, 0 words\n"},
		{"tagged", "tagged", slog.LevelInfo, []any{"title", "Trial opens", "entities", 5, "events", 1, "quotes", 2, "positions", 0, "copy", true},
			"tagged      “Trial opens”  5 entities, 1 events, 2 quotes, 0 positions, a copy of a known story\n"},
		{"indexed", "indexed", slog.LevelInfo, []any{"title", "Trial opens", "url", "http://courier.example/a", "reason", "new", "detail", "5 entities"},
			"indexed     “Trial opens”  http://courier.example/a  (5 entities)\n"},
		{"unchanged", "unchanged", slog.LevelInfo, []any{"url", "http://courier.example/a", "reason", "same-version"},
			"unchanged   http://courier.example/a  (same-version)\n"},
		{"irrelevant", "irrelevant", slog.LevelInfo, []any{"title", "Cup final", "url", "http://courier.example/a", "detail", `"ICC" is cricket, not the Court`},
			"irrelevant  “Cup final”  http://courier.example/a  (\"ICC\" is cricket, not the Court)\n"},
		{"duplicate", "duplicate", slog.LevelInfo, []any{"url", "http://courier.example/b", "detail", "the same article as http://courier.example/a"},
			"duplicate   http://courier.example/b  (the same article as http://courier.example/a)\n"},
		{"skipped", "skipped", slog.LevelInfo, []any{"url", "http://courier.example/b", "reason", "gone"},
			"skipped     http://courier.example/b  (gone)\n"},
		{"dead", "dead", slog.LevelInfo, []any{"url", "http://courier.example/b"}, "dead        http://courier.example/b\n"},
		{"parked", "parked", slog.LevelInfo, []any{"url", "http://courier.example/b", "reason", "status-503", "until", "2026-03-01T10:00:00Z"},
			"parked      http://courier.example/b  status-503; comes back at 2026-03-01T10:00:00Z\n"},
		{"parked for its host's turn", "parked", slog.LevelInfo, []any{"url", "http://courier.example/b", "reason", "pace"}, ""},
		{"parked with error", "parked", slog.LevelInfo, []any{"url", "http://courier.example/b", "reason", "dns", "error", errors.New("no such host"), "until", "10:00"},
			"parked      http://courier.example/b  no such host; comes back at 10:00\n"},
		{"warning", "lost the broker, reconnecting", slog.LevelWarn, []any{"error", "EOF"}, "warning     lost the broker, reconnecting  EOF\n"},
		{"error", "dead letter written", slog.LevelError, []any{"feed", "f", "url", "u", "reason", "panic", "error", "nil map"}, "error       dead letter written  f  u  panic  nil map\n"},
		{"long title", "scraped", slog.LevelInfo, []any{"title", long, "lang", "ru", "words", 1}, "scraped     “" + strings.Repeat("й", 69) + "…”  ru, 1 words\n"},
		{"not for a person", "metrics and health", slog.LevelInfo, []any{"listen", "127.0.0.1:9100"}, ""},
		{"debugging", "indexed", slog.LevelDebug, []any{"url", "http://courier.example/a"}, ""},
		{"a stranger's title", "skipped", slog.LevelInfo, []any{"title", "Free\x1b[2J\x1b]0;mine\a\r\nindexed  all is well \u202egnp.exe"},
			"skipped     “Free [2J ]0;mine   indexed  all is well  gnp.exe”\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := write(false, func(l *slog.Logger) { l.Log(context.Background(), tt.level, tt.msg, tt.args...) }); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestColours(t *testing.T) {
	got := write(true, func(l *slog.Logger) {
		l.Info("indexed", "url", "u")
		l.Warn("slow")
	})
	if want := "\x1b[32mindexed   \x1b[0m  u\n\x1b[33mwarning   \x1b[0m  slow\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAttributesOfALogger(t *testing.T) {
	got := write(false, func(l *slog.Logger) {
		outer := l.With("stage", "parser", "url", "http://courier.example/outer")
		outer.With("reason", "gone").WithGroup("page").Info("skipped", "url", "http://courier.example/inner")
		outer.Info("skipped")
	})
	if want := "skipped     http://courier.example/inner  (gone)\nskipped     http://courier.example/outer\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestManyGoroutinesWriteWholeLines(t *testing.T) {
	got := write(false, func(l *slog.Logger) {
		var wg sync.WaitGroup
		for i := range 50 {
			wg.Go(func() { l.Info("skipped", "url", fmt.Sprintf("http://courier.example/%02d", i)) })
		}
		wg.Wait()
	})
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 50 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines {
		if len(line) != len("skipped     http://courier.example/00") {
			t.Errorf("torn line %q", line)
		}
	}
}
