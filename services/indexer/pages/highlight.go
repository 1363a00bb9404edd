package pages

import (
	"fmt"
	"sort"
	"strings"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/services/indexer/api"
)

// maxMarks bounds the marks drawn in one text.
const maxMarks = 20_000

// mark is something that the tagger found at a place in the text.
type mark struct {
	start, end int    // code points
	class      string // of the tag, or quote or evidence
	anchor     string // where it is explained in the side panel
	tip        string
}

// piece is a stretch of text that all its marks cover as a whole. Marks that overlap share pieces.
type piece struct {
	Text   string
	Class  string
	Anchor string // of the innermost tag, else of a mark that begins here; pieces without one are no links
	Tip    string
}

// marksOf collects the marks of one field of an article: "title", or "" for the text.
func (s *server) marksOf(a *contract.Article, field string) []mark {
	var list []mark
	for _, e := range a.Entities {
		for _, m := range e.Mentions {
			if m.Field == field {
				list = append(list, mark{m.Start, m.End, "tag t-" + typeOf(e.ID), "e-" + e.ID, tipOf(e, m)})
			}
		}
	}
	for _, ref := range a.RoleRefs {
		if ref.Field == field {
			list = append(list, s.refMark(ref))
		}
	}
	for i, e := range a.Events {
		if e.Evidence.Field == field {
			list = append(list, mark{e.Evidence.Start, e.Evidence.End, "evidence k-" + eventKind(e.Type), fmt.Sprintf("ev-%d", i), "Event: " + api.EventName(e.Type)})
		}
	}
	for i, p := range a.Positions {
		if p.Evidence.Field == field {
			list = append(list, mark{p.Evidence.Start, p.Evidence.End, "stance s-" + side(p), fmt.Sprintf("pos-%d", i),
				"Position: " + s.label(p.Actor, nil) + " " + stanceWords(p.Stance, p.Target) + why(p.Why)})
		}
	}
	if field == "" {
		for i, q := range a.Quotes {
			list = append(list, mark{q.Start, q.End, "quoted", fmt.Sprintf("q-%d", i), "Quote of " + s.speaker(q.Speaker)})
		}
	}
	return list
}

func (s *server) refMark(ref contract.RoleRef) mark {
	var names []string
	for _, id := range ref.ResolvesTo {
		names = append(names, s.label(id, nil))
	}
	m := mark{start: ref.Start, end: ref.End, class: "tag t-role", tip: "Office held by " + strings.Join(names, ", ") + why(ref.Why)}
	if len(ref.ResolvesTo) > 0 {
		m.anchor = "e-" + ref.ResolvesTo[0]
	}
	return m
}

// speaker names who is quoted; words of the text stay as they are.
func (s *server) speaker(who string) string {
	if strings.Contains(who, ":") && !strings.Contains(who, " ") {
		return s.label(who, nil)
	}
	if who == "" {
		return "someone unnamed"
	}
	return who
}

func tipOf(e contract.Entity, m contract.Mention) string {
	tip := e.Label + " · " + e.Type
	for _, role := range e.Role {
		tip += ", " + titleWords(role)
	}
	if e.Confidence != "" && e.Confidence != contract.Certain {
		tip += " (" + string(e.Confidence) + ")"
	}
	return tip + why(m.Why)
}

func why(reason string) string {
	if reason == "" {
		return ""
	}
	return " — " + reason
}

// highlight cuts a text into paragraphs of pieces at every edge of a mark.
func highlight(text string, marks []mark) [][]piece {
	runes := []rune(text)
	marks = valid(marks, len(runes))
	edges := edgesOf(runes, marks)
	var out [][]piece
	var line []piece
	var active []mark
	next := 0
	for i := 0; i+1 < len(edges); i++ {
		from, to := edges[i], edges[i+1]
		active, next = advance(active, marks, next, from)
		part := string(runes[from:to])
		if part == "\n" {
			out = appendLine(out, line)
			line = nil
			continue
		}
		line = append(line, newPiece(part, active, from))
	}
	return appendLine(out, line)
}

func appendLine(out [][]piece, line []piece) [][]piece {
	for _, p := range line {
		if strings.TrimSpace(p.Text) != "" {
			return append(out, line)
		}
	}
	return out
}

// valid drops marks that do not lie in the text and sorts the others.
func valid(marks []mark, n int) []mark {
	var list []mark
	for _, m := range marks {
		if m.start >= 0 && m.start < m.end && m.end <= n && len(list) < maxMarks {
			list = append(list, m)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].start < list[j].start })
	return list
}

// edgesOf returns all places where pieces begin or end, sorted, with those around line ends.
func edgesOf(runes []rune, marks []mark) []int {
	at := map[int]bool{0: true, len(runes): true}
	for _, m := range marks {
		at[m.start], at[m.end] = true, true
	}
	for i, r := range runes {
		if r == '\n' {
			at[i], at[i+1] = true, true
		}
	}
	list := make([]int, 0, len(at))
	for i := range at {
		list = append(list, i)
	}
	sort.Ints(list)
	return list
}

// advance drops the marks that end at or before a place and adds those that begin there.
func advance(active, marks []mark, next, place int) ([]mark, int) {
	kept := make([]mark, 0, len(active)+1)
	for _, m := range active {
		if m.end > place {
			kept = append(kept, m)
		}
	}
	for ; next < len(marks) && marks[next].start <= place; next++ {
		kept = append(kept, marks[next])
	}
	return kept, next
}

// newPiece joins what the marks over a piece say; the shortest tag is the one it links to. Without a
// tag the first piece of a mark is its link, so that the keyboard reaches every mark once.
func newPiece(text string, active []mark, from int) piece {
	p := piece{Text: text}
	var tag *mark
	var classes, tagTips, tips []string
	for i := range active {
		m := &active[i]
		if !strings.HasPrefix(m.class, "tag ") {
			classes, tips = append(classes, m.class), append(tips, m.tip)
			if m.start == from && p.Anchor == "" {
				p.Anchor = m.anchor
			}
			continue
		}
		tagTips = append(tagTips, m.tip)
		if tag == nil || m.end-m.start < tag.end-tag.start {
			tag = m
		}
	}
	if tag != nil {
		classes = append([]string{tag.class}, classes...)
		p.Anchor = tag.anchor
	}
	p.Class, p.Tip = strings.Join(unique(classes), " "), strings.Join(unique(append(tagTips, tips...)), "\n")
	return p
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
