package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
)

// list is how a list answers.
type list[T any] struct {
	Total int    `json:"total"`
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
}

// newList makes a list that is [] rather than null when there is nothing.
func newList[T any](total int, items []T, next string) list[T] {
	if items == nil {
		items = []T{}
	}
	return list[T]{Total: total, Items: items, Next: next}
}

func writeJSON(w http.ResponseWriter, r *http.Request, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(true)
	if err := e.Encode(v); err != nil {
		return err
	}
	return writeBody(w, r, "application/json", "no-cache", b.Bytes())
}

// writeBody answers with a body that is known as a whole, or with 304 when the client has it.
func writeBody(w http.ResponseWriter, r *http.Request, contentType, cache string, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", cache)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", contentType)
	_, _ = w.Write(body) // the client may be gone
	return nil
}

func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == tag || part == "*" {
			return true
		}
	}
	return false
}
