package parser

import (
	"testing"

	"github.com/iccwire/iccwire/contract"
)

func TestIdentity(t *testing.T) {
	const found = "http://news.courier.example/a?page=1"
	tests := []struct {
		name, final, canonical, feedTitle, pageTitle string
		want                                         string
	}{
		{"no canonical", found, "", "Judges open trial", "Judges open trial", found},
		{"canonical of the site", found, "http://www.courier.example/a", "Judges open trial", "Judges open trial | Courier", "http://www.courier.example/a"},
		{"canonical of another site", found, "http://thief.example/a", "Judges open trial", "Judges open trial", found},
		{"front page", found, "http://courier.example/", "Judges open trial", "Judges open trial", found},
		{"titles disagree", found, "http://courier.example/b", "Judges open trial", "All the news of today", found},
		{"feed without title", found, "http://courier.example/b", "", "Judges open trial", "http://courier.example/b"},
		{"redirect within the site", "http://courier.example/new/a", "", "Judges open trial", "Judges open trial", "http://courier.example/new/a"},
		{"redirect elsewhere", "http://archive.example/a", "", "Judges open trial", "Judges open trial", found},
		{"unreadable canonical", found, "javascript:alert(1)", "", "", found},
		{"other script", found, "http://courier.example/c", "Суд открыл дело", "Суд открыл дело против министра", "http://courier.example/c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id, address := identity(found, tt.final, tt.canonical, tt.feedTitle, tt.pageTitle)
			if address != tt.want || id != contract.ArticleID(tt.want) {
				t.Errorf("got %s, want %s", address, tt.want)
			}
		})
	}
}
