package page

import "golang.org/x/net/html/atom"

// Prose says whether a block reads like running text: long enough, with few links.
func (b *Block) Prose() bool {
	return b.Words >= 12 && 3*b.LinkWords <= b.Words
}

// telling roles and tags of a container count only while it is a part of the page. One that holds this
// share (in percent) of the page's prose is the page, whatever its class says.
const wholeShare = 40

// shapes are the roles that never speak against a container's text.
const shapes = Body | Paragraph | Content | Story | Subhead | Title | Lede | Live | Transcript | Summary

// Roles and tags that end the chances of a container, unless it holds so much of the prose that the name
// cannot be meant: half the templates of the world have a wrapper called lightbox.
const (
	deadRoles = Search | User | Modal | Consent | Comment
	deadTags  = InNav | InFooter | InForm | InButton
	deadShare = 33 // percent

	awayRoles = Comment | Consent // these may outweigh a short article
	awayRest  = 30                // words of prose that must be left without them
	liveShare = 3                 // percent of the prose that must be left by all of it
)

// settle computes what needs the whole page: sums, roles, and which containers are dead.
// Blocks in dead containers are dropped, unless that leaves nothing worth reading.
func (p *Page) settle() {
	p.sum()
	p.Seen = p.Words
	dead := p.inherit()
	live, good := 0, int32(0)
	for i := range p.Blocks {
		if b := &p.Blocks[i]; !dead[b.Elem] {
			live += int(b.Words)
			if b.Prose() {
				good += b.Words
			}
		}
	}
	if live == p.Words || live < 30 || 100*good < liveShare*p.Elems[0].Good {
		return
	}
	p.drop(dead)
	p.sum()
	p.inherit()
}

// inherit hands roles and tags down the tree, and tells which elements are dead.
func (p *Page) inherit() []bool {
	dead := make([]bool, len(p.Elems))
	total := p.Elems[0].Good
	for i := range p.Elems {
		e := &p.Elems[i]
		e.Own, e.Tags = e.Named, tagSets[e.Tag]
		if e.Named&Hidden != 0 {
			e.Tags |= InHidden
		}
		dead[i] = e.dead(total)
		if 100*e.Good >= wholeShare*total {
			e.Own &= shapes
			e.Tags &= InArticle | InMain | InSection | InParagraph | InTable | InList | InItem | InQuote
		}
		e.Within = e.Own
		if i > 0 {
			up := &p.Elems[e.Parent]
			e.Within |= up.Within
			e.Tags |= up.Tags
			dead[i] = dead[i] || dead[e.Parent]
		}
	}
	return dead
}

// dead says whether an element's own name or tag ends its chances on a page with so much prose.
func (e *Elem) dead(total int32) bool {
	if 100*e.Good < deadShare*total {
		return e.Own&deadRoles != 0 || e.Tags&deadTags != 0
	}
	return e.Own&awayRoles != 0 && !e.Headline && total-e.Good >= awayRest
}

// drop removes the blocks of dead elements and mends the ranges of all.
func (p *Page) drop(dead []bool) {
	at := make([]int32, len(p.Blocks)+1) // the new index of each block
	kept := p.Blocks[:0]
	passed := int32(0)
	for i := range p.Blocks {
		at[i] = int32(len(kept))
		b := p.Blocks[i]
		if dead[b.Elem] {
			passed += b.Prev + 1
			continue
		}
		b.Prev += passed
		passed = 0
		kept = append(kept, b)
	}
	at[len(p.Blocks)] = int32(len(kept))
	for i := range p.Elems {
		e := &p.Elems[i]
		e.First, e.Last = at[e.First], at[e.Last]
	}
	p.Blocks = kept
}

// sum adds the blocks up to their elements. Elements come after their parents, so one pass
// from the end suffices.
func (p *Page) sum() {
	p.Words, p.Links = 0, 0
	for i := range p.Elems {
		e := &p.Elems[i]
		e.Words, e.LinkWords, e.Good, e.Blocks, e.Prose = 0, 0, 0, 0, 0
	}
	for i := range p.Blocks {
		p.count(&p.Blocks[i])
	}
	for i := len(p.Elems) - 1; i > 0; i-- {
		e, up := &p.Elems[i], &p.Elems[p.Elems[i].Parent]
		up.Words += e.Words
		up.LinkWords += e.LinkWords
		up.Good += e.Good
		up.Blocks += e.Blocks
		up.Prose += e.Prose
		up.Headline = up.Headline || e.Headline
	}
}

func (p *Page) count(b *Block) {
	e := &p.Elems[b.Elem]
	e.Words += b.Words
	e.LinkWords += b.LinkWords
	e.Blocks++
	e.Headline = e.Headline || b.Tag == atom.H1
	if b.Prose() {
		e.Good += b.Words
		e.Prose++
	}
	p.Words += int(b.Words)
	p.Links += int(b.LinkWords)
}
