package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// rssOf wraps items in the least RSS there is.
func rssOf(items string) string {
	return `<rss version="2.0"><channel><title>t</title><link>https://x.example/</link>` + items + `</channel></rss>`
}

func item(n int) string {
	return fmt.Sprintf(`<item><title>%d</title><link>https://x.example/%d</link></item>`, n, n)
}

func TestBounds(t *testing.T) {
	deep := strings.Repeat("<a>", 1_000_000)
	tests := []struct{ name, doc string }{
		{"body", strings.Repeat(" ", MaxBody+1)},
		{"nested extension", rssOf(`<item><x:y>` + deep)},
		{"nested in the channel", `<rss><channel>` + deep},
		{"nested atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">` + deep},
		{"nested sitemap", `<urlset><url>` + deep},
		{"elements", rssOf(strings.Repeat("<x:y/>", maxTags+1))},
		{"attributes", rssOf("<x " + strings.Repeat(`a="" `, maxTags+1) + "/>")},
		{"objects", `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", maxObjects+1) + "{}]}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Parse([]byte(tt.doc), "", testURL, testNow); !errors.Is(err, ErrTooLarge) {
				t.Errorf("error %.200v, want ErrTooLarge", err)
			}
		})
	}
}

func TestTooManyItems(t *testing.T) {
	var xml, objects, urls strings.Builder
	for i := range MaxItems + 500 {
		xml.WriteString(item(i))
		fmt.Fprintf(&objects, `{"id":"%d","url":"https://x.example/%d"},`, i, i)
		fmt.Fprintf(&urls, `<url><loc>https://x.example/%d</loc></url>`, i)
	}
	docs := map[string]string{
		"rss":     rssOf(xml.String()),
		"json":    `{"version":"https://jsonfeed.org/version/1","items":[` + objects.String() + `{"id":"last","url":"https://x.example/last"}]}`,
		"sitemap": `<urlset>` + urls.String() + `</urlset>`,
	}
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			f, err := Parse([]byte(doc), "", testURL, testNow)
			if err != nil {
				t.Fatal(err)
			}
			checkFeed(t, f)
			if len(f.Items) != MaxItems || f.Dropped[0].Reason != "over-limit" || f.Dropped[0].Count < 500 {
				t.Errorf("%d items, %v", len(f.Items), f.Dropped)
			}
		})
	}
}

// TestManySmallItems has more elements than are allowed, after the last item that is kept.
func TestManySmallItems(t *testing.T) {
	f, err := Parse([]byte(rssOf(strings.Repeat("<item/>", 1_000_000))), "", testURL, testNow)
	if err != nil || f.Offered < 900_000 || len(f.Items) != 0 {
		t.Errorf("offered %d, %d items, %v", f.Offered, len(f.Items), err)
	}
}

func TestLongFields(t *testing.T) {
	long := strings.Repeat("é ", 300_000)
	doc := rssOf(`<item><title>` + long + `</title><link>https://x.example/1</link><guid>` + long + `</guid><author>` + long +
		`</author><description>` + long + `</description><content:encoded>&lt;p title="` + long + `"&gt;</content:encoded></item>`)
	doc = strings.Replace(doc, "<rss ", `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" `, 1)
	f, err := Parse([]byte(doc), "", testURL, testNow)
	if err != nil {
		t.Fatal(err)
	}
	checkFeed(t, f)
	it := f.Items[0]
	if len(it.Title) > 2000 || len(it.Summary) > 16<<10 || len(it.GUID) > maxGUID || len(it.Authors[0]) > maxName || it.Content != "" {
		t.Errorf("title %d, summary %d, guid %d, author %d, content %d bytes", len(it.Title), len(it.Summary), len(it.GUID), len(it.Authors[0]), len(it.Content))
	}
}

func TestHashes(t *testing.T) {
	parse := func(fields string) Item {
		t.Helper()
		f, err := Parse([]byte(rssOf(`<item>`+fields+`</item>`)), "", testURL, testNow)
		if err != nil || len(f.Items) != 1 {
			t.Fatalf("%+v, %v", f, err)
		}
		return f.Items[0]
	}
	base := parse(`<guid>g</guid><link>https://x.example/1</link><title>t</title><description>d</description>`)
	tests := []struct {
		name, fields       string
		sameItem, sameText bool
	}{
		{"tracking", `<guid>g</guid><link>https://x.example/1?utm_source=a</link><title>t</title><description>d</description>`, true, true},
		{"markup", `<guid>g</guid><link>https://x.example/1</link><title>t</title><description>&lt;p&gt;d</description>`, true, true},
		{"title", `<guid>g</guid><link>https://x.example/1</link><title>T</title><description>d</description>`, true, false},
		{"description", `<guid>g</guid><link>https://x.example/1</link><title>t</title><description>e</description>`, true, false},
		{"moved text", `<guid>g</guid><link>https://x.example/1</link><title>td</title><description></description>`, true, false},
		{"guid", `<guid>h</guid><link>https://x.example/1</link><title>t</title><description>d</description>`, false, true},
		{"link", `<guid>g</guid><link>https://x.example/2</link><title>t</title><description>d</description>`, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := parse(tt.fields)
			if (got.Hash == base.Hash) != tt.sameItem || (got.ContentHash == base.ContentHash) != tt.sameText {
				t.Errorf("hashes %s %s, base %s %s", got.Hash, got.ContentHash, base.Hash, base.ContentHash)
			}
		})
	}
}

func TestHashText(t *testing.T) {
	text, err := json.Marshal([]Hash{0, 1 << 63})
	if err != nil || string(text) != `["0000000000000000","8000000000000000"]` {
		t.Fatalf("%s, %v", text, err)
	}
	var back []Hash
	if err := json.Unmarshal(text, &back); err != nil || back[1] != 1<<63 {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`["no"]`), &back); err == nil {
		t.Error("a bad hash is accepted")
	}
}

func TestErrorsAreTyped(t *testing.T) {
	var page *WebPageError
	_, err := Parse([]byte(`<html><link rel=alternate type=application/rss+xml href=f></html>`), "", testURL, testNow)
	if !errors.As(err, &page) || !errors.Is(err, ErrNotFeed) || len(page.Feeds) != 1 || page.Feeds[0] != "https://feeds.example/dir/f" {
		t.Errorf("web page: %v", err)
	}
	var index *SitemapIndexError
	_, err = Parse([]byte(`<sitemapindex><sitemap><loc>https://x.example/s</loc></sitemap></sitemapindex>`), "", testURL, testNow)
	if !errors.As(err, &index) || !errors.Is(err, ErrNotFeed) {
		t.Errorf("index: %v", err)
	}
	if _, err = Parse(nil, "", testURL, testNow); !errors.Is(err, ErrEmpty) {
		t.Errorf("empty: %v", err)
	}
	if _, err = Parse([]byte(`<rss`), "", "::bad::", time.Time{}); !errors.Is(err, ErrBroken) {
		t.Errorf("broken: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	inputs, err := filepath.Glob("testdata/*.in")
	if err != nil {
		f.Fatal(err)
	}
	for _, input := range inputs {
		body, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "text/xml; charset=windows-1251")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		feed, err := Parse(body, contentType, testURL, testNow)
		if err == nil {
			checkFeed(t, feed)
			return
		}
		if !errors.Is(err, ErrNotFeed) && !errors.Is(err, ErrEmpty) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrBroken) {
			t.Fatalf("untyped error %v", err)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	var items strings.Builder
	for i := range 50 {
		items.WriteString(strings.Replace(item(i), "</item>", "<description>"+strings.Repeat("The judges issued their decision. ", 20)+"</description></item>", 1))
	}
	doc := []byte(rssOf(items.String()))
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(doc, "application/rss+xml", testURL, testNow); err != nil {
			b.Fatal(err)
		}
	}
}
