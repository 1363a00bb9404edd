package feed

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/iccwire/iccwire/internal/safehttp/challenge"
	"golang.org/x/net/html"
)

// maxPage is how many bytes of a web page are searched for the address of its feed.
const maxPage = 512 << 10

// WebPageError says that the document is a web page. It is an ErrNotFeed.
type WebPageError struct {
	Challenge string   // who asks for proof of a human, empty for an ordinary page
	Feeds     []string // addresses of feeds that the page names, absolute, at most 5
}

// Error says where the feed may be.
func (e *WebPageError) Error() string {
	switch {
	case e.Challenge != "":
		return fmt.Sprintf("this is a page of %s that asks for proof of a human; ask the site to let the robot in, or find another address of the feed", e.Challenge)
	case len(e.Feeds) > 0:
		return fmt.Sprintf("this is a web page; its feed seems to be at %s", strings.Join(e.Feeds, " or "))
	}
	return "this is a web page that names no feed; look for the feed's own address"
}

// Is makes it an ErrNotFeed.
func (e *WebPageError) Is(target error) bool { return target == ErrNotFeed }

// webPage returns the error for a document that is HTML.
func webPage(doc []byte, pageURL string) error {
	return &WebPageError{Challenge: challenge.Detect(nil, doc), Feeds: discover(doc, pageURL)}
}

var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}

// discover finds the feeds that a page names in link elements.
func discover(doc []byte, pageURL string) []string {
	base, err := url.Parse(pageURL)
	if err != nil {
		return nil
	}
	var feeds []string
	z := html.NewTokenizer(bytes.NewReader(doc[:min(len(doc), maxPage)]))
	for len(feeds) < 5 {
		switch z.Next() {
		case html.ErrorToken:
			return feeds
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if token.Data != "link" {
				continue
			}
			if feed, ok := linkedFeed(token, base); ok && !slices.Contains(feeds, feed) {
				feeds = append(feeds, feed)
			}
		}
	}
	return feeds
}

func linkedFeed(link html.Token, base *url.URL) (string, bool) {
	attrs := map[string]string{}
	for _, a := range link.Attr {
		attrs[a.Key] = strings.TrimSpace(a.Val)
	}
	alternate := slices.Contains(strings.Fields(strings.ToLower(attrs["rel"])), "alternate")
	mediaType, _, _ := strings.Cut(strings.ToLower(attrs["type"]), ";")
	if !alternate || !slices.Contains(feedTypes, mediaType) {
		return "", false
	}
	u, err := base.Parse(attrs["href"])
	if err != nil || attrs["href"] == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	return clip(u.String(), 500), true
}
