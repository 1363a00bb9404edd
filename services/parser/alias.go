package parser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/site"
)

// identity returns the article that a page is: the address it was found under, or the one that
// the page names as its own (rel=canonical, or where the redirects ended), if that is on the same
// registrable domain, not the front page, and the titles agree. A page may not claim to be
// somebody else's article.
func identity(found, final, canonical, feedTitle, pageTitle string) (id, address string) {
	id = contract.ArticleID(found)
	for _, c := range []string{canonical, final} {
		norm, err := contract.NormalizeURL(c)
		if err != nil || c == "" || contract.ArticleID(norm) == id {
			continue
		}
		if site.Same(found, norm) && !frontPage(norm) && titlesAgree(feedTitle, pageTitle) {
			return contract.ArticleID(norm), norm
		}
	}
	return id, found
}

func frontPage(address string) bool {
	u, err := url.Parse(address)
	return err != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// titlesAgree compares two titles by their words: most of the shorter one's must be in the other.
// Feeds without titles cannot disagree.
func titlesAgree(a, b string) bool {
	wa, wb := words(a), words(b)
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	if len(wa) == 0 {
		return true
	}
	in := map[string]bool{}
	for _, w := range wb {
		in[w] = true
	}
	shared := 0
	for _, w := range wa {
		if in[w] {
			shared++
		}
	}
	return 10*shared >= 6*len(wa)
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// claim makes sure that one article is scraped under one address. It returns the address under
// which the article was claimed before, "" when it is this one's: an address may come back with
// another trigger, as for a correction.
func (p *parser) claim(ctx context.Context, id, found string) (owner string, err error) {
	key := "claim." + id
	_, err = p.claims.Create(ctx, key, []byte(found))
	if err == nil {
		return "", nil
	}
	if !errors.Is(err, jetstream.ErrKeyExists) {
		return "", fmt.Errorf("cannot claim the article: %w", err)
	}
	entry, err := p.claims.Get(ctx, key)
	if err != nil {
		return "", fmt.Errorf("cannot read who claimed the article: %w", err)
	}
	owner = string(entry.Value())
	if contract.ArticleID(owner) == contract.ArticleID(found) {
		return "", nil
	}
	return owner, nil
}
