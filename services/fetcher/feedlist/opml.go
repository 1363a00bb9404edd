package feedlist

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

const (
	maxOutlines = 2 * MaxFeeds
	maxNesting  = 64
)

// ReadOPML reads the list of feeds that another reader exported. The folders that a feed is in
// become its note. Feeds that stand there twice are read once.
//
// Feeds that cannot be used are named in the error, and the others returned beside it; when the
// document itself cannot be read, only those before the fault are.
func ReadOPML(r io.Reader) ([]Feed, error) {
	text, err := readAll(r)
	if err != nil {
		return nil, fmt.Errorf("opml: %w", err)
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	p := &opml{line: func() int { line, _ := d.InputPos(); return line }}
	if err := p.read(d); err != nil {
		p.errs = append(p.errs, err)
	}
	feeds, _ := Merge(nil, p.feeds)
	return feeds, errors.Join(p.errs...)
}

// opml gathers the feeds of one document.
type opml struct {
	feeds   []Feed
	errs    []error
	folders []string // of the open outlines
	depth   int      // of open elements
	count   int
	isOPML  bool
	line    func() int
}

func (p *opml) read(d *xml.Decoder) error {
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("opml:%d: %w", p.line(), err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := p.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			p.end(t)
		}
	}
	if !p.isOPML {
		return errors.New("opml: this is no OPML: export the list of subscriptions from the other reader as OPML")
	}
	return nil
}

func (p *opml) start(t xml.StartElement) error {
	p.depth++
	if p.depth > maxNesting {
		return fmt.Errorf("opml:%d: nested deeper than %d", p.line(), maxNesting)
	}
	switch strings.ToLower(t.Name.Local) {
	case "opml":
		p.isOPML = true
	case "outline":
		if p.count++; p.count > maxOutlines {
			return fmt.Errorf("opml:%d: more than %d outlines", p.line(), maxOutlines)
		}
		p.outline(t)
	}
	return nil
}

func (p *opml) end(t xml.EndElement) {
	p.depth--
	if strings.EqualFold(t.Name.Local, "outline") && len(p.folders) > 0 {
		p.folders = p.folders[:len(p.folders)-1]
	}
}

func (p *opml) outline(t xml.StartElement) {
	attrs := map[string]string{}
	for _, a := range t.Attr {
		attrs[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	name := attrs["title"]
	if name == "" {
		name = attrs["text"]
	}
	folders := p.folders
	p.folders = append(p.folders, name)
	if attrs["xmlurl"] == "" {
		return
	}
	f := Feed{URL: webAddress(attrs["xmlurl"]), Source: cut(name), Note: cut(strings.Join(folders, " / "))}
	if languageTag.MatchString(attrs["language"]) {
		f.Language = attrs["language"]
	}
	if err := f.Validate(); err != nil {
		if len(p.errs) < maxErrors {
			p.errs = append(p.errs, fmt.Errorf("opml:%d: %w", p.line(), err))
		}
		return
	}
	p.feeds = append(p.feeds, f.withDefaults())
}

// webAddress undoes the schemes that readers invented: feed://x and feed:https://x.
func webAddress(address string) string {
	rest, ok := strings.CutPrefix(address, "feed:")
	if !ok {
		return address
	}
	if rest, ok := strings.CutPrefix(rest, "//"); ok {
		return "http://" + rest
	}
	return rest
}

func cut(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return s
}
