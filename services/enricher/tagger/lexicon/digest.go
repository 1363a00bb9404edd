package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
)

// Digest is a hash of all languages and rules: it changes when any of them does.
func (l *Lexicon) Digest() string { return l.digest }

func (l *Lexicon) sum() string {
	h := sha256.New()
	fmt.Fprint(h, l.names, l.Rules.Events, sortedHints(l.Rules.Hints))
	for _, code := range slices.Sorted(maps.Keys(l.Langs)) {
		lang := l.Langs[code]
		fmt.Fprint(h, code, lang.Inherit, lang.Entries, lang.prefixes, slices.Sorted(maps.Keys(lang.endings)), lang.min)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sortedHints(m map[string][]string) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, fmt.Sprint(k, m[k]))
	}
	return out
}
