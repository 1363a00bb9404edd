package extract

import (
	"net/url"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/meta"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// minHeadline is how many bytes a headline must have for the name of the site to be cut off it on weaker
// evidence than the site's own statement.
const minHeadline = 12

// minHost is how many bytes the first label of an address must have to name a site.
const minHost = 5

// retitle takes the name of the site off the headline where the feed shows that the rest is the
// headline, or the page does: it has the rest as a line of its own, and what is cut off as well.
func retitle(in Input, info *meta.Info, p *page.Page) {
	if cuts := meta.Cuts(info.Title); len(cuts) > 0 {
		info.Title = first(fed(cuts, in.FeedTitle), confirmed(cuts, in.URL, info, p), info.Title)
	}
	if info.Title != "" && !slices.Contains(info.Titles, info.Title) {
		info.Titles = append(info.Titles, info.Title)
	}
}

// fed is the part of the title that the feed gave.
func fed(cuts []meta.Cut, feedTitle string) string {
	for _, c := range cuts {
		if len(c.Rest) >= minHeadline && meta.Same(c.Rest, feedTitle) {
			return c.Rest
		}
	}
	return ""
}

// confirmed is the part of the title that the page shows, if what is cut off names the site and the page does not show
// the whole.
func confirmed(cuts []meta.Cut, address string, info *meta.Info, p *page.Page) string {
	shown := lines(p)
	if shown[meta.Letters(info.Title)] {
		return ""
	}
	for _, c := range cuts {
		if len(c.Rest) >= minHeadline && shown[meta.Letters(c.Rest)] && (shown[meta.Letters(c.Off)] || meta.Same(c.Off, info.Outlet) || named(address, c.Off)) {
			return c.Rest
		}
	}
	return ""
}

// named says whether a text is what the address calls the site.
func named(address, name string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(u.Hostname(), "www."), ".")
	return len(host) >= minHost && meta.Within(host, name)
}

// lineWords is how long the lines may be that are looked at, in words.
const lineWords = 40

// lines holds the short lines of the page that lead nowhere, as their letters.
func lines(p *page.Page) map[string]bool {
	found := map[string]bool{}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.LinkWords == 0 && b.Words <= lineWords {
			for line := range strings.SplitSeq(b.Text, "\n") {
				found[meta.Letters(line)] = true
			}
		}
	}
	delete(found, "")
	return found
}

// Bounds of the search for the authors under the headline.
const (
	maxByline   = 12 // words of their line
	bylineReach = 8  // lines from the headline
)

// signed finds the authors in a line under the headline that opens as bylines do, for pages that state none.
func (x *extraction) signed() []string {
	if len(x.chosen) == 0 {
		return nil
	}
	start := x.chosen[0]
	for i := max(0, start-dateBefore); i < start; i++ {
		lines := strings.Split(x.page.Blocks[i].Text, "\n")
		for j, line := range lines {
			if !meta.Same(line, x.info.Title) {
				continue
			}
			if names := x.bylineIn(lines[j+1:min(len(lines), j+1+bylineReach)], i+1, start); names != nil {
				return names
			}
		}
	}
	return nil
}

// bylineIn tries the lines after the headline in its own block, then the blocks up to the text.
func (x *extraction) bylineIn(lines []string, from, to int) []string {
	for _, b := range x.page.Blocks[from:to] {
		lines = append(lines, strings.SplitN(b.Text, "\n", bylineReach)...)
	}
	for _, line := range lines[:min(len(lines), bylineReach)] {
		if strings.Count(line, " ") < maxByline {
			if names := meta.Signed(line, x.info.Outlet); names != nil {
				return names
			}
		}
	}
	return nil
}
