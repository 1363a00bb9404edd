package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of a table of data: how much of it is looked at, and how long a cell's lines may be.
const (
	maxTableNodes = 20_000
	maxCellBytes  = 600
	maxCellBreaks = 6
)

// dataTable says whether a table holds data and not the layout of a page: rows of several cells without
// blocks in them.
func dataTable(table *html.Node) bool {
	s := tableScan{}
	s.scan(table)
	return !s.layout && s.rows >= 2 && s.cells >= 2*s.rows && s.nodes < maxTableNodes
}

type tableScan struct {
	rows, cells, nodes int
	breaks             int // in this cell
	layout             bool
}

func (s *tableScan) scan(n *html.Node) {
	for c := n.FirstChild; c != nil && !s.layout && s.nodes < maxTableNodes; c = c.NextSibling {
		s.nodes++
		if c.Type == html.TextNode && len(c.Data) > maxCellBytes {
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
			s.breaks = 0
		case atom.Br:
			s.breaks++
			s.layout = s.breaks > maxCellBreaks
		}
		s.scan(c)
	}
}
