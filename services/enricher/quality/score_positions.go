package quality

import (
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// stand is an actor on a side of the Court.
type stand struct{ actor, side string }

// sideOf turns a stance toward the Court: who supports sanctions on it is against it.
func sideOf(stance, target string) string {
	if target != "sanctions_on_court" {
		return stance
	}
	return map[string]string{"supports": "opposes", "opposes": "supports"}[stance]
}

// labelled is what the labels say of a stand.
type labelled struct {
	core       bool
	situations map[string]bool // "" accepts any
}

func (r *Result) positions(g Article, p contract.Article) {
	labels, said := map[stand]*labelled{}, map[stand]map[string]bool{}
	for _, x := range g.Positions {
		k := stand{x.Actor, sideOf(x.Stance, x.Target)}
		if labels[k] == nil {
			labels[k] = &labelled{situations: map[string]bool{}}
		}
		labels[k].core = labels[k].core || !x.Optional
		labels[k].situations[sameThing(x.Situation)] = true
	}
	for _, x := range p.Positions {
		k := stand{x.Actor, sideOf(x.Stance, x.Target)}
		if said[k] == nil {
			said[k] = map[string]bool{}
		}
		said[k][sameThing(x.Situation)] = true
	}
	for k, l := range labels {
		if l.core {
			r.position(g, k, l, said[k])
		}
	}
	for k := range said {
		if labels[k] == nil {
			r.judge(g, k, wrong, wrong)
			r.err(g, "wrong position %s %s", k.actor, k.side)
		}
	}
}

func (r *Result) position(g Article, k stand, l *labelled, said map[string]bool) {
	if said == nil {
		r.judge(g, k, missed, missed)
		r.err(g, "missed position %s %s", k.actor, k.side)
		return
	}
	situated := missed
	for s := range said {
		if l.situations[""] || l.situations[s] {
			situated = right
		}
	}
	r.judge(g, k, right, situated)
}

func (r *Result) judge(g Article, k stand, plainly, situated func(*Count)) {
	kind, _, _ := strings.Cut(k.actor, ":")
	r.Positions.add(plainly, k.side, kind, "lang:"+g.Lang)
	r.Situated.add(situated, "lang:"+g.Lang)
}
