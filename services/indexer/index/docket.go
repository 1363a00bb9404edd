package index

import (
	"context"
	"sort"
	"strings"

	"github.com/iccwire/iccwire/contract"
)

// reportsShown is how many reports a row of the docket or of the positions quotes.
const reportsShown = 5

// Report is one article's words on an event or a position.
type Report struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Source    string `json:"source"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
	Evidence  string `json:"evidence"`
}

// EventRow is one act with everything reported of it: a row of the docket. Date is the most exact
// one given. Reports are the newest ones; Articles and Stories count all.
type EventRow struct {
	EventID      string          `json:"event_id"`
	Type         string          `json:"type"`
	Date         string          `json:"date,omitempty"`
	Status       string          `json:"status"`
	Outcome      string          `json:"outcome,omitempty"`
	Official     bool            `json:"official,omitempty"`
	Situation    string          `json:"situation,omitempty"`
	Case         string          `json:"case,omitempty"`
	Participants []string        `json:"participants,omitempty"`
	Count        *contract.Count `json:"count,omitempty"`
	Articles     int             `json:"articles"`
	Stories      int             `json:"stories"`
	Last         string          `json:"last"` // when it was last reported
	Reports      []Report        `json:"reports"`
}

// EventPage is a page of the docket.
type EventPage struct {
	Total int
	Items []EventRow
	Next  string
}

// byEventDate is the order of the docket in cursors.
const byEventDate Sort = "event"

// Events folds the events of all articles that match q into one row an act, the latest act first.
// With the filters event or event_id in q only such events are listed. Sort of q has no meaning.
func (x *Index) Events(ctx context.Context, q Query) (EventPage, error) {
	after, err := readCursor(q.Cursor, byEventDate, 2)
	if err != nil {
		return EventPage{}, err
	}
	rows, err := x.foldEvents(ctx, q)
	if err != nil {
		return EventPage{}, err
	}
	page := EventPage{Total: len(rows)}
	begin := 0
	if after.After != nil {
		begin = sort.Search(len(rows), func(i int) bool {
			return eventLess(after.After[0], after.After[1], rows[i].Date, rows[i].EventID)
		})
	}
	rows = rows[begin:]
	if len(rows) > q.limit() {
		rows = rows[:q.limit()]
		last := rows[len(rows)-1]
		page.Next = cursor{Sort: byEventDate, After: []string{last.Date, last.EventID}}.encode()
	}
	page.Items = rows
	return page, x.reportEvents(ctx, rows)
}

// eventLess is the order of the docket: by date, the latest first, then by id.
func eventLess(dateA, idA, dateB, idB string) bool {
	if dateA != dateB {
		return dateA > dateB
	}
	return idA < idB
}

func (x *Index) foldEvents(ctx context.Context, q Query) ([]EventRow, error) {
	c, list, err := x.compile(q)
	if err != nil {
		return nil, err
	}
	types, ids := wanted(list, "event"), wanted(list, "event_id")
	rows := map[string]*EventRow{}
	seen := map[string]bool{}
	err = x.scan(ctx, c.all, []string{fieldEventKey, fieldDate, fieldStory}, func(r row) {
		for _, key := range r[fieldEventKey] {
			e := splitEventKey(key)
			if !types.has(e.Type) || !ids.has(e.EventID) || e.EventID == "" {
				continue
			}
			have := rows[e.EventID]
			if have == nil {
				have = &EventRow{EventID: e.EventID}
				rows[e.EventID] = have
			}
			have.fold(e, r.one(fieldDate))
			if k := e.EventID + keySep + r.one(fieldStory); !seen[k] {
				seen[k] = true
				have.Stories++
			}
		}
	})
	return sortedEvents(rows), err
}

func sortedEvents(rows map[string]*EventRow) []EventRow {
	list := make([]EventRow, 0, len(rows))
	for _, r := range rows {
		list = append(list, *r)
	}
	sort.Slice(list, func(i, j int) bool {
		return eventLess(list[i].Date, list[i].EventID, list[j].Date, list[j].EventID)
	})
	return list
}

// fold takes one report into the row: the newest report decides, but the most exact date stays and
// what once was reported as done is not made a plan again.
func (r *EventRow) fold(e contract.Event, when string) {
	r.Articles++
	r.Official = r.Official || e.Official
	if len(e.Date) > len(r.Date) {
		r.Date = e.Date
	}
	if r.Type == "" || when >= r.Last {
		r.Type = e.Type
		if r.Status != "reported" {
			r.Status = e.Status
		}
		if e.Situation != "" {
			r.Situation = e.Situation
		}
	}
	r.Last = max(r.Last, when)
}

// choice is a set of values to keep; the empty one keeps all.
type choice map[string]bool

func (c choice) has(v string) bool { return len(c) == 0 || c[v] }

// wanted returns the values of a filter that stand in a query without a minus.
func wanted(list []clause, name string) choice {
	c := choice{}
	for _, cl := range list {
		if cl.field != name || cl.not {
			continue
		}
		for _, v := range cl.values {
			if name == "event" {
				v = eventTerm(v)
			}
			c[v] = true
		}
	}
	return c
}

func eventTerm(v string) string { return strings.ReplaceAll(strings.ToLower(v), "-", "_") }

// splitEventKey undoes eventKey.
func splitEventKey(key string) contract.Event {
	p := strings.Split(key, keySep)
	if len(p) != 6 {
		return contract.Event{}
	}
	return contract.Event{EventID: p[0], Date: p[1], Type: p[2], Status: p[3], Situation: p[4], Official: p[5] != ""}
}

// reportEvents adds the newest reports and what they say.
func (x *Index) reportEvents(ctx context.Context, rows []EventRow) error {
	for i := range rows {
		r := &rows[i]
		list, err := x.newest(ctx, Query{Filters: map[string][]string{"event_id": {r.EventID}}, Limit: reportsShown})
		if err != nil {
			return err
		}
		for _, a := range list {
			for _, e := range a.Events {
				if e.EventID == r.EventID {
					r.tell(a, e)
					break
				}
			}
		}
	}
	return nil
}

func (r *EventRow) tell(a *contract.Article, e contract.Event) {
	r.Reports = append(r.Reports, newReport(a, e.Evidence.Text))
	known := newSet()
	for _, p := range append(r.Participants, e.Participants...) {
		known.add(p)
	}
	r.Participants = known.list
	if r.Outcome == "" {
		r.Outcome = e.Outcome
	}
	if r.Case == "" {
		r.Case = e.Case
	}
	if r.Count == nil {
		r.Count = e.Count
	}
}

func newReport(a *contract.Article, evidence string) Report {
	return Report{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Lang: a.Lang, Published: a.Published, Evidence: evidence}
}

// newest returns the newest articles that match, whole.
func (x *Index) newest(ctx context.Context, q Query) ([]*contract.Article, error) {
	c, _, err := x.compile(q)
	if err != nil {
		return nil, err
	}
	found, err := x.page(ctx, c.all, ByNewest, nil, q.limit(), false)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(found.Hits))
	for i, m := range found.Hits {
		ids[i] = m.ID
	}
	return x.getAll(ctx, ids)
}
