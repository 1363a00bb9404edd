package feed

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/mmcdole/gofeed"
	feedjson "github.com/mmcdole/gofeed/json"
)

// maxObjects bounds the objects of a JSON document; each item, author and attachment is one.
const maxObjects = 50_000

// parseJSON reads JSON Feed.
func (b *builder) parseJSON(doc []byte) error {
	if countObjects(doc) > maxObjects {
		return fmt.Errorf("%w: it has more than %d objects", ErrTooLarge, maxObjects)
	}
	var head struct {
		Version string           `json:"version"`
		Items   *json.RawMessage `json:"items"`
		Hubs    []struct {
			URL string `json:"url"`
		} `json:"hubs"`
	}
	err := json.Unmarshal(doc, &head)
	if err == nil && head.Items == nil && !strings.Contains(head.Version, "jsonfeed.org") {
		return fmt.Errorf("%w: it is JSON, but no JSON Feed; check the address", ErrNotFeed)
	}
	parsed, err := parseWith(doc)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(head.Hubs) > 0 {
		b.hub(head.Hubs[0].URL)
	}
	escapeText(parsed)
	b.overLimit(len(parsed.Items) - MaxItems)
	parsed.Items = parsed.Items[:min(len(parsed.Items), MaxItems)]
	b.feed.Offered += len(parsed.Items)
	b.addFeed(parsed)
	return nil
}

// escapeText makes HTML of the contents that are plain text; the library mixes the two.
func escapeText(f *gofeed.Feed) {
	original, ok := f.OriginalFeed().(*feedjson.Feed)
	if !ok || len(original.Items) != len(f.Items) {
		return
	}
	for i, item := range original.Items {
		if item.ContentHTML == "" {
			f.Items[i].Content = html.EscapeString(item.ContentText)
		}
	}
}

// countObjects counts the braces that are not in strings.
func countObjects(doc []byte) int {
	n, quoted := 0, false
	for i := 0; i < len(doc); i++ {
		switch c := doc[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == '{' && !quoted:
			n++
		}
	}
	return n
}
