package index

import (
	"context"
	"sort"
)

// StoryRow is a story: an article and its near-duplicates and syndicated copies.
type StoryRow struct {
	ID       string   `json:"id"`
	Articles int      `json:"articles"`
	First    string   `json:"first"` // when the first of its articles came out
	Last     string   `json:"last"`  // when the last one did
	Title    string   `json:"title"` // of the first of those listed
	Reports  []Report `json:"reports"`
}

// StoryPage is a page of stories.
type StoryPage struct {
	Total int
	Items []StoryRow
	Next  string
}

// byStory is the order of stories in cursors.
const byStory Sort = "story"

// Stories folds the articles that match q into stories, the one with the newest article first.
// Sort of q has no meaning.
func (x *Index) Stories(ctx context.Context, q Query) (StoryPage, error) {
	after, err := readCursor(q.Cursor, byStory, 2)
	if err != nil {
		return StoryPage{}, err
	}
	rows, err := x.foldStories(ctx, q)
	if err != nil {
		return StoryPage{}, err
	}
	page := StoryPage{Total: len(rows)}
	if after.After != nil {
		rows = rows[sort.Search(len(rows), func(i int) bool {
			return eventLess(after.After[0], after.After[1], rows[i].Last, rows[i].ID)
		}):]
	}
	if len(rows) > q.limit() {
		rows = rows[:q.limit()]
		last := rows[len(rows)-1]
		page.Next = cursor{Sort: byStory, After: []string{last.Last, last.ID}}.encode()
	}
	page.Items = rows
	return page, x.reportStories(ctx, rows)
}

func (x *Index) foldStories(ctx context.Context, q Query) ([]StoryRow, error) {
	c, _, err := x.compile(q)
	if err != nil {
		return nil, err
	}
	rows := map[string]*StoryRow{}
	err = x.scan(ctx, c.all, []string{fieldStory, fieldDate}, func(r row) {
		id, when := r.one(fieldStory), r.one(fieldDate)
		have := rows[id]
		if have == nil {
			have = &StoryRow{ID: id, First: when}
			rows[id] = have
		}
		have.Articles++
		have.First, have.Last = min(have.First, when), max(have.Last, when)
	})
	list := make([]StoryRow, 0, len(rows))
	for _, r := range rows {
		list = append(list, *r)
	}
	sort.Slice(list, func(i, j int) bool { return eventLess(list[i].Last, list[i].ID, list[j].Last, list[j].ID) })
	return list, err
}

// reportStories adds articles of each story, the newest first.
func (x *Index) reportStories(ctx context.Context, rows []StoryRow) error {
	for i := range rows {
		r := &rows[i]
		list, err := x.Copies(ctx, r.ID)
		if err != nil {
			return err
		}
		r.Reports = list[:min(len(list), reportsShown)]
		for _, report := range r.Reports {
			r.Title = report.Title
		}
	}
	return nil
}

// Copies returns the articles of a story, the newest first, at most 50.
func (x *Index) Copies(ctx context.Context, story string) ([]Report, error) {
	list, err := x.newest(ctx, Query{Filters: map[string][]string{"story": {story}}, Limit: 50})
	if err != nil {
		return nil, err
	}
	var out []Report
	for _, a := range list {
		out = append(out, newReport(a, ""))
	}
	return out, nil
}
