package index

import (
	"testing"

	"github.com/iccwire/iccwire/contract"
)

func TestSide(t *testing.T) {
	for _, c := range []struct{ stance, target, want string }{
		{"supports", "court", SideFor}, {"opposes", "court", SideAgainst},
		{"supports", "investigation", SideFor}, {"opposes", "investigation", SideAgainst},
		{"supports", "warrant", SideFor}, {"opposes", "warrant", SideAgainst},
		{"supports", "jurisdiction", SideFor}, {"opposes", "jurisdiction", SideAgainst},
		{"supports", "membership", SideFor}, {"opposes", "membership", SideAgainst},
		{"supports", "cooperation", SideFor}, {"opposes", "cooperation", SideAgainst},
		{"supports", "sanctions_on_court", SideAgainst}, {"opposes", "sanctions_on_court", SideFor},
		{"", "court", SideAgainst}, {"supports", "a target to come", SideFor},
	} {
		if got := Side(c.stance, c.target); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.stance, c.target, got, c.want)
		}
	}
}

// TestActorRowSides folds stances and compares what the row counts on either side.
func TestActorRowSides(t *testing.T) {
	for _, c := range []struct {
		name      string
		positions []contract.Position
		want      ActorRow // its counts and side
	}{
		{"sanctions are turned round", []contract.Position{{Stance: "supports", Target: "sanctions_on_court"}, {Stance: "opposes", Target: "court"}},
			ActorRow{Supports: 1, Opposes: 1, Against: 2, Side: SideAgainst}},
		{"lifting sanctions is for the Court", []contract.Position{{Stance: "opposes", Target: "sanctions_on_court"}},
			ActorRow{Opposes: 1, For: 1, Side: SideFor}},
		{"level", []contract.Position{{Stance: "supports", Target: "warrant"}, {Stance: "opposes", Target: "membership"}},
			ActorRow{Supports: 1, Opposes: 1, For: 1, Against: 1}},
	} {
		a := &actorFold{stances: map[string]*StanceCount{}}
		for _, p := range c.positions {
			a.fold(p.Stance+p.Target, p, "2026-10-05")
		}
		got := sortedActors(map[string]*actorFold{"x": a})[0]
		if got.Supports != c.want.Supports || got.Opposes != c.want.Opposes || got.For != c.want.For || got.Against != c.want.Against || got.Side != c.want.Side {
			t.Errorf("%s: %+v", c.name, got)
		}
		for _, s := range got.Stances {
			if s.Side != Side(s.Stance, s.Target) {
				t.Errorf("%s: %+v", c.name, s)
			}
		}
	}
}
