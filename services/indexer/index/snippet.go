package index

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search"
)

// Span is a piece of text; Hit says that the query found it.
type Span struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

// Lengths of a snippet, in bytes.
const (
	snippetBefore = 80  // shown before the first place
	snippetLength = 300 // shown in all
)

// area is a half-open range of bytes.
type area struct{ start, end int }

// areas turns the places of Bleve into sorted ranges that do not overlap and lie within text, with
// their terms.
func areas(text string, places search.TermLocationMap) (list []area, terms map[area]string) {
	terms = map[area]string{}
	for t, locations := range places {
		for _, l := range locations {
			a := area{int(l.Start), int(l.End)}
			if a.start < a.end && a.end <= len(text) && l.Start <= l.End {
				list = append(list, a)
				terms[a] = t
			}
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].start != list[j].start {
			return list[i].start < list[j].start
		}
		return list[i].end > list[j].end
	})
	kept := list[:0]
	for _, a := range list {
		if len(kept) == 0 || a.start >= kept[len(kept)-1].end {
			kept = append(kept, a)
		}
	}
	return kept, terms
}

// mark cuts a whole text into spans.
func mark(text string, places search.TermLocationMap) []Span {
	list, _ := areas(text, places)
	return cut(text, area{0, len(text)}, list)
}

// snippet cuts the piece of a text with the most different words of the query into spans; without
// places it is the beginning.
func snippet(text string, places search.TermLocationMap) []Span {
	list, terms := areas(text, places)
	window := widen(text, bestWindow(list, terms))
	spans := cut(text, window, list)
	if window.start > 0 && len(spans) > 0 {
		spans[0].Text = ellipsis(spans[0], "…"+strings.TrimLeftFunc(spans[0].Text, unicode.IsSpace))
	}
	if window.end < len(text) && len(spans) > 0 {
		spans = append(spans, Span{Text: "…"})
	}
	return spans
}

// ellipsis leaves hits as they are.
func ellipsis(s Span, with string) string {
	if s.Hit {
		return s.Text
	}
	return with
}

// bestWindow returns the snippet's range that holds most different terms, the first of the best.
func bestWindow(list []area, terms map[area]string) area {
	best, most := area{0, snippetLength}, 0
	for i, a := range list {
		seen := map[string]bool{}
		for _, b := range list[i:] {
			if b.end > a.start+snippetLength-snippetBefore {
				break
			}
			seen[terms[b]] = true
		}
		if len(seen) > most {
			start := max(0, a.start-snippetBefore)
			best, most = area{start, start + snippetLength}, len(seen)
		}
		if i > 500 {
			break // a text full of the word: the first places are as good
		}
	}
	return best
}

// widen moves the ends of a range to the ends of words, or at least of characters.
func widen(text string, w area) area {
	w.end = min(w.end, len(text))
	w.start = min(w.start, w.end)
	if w.start > 0 {
		if i := strings.IndexFunc(text[w.start:min(w.start+30, w.end)], unicode.IsSpace); i >= 0 {
			w.start += i
		}
	}
	if w.end < len(text) {
		if i := strings.LastIndexFunc(text[max(w.start, w.end-30):w.end], unicode.IsSpace); i > 0 {
			w.end = max(w.start, w.end-30) + i
		}
	}
	for w.start < w.end && !utf8.RuneStart(text[w.start]) {
		w.start++
	}
	for w.end < len(text) && !utf8.RuneStart(text[w.end]) {
		w.end++
	}
	return w
}

// cut makes spans of the part of text in window.
func cut(text string, window area, list []area) []Span {
	var spans []Span
	add := func(start, end int, hit bool) {
		if start < end {
			spans = append(spans, Span{Text: text[start:end], Hit: hit})
		}
	}
	pos := window.start
	for _, a := range list {
		if a.start < pos || a.end > window.end {
			continue
		}
		add(pos, a.start, false)
		add(a.start, a.end, true)
		pos = a.end
	}
	add(pos, window.end, false)
	return spans
}
