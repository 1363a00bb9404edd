package tagger

import (
	"fmt"
	"io"
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// Explain writes what was tagged and why, for people: the decision about relevance with its grounds, each entity with
// every mention and the rule behind it, offices, events, quotations and positions. Errors of the writer are ignored.
func Explain(w io.Writer, a contract.Article) {
	explainHead(w, a)
	for _, e := range a.Entities {
		explainEntity(w, e)
	}
	section(w, "offices", len(a.RoleRefs))
	for _, x := range a.RoleRefs {
		fmt.Fprintf(w, "  %q is %s: %s\n", x.Text, strings.Join(x.ResolvesTo, ", "), x.Why)
	}
	explainActs(w, a)
	fmt.Fprintf(w, "\ntagger %s, catalogue %s\n", a.Tagger, a.Catalogue)
}

func section(w io.Writer, name string, n int) {
	if n > 0 {
		fmt.Fprintf(w, "\n%s\n", name)
	}
}

func explainHead(w io.Writer, a contract.Article) {
	if a.Title != "" {
		fmt.Fprintf(w, "%s\n", a.Title)
	}
	verdict := "not about the International Criminal Court"
	if a.IsICC {
		verdict = "about the International Criminal Court"
	}
	fmt.Fprintf(w, "%s %s [%s] %s, score %.2f\n", a.ID, a.Published, a.Lang, verdict, a.Relevance.Score)
	for _, x := range a.Relevance.Reasons {
		fmt.Fprintf(w, "  %+.2f %s", x.Weight, x.Why)
		if x.InsteadOf != "" {
			fmt.Fprintf(w, ": %q is not %s", x.Text, x.InsteadOf)
		}
		if x.Is != "" {
			fmt.Fprintf(w, " but %s", x.Is)
		}
		fmt.Fprintln(w)
	}
	section(w, "entities", len(a.Entities))
}

func explainEntity(w io.Writer, e contract.Entity) {
	fmt.Fprintf(w, "  %-32s %s", e.ID, e.Label)
	if len(e.Role) > 0 {
		fmt.Fprintf(w, " (%s)", strings.Join(e.Role, ", "))
	}
	if e.Status != "" {
		fmt.Fprintf(w, " [%s]", standing(e.Status))
	}
	if e.Unverified {
		fmt.Fprint(w, " [role not verified at this date]")
	}
	fmt.Fprintf(w, "  %s, salience %.2f\n", e.Confidence, e.Salience)
	if e.Why != "" {
		fmt.Fprintf(w, "      %s\n", e.Why)
	}
	seen := map[string]bool{}
	for _, m := range e.Mentions {
		if line := fmt.Sprintf("%q: %s", m.Text, m.Why); !seen[line] {
			seen[line] = true
			fmt.Fprintf(w, "      %s\n", line)
		}
	}
}

// standing says what a state's status means.
func standing(status string) string {
	switch status {
	case "signatory":
		return "signatory, not a party"
	case "non-party":
		return "not a party"
	case "withdrawing":
		return "party, withdrawing"
	case "withdrawn":
		return "withdrawn, not a party"
	}
	return status
}

func explainActs(w io.Writer, a contract.Article) {
	section(w, "events", len(a.Events))
	for _, e := range a.Events {
		fmt.Fprintf(w, "  %s %s %s%s %s %s\n      %q: %s\n      with %s\n", e.Type, e.Date, e.Status, prefixed(" ", e.Outcome),
			e.Situation, e.Confidence, e.Trigger, e.Why, strings.Join(e.Participants, ", "))
		explainCount(w, e.Count)
	}
	section(w, "quotations", len(a.Quotes))
	for _, q := range a.Quotes {
		fmt.Fprintf(w, "  %s: %q\n", q.Speaker, q.Text)
	}
	section(w, "positions", len(a.Positions))
	for _, p := range a.Positions {
		fmt.Fprintf(w, "  %s %s %s %s %s\n      %q: %s\n", p.Actor, p.Stance, p.Target, p.Situation, p.Confidence, p.Evidence.Text, p.Why)
		explainCount(w, p.Count)
	}
	section(w, "facts", len(a.Facts))
	for _, f := range a.Facts {
		fmt.Fprintf(w, "  %s: %d\n", f.Type, f.N)
	}
}

func explainCount(w io.Writer, c *contract.Count) {
	if c != nil {
		fmt.Fprintf(w, "      %d %s\n", c.N, c.Unit)
	}
}

func prefixed(with, s string) string {
	if s == "" {
		return ""
	}
	return with + s
}
