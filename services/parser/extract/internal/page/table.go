package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxTableNodes is how much of a table is looked at to tell what it is for.
const maxTableNodes = 20_000

// dataTable says whether a table holds data and not the layout of a page: rows of several cells without
// blocks in them.
func dataTable(table *html.Node) bool {
	s := tableScan{}
	s.scan(table)
	return !s.layout && s.cells >= 2 && s.cells >= 2*s.rows && s.nodes < maxTableNodes
}

type tableScan struct {
	rows, cells, nodes int
	layout             bool
}

func (s *tableScan) scan(n *html.Node) {
	for c := n.FirstChild; c != nil && !s.layout && s.nodes < maxTableNodes; c = c.NextSibling {
		s.nodes++
		if c.Type == html.TextNode && len(c.Data) > 600 {
			s.layout = true
		}
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.Article, atom.Section, atom.Form, atom.Ul, atom.Blockquote, atom.Nav:
			s.layout = true
		case atom.Tr:
			s.rows++
		case atom.Td, atom.Th:
			s.cells++
		}
		s.scan(c)
	}
}
