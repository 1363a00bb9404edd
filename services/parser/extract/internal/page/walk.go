package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Walk reads the blocks of a parsed page, in the order of the page.
func Walk(doc *html.Node) *Page {
	w := &walker{page: &Page{Blocks: make([]Block, 0, 256), Elems: make([]Elem, 0, 512)}}
	body := find(doc, atom.Body)
	if body == nil {
		body = doc
	}
	w.enter(body, -1)
	w.children(body, 0, false, false)
	w.flush()
	w.leave(0)
	w.page.settle()
	return w.page
}

// find returns the first element of a kind among the upper levels of a tree.
func find(n *html.Node, tag atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == tag {
			return c
		}
		if c.DataAtom == atom.Html {
			return find(c, tag)
		}
	}
	return nil
}

type walker struct {
	page    *Page
	classes classes
	text    textBuffer
	owner   int32 // the innermost element that holds all of the block being gathered
	bytes   int
	breaks  int // <br> in a row
	rows    int16
	passed  int32
	inRow   bool // inside a table of data, whose rows are blocks
}

// enter notes an element and returns its index.
func (w *walker) enter(n *html.Node, parent int32) int32 {
	if len(w.page.Elems) >= MaxElems {
		w.page.Cut = true
		return parent
	}
	own, sig := w.classes.mask(n)
	e := Elem{Node: n, Parent: parent, Tag: n.DataAtom, Named: own, Sig: sig, First: int32(len(w.page.Blocks))}
	if parent >= 0 {
		e.Depth = w.page.Elems[parent].Depth + 1
	}
	w.page.Elems = append(w.page.Elems, e)
	return int32(len(w.page.Elems) - 1)
}

func (w *walker) leave(elem int32) { w.page.Elems[elem].Last = int32(len(w.page.Blocks)) }

func (w *walker) children(n *html.Node, elem int32, link, strong bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.textNode(c, elem, link, strong)
		case html.ElementNode:
			w.element(c, elem, link, strong)
		}
	}
}

func (w *walker) textNode(n *html.Node, elem int32, link, strong bool) {
	before := len(w.text.buf)
	w.text.add(n.Data, link, strong)
	if len(w.text.buf) == before {
		return
	}
	w.breaks = 0
	switch {
	case before > 0:
		w.owner = w.common(w.owner, elem)
	case link:
		w.owner = elem
		w.text.links++
	default:
		w.owner = elem
	}
}

// common returns the innermost element that holds both.
func (w *walker) common(a, b int32) int32 {
	for a != b {
		if w.page.Elems[a].Depth < w.page.Elems[b].Depth {
			a, b = b, a
		}
		a = max(w.page.Elems[a].Parent, 0)
	}
	return a
}

// blockTag is the tag of the innermost element around that makes a block.
func (w *walker) blockTag(elem int32) atom.Atom {
	for elem > 0 && !blocky[w.page.Elems[elem].Tag] {
		elem = w.page.Elems[elem].Parent
	}
	return w.page.Elems[elem].Tag
}

func (w *walker) element(n *html.Node, elem int32, link, strong bool) {
	tag := n.DataAtom
	switch {
	case skipped[tag]:
		w.skip(n, elem)
		return
	case tag == atom.Br:
		w.lineBreak()
		return
	case (tag == atom.Td || tag == atom.Th) && w.inRow:
		w.text.nextCell()
		w.inline(n, elem, link, strong)
		return
	case tag == atom.Img:
		w.passed++
		return
	case blocky[tag]:
		w.flush()
		w.rows = 0
		child := w.enter(n, elem)
		rows := w.inRow
		w.inRow = rows || tag == atom.Table && dataTable(n)
		w.children(n, child, link, strong)
		w.flush()
		w.inRow = rows
		w.rows = 0
		if child != elem {
			w.leave(child)
		}
		return
	}
	w.inline(n, elem, link, strong)
}

// skip passes an element that holds no text to read, and notes what it says of the page.
func (w *walker) skip(n *html.Node, elem int32) {
	w.passed++
	switch n.DataAtom {
	case atom.Input:
		if mailField(n) {
			w.page.asksMail(elem)
		}
	case atom.Script, atom.Iframe:
		w.page.Scripts++
	case atom.Noscript:
		if c := n.FirstChild; c != nil && asksForScript(c.Data) {
			w.page.NoScript = true
		}
	}
}

// asksForScript reads a <noscript>, which the parser leaves as text.
func asksForScript(s string) bool {
	s = strings.ToLower(cut(s))
	return strings.Contains(s, "javascript") && !strings.Contains(s, "<img")
}

// inline walks an element that does not end a block. Links and unknown elements may hold
// blocks of their own, so they are noted as surroundings.
func (w *walker) inline(n *html.Node, elem int32, link, strong bool) {
	tag := n.DataAtom
	switch tag {
	case atom.A:
		if !link && len(w.text.buf) > 0 {
			w.text.links++
		}
		link = true
	case atom.B, atom.Strong, atom.Em, atom.I:
		strong = true
	}
	child := elem
	if hasElements(n) || len(w.text.buf) == 0 && len(n.Attr) > 0 && tag != atom.A {
		child = w.enter(n, elem)
	}
	w.children(n, child, link, strong)
	if child != elem {
		w.leave(child)
	}
}

func hasElements(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return true
		}
	}
	return false
}

// lineBreak notes a <br>: the second in a row ends the block.
func (w *walker) lineBreak() {
	w.breaks++
	if w.breaks >= 2 {
		w.flush()
		w.rows++
		return
	}
	w.text.line()
}

// flush ends the block being gathered.
func (w *walker) flush() {
	t := &w.text
	if len(t.buf) > 0 && !machine(t.buf) {
		w.emit()
	}
	t.reset()
}

// machine says whether a text is written for programs: an address or a time stamp alone.
func machine(text []byte) bool {
	if bytes.IndexByte(text, ' ') >= 0 || len(text) < 16 {
		return false
	}
	return bytes.Contains(text, []byte("://")) || text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':'
}

func (w *walker) emit() {
	t := &w.text
	if len(w.page.Blocks) >= MaxBlocks || w.bytes+len(t.buf) > MaxBytes {
		w.page.Cut = true
		return
	}
	w.bytes += len(t.buf)
	w.page.Blocks = append(w.page.Blocks, Block{Text: string(t.buf), Elem: w.owner, Tag: w.blockTag(w.owner),
		Words: int32(t.count()), LinkWords: int32(t.linkWords), Links: int16(min(t.links, 1<<14)),
		Strong: int32(t.strong), Breaks: w.rows, Prev: w.passed, Row: w.inRow})
	w.passed = 0
}
