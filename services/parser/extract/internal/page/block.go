package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of a walk. Text beyond them is left out and Page.Cut is set.
const (
	MaxBlocks = 20_000
	MaxElems  = 60_000
	MaxBytes  = 4 << 20 // of text
)

// Page is what a walk found.
type Page struct {
	Blocks []Block
	Elems  []Elem // Elems[0] is the body; a parent comes before its children
	Words  int    // in all blocks
	Links  int    // link words in all blocks
	Cut    bool   // a bound was reached

	Seen     int  // words of all blocks, with those in dead containers
	Scripts  int  // script elements and frames in the body
	NoScript bool // a <noscript> says that the page needs scripts
}

// Block is a run of text that a reader sees as one piece: a paragraph, a heading, a list item.
type Block struct {
	Text      string // white space collapsed; "\n" for a single <br>
	Elem      int32  // the innermost element that holds it, in Page.Elems
	Tag       atom.Atom
	Words     int32
	LinkWords int32
	Links     int16
	Strong    int32 // words in bold or emphasised text
	Breaks    int16 // the <br> rows before it: its paragraph in the element
	Row       bool  // it is a row of a table of data, its cells parted by tabs
	Prev      int32 // words of boxes, images and other non-text passed since the block before it
}

// Elem is an element that holds blocks.
type Elem struct {
	Node   *html.Node
	Parent int32
	Depth  int16
	Tag    atom.Atom
	Named  Mask   // the roles its own class, id, role and the like name
	Own    Mask   // those of them that count
	Within Mask   // its own and all its ancestors'
	Tags   TagSet // its own and its ancestors' tags
	Sig    uint32 // same for elements with the same tag and class

	// Sums over the blocks below it.
	Words, LinkWords, Good int32 // Good: words of blocks that read like prose
	Blocks, Prose          int32 // blocks, and those that read like prose
	First, Last            int32 // its range of blocks, half open
	Headline               bool  // it holds an h1
	AsksMail               bool  // it holds a field for the reader's e-mail address
}

// TagSet says which kinds of elements a block is in.
type TagSet uint32

// The kinds of elements that matter to a block inside them.
const (
	InArticle TagSet = 1 << iota
	InMain
	InSection
	InAside
	InNav
	InHeader
	InFooter
	InFigure
	InForm
	InTable
	InList
	InItem
	InQuote
	InLink
	InHidden
	InParagraph
	InHeading
	InDetails
	InAddress
	InButton
)

var tagSets = map[atom.Atom]TagSet{
	atom.Article: InArticle, atom.Main: InMain, atom.Section: InSection, atom.Aside: InAside,
	atom.Nav: InNav, atom.Header: InHeader, atom.Footer: InFooter, atom.Figure: InFigure,
	atom.Figcaption: InFigure, atom.Form: InForm, atom.Fieldset: InForm, atom.Table: InTable, atom.Ul: InList,
	atom.Ol: InList, atom.Dl: InList, atom.Li: InItem, atom.Blockquote: InQuote, atom.A: InLink,
	atom.P: InParagraph, atom.H1: InHeading, atom.H2: InHeading, atom.H3: InHeading,
	atom.H4: InHeading, atom.H5: InHeading, atom.H6: InHeading, atom.Details: InDetails,
	atom.Address: InAddress, atom.Button: InButton,
}

// skipped elements hold no text that a reader reads.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true,
	atom.Select: true, atom.Textarea: true, atom.Svg: true, atom.Head: true, atom.Object: true,
	atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Map: true, atom.Input: true,
	atom.Rt: true, atom.Rp: true, atom.Datalist: true, atom.Progress: true, atom.Meter: true,
}

// blocky elements end the block before them and start one of their own.
var blocky = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true,
	atom.Aside: true, atom.Nav: true, atom.Header: true, atom.Footer: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true,
	atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Table: true,
	atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Tr: true, atom.Td: true,
	atom.Th: true, atom.Caption: true, atom.Blockquote: true, atom.Pre: true, atom.Figure: true,
	atom.Figcaption: true, atom.Form: true, atom.Fieldset: true, atom.Legend: true,
	atom.Address: true, atom.Details: true, atom.Summary: true, atom.Hr: true, atom.Center: true,
	atom.Body: true, atom.Dialog: true, atom.Hgroup: true, atom.Menu: true, atom.Button: true,
}

// IsHeading says whether a tag is h1 to h6.
func IsHeading(t atom.Atom) bool { return tagSets[t] == InHeading }
