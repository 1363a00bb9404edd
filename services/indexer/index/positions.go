package index

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// ActorRow is where one actor stands toward the Court. Articles counts those that report a stance
// of the actor; Supports and Opposes count stances over articles, literally toward their targets,
// and For and Against count the same by their side of the Court. Side is the side that more of them
// are on, empty when they are level.
type ActorRow struct {
	Actor    string        `json:"actor"`
	Label    string        `json:"label,omitempty"`
	Articles int           `json:"articles"`
	Supports int           `json:"supports"`
	Opposes  int           `json:"opposes"`
	For      int           `json:"for"`
	Against  int           `json:"against"`
	Side     string        `json:"side,omitempty"`
	Stances  []StanceCount `json:"stances"`
	Reports  []Report      `json:"reports"`
}

// StanceCount is how many articles report a stance of an actor toward one target, which side of the
// Court that is (see Side), and when the last of them came out.
type StanceCount struct {
	Target    string `json:"target"`
	Stance    string `json:"stance"`
	Side      string `json:"side"`
	Situation string `json:"situation,omitempty"`
	Articles  int    `json:"articles"`
	Last      string `json:"last"`
}

// PositionPage is a page of actors.
type PositionPage struct {
	Total int
	Items []ActorRow
	Next  string
}

// PositionFilter narrows positions; empty fields take all.
type PositionFilter struct{ Actor, Stance, Target, Situation string }

func (f PositionFilter) takes(p contract.Position) bool {
	return (f.Actor == "" || f.Actor == p.Actor) && (f.Stance == "" || f.Stance == p.Stance) &&
		(f.Target == "" || f.Target == p.Target) && (f.Situation == "" || f.Situation == p.Situation)
}

// byActor is the order of positions in cursors.
const byActor Sort = "actor"

// Positions folds the positions in all articles that match q into one row an actor, the one with
// most articles first. Sort of q has no meaning.
func (x *Index) Positions(ctx context.Context, q Query, f PositionFilter) (PositionPage, error) {
	after, err := readCursor(q.Cursor, byActor, 2)
	if err != nil {
		return PositionPage{}, err
	}
	rows, err := x.foldPositions(ctx, q, f)
	if err != nil {
		return PositionPage{}, err
	}
	page := PositionPage{Total: len(rows)}
	if after.After != nil {
		n, err := strconv.Atoi(after.After[0])
		if err != nil {
			return PositionPage{}, syntaxError("this cursor is not one of ours")
		}
		rows = rows[sort.Search(len(rows), func(i int) bool {
			return actorLess(n, after.After[1], rows[i].Articles, rows[i].Actor)
		}):]
	}
	if len(rows) > q.limit() {
		rows = rows[:q.limit()]
		last := rows[len(rows)-1]
		page.Next = cursor{Sort: byActor, After: []string{fmt.Sprint(last.Articles), last.Actor}}.encode()
	}
	page.Items = rows
	return page, x.reportPositions(ctx, rows, f)
}

func actorLess(nA int, a string, nB int, b string) bool {
	if nA != nB {
		return nA > nB
	}
	return a < b
}

// actorFold is a row in the making.
type actorFold struct {
	ActorRow
	stances map[string]*StanceCount
}

func (x *Index) foldPositions(ctx context.Context, q Query, f PositionFilter) ([]ActorRow, error) {
	c, _, err := x.compile(q)
	if err != nil {
		return nil, err
	}
	rows := map[string]*actorFold{}
	err = x.scan(ctx, c.all, []string{fieldPosition, fieldDate}, func(r row) {
		counted := map[string]bool{}
		for _, key := range r[fieldPosition] {
			p := splitPosition(key)
			if p.Actor == "" || !f.takes(p) {
				continue
			}
			have := rows[p.Actor]
			if have == nil {
				have = &actorFold{ActorRow: ActorRow{Actor: p.Actor}, stances: map[string]*StanceCount{}}
				rows[p.Actor] = have
			}
			if !counted[p.Actor] {
				counted[p.Actor] = true
				have.Articles++
			}
			have.fold(key, p, r.one(fieldDate))
		}
	})
	return sortedActors(rows), err
}

func (a *actorFold) fold(key string, p contract.Position, when string) {
	s := a.stances[key]
	if s == nil {
		s = &StanceCount{Target: p.Target, Stance: p.Stance, Side: Side(p.Stance, p.Target), Situation: p.Situation}
		a.stances[key] = s
	}
	s.Articles++
	s.Last = max(s.Last, when)
	if p.Stance == "supports" {
		a.Supports++
	} else {
		a.Opposes++
	}
	if s.Side == SideFor {
		a.For++
	} else {
		a.Against++
	}
}

// side is the side of the Court that most of an actor's stances are on.
func (a *ActorRow) side() string {
	switch {
	case a.For > a.Against:
		return SideFor
	case a.Against > a.For:
		return SideAgainst
	}
	return ""
}

func sortedActors(rows map[string]*actorFold) []ActorRow {
	list := make([]ActorRow, 0, len(rows))
	for _, a := range rows {
		for _, s := range a.stances {
			a.Stances = append(a.Stances, *s)
		}
		sort.Slice(a.Stances, func(i, j int) bool { return stanceLess(a.Stances[i], a.Stances[j]) })
		a.Side = a.side()
		list = append(list, a.ActorRow)
	}
	sort.Slice(list, func(i, j int) bool {
		return actorLess(list[i].Articles, list[i].Actor, list[j].Articles, list[j].Actor)
	})
	return list
}

func stanceLess(a, b StanceCount) bool {
	if a.Articles != b.Articles {
		return a.Articles > b.Articles
	}
	return a.Target+a.Stance+a.Situation < b.Target+b.Stance+b.Situation
}

func splitPosition(key string) contract.Position {
	p := strings.Split(key, keySep)
	if len(p) != 4 {
		return contract.Position{}
	}
	return contract.Position{Actor: p[0], Stance: p[1], Target: p[2], Situation: p[3]}
}

// reportPositions adds the newest reports and the label that they give the actor.
func (x *Index) reportPositions(ctx context.Context, rows []ActorRow, f PositionFilter) error {
	for i := range rows {
		r := &rows[i]
		list, err := x.newest(ctx, Query{Filters: map[string][]string{"entity": {r.Actor}, "type": {"position"}}, Limit: 3 * reportsShown})
		if err != nil {
			return err
		}
		for _, a := range list {
			r.tell(a, f)
		}
	}
	return nil
}

func (r *ActorRow) tell(a *contract.Article, f PositionFilter) {
	for _, e := range a.Entities {
		if e.ID == r.Actor && r.Label == "" {
			r.Label = e.Label
		}
	}
	for _, p := range a.Positions {
		if p.Actor == r.Actor && f.takes(p) && len(r.Reports) < reportsShown {
			r.Reports = append(r.Reports, newReport(a, p.Evidence.Text))
			return
		}
	}
}
