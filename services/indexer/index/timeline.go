package index

import (
	"context"
	"sort"
	"time"
)

// By is the width of a timeline's buckets.
type By string

// The widths. A week begins on Monday.
const (
	ByDay   By = "day"
	ByWeek  By = "week"
	ByMonth By = "month"
)

// Bucket is one stretch of a timeline, named by its first day (2024-06-15), with the number of
// articles and of stories, in which copies of one text count once.
type Bucket struct {
	Start    string `json:"start"`
	Articles int    `json:"articles"`
	Stories  int    `json:"stories"`
}

// Timeline counts what matches q over time, in order of time, leaving out empty buckets. Limit,
// Cursor and Sort of q have no meaning here.
func (x *Index) Timeline(ctx context.Context, q Query, by By) ([]Bucket, error) {
	start, err := starter(by)
	if err != nil {
		return nil, err
	}
	c, _, err := x.compile(q)
	if err != nil {
		return nil, err
	}
	buckets := map[string]*Bucket{}
	seen := map[string]bool{}
	err = x.scan(ctx, c.all, []string{fieldDay, fieldStory}, func(r row) {
		day := start(r.one(fieldDay))
		b := buckets[day]
		if b == nil {
			b = &Bucket{Start: day}
			buckets[day] = b
		}
		b.Articles++
		if key := day + r.one(fieldStory); !seen[key] {
			seen[key] = true
			b.Stories++
		}
	})
	return inOrder(buckets), err
}

func inOrder(buckets map[string]*Bucket) []Bucket {
	list := make([]Bucket, 0, len(buckets))
	for _, b := range buckets {
		list = append(list, *b)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Start < list[j].Start })
	return list
}

// starter returns the function from a day to the first day of its bucket.
func starter(by By) (func(day string) string, error) {
	switch by {
	case ByDay, "":
		return func(day string) string { return day }, nil
	case ByWeek:
		known := map[string]string{}
		return func(day string) string {
			first, ok := known[day]
			if !ok {
				first = monday(day)
				known[day] = first
			}
			return first
		}, nil
	case ByMonth:
		return func(day string) string { return day[:min(len(day), 7)] + "-01" }, nil
	}
	return nil, syntaxError("by is day, week or month, not %q", clip(string(by)))
}

func monday(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Format(time.DateOnly)
}
