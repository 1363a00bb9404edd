package pages

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// docketPage is the body of the docket.
type docketPage struct {
	request
	Total  int
	Months []docketMonth
	Chips  []chip
	Facets []facet
	Next   string
	First  string
}

// docketMonth holds the events of one month.
type docketMonth struct {
	Name string
	Rows []docketRow
}

type docketRow struct {
	index.EventRow
	People []named
	Says   *index.Report // the words that introduce it
}

// says finds the report that a row is introduced with: the newest in the language of the pages,
// else the newest of all.
func (s *server) says(ctx context.Context, row index.EventRow) (*index.Report, error) {
	for i := range row.Reports {
		if strings.HasPrefix(row.Reports[i].Lang, "en") && row.Reports[i].Evidence != "" {
			return &row.Reports[i], nil
		}
	}
	found, err := s.Index.Search(ctx, index.Query{
		Filters: map[string][]string{"event_id": {row.EventID}, "lang": {"en"}}, Sort: index.ByNewest, Limit: 1,
	})
	if err != nil {
		return nil, err
	}
	for _, h := range found.Items {
		for _, e := range h.Article.Events {
			if e.EventID == row.EventID && e.Evidence.Text != "" {
				return &index.Report{ID: h.Article.ID, Lang: h.Article.Lang, Evidence: e.Evidence.Text}, nil
			}
		}
	}
	if len(row.Reports) > 0 && row.Reports[0].Evidence != "" {
		return &row.Reports[0], nil
	}
	return nil, nil
}

// named is an entity with its name.
type named struct{ ID, Label string }

func (s *server) events(w http.ResponseWriter, r *http.Request) error {
	q := readRequest(r)
	query := q.query(r.URL.Query().Get("cursor"))
	query.Sort = ""
	found, err := s.Index.Events(r.Context(), query)
	if err != nil {
		return err
	}
	body := docketPage{request: q, Total: found.Total, Chips: s.chips(q)}
	if body.Months, err = s.months(r.Context(), found.Items); err != nil {
		return err
	}
	if body.Facets, err = s.narrow(r, q, "event", "situations", "events"); err != nil {
		return err
	}
	if found.Next != "" {
		body.Next = q.cursor(found.Next)
	}
	if query.Cursor != "" {
		body.First = address(q.path, q.clone())
	}
	return s.render(w, "events", http.StatusOK, page{Title: "Docket of events", Nav: "events", Q: query.Q, Body: body})
}

// narrow counts, for the links at the side, what the articles behind a list speak of.
func (s *server) narrow(r *http.Request, q request, holds string, names ...string) ([]facet, error) {
	query := q.query("")
	query.Filters["type"] = append(slices.Clone(query.Filters["type"]), holds)
	query.Facets, query.Limit, query.Sort = true, 1, index.ByNewest
	found, err := s.Index.Search(r.Context(), query)
	if err != nil {
		return nil, err
	}
	kept := index.Facets{}
	for _, name := range names {
		kept[name] = found.Facets[name]
	}
	return s.facets(q, kept, nil), nil
}

// months puts events under the month of their date.
func (s *server) months(ctx context.Context, rows []index.EventRow) ([]docketMonth, error) {
	var list []docketMonth
	for _, row := range rows {
		name := "Date unknown"
		if len(row.Date) >= 4 {
			name = showDate(row.Date[:min(7, len(row.Date))])
		}
		if len(list) == 0 || list[len(list)-1].Name != name {
			list = append(list, docketMonth{Name: name})
		}
		says, err := s.says(ctx, row)
		if err != nil {
			return nil, err
		}
		out := docketRow{EventRow: row, Says: says}
		for _, id := range row.Participants {
			out.People = append(out.People, named{id, s.label(id, nil)})
		}
		last := &list[len(list)-1]
		last.Rows = append(last.Rows, out)
	}
	return list, nil
}
