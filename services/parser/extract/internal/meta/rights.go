package meta

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of what is read of copyright lines.
const (
	maxRights = 4   // lines
	rightsCut = 160 // bytes of one
	minSite   = 4   // bytes of letters of a site's name
)

// copyright notes what stands behind a © sign, without the years: in the same text or the next.
func (r *raw) copyright(n *html.Node) {
	if n.Type != html.TextNode || len(r.rights) >= maxRights || n.Parent != nil && (n.Parent.DataAtom == atom.Script || n.Parent.DataAtom == atom.Style) {
		return
	}
	_, line, ok := strings.Cut(n.Data, "©")
	if !ok {
		return
	}
	line = afterYears(line)
	if line == "" && n.NextSibling != nil {
		line = afterYears(text(n.NextSibling, rightsCut))
	}
	if line = cutText(line, rightsCut); line != "" {
		r.rights = append(r.rights, line)
	}
}

// afterYears drops the years and marks that a copyright line begins with.
func afterYears(s string) string {
	return strings.TrimSpace(strings.TrimLeft(s, " \t\r\n\u00a00123456789-–—,./|·:"))
}

// cutText shortens a text to a number of bytes; a letter cut in two is dropped.
func cutText(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "")
}
