package world

import (
	"fmt"
	"hash/fnv"
	"html/template"
	"math/rand/v2"
	"strings"
)

// furnish puts the other stories around an article, the same at every visit.
func (w *World) furnish(p *page, a *Article) {
	rng := p.rng()
	for _, other := range w.neighbours(p.Site, a) {
		p.Related = append(p.Related, teaser{other.Title, other.Standfirst, other.URL})
	}
	for _, i := range rng.Perm(len(p.W.Headlines)) {
		t := p.teaser(i, rng)
		if len(p.Related) < 6 {
			p.Related = append(p.Related, t)
		} else if len(p.MostRead) < 4 {
			p.MostRead = append(p.MostRead, t)
		}
	}
}

// neighbours are up to three other articles of the site; a generated site has too many to look.
func (w *World) neighbours(s *site, a *Article) []*Article {
	var out []*Article
	for _, sf := range s.Feeds {
		for _, other := range w.byID[sf.ID].articles {
			if other != a && other.serve == "" && len(out) < 3 {
				out = append(out, other)
			}
		}
	}
	return out
}

func (p *page) rng() *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(p.Own))
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

func (p *page) teaser(i int, rng *rand.Rand) teaser {
	title := p.W.Headlines[i%len(p.W.Headlines)]
	blurb := p.W.Blurbs[rng.IntN(len(p.W.Blurbs))]
	return teaser{title, blurb, fmt.Sprintf("%s/archive/%d", p.Site.base(), 1000+rng.IntN(9000))}
}

// pad fills the page's furniture with about n bytes: half in teaser cards, a third in a script's
// data, the rest in menus.
func (p *page) pad(n int) {
	rng := p.rng()
	var cards strings.Builder
	for cards.Len() < n*2/3 {
		p.card(&cards, rng)
	}
	p.Pad = template.HTML(cards.String())
	state := m{}
	for size := 0; size < n/3+200; size += 150 {
		state[fmt.Sprintf("module-%04d", len(state))] = m{"slot": rng.IntN(1 << 20), "kind": "teaser-list",
			"lazy": rng.IntN(2) == 0, "token": fmt.Sprintf("%032x", rng.Uint64()), "widths": []int{320, 480, 768, 1024}}
	}
	p.State = state
}

// card is one teaser as content systems write it, with a menu now and then.
func (p *page) card(b *strings.Builder, rng *rand.Rand) {
	esc := template.HTMLEscapeString
	t := p.teaser(rng.IntN(1<<16), rng)
	id := rng.IntN(1 << 24)
	fmt.Fprintf(b, `<div class="card card--small js-card" id="c%06x" data-track='{"slot":%d,"pos":"river"}'>`+
		`<a class="card__media" href="%s" tabindex="-1" aria-hidden="true"><img loading="lazy" width="320" height="180" src="/img/%06x.svg" `+
		`srcset="/img/%06x-480.svg 480w, /img/%06x-768.svg 768w" alt=""></a><div class="card__body"><span class="card__kicker">%s</span>`+
		`<h3 class="card__title"><a href="%s">%s</a></h3><span class="card__text">%s</span></div></div>`+"\n",
		id, rng.IntN(99), t.URL, id, id, id, esc(p.W.Menu[rng.IntN(len(p.W.Menu))]), t.URL, esc(t.Title), esc(t.Text))
	if rng.IntN(6) == 0 {
		b.WriteString(`<ul class="submenu">`)
		for _, item := range p.W.Menu {
			fmt.Fprintf(b, `<li class="submenu__item"><a class="submenu__link" href="/s/%d">%s</a></li>`, rng.IntN(400), esc(item))
		}
		b.WriteString("</ul>\n")
	}
}
