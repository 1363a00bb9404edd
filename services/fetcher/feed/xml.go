package feed

import (
	"bytes"
	"fmt"

	"github.com/mmcdole/gofeed"
)

// maxHead bounds, in bytes, what may stand before the items of a feed whose items are tried one
// by one: it is read again with each.
const maxHead = 16 << 10

// parseXML reads RSS, RDF and Atom. When the document is not well formed it is put together anew
// of the items that are.
func (b *builder) parseXML(doc []byte, itemName string) error {
	o, err := outlineOf(escapeStray(doc), itemName)
	if err != nil {
		return err
	}
	b.feed.Offered = len(o.items)
	b.overLimit(o.over)
	whole := o.doc
	if o.damaged || o.over > 0 {
		whole = o.with(o.items)
	}
	parsed, err := parseWith(whole)
	if err != nil {
		parsed, err = b.salvage(o, err)
	}
	if err != nil {
		return err
	}
	if o.damaged {
		b.note("the document is not closed properly: parts may be missing")
	}
	b.balance(parsed)
	b.addFeed(parsed)
	return nil
}

// balance makes the count of items right where the library sees more or fewer than the outline.
func (b *builder) balance(f *gofeed.Feed) {
	switch lost := b.feed.Offered - b.dropped() - len(f.Items); {
	case lost > 0:
		b.drop("broken", lost, "")
	case lost < 0:
		b.feed.Offered -= lost
	}
}

// salvage keeps the items that can be read on their own.
func (b *builder) salvage(o *outline, cause error) (*gofeed.Feed, error) {
	if len(o.head()) > maxHead || len(o.items) == 0 {
		return nil, fmt.Errorf("%w: %w", ErrBroken, cause)
	}
	var good []piece
	for _, p := range o.items {
		if _, err := parseWith(o.with([]piece{p})); err != nil {
			b.drop("broken", 1, plain(string(o.doc[p.start:p.end]), 200))
			continue
		}
		good = append(good, p)
	}
	parsed, err := parseWith(o.with(good))
	if err != nil || len(good) == 0 {
		return nil, fmt.Errorf("%w: %w", ErrBroken, cause)
	}
	b.note("the document is not well formed: " + clip(cause.Error(), 200))
	return parsed, nil
}

// parseWith runs the library, whose panics are errors here: its input is a stranger's.
func parseWith(doc []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the feed library panicked: %v", r)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p.Parse(bytes.NewReader(doc))
}

// escapeStray escapes the signs that begin no tag ("x < y"), which no XML reader forgives.
func escapeStray(doc []byte) []byte {
	var b bytes.Buffer
	from := 0
	for i := 0; i < len(doc); {
		at := bytes.IndexByte(doc[i:], '<')
		if at < 0 {
			break
		}
		i += at
		if end := skipMarkup(doc, i); end > i {
			i = end
			continue
		}
		if endOfTag(doc, i) == i {
			b.Write(doc[from:i])
			b.WriteString("&lt;")
			from = i + 1
		}
		i++
	}
	if from == 0 {
		return doc
	}
	b.Write(doc[from:])
	return b.Bytes()
}
