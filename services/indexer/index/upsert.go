package index

import (
	"context"

	"github.com/iccwire/iccwire/contract"
)

// Effect says what became of an article in Upsert.
type Effect string

// The effects of an upsert.
const (
	Indexed Effect = "indexed" // it is now what the index holds
	Same    Effect = "same"    // the index holds this version already
	Older   Effect = "older"   // the index holds a higher version
	Erased  Effect = "erased"  // the article was erased for good
	Invalid Effect = "invalid" // it can never be indexed; Reason says why
)

// Outcome is the effect for one article of an upsert. New is true when nothing was held of the id;
// Previous is the revision that was held, so that Previous equal to the article's revision means
// that only tags changed.
type Outcome struct {
	ID       string
	Effect   Effect
	New      bool
	Previous string
	Reason   string
}

// Upsert writes articles in one atomic batch and returns, once it is on disk, one outcome for each
// in the order given. It is idempotent: of an id the highest version stays, also within docs and in
// whatever order versions arrive. On an error nothing was written and everything may be tried again.
func (x *Index) Upsert(ctx context.Context, docs []contract.Article) ([]Outcome, error) {
	if len(docs) == 0 {
		return nil, nil
	}
	x.write.Lock()
	defer x.write.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	have, err := x.holds(idsOf(docs))
	if err != nil {
		return nil, err
	}
	outcomes, best := x.decide(docs, have)
	batch := x.bleve.NewBatch()
	for _, d := range best {
		if err := batch.Index(d.id, map[string]any(d.fields)); err != nil {
			return nil, err
		}
	}
	if batch.Size() == 0 {
		return outcomes, nil
	}
	return outcomes, x.bleve.Batch(batch)
}

func idsOf(docs []contract.Article) []string {
	ids := make([]string, len(docs))
	for i := range docs {
		ids[i] = docs[i].ID
	}
	return ids
}

// chosen is a document that goes into the batch.
type chosen struct {
	id     string
	fields document
}

// decide compares each article with what is held, including those before it in docs.
func (x *Index) decide(docs []contract.Article, have map[string]held) ([]Outcome, map[string]chosen) {
	outcomes := make([]Outcome, len(docs))
	best := make(map[string]chosen, len(docs))
	for i := range docs {
		a, o := &docs[i], &outcomes[i]
		h, known := have[a.ID]
		*o = Outcome{ID: a.ID, New: !known, Previous: h.revision, Effect: compare(a, h, known)}
		if o.Effect != Indexed {
			continue
		}
		fields, err := newDocument(a)
		if err != nil {
			o.Effect, o.Reason, o.New = Invalid, err.Error(), false
			continue
		}
		best[a.ID] = chosen{a.ID, fields}
		have[a.ID] = held{version: a.Version, revision: a.Revision}
	}
	return outcomes, best
}

func compare(a *contract.Article, h held, known bool) Effect {
	switch {
	case !known || !h.erased && a.Version > h.version:
		return Indexed
	case h.erased:
		return Erased
	case a.Version == h.version && a.Revision == h.revision:
		return Same
	}
	return Older
}

// Delete erases articles for good: their text and tags leave the index, and a mark of the id alone
// stays, so that neither a late message nor a new visit of the page brings them back.
func (x *Index) Delete(ctx context.Context, ids []string) error {
	x.write.Lock()
	defer x.write.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	batch := x.bleve.NewBatch()
	for _, id := range ids {
		if id == "" || len(id) > maxID {
			continue
		}
		if err := batch.Index(id, map[string]any(erased())); err != nil {
			return err
		}
	}
	if batch.Size() == 0 {
		return nil
	}
	return x.bleve.Batch(batch)
}

// erased is the document that stands for an erased article.
func erased() document {
	return document{fieldKind: kindErased, fieldVersion: kindErased}
}
