package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/iccwire/iccwire/contract"
)

// ErrNotFound says that the index has no such article.
var ErrNotFound = errors.New("no such article")

// Get returns the article with the given id, or ErrNotFound.
func (x *Index) Get(ctx context.Context, id string) (*contract.Article, error) {
	list, err := x.getAll(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%q: %w", clip(id), ErrNotFound)
	}
	return list[0], nil
}

// getAll returns the articles of the ids in their order, leaving out those that are not there.
func (x *Index) getAll(ctx context.Context, ids []string) (list []*contract.Article, err error) {
	reader, err := snapshot(x.bleve)
	if err != nil {
		return nil, err
	}
	defer func() { err = closing(err, reader) }()
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		raw, err := stored(reader, id)
		if err != nil {
			return nil, err
		}
		if raw == nil {
			continue
		}
		a := new(contract.Article)
		if err := json.Unmarshal(raw, a); err != nil {
			return nil, fmt.Errorf("article %s: %w", id, err)
		}
		list = append(list, a)
	}
	return list, nil
}

// snapshot opens a reader on the index as it is now; the caller closes it.
func snapshot(b bleve.Index) (bleveindex.IndexReader, error) {
	inner, err := b.Advanced()
	if err != nil {
		return nil, err
	}
	return inner.Reader()
}

// closing closes c and joins what goes wrong to err.
func closing(err error, c io.Closer) error { return errors.Join(err, c.Close()) }

// stored returns the JSON of an article, or nil when there is none.
func stored(reader bleveindex.IndexReader, id string) ([]byte, error) {
	doc, err := reader.Document(id)
	if err != nil || doc == nil {
		return nil, err
	}
	var raw []byte
	doc.VisitFields(func(f bleveindex.Field) {
		if f.Name() == fieldDoc {
			raw = f.Value()
		}
	})
	return raw, nil
}

// held is what the index holds of an id.
type held struct {
	version  int64
	revision string
	erased   bool
}

// holds reads versions and revisions of the ids from the values beside the index, without
// unpacking articles.
func (x *Index) holds(ids []string) (have map[string]held, err error) {
	reader, err := snapshot(x.bleve)
	if err != nil {
		return nil, err
	}
	defer func() { err = closing(err, reader) }()
	values, err := reader.DocValueReader([]string{fieldVersion})
	if err != nil {
		return nil, err
	}
	have = make(map[string]held, len(ids))
	for _, id := range ids {
		internal, err := reader.InternalID(id)
		if err != nil || internal == nil {
			continue // not there: InternalID reports that as an error of no type
		}
		err = values.VisitDocValues(internal, func(_ string, term []byte) {
			have[id] = parseVersionTerm(string(term))
		})
		if err != nil {
			return nil, err
		}
	}
	return have, nil
}

// versionTerm writes version and revision as one term.
func versionTerm(version int64, revision string) string {
	return fmt.Sprintf("%016x%s%s", version, keySep, term(revision))
}

func parseVersionTerm(s string) held {
	if s == kindErased {
		return held{erased: true}
	}
	hex, revision, _ := strings.Cut(s, keySep)
	version, err := strconv.ParseInt(hex, 16, 64)
	if err != nil {
		return held{version: -1} // never written; anything is newer
	}
	return held{version: version, revision: revision}
}
