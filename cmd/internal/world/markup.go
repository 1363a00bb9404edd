package world

import (
	"html/template"
	"regexp"
	"strings"
)

// parseBlocks reads the little markup of the article files: blocks are separated by blank lines; a
// block that begins with "## " is a heading, with "> " a quotation, with "- " a list. Within a
// block *words* are emphasised and [words](address) is a link.
func parseBlocks(body string) []Block {
	var blocks []Block
	for _, raw := range strings.Split(strings.TrimSpace(body), "\n\n") {
		if raw = strings.TrimSpace(raw); raw != "" {
			blocks = append(blocks, parseBlock(raw))
		}
	}
	return blocks
}

func parseBlock(raw string) Block {
	joined := strings.ReplaceAll(raw, "\n", " ")
	switch {
	case strings.HasPrefix(raw, "## "):
		return newBlock("heading", joined[3:])
	case strings.HasPrefix(raw, "> "):
		return newBlock("quote", joined[2:])
	case strings.HasPrefix(raw, "- "):
		return newList(strings.Split(raw[2:], "\n- "))
	}
	return newBlock("paragraph", joined)
}

func newBlock(kind, src string) Block { return Block{Kind: kind, Text: plain(src), src: src} }

func newList(items []string) Block {
	b := Block{Kind: "list"}
	for _, item := range items {
		b.Items = append(b.Items, plain(item))
	}
	b.Text = strings.Join(b.Items, "\n")
	return b
}

var (
	linkMark = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)
	emMark   = regexp.MustCompile(`\*([^*]+)\*`)
)

// plain is the text without its marks.
func plain(src string) string {
	return emMark.ReplaceAllString(linkMark.ReplaceAllString(src, "$1"), "$1")
}

// HTML is the block's inner HTML.
func (b Block) HTML() template.HTML {
	s := template.HTMLEscapeString(b.src)
	s = linkMark.ReplaceAllString(s, `<a href="$2">$1</a>`)
	return template.HTML(emMark.ReplaceAllString(s, `<em>$1</em>`))
}
