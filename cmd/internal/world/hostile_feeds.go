package world

import (
	"fmt"
	"net/http"
	"strings"
)

// feedHazards are the hostile feeds. None offers an entry, but for those that can be read.
func (w *World) feedHazards() []*hazard {
	feed := func(name, what, reason string, h http.HandlerFunc) *hazard {
		return &hazard{Hazard{Name: name, Feed: true, What: what, Status: "failed", Reason: reason}, w.counted(name, h)}
	}
	const rss = "application/rss+xml"
	loopback := feed("loopback", "It redirects to 127.0.0.1.", "private-address", redirectTo("http://127.0.0.1:9/feed.xml"))
	loopback.Refusing = true
	odd := feed("odd-links", "It can be read, and no link in it leads to an article.", "", serveBytes(rss, []byte(oddLinks())))
	laugh := feed("entities", "It defines entities that would grow to gigabytes, and has no entry.", "", serveBytes(rss, []byte(laughs())))
	odd.Status, laugh.Status = "ok", "ok"
	return []*hazard{
		feed("empty", "It has no byte.", "", serveBytes(rss, nil)),
		feed("endless", "It has a channel that never ends.", "too-large", w.serveEndless(rss, `<?xml version="1.0"?><rss version="2.0"><channel>`, "<!-- and on it goes, and on it goes, and on it goes -->\n")),
		feed("malformed", "Its XML breaks off before the first entry.", "", serveBytes(rss, []byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>Half a`))),
		feed("charset", "It says UTF-8, and not one word of it is.", "", serveBytes(rss, []byte("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><tit\xebe>\xd1\xee\xe1\xfb\xf2\xe8\xff</tit\xebe"))),
		feed("binary", "It says RSS and is noise.", "", serveBytes(rss, noise(64<<10))),
		feed("bomb", "A megabyte of gzip that becomes a gigabyte.", "too-large", serveBomb(rss)),
		feed("damaged", "Its gzip is damaged in the middle.", "encoding", serveEncoded(rss, damagedGzip())),
		feed("slow", "It sends a byte a second and never ends.", "timeout", w.serveSlow(rss)),
		feed("circle", "It redirects to itself.", "redirects", redirectTo("/feed.xml")),
		feed("metadata", "It redirects to a cloud's metadata address.", "private-address", redirectTo("http://169.254.169.254/feed.xml")),
		loopback,
		odd,
		feed("deep", "Its elements are nested a hundred thousand deep.", "", serveBytes(rss, []byte(`<?xml version="1.0"?><rss version="2.0"><channel>`+strings.Repeat("<a>", 100_000)))),
		laugh,
	}
}

// counted counts the polls of a hostile feed, when they begin: most do not end well.
func (w *World) counted(name string, h http.HandlerFunc) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.byID["hostile-"+name].polls++
		w.mu.Unlock()
		h(rw, r)
	}
}

// laughs is the well-known document of entities within entities.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">`)
	for i := 1; i <= 8; i++ {
		fmt.Fprintf(&b, `<!ENTITY a%d "%s">`, i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	b.WriteString(`]><rss version="2.0"><channel><title>&a8;</title></channel></rss>`)
	return b.String()
}

// oddLinks is a well-formed feed of entries that no one can follow.
func oddLinks() string {
	var items strings.Builder
	for _, link := range []string{"", "javascript:alert(1)", "mailto:desk@hostile.example", "ftp://hostile.example/a", "http://", "http://reader:secret@hostile.example/b", "http://hostile.example/" + strings.Repeat("long/", 2000)} {
		fmt.Fprintf(&items, "<item><title>An entry without a way</title><link>%s</link></item>\n", link)
	}
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Odd links</title>` + items.String() + `</channel></rss>`
}
