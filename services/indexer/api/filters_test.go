package api

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
)

func TestWordAndFilterByEachSort(t *testing.T) {
	h, _ := world(t)
	for _, filter := range []string{
		"lang:en", "person:quelconque", "situation:veldavia", "from:2026", "to:2026", "state:XVD",
		"event:referral", "type:event", `source:"Harbour Gazette"`, "story:s-warrant", "title:warrant", "-lang:fr",
	} {
		for _, word := range []string{"", "Veldavia "} {
			for _, sort := range []string{"", "newest", "relevance"} {
				walkPages(t, h, "/api/v1/articles?limit=2&sort="+sort+"&q="+url.QueryEscape(word+filter))
			}
		}
	}
}

// walkPages follows the cursors of a list: it must hold each item once, and as many as it says.
func walkPages(t *testing.T, h http.Handler, target string) {
	t.Helper()
	var ids []string
	for next := target; next != ""; {
		var page articleList
		getJSON(t, h, next, &page)
		for _, it := range page.Items {
			if slices.Contains(ids, it.ID) {
				t.Fatalf("%s: %s is listed twice", target, it.ID)
			}
			ids = append(ids, it.ID)
		}
		if next = ""; page.Next != "" {
			next = target + "&cursor=" + url.QueryEscape(page.Next)
		} else if len(ids) == 0 || len(ids) != int(page.Total) {
			t.Fatalf("%s: %d of %d listed", target, len(ids), page.Total)
		}
	}
}
