package quality

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// Part is a named part of the labelled set with its result.
type Part struct {
	Name string
	*Result
}

// Markdown prints the results side by side as tables.
func Markdown(parts ...Part) string {
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&b, "- **%s**: %d articles, %d of them hard negatives, in %d languages\n", p.Name, p.Articles, p.Negatives, len(p.seen))
	}
	overall(&b, parts)
	byKey(&b, "Entities by type", parts, func(r *Result) Counts { return r.Entities }, false)
	byKey(&b, "Events by type", parts, func(r *Result) Counts { return r.Events }, false)
	byKey(&b, "Positions by side and kind of actor", parts, func(r *Result) Counts { return r.Positions }, false)
	byKey(&b, "Entities by language", parts, func(r *Result) Counts { return r.Entities }, true)
	byKey(&b, "Events by language", parts, func(r *Result) Counts { return r.Events }, true)
	calibration(&b, parts)
	return b.String()
}

func header(b *strings.Builder, title, first string, parts []Part, columns ...string) {
	fmt.Fprintf(b, "\n## %s\n\n| %s |", title, first)
	rule := "\n|---|"
	for _, p := range parts {
		for _, c := range columns {
			fmt.Fprintf(b, " %s %s |", p.Name, c)
			rule += "---:|"
		}
	}
	b.WriteString(rule + "\n")
}

// overall is one line for each thing that is judged.
func overall(b *strings.Builder, parts []Part) {
	header(b, "Overall", "", parts, "P", "R", "F1")
	for _, row := range []struct {
		name string
		of   func(*Result) Counts
	}{
		{"about the Court", func(r *Result) Counts { return r.ICC }},
		{"entities", func(r *Result) Counts { return r.Entities }},
		{"events", func(r *Result) Counts { return r.Events }},
		{"positions (actor and side)", func(r *Result) Counts { return r.Positions }},
		{"positions with their situation", func(r *Result) Counts { return r.Situated }},
	} {
		fmt.Fprintf(b, "| %s |", row.name)
		for _, p := range parts {
			c := row.of(p.Result).at("")
			fmt.Fprintf(b, " %.3f | %.3f | %.3f |", c.Precision(), c.Recall(), c.F1())
		}
		b.WriteString("\n")
	}
	header(b, "Found and right", "", parts, "share")
	for _, row := range []struct {
		name string
		of   func(*Result) (int, int)
	}{
		{"mentions of core entities found", func(r *Result) (int, int) { return found(r.Mentions) }},
		{"offices named without their holder resolved", func(r *Result) (int, int) { return found(r.RoleRefs) }},
		{"quotes found", func(r *Result) (int, int) { return found(r.Quotes) }},
		{"speaker right, of the quotes found", func(r *Result) (int, int) { return r.Speakers.Right, r.Speakers.Right + r.Speakers.Wrong }},
		{"date right, of the events found", func(r *Result) (int, int) { c := r.Dates.at(""); return c.Right, c.Right + c.Wrong }},
		{"reports that share an event id and are of one act", func(r *Result) (int, int) { return r.Pairs.Right, r.Pairs.Right + r.Pairs.Wrong }},
		{"reports of one act that share the event id", func(r *Result) (int, int) { return r.Pairs.Right, r.Pairs.Right + r.Pairs.Missed }},
		{"hard negatives taken for the Court", func(r *Result) (int, int) { return len(r.FooledBy), r.Negatives }},
	} {
		line, labelled := fmt.Sprintf("| %s |", row.name), 0
		for _, p := range parts {
			n, of := row.of(p.Result)
			line += fmt.Sprintf(" %d of %d |", n, of)
			labelled += of
		}
		if labelled > 0 {
			b.WriteString(line + "\n")
		}
	}
	fmt.Fprintf(b, "| tempting ids that were said |")
	for _, p := range parts {
		fmt.Fprintf(b, " %d |", len(p.Forbidden))
	}
	b.WriteString("\n")
}

func found(c Counts) (n, of int) {
	all := c.at("")
	return all.Right, all.Right + all.Missed
}

// byKey is one line for each type, or for each language.
func byKey(b *strings.Builder, title string, parts []Part, of func(*Result) Counts, languages bool) {
	header(b, title, "", parts, "P", "R", "F1", "n")
	keys := map[string]bool{}
	for _, p := range parts {
		for key := range of(p.Result) {
			keys[key] = key != "" && strings.HasPrefix(key, "lang:") == languages
		}
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !keys[key] {
			continue
		}
		fmt.Fprintf(b, "| %s |", strings.TrimPrefix(key, "lang:"))
		for _, p := range parts {
			c := cmp.Or(of(p.Result)[key], &Count{})
			fmt.Fprintf(b, " %.3f | %.3f | %.3f | %d |", c.Precision(), c.Recall(), c.F1(), c.Right+c.Missed)
		}
		b.WriteString("\n")
	}
}

// calibration is how often entities and events are right, by what the tagger says of its confidence.
func calibration(b *strings.Builder, parts []Part) {
	header(b, "Confidence of entities and events", "said", parts, "right", "n")
	for _, level := range []contract.Confidence{contract.Certain, contract.Likely, contract.Possible} {
		fmt.Fprintf(b, "| %s |", level)
		for _, p := range parts {
			c := cmp.Or(p.Calibration[level], &Count{})
			fmt.Fprintf(b, " %.3f | %d |", c.Precision(), c.Right+c.Wrong)
		}
		b.WriteString("\n")
	}
}
