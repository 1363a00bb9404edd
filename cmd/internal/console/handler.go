// Package console writes the services' log as lines that a person can follow: what was polled,
// scraped, tagged, indexed or skipped, and why. It is a slog.Handler: the services log the same
// events everywhere, and know nothing of it.
package console

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"
	"unicode"
)

// Handler renders log records. Make it with New.
type Handler struct {
	out   io.Writer
	mu    *sync.Mutex
	began time.Time
	attrs map[string]string
	color bool
}

// New returns a handler that writes to w, in colour if asked.
func New(w io.Writer, color bool) *Handler {
	return &Handler{out: w, mu: &sync.Mutex{}, began: time.Now(), attrs: map[string]string{}, color: color}
}

// Enabled implements slog.Handler: a person is spared debug lines.
func (h *Handler) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }

// WithAttrs implements slog.Handler.
func (h *Handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	c := *h
	c.attrs = make(map[string]string, len(h.attrs)+len(attrs))
	for k, v := range h.attrs {
		c.attrs[k] = v
	}
	for _, a := range attrs {
		c.attrs[a.Key] = a.Value.String()
	}
	return &c
}

// WithGroup implements slog.Handler; groups are not told apart.
func (h *Handler) WithGroup(string) slog.Handler { return h }

// Handle implements slog.Handler.
func (h *Handler) Handle(_ context.Context, r slog.Record) error {
	a := make(map[string]string, len(h.attrs)+r.NumAttrs())
	for k, v := range h.attrs {
		a[k] = v
	}
	r.Attrs(func(at slog.Attr) bool { a[at.Key] = at.Value.String(); return true })
	text, kind := line(r, a)
	if text == "" {
		return nil
	}
	text = Printable(text)
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := fmt.Fprintf(h.out, "%6.1fs  %s  %s\n", time.Since(h.began).Seconds(), h.paint(kind, fmt.Sprintf("%-10s", kind)), text)
	return err
}

// Printable replaces what would move the cursor, colour the terminal or turn the direction of the
// text: titles and errors quote strangers.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return ' '
		}
		return r
	}, s)
}

// colors are the terminal's, by kind of line.
var colors = map[string]string{
	"polled": "36", "scraped": "34", "tagged": "35", "indexed": "32", "unchanged": "2", "irrelevant": "2", "duplicate": "33",
	"skipped": "33", "dead": "31", "parked": "33", "error": "31", "warning": "33",
}

func (h *Handler) paint(kind, s string) string {
	c := colors[kind]
	if !h.color || c == "" {
		return s
	}
	return "\x1b[" + c + "m" + s + "\x1b[0m"
}

// line words one record; an empty text means that the record is not for a person who watches.
func line(r slog.Record, a map[string]string) (text, kind string) {
	switch r.Message {
	case "polled":
		return polled(a), "polled"
	case "scraped":
		return fmt.Sprintf("%s  %s, %s words", title(a), a["lang"], orZero(a["words"])), "scraped"
	case "tagged":
		return fmt.Sprintf("%s  %s entities, %s events, %s quotes, %s positions%s", title(a), a["entities"], a["events"], a["quotes"], a["positions"], copied(a)), "tagged"
	case "indexed", "unchanged", "irrelevant", "duplicate", "skipped", "dead":
		return ended(a), r.Message
	case "parked":
		if a["reason"] == "pace" {
			return "", "" // waiting for a host's turn is no news
		}
		return fmt.Sprintf("%s  %s; comes back at %s", a["url"], firstOf(a["error"], a["reason"]), a["until"]), "parked"
	}
	if r.Level >= slog.LevelWarn {
		return problem(r, a)
	}
	return "", ""
}

func polled(a map[string]string) string {
	if a["status"] == "304" {
		return a["feed"] + "  not modified (304)"
	}
	s := fmt.Sprintf("%s  %s items", a["feed"], a["items"])
	for _, k := range []string{"new", "updated", "elsewhere", "refused"} {
		if v := a[k]; v != "" && v != "0" {
			s += ", " + v + " " + map[string]string{"new": "new", "updated": "changed", "elsewhere": "known from other feeds", "refused": "unusable"}[k]
		}
	}
	return s
}

func ended(a map[string]string) string {
	s := title(a)
	if a["url"] != "" && a["title"] != "" {
		s += "  " + a["url"]
	}
	if why := firstOf(a["detail"], a["reason"]); why != "" {
		s += "  (" + strings.TrimSpace(why) + ")"
	}
	return s
}

func problem(r slog.Record, a map[string]string) (text, kind string) {
	kind = "warning"
	if r.Level >= slog.LevelError {
		kind = "error"
	}
	text = r.Message
	for _, k := range []string{"feed", "url", "reason", "error"} {
		if a[k] != "" {
			text += "  " + a[k]
		}
	}
	return text, kind
}

// title names an article: its title, cut, or its address.
func title(a map[string]string) string {
	t := []rune(a["title"])
	if len(t) == 0 {
		return a["url"]
	}
	if len(t) > 70 {
		t = append(t[:69], '…')
	}
	return "“" + string(t) + "”"
}

func copied(a map[string]string) string {
	if a["copy"] == "true" {
		return ", a copy of a known story"
	}
	return ""
}

func orZero(s string) string { return firstOf(s, "0") }

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
