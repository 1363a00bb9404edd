package pages

import (
	"context"
	"fmt"
	"time"

	"github.com/iccwire/iccwire/services/indexer/index"
)

// maxBars bounds a chart; of a longer time the latest part is drawn.
const maxBars = 120

// chartHeight is the height of a chart in its own units.
const chartHeight = 48

// chart is the volume of articles over time, drawn as bars that are links.
type chart struct {
	Width, Height int
	Bars          []bar
	First, Last   string // as shown at its ends
	By            string
	Peak          int
}

type bar struct {
	X, Y, H  int
	Tip      string
	Href     string
	Articles int
}

// chart draws what matches q, by day, week or month as its span allows, which the counts by month
// tell.
func (s *server) chart(ctx context.Context, q request, months []index.FacetCount) (*chart, error) {
	if len(months) == 0 {
		return nil, nil
	}
	by := widthOf(months[0].Value, months[len(months)-1].Value)
	query := q.query("")
	query.Sort = ""
	buckets, err := s.Index.Timeline(ctx, query, by)
	if err != nil || len(buckets) == 0 {
		return nil, err
	}
	return draw(q, fill(buckets, by), by), nil
}

// widthOf chooses the width of buckets for a span of months.
func widthOf(first, last string) index.By {
	a, errA := time.Parse("2006-01", first)
	b, errB := time.Parse("2006-01", last)
	if errA != nil || errB != nil {
		return index.ByMonth
	}
	switch days := b.Sub(a).Hours() / 24; {
	case days <= 70:
		return index.ByDay
	case days <= 700:
		return index.ByWeek
	}
	return index.ByMonth
}

// fill puts empty buckets between the others and keeps the latest maxBars.
func fill(buckets []index.Bucket, by index.By) []index.Bucket {
	have := map[string]index.Bucket{}
	for _, b := range buckets {
		have[b.Start] = b
	}
	last := buckets[len(buckets)-1].Start
	day, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return buckets
	}
	var list []index.Bucket
	for len(list) < maxBars {
		start := day.Format(time.DateOnly)
		if start < buckets[0].Start {
			break
		}
		b := have[start]
		b.Start = start
		list = append(list, b)
		day = before(day, by)
	}
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list
}

func before(day time.Time, by index.By) time.Time {
	switch by {
	case index.ByWeek:
		return day.AddDate(0, 0, -7)
	case index.ByMonth:
		return day.AddDate(0, -1, 0)
	}
	return day.AddDate(0, 0, -1)
}

// end is the last day of the bucket that begins on day.
func end(start string, by index.By) string {
	day, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return start
	}
	switch by {
	case index.ByWeek:
		day = day.AddDate(0, 0, 6)
	case index.ByMonth:
		day = day.AddDate(0, 1, -1)
	}
	return day.Format(time.DateOnly)
}

func draw(q request, buckets []index.Bucket, by index.By) *chart {
	c := &chart{Width: 10 * max(len(buckets), 24), Height: chartHeight, By: string(by)}
	c.First, c.Last = showDate(buckets[0].Start), showDate(end(buckets[len(buckets)-1].Start, by))
	for _, b := range buckets {
		c.Peak = max(c.Peak, b.Articles)
	}
	shift := c.Width - 10*len(buckets)
	for i, b := range buckets {
		h := 0
		if b.Articles > 0 {
			h = max(3, chartHeight*b.Articles/c.Peak)
		}
		last := end(b.Start, by)
		tip := showDate(b.Start)
		if last != b.Start {
			tip += " – " + showDate(last)
		}
		tip += fmt.Sprintf(": %s, %s", plural(b.Articles, "article", "articles"), plural(b.Stories, "story", "stories"))
		v := q.clone()
		v.Set("from", b.Start)
		v.Set("to", last)
		c.Bars = append(c.Bars, bar{X: shift + 10*i, Y: chartHeight - h, H: h, Tip: tip, Href: address("/", v), Articles: b.Articles})
	}
	return c
}
