package page

import (
	"strings"

	"golang.org/x/net/html"
)

// Mask is a set of the roles that class names, ids and the like give to an element.
type Mask uint64

// Attributes longer than this are read up to it.
const maxClass = 512

// classes maps an element to a Mask and remembers the answers of one page.
type classes struct {
	known map[string]Mask
}

// mask reads the names that an element carries.
func (c *classes) mask(n *html.Node) (m Mask, sig uint32) {
	sig = hash(2166136261, n.Data)
	for i, a := range n.Attr {
		if i >= 32 {
			break
		}
		switch a.Key {
		case "class":
			sig = hash(sig, cut(a.Val))
			m |= c.names(a.Val)
		case "id", "role", "itemprop", "data-testid", "data-component", "data-type", "data-module",
			"data-block-type", "data-qa", "data-test", "data-name", "aria-label", "property", "data-tb-region", "rel", "data-component-name":
			m |= c.names(a.Val)
		case "hidden":
			m |= Hidden
		case "aria-hidden":
			if a.Val == "true" {
				m |= Hidden
			}
		case "aria-modal":
			m |= Modal
		case "style":
			m |= style(a.Val)
		}
	}
	return m, sig
}

func cut(s string) string {
	if len(s) > maxClass {
		return s[:maxClass]
	}
	return s
}

func style(s string) Mask {
	s = cut(s)
	at := strings.Index(s, "display")
	if at < 0 {
		return 0
	}
	rest := strings.TrimLeft(s[at+len("display"):], " :\t")
	if strings.HasPrefix(rest, "none") {
		return Hidden
	}
	return 0
}

func (c *classes) names(value string) Mask {
	value = cut(value)
	if value == "" {
		return 0
	}
	if m, ok := c.known[value]; ok {
		return m
	}
	var m Mask
	for _, name := range strings.Fields(value) {
		m |= nameMask(name)
	}
	if c.known == nil {
		c.known = map[string]Mask{}
	}
	c.known[value] = m
	return m
}

// nameMask looks up the parts of one name, and each two neighbouring parts as one:
// "article-body", "articleBody" and "article__body" are "articlebody".
func nameMask(name string) Mask {
	var m Mask
	var buf [2 * maxClass]byte
	prev, start, end := 0, 0, 0 // buf[prev:start] is the part before, buf[start:end] this one
	part := func() {
		if end > start {
			m |= classNames[string(buf[start:end])]
			if start > prev {
				m |= classNames[string(buf[prev:end])]
			}
			prev, start = start, end
		}
	}
	lower := false
	for i := 0; i < len(name); i++ {
		ch := name[i]
		switch {
		case 'A' <= ch && ch <= 'Z':
			if lower {
				part()
			}
			buf[end] = ch + 'a' - 'A'
			end++
			lower = false
		case 'a' <= ch && ch <= 'z' || ch >= 0x80:
			buf[end] = ch
			end++
			lower = true
		default: // digits and punctuation part
			part()
			lower = false
		}
	}
	part()
	return m
}

func hash(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
