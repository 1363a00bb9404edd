package feed

import (
	"bytes"
	"fmt"
	"strings"
)

// piece is the part of a document that is one item, with what closes it where the document
// does not.
type piece struct {
	start, end int
	closers    string
}

// outline is what a first look at an XML document finds: how deep and how large it is, and where
// its items are. It is looked for before any parser runs, because parsers recurse and allocate
// without bound.
type outline struct {
	doc     []byte
	items   []piece // the first MaxItems
	over    int     // items after those, about
	closers string  // end tags of what the items are in
	damaged bool    // an item or the document is not closed

	local string   // name of the items' elements, without prefix
	item  string   // the same as the first one is written
	open  int      // depth at which the open item began; -1 when none is open
	stack []string // names of the open elements
	tags  int
}

// outlineOf looks over a document that begins with its root element, up to the last item that
// is kept. local is the name of the items' elements.
func outlineOf(doc []byte, local string) (*outline, error) {
	o := &outline{doc: doc, local: local, open: -1}
	for i := 0; o.over == 0; {
		at := bytes.IndexByte(doc[i:], '<')
		if at < 0 {
			break
		}
		i += at
		if end := skipMarkup(doc, i); end > i {
			o.damaged = o.damaged || end == len(doc)
			i = end
			continue
		}
		end := endOfTag(doc, i)
		if err := o.tag(i, end); err != nil {
			return nil, err
		}
		if end <= i {
			end = i + 1
		}
		i = end
	}
	if o.open >= 0 {
		o.closeItem(len(doc))
	}
	o.damaged = o.damaged || len(o.stack) > 0 && o.over == 0
	return o, nil
}

// endOfTag returns the end of the tag at i, or i when no tag begins there. Quoted values may
// hold the sign that ends tags.
func endOfTag(doc []byte, i int) int {
	j := i + 1
	if j < len(doc) && doc[j] == '/' {
		j++
	}
	if j >= len(doc) || !isNameByte(doc[j], true) {
		return i
	}
	quote := byte(0)
	for ; j < len(doc); j++ {
		switch c := doc[j]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			if doc[j-1] == '=' || doc[j-1] == ' ' {
				quote = c
			}
		case c == '>':
			return j + 1
		}
	}
	return len(doc)
}

func (o *outline) tag(start, end int) error {
	if end <= start {
		return nil
	}
	text := o.doc[start:end]
	o.tags += 1 + bytes.Count(text, []byte("="))
	if o.tags > maxTags {
		return fmt.Errorf("%w: it has more than %d elements and attributes", ErrTooLarge, maxTags)
	}
	if text[1] == '/' {
		o.pop(tagName(text[2:]), end)
		return nil
	}
	name := tagName(text[1:])
	if o.isItem(name) {
		o.startItem(name, start)
		if o.over > 0 {
			return nil
		}
	}
	if bytes.HasSuffix(text, []byte("/>")) || void[strings.ToLower(name)] {
		if o.open == len(o.stack) {
			o.closeItem(end)
		}
		return nil
	}
	if len(o.stack) >= maxDepth {
		return fmt.Errorf("%w: its elements are nested deeper than %d", ErrTooLarge, maxDepth)
	}
	o.stack = append(o.stack, name)
	return nil
}

// void are elements of HTML that nobody closes, for feeds with HTML that is not escaped.
var void = map[string]bool{"br": true, "hr": true, "img": true, "wbr": true}

// isItem reports whether an element is an item: the first such element decides how they are
// written, so that others of that name, in extensions, are none.
func (o *outline) isItem(name string) bool {
	if o.item != "" {
		return strings.EqualFold(name, o.item)
	}
	prefix, local := splitName(name)
	rootPrefix := ""
	if len(o.stack) > 0 {
		rootPrefix, _ = splitName(o.stack[0])
	}
	return strings.EqualFold(local, o.local) && len(o.stack) > 0 && (prefix == "" || prefix == rootPrefix || prefix == "rss" || prefix == "atom")
}

// startItem begins an item, and ends the one that is still open: items do not hold items.
func (o *outline) startItem(name string, at int) {
	if o.open >= 0 {
		o.closeItem(at)
		o.damaged = true
	}
	if o.item == "" {
		o.item = name
	}
	if len(o.items) == MaxItems {
		for _, after := range []string{">", " ", "/"} {
			o.over += bytes.Count(o.doc[at:], []byte("<"+name+after))
		}
		o.over = max(o.over, 1)
		return
	}
	o.open = len(o.stack)
	if len(o.items) == 0 {
		o.closers = closing(o.stack)
	}
	o.items = append(o.items, piece{start: at})
}

func (o *outline) closeItem(at int) {
	last := &o.items[len(o.items)-1]
	last.end = at
	if o.open < len(o.stack) {
		last.closers = closing(o.stack[o.open:])
		o.stack = o.stack[:o.open]
	}
	o.open = -1
}

// pop closes elements up to the named one; an end tag of nothing that is open means nothing.
func (o *outline) pop(name string, end int) {
	for i := len(o.stack) - 1; i >= 0; i-- {
		if o.stack[i] != name {
			continue
		}
		if o.open >= 0 && i < o.open {
			o.closeItem(end - len(name) - len("</>"))
			o.damaged = true
		}
		o.stack = o.stack[:i]
		if i == o.open {
			o.closeItem(end)
		}
		return
	}
}

func closing(names []string) string {
	var b strings.Builder
	for i := len(names) - 1; i >= 0; i-- {
		b.WriteString("</" + names[i] + ">")
	}
	return b.String()
}

// head is the part of the document before its first item.
func (o *outline) head() []byte {
	if len(o.items) == 0 {
		return o.doc
	}
	return o.doc[:o.items[0].start]
}

// with returns the document with no other items than the given ones, and everything closed.
func (o *outline) with(items []piece) []byte {
	var b bytes.Buffer
	b.Write(o.head())
	for _, p := range items {
		b.Write(o.doc[p.start:p.end])
		b.WriteString(p.closers)
	}
	b.WriteString(o.closers)
	return b.Bytes()
}
