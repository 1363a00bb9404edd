package page

// Prose says whether a block reads like running text: long enough, with few links.
func (b *Block) Prose() bool {
	return b.Words >= 12 && 3*b.LinkWords <= b.Words
}

// telling roles and tags of a container count only while it is a part of the page. One that holds this
// share (in percent) of the page's prose is the page, whatever its class says.
const wholeShare = 40

// shapes are the roles that never speak against a container's text.
const shapes = Body | Paragraph | Content | Story | Subhead | Title | Lede | Live | Transcript | Summary

// Roles that end a container's chances, if it holds less than the share of the prose given here.
const (
	deadRoles = Search | User
	deadTags  = InNav | InFooter | InForm | InButton
	deadShare = 33 // percent

	awayRoles = Comment | Consent | Modal // these may outweigh a short article
	awayShare = 90
)

// settle computes what needs the whole page: sums, roles, and which containers are dead.
// Blocks in dead containers are dropped, unless that leaves nothing worth reading.
func (p *Page) settle() {
	p.sum()
	p.Seen = p.Words
	dead := p.inherit()
	live := 0
	for i := range p.Blocks {
		if !dead[p.Blocks[i].Elem] {
			live += int(p.Blocks[i].Words)
		}
	}
	if live < 30 && live < p.Words || live == p.Words {
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
		dead[i] = e.Own&deadRoles != 0 && 100*e.Good < deadShare*total || e.Tags&deadTags != 0 && 100*e.Good < deadShare*total ||
			e.Own&awayRoles != 0 && 100*e.Good < awayShare*total
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
	}
}

func (p *Page) count(b *Block) {
	e := &p.Elems[b.Elem]
	e.Words += b.Words
	e.LinkWords += b.LinkWords
	e.Blocks++
	if b.Prose() {
		e.Good += b.Words
		e.Prose++
	}
	p.Words += int(b.Words)
	p.Links += int(b.LinkWords)
}
