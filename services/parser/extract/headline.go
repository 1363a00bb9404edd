package extract

import (
	"net/url"
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
	for _, c := range meta.Cuts(info.Title) {
		if len(c.Rest) < minHeadline {
			continue
		}
		if meta.Same(c.Rest, in.FeedTitle) || named(in.URL, c.Off, info.Outlet, p) && shown(c.Rest, p) && !shown(info.Title, p) {
			info.Title = c.Rest
			break
		}
	}
	for _, t := range info.Titles {
		if t == info.Title {
			return
		}
	}
	if info.Title != "" {
		info.Titles = append(info.Titles, info.Title)
	}
}

// named says whether a text is the name of the site: by its outlet, its address, or a line of the page.
func named(address, name, outlet string, p *page.Page) bool {
	if meta.Same(name, outlet) || shown(name, p) {
		return true
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(u.Hostname(), "www."), ".")
	return len(host) >= minHost && meta.Within(host, name)
}

// shown says whether the page has a text as a line of its own that leads nowhere.
func shown(s string, p *page.Page) bool {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Text) < len(s) || b.LinkWords > 0 || b.Words > maxByline+20 {
			continue
		}
		for line := range strings.SplitSeq(b.Text, "\n") {
			if len(line) < 2*len(s) && meta.Same(line, s) {
				return true
			}
		}
	}
	return false
}

// maxByline is how long the line of authors under the headline may be, in words.
const maxByline = 12

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
			if names := x.bylineIn(lines[j+1:], i+1, start); names != nil {
				return names
			}
		}
	}
	return nil
}

// bylineIn tries the lines after the headline in its own block, then the blocks up to the text.
func (x *extraction) bylineIn(lines []string, from, to int) []string {
	for _, b := range x.page.Blocks[from:to] {
		lines = append(lines, strings.Split(b.Text, "\n")...)
	}
	for _, line := range lines {
		if strings.Count(line, " ") < maxByline {
			if names := meta.Signed(line, x.info.Outlet); names != nil {
				return names
			}
		}
	}
	return nil
}
