package page

// Prose says whether a block reads like running text: long enough, with few links.
func (b *Block) Prose() bool {
	return b.Words >= 12 && 3*b.LinkWords <= b.Words
}

// sum adds the blocks up to their elements. Elements come after their parents, so one pass
// from the end suffices.
func (p *Page) sum() {
	for i := range p.Blocks {
		b := &p.Blocks[i]
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
	for i := len(p.Elems) - 1; i > 0; i-- {
		e, up := &p.Elems[i], &p.Elems[max(p.Elems[i].Parent, 0)]
		up.Words += e.Words
		up.LinkWords += e.LinkWords
		up.Good += e.Good
		up.Blocks += e.Blocks
		up.Prose += e.Prose
	}
}
