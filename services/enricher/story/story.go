// Package story finds near-duplicates: wire copy that several sites carry, with another headline
// or a sentence cut. It reads texts and answers with a story id; it does not store anything
// (signatures are kept by its caller) and does not group articles on one subject that were written
// apart.
//
// The method is MinHash over word shingles with locality-sensitive hashing into bands (Broder
// 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).
package story

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
)

const (
	hashes    = 64 // values in a signature
	bands     = 16 // groups of them; two texts meet when one group is equal
	rows      = hashes / bands
	shingle   = 4    // words in a row
	maxWords  = 5000 // of a text that are looked at
	minWords  = 20   // shorter texts are their own story
	sameStory = 0.6  // estimated Jaccard similarity from which two texts are one story
)

// Signature is a text's fingerprint, hashes values long, or empty for a text that is too short.
type Signature []uint32

// MarshalText writes the signature in base64.
func (s Signature) MarshalText() ([]byte, error) {
	raw := make([]byte, 0, 4*len(s))
	for _, v := range s {
		raw = binary.LittleEndian.AppendUint32(raw, v)
	}
	return base64.RawStdEncoding.AppendEncode(nil, raw), nil
}

// UnmarshalText reads what MarshalText wrote.
func (s *Signature) UnmarshalText(b []byte) error {
	raw, err := base64.RawStdEncoding.AppendDecode(nil, b)
	if err != nil || len(raw) != 0 && len(raw) != 4*hashes {
		return errors.New("story: not a signature")
	}
	*s = nil
	for ; len(raw) > 0; raw = raw[4:] {
		*s = append(*s, binary.LittleEndian.Uint32(raw))
	}
	return nil
}

// Sign returns the signature of a text. Letters and digits count, case and marks do not; scripts
// without spaces are taken letter by letter.
func Sign(text string) Signature {
	words := split(text)
	if len(words) < minWords {
		return nil
	}
	sig := make(Signature, hashes)
	for i := range sig {
		sig[i] = math.MaxUint32
	}
	for i := 0; i+shingle <= len(words); i++ {
		fold(sig, hashOf(words[i:i+shingle]))
	}
	return sig
}

func fold(sig Signature, h uint64) {
	a, b := uint32(h), uint32(h>>32)|1
	for i := range sig {
		// Kirsch and Mitzenmacher 2006: two hashes serve for any number.
		v := scramble(a + uint32(i)*b)
		if v < sig[i] {
			sig[i] = v
		}
	}
}

// scramble is the finaliser of MurmurHash3 for 32 bits.
func scramble(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

func hashOf(words []string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

func split(text string) []string {
	var words []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			words = append(words, strings.ToLower(text[start:end]))
			start = -1
		}
	}
	for i, r := range text {
		if len(words) >= maxWords {
			break
		}
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar):
			flush(i)
			words = append(words, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return words
}

// Same reports whether two signed texts are copies of one.
func Same(a, b Signature) bool { return Similarity(a, b) >= sameStory }

// Similarity estimates the Jaccard similarity of two signed texts, 0 to 1.
func Similarity(a, b Signature) float64 {
	if len(a) != hashes || len(b) != hashes {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / hashes
}
