package index

import (
	"context"

	"github.com/iccwire/iccwire/contract"
)

// QuoteRow is a quotation with the article that it stands in.
type QuoteRow struct {
	Speaker string `json:"speaker"`
	Label   string `json:"label,omitempty"` // of the speaker, where it is an entity
	Text    string `json:"text"`
	Report  Report `json:"article"`
}

// QuotePage is a page of quotations. Total counts the articles that have any.
type QuotePage struct {
	Total uint64
	Items []QuoteRow
	Next  string
}

// byQuote is the order of quotations in cursors.
const byQuote Sort = "quote"

// Quotes lists the quotations in articles that match q, those of the newest article first. With
// the filter speaker in q only theirs are listed. Sort of q has no meaning.
func (x *Index) Quotes(ctx context.Context, q Query) (QuotePage, error) {
	after, err := readCursor(q.Cursor, byQuote, 2)
	if err != nil {
		return QuotePage{}, err
	}
	q.Filters = with(q.Filters, "type", "quote")
	c, list, err := x.compile(q)
	if err != nil {
		return QuotePage{}, err
	}
	speakers := speakersIn(list)
	found, err := x.page(ctx, c.all, ByNewest, after.After, q.limit()+1, false)
	if err != nil {
		return QuotePage{}, err
	}
	page := QuotePage{Total: found.Total}
	skip, position := after.Skip, after.After
	for _, m := range found.Hits {
		articles, err := x.getAll(ctx, []string{m.ID})
		if err != nil {
			return QuotePage{}, err
		}
		quotes := quotesOf(articles, speakers)
		quotes = quotes[min(skip, len(quotes)):]
		room := q.limit() - len(page.Items)
		if len(quotes) > room {
			page.Items = append(page.Items, quotes[:room]...)
			page.Next = cursor{Sort: byQuote, After: position, Skip: skip + room}.encode()
			return page, nil
		}
		page.Items = append(page.Items, quotes...)
		skip, position = 0, sortValues(m, ByNewest)
	}
	return page, nil
}

// with returns filters with one more value, leaving the given map alone.
func with(filters map[string][]string, name, value string) map[string][]string {
	out := map[string][]string{name: {value}}
	for k, v := range filters {
		out[k] = append(out[k], v...)
	}
	return out
}

func speakersIn(list []clause) choice {
	c := choice{}
	for v := range wanted(list, "speaker") {
		c[speakerTerm(v)] = true
		c[entityID("person", v)] = true
	}
	return c
}

func quotesOf(articles []*contract.Article, speakers choice) []QuoteRow {
	var rows []QuoteRow
	for _, a := range articles {
		labels := map[string]string{}
		for _, e := range a.Entities {
			labels[e.ID] = e.Label
		}
		for _, quote := range a.Quotes {
			if speakers.has(speakerTerm(quote.Speaker)) {
				rows = append(rows, QuoteRow{Speaker: quote.Speaker, Label: labels[quote.Speaker], Text: quote.Text, Report: newReport(a, "")})
			}
		}
	}
	return rows
}
