package index

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
)

// maxCursor bounds a cursor in bytes.
const maxCursor = 2048

// cursor is where a list goes on: after the item with these sort values.
type cursor struct {
	Sort  Sort     `json:"s"`
	After []string `json:"a"`
	Skip  int      `json:"k,omitempty"` // parts of the next item that were given already
}

func (c cursor) encode() string {
	raw, err := json.Marshal(c)
	if err != nil {
		return "" // cannot be: strings and a number
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// readCursor reads a cursor made for the given order and number of sort values; an empty string is
// the beginning of the list.
func readCursor(s string, order Sort, values int) (cursor, error) {
	c := cursor{Sort: order}
	if s == "" {
		return c, nil
	}
	bad := syntaxError("this cursor is not one of ours: take next from the list before, or leave cursor out to begin anew")
	if len(s) > maxCursor {
		return c, bad
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return c, bad
	}
	if err := json.Unmarshal(raw, &c); err != nil || c.Sort != order || len(c.After) != values || c.Skip < 0 || !c.scoreOK() {
		return cursor{}, bad
	}
	return c, nil
}

// scoreOK tells whether the score of a cursor by relevance is a number that a score can be.
func (c cursor) scoreOK() bool {
	if c.Sort != ByRelevance {
		return true
	}
	score, err := strconv.ParseFloat(c.After[0], 64)
	return err == nil && !math.IsNaN(score) && !math.IsInf(score, 0)
}
