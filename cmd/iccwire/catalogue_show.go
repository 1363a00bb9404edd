package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/cmd/internal/console"
)

type catalogueShowCmd struct {
	Entity []string `arg:"" name:"id-or-name" help:"An id such as person:karim-khan, a name in any language, a case's number, or an office such as icc-prosecutor."`
	On     string   `help:"The day for offices and statuses (ISO 8601); by default today."`
	JSON   bool     `name:"json" help:"Print JSON, one object a line."`
	folderFlag
}

// Help gives examples.
func (catalogueShowCmd) Help() string {
	return "Examples:\n  iccwire catalogue show person:fatou-bensouda --on 2020-05-14\n  iccwire catalogue show \"Cour pénale internationale\" --json\n  iccwire catalogue show icc-prosecutor --on 2015"
}

// Run prints every entity that the name means, or the holders of an office.
func (c *catalogueShowCmd) Run(_ context.Context, s *streams) error {
	on := catalogue.Date(cmp.Or(c.On, time.Now().UTC().Format(time.DateOnly)))
	if !on.Valid() {
		return fmt.Errorf("--on %q is no date: give a day, a month or a year, such as 2024-11-21", c.On)
	}
	cat, err := c.open()
	if err != nil {
		return err
	}
	name := strings.Join(c.Entity, " ")
	found := cat.Find(name)
	role, isRole := cat.Role(strings.TrimPrefix(name, "former-"))
	looks := lookalikes(cat, name)
	if len(found) == 0 && !isRole && len(looks) == 0 {
		return fmt.Errorf("the catalogue knows nothing by the name %q: try a part of it with iccwire catalogue list | grep -i", name)
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	if isRole && len(found) == 0 {
		return c.showRole(out, cat, role, strings.HasPrefix(name, "former-"), on)
	}
	for _, l := range looks {
		if c.JSON {
			if err := writeJSON(out, l); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(out, "%s: %s, not %s\n", l.ID, console.Printable(l.Is), l.InsteadOf)
	}
	for i, e := range found {
		if c.JSON {
			if err := writeJSON(out, newEntryOn(cat, e, on)); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		printEntity(out, newEntryOn(cat, e, on))
	}
	return nil
}

// lookalikes are the things of this name that are easily taken for an entity and are none.
func lookalikes(cat *catalogue.Catalogue, name string) []catalogue.Lookalike {
	key := catalogue.Fold(name)
	return slices.DeleteFunc(slices.Clone(cat.Lookalikes()), func(l catalogue.Lookalike) bool {
		return l.ID != name && !slices.ContainsFunc(l.Names, func(n catalogue.Name) bool { return n.Kind == catalogue.Full && catalogue.Fold(n.Text) == key })
	})
}

// entry is an entity with its sources in full: one line of list --json.
type entry struct {
	*catalogue.Entity
	Aliases []string      `json:"aliases"` // every name beside the labels, in any language, once
	Sources []entrySource `json:"sources"` // of the entity and of its facts
	On      *entryOn      `json:"on,omitempty"`
}

type entrySource struct {
	Key string `json:"key"`
	catalogue.Source
}

// entryOn is what holds on the day that was asked for.
type entryOn struct {
	Date       catalogue.Date     `json:"date"`
	Status     string             `json:"status,omitempty"`
	Offices    []catalogue.Office `json:"offices,omitempty"`
	Unverified bool               `json:"unverified,omitempty"` // the day lies after the fact's as_of
}

func newEntry(cat *catalogue.Catalogue, e *catalogue.Entity) entry {
	out := entry{Entity: e, Aliases: []string{}, Sources: []entrySource{}}
	labels := slices.Collect(maps.Values(e.Labels))
	seen := map[string]bool{}
	for _, n := range e.Names {
		if !seen[n.Text] && !slices.Contains(labels, n.Text) {
			out.Aliases = append(out.Aliases, n.Text)
		}
		seen[n.Text] = true
	}
	for _, key := range e.SourceKeys() {
		if src, ok := cat.Source(key); ok {
			out.Sources = append(out.Sources, entrySource{key, src})
		}
	}
	return out
}

func newEntryOn(cat *catalogue.Catalogue, e *catalogue.Entity, on catalogue.Date) entry {
	out := newEntry(cat, e)
	out.On = &entryOn{Date: on, Offices: e.OfficesOn(on)}
	if st, ok := e.StatusOn(on); ok {
		out.On.Status, out.On.Unverified = st.Status, st.Unverified(on)
	}
	for _, o := range out.On.Offices {
		out.On.Unverified = out.On.Unverified || o.Unverified(on)
	}
	return out
}

func printEntity(out *bufio.Writer, e entry) {
	fmt.Fprintf(out, "%s\n%s", e.Label, e.ID)
	if e.Number != "" {
		fmt.Fprintf(out, "  %s", e.Number)
	}
	if e.Wikidata != "" {
		fmt.Fprintf(out, "  wikidata %s", e.Wikidata)
	}
	fmt.Fprintf(out, "\nas of %s\n", e.AsOf)
	if e.Note != "" {
		fmt.Fprintln(out, e.Note)
	}
	printOn(out, e)
	printAll(out, "came before the Court by", e.Basis, func(s string) string { return s })
	printAll(out, "statuses", e.Entity.Status, func(st catalogue.Status) string {
		return join(period(st.From, st.To), st.Status, noIntent(st.NoIntentSince), bracketed(st.Note), cite(st.Source))
	})
	printAll(out, "offices", e.Offices, func(o catalogue.Office) string {
		return join(period(o.From, o.To), o.Role+", "+o.Body, bracketed(o.State), bracketed(o.Note), cite(o.Source), cite(o.ToSource))
	})
	printAll(out, "milestones", e.Milestones, func(m catalogue.Milestone) string {
		return join(fmt.Sprintf("%-10s ", m.Date), m.Type, m.Who, bracketed(m.Note), cite(m.Source))
	})
	printAll(out, "charges", e.Charges, func(s string) string { return s })
	printAll(out, "links", e.Links, func(l catalogue.Link) string { return l.Rel + " " + l.ID })
	printAll(out, "labels", slices.Sorted(maps.Keys(e.Labels)), func(lang string) string { return fmt.Sprintf("%-3s %s", lang, e.Labels[lang]) })
	if len(e.Aliases) > 0 {
		fmt.Fprintf(out, "aliases:\n  %s\n", strings.Join(e.Aliases, " · "))
	}
	printAll(out, "sources", e.Sources, func(src entrySource) string {
		return join(fmt.Sprintf("[%s] %s, %s", src.Key, src.Title, src.Publisher), string(src.Date), src.URL)
	})
}

// printOn says what holds on the day.
func printOn(out *bufio.Writer, e entry) {
	var held []string
	if e.On.Status != "" {
		held = append(held, e.On.Status)
	}
	for _, o := range e.On.Offices {
		held = append(held, join(o.Role, bracketed(o.State)))
	}
	if len(held) > 0 {
		fmt.Fprintf(out, "on %s: %s%s\n", e.On.Date, strings.Join(held, ", "), unverified(e.On.Unverified))
	} else if len(e.Entity.Status)+len(e.Offices) > 0 {
		fmt.Fprintf(out, "on %s: nothing known\n", e.On.Date)
	}
}

// showRole prints who holds an office on the day.
func (c *catalogueShowCmd) showRole(out *bufio.Writer, cat *catalogue.Catalogue, r catalogue.Role, former bool, on catalogue.Date) error {
	slug := r.Slug
	if former {
		slug = "former-" + slug
	}
	held := cat.Holders(slug, on)
	if c.JSON {
		return writeJSON(out, newOffice(slug, r, on, held))
	}
	fmt.Fprintf(out, "%s\n%s\non %s:\n", r.Labels["en"], slug, on)
	for _, h := range held {
		fmt.Fprintf(out, "  %s\n", join(fmt.Sprintf("%s (%s)", h.Entity.Label, h.Entity.ID), h.Office.Body, period(h.Office.From, h.Office.To), bracketed(h.Office.State))+unverified(h.Unverified))
	}
	if len(held) == 0 {
		fmt.Fprintln(out, "  nobody known")
	}
	return nil
}

// office is an office with its holders on a day.
type office struct {
	Role    string            `json:"role"`
	Labels  map[string]string `json:"labels"`
	On      catalogue.Date    `json:"on"`
	Holders []holder          `json:"holders"`
}

type holder struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	catalogue.Office
	Unverified bool `json:"unverified,omitempty"`
}

func newOffice(slug string, r catalogue.Role, on catalogue.Date, held []catalogue.Holding) office {
	out := office{Role: slug, Labels: r.Labels, On: on, Holders: []holder{}}
	for _, h := range held {
		out.Holders = append(out.Holders, holder{h.Entity.ID, h.Entity.Label, h.Office, h.Unverified})
	}
	return out
}

func printAll[T any](out *bufio.Writer, name string, items []T, word func(T) string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(out, "%s:\n", name)
	for _, it := range items {
		fmt.Fprintf(out, "  %s\n", strings.TrimSpace(word(it)))
	}
}

// join puts a space between the words that are there.
func join(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

func period(from, to catalogue.Date) string { return fmt.Sprintf("%-10s – %-10s", from, to) }

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func noIntent(d catalogue.Date) string {
	if d == "" {
		return ""
	}
	return bracketed("no intent to join since " + string(d))
}

func cite(key string) string {
	if key == "" {
		return ""
	}
	return "[" + key + "]"
}

func unverified(is bool) string {
	if is {
		return " (unverified: not known to be so on that day)"
	}
	return ""
}
