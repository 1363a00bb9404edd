package feedlist

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/iccwire/iccwire/contract"
)

// Bounds on a list.
const (
	MaxBytes    = 4 << 20 // of a file
	MaxFeeds    = 10_000
	MinInterval = time.Second
	MaxInterval = 7 * 24 * time.Hour
	maxText     = 500 // bytes of source, verified and note
)

// DefaultInterval is how often a feed is read that says nothing of it.
const DefaultInterval = 15 * time.Minute

// What a feed is about: everything it brings concerns the Court, or only some of it.
const (
	FocusICC     = "icc"
	FocusGeneral = "general"
)

// Feed is one feed of the list.
type Feed struct {
	URL      string        // as written; http or https
	Source   string        // the outlet's name; default: the host without "www."
	Language string        // BCP 47; empty: the articles themselves tell
	Country  string        // ISO 3166-1, two or three letters, of the outlet; may be empty
	Interval time.Duration // between polls; default DefaultInterval
	Focus    string        // FocusICC or FocusGeneral, the default
	Verified string        // where the address was seen in use, or when; free text
	Note     string        // free text
	Disabled bool          // kept in the list, not read
	Line     int           // in the file; 0 when it came from none
}

// Key is the same for two spellings of one address.
func (f Feed) Key() string {
	normal, err := contract.NormalizeURL(f.URL)
	if err != nil {
		return f.URL
	}
	return contract.ArticleID(normal)
}

// Name is what stands for the feed in a list: its source and address.
func (f Feed) Name() string { return f.Source + " (" + f.URL + ")" }

// withDefaults fills in what was left out.
func (f Feed) withDefaults() Feed {
	if f.Source == "" {
		if u, err := url.Parse(f.URL); err == nil {
			f.Source = strings.TrimPrefix(u.Hostname(), "www.")
		}
	}
	if f.Interval == 0 {
		f.Interval = DefaultInterval
	}
	if f.Focus == "" {
		f.Focus = FocusGeneral
	}
	return f
}

var (
	languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	countryCode = regexp.MustCompile(`^[A-Z]{2,3}$`)
)

// Validate says what is wrong with a feed, and what to write instead.
func (f Feed) Validate() error {
	if f.URL == "" {
		return fmt.Errorf("url is missing: every feed needs one")
	}
	if _, err := contract.NormalizeURL(f.URL); err != nil {
		return fmt.Errorf("url: %w", err)
	}
	switch {
	case f.Language != "" && (len(f.Language) > 35 || !languageTag.MatchString(f.Language)):
		return fmt.Errorf("language %q is no language tag: write en, fr, pt-BR …", clip(f.Language))
	case f.Country != "" && !countryCode.MatchString(f.Country):
		return fmt.Errorf("country %q is no country code: write NL or NLD", clip(f.Country))
	case f.Interval != 0 && (f.Interval < MinInterval || f.Interval > MaxInterval):
		return fmt.Errorf("interval %s is not from %s to %s", f.Interval, MinInterval, MaxInterval)
	case f.Focus != "" && f.Focus != FocusICC && f.Focus != FocusGeneral:
		return fmt.Errorf("focus %q is unknown: write %s or %s", clip(f.Focus), FocusICC, FocusGeneral)
	}
	for name, text := range map[string]string{"source": f.Source, "verified": f.Verified, "note": f.Note} {
		if len(text) > maxText {
			return fmt.Errorf("%s is longer than %d bytes", name, maxText)
		}
	}
	return nil
}

// Merge returns have with those of add that it lacks, and how many these are.
func Merge(have, add []Feed) (all []Feed, added int) {
	known := make(map[string]bool, len(have))
	for _, f := range have {
		known[f.Key()] = true
	}
	all = have[:len(have):len(have)]
	for _, f := range add {
		if key := f.Key(); !known[key] {
			known[key] = true
			all = append(all, f)
			added++
		}
	}
	return all, added
}

// clip cuts a text for an error.
func clip(s string) string {
	if len(s) <= 100 {
		return s
	}
	return strings.ToValidUTF8(s[:100], "") + "…"
}
