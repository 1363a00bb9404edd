package lang

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// maxBytes bounds how much of a text is read: more does not make the answer better.
const maxBytes = 1024

// Unknown is the BCP 47 tag for a language that could not be told.
const Unknown = "und"

// Detect returns the BCP 47 base language of text ("en", "pcm", "und" when unknown) and whether that is confident.
// The hint is what a feed or page claims, such as "en-GB", or empty; it decides only where the text itself does not.
// At most the first KiB is read.
func Detect(text, hint string) (string, bool) {
	text = head(text)
	hint = Base(hint)
	s := count(text)
	if s.total == 0 {
		return orUnknown(hint), false
	}
	if only, ok := s.language(); ok {
		return only, true
	}
	switch s.main {
	case latin, cyrillic, arabic, devanagari:
		return decide(text, hint, s)
	}
	return orUnknown(hint), false
}

// Base returns the base language of a BCP 47 tag in lower case: "pt" for "pt-BR". Old and bibliographic codes
// become today's ("iw" is "he"). What is not a language tag gives "".
func Base(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	if now, ok := renamed[tag]; ok {
		return now
	}
	return tag
}

var renamed = map[string]string{
	"iw": "he", "in": "id", "ji": "yi", "tl": "fil", "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar",
	"rus": "ru", "deu": "de", "ger": "de", "por": "pt", "ita": "it", "nld": "nl", "dut": "nl", "tur": "tr", "ukr": "uk",
	"heb": "he", "ind": "id", "swa": "sw", "zho": "zh", "chi": "zh", "jpn": "ja", "und": "", "nb": "no", "nn": "no",
}

// decide weighs the languages of one script by their common words; the hint breaks near ties.
func decide(text, hint string, s *scripts) (string, bool) {
	best, second := rank(text, s, hint)
	switch {
	case best.score >= 1.5 && best.score >= 1.25*second.score:
		return best.lang, true
	case hint != "" && (best.lang == hint || best.score < 1):
		return hint, best.lang == hint
	case best.score >= 1:
		return best.lang, false
	}
	return trigrams(text, hint)
}

// trigrams is the last resort, for languages without a table of their own.
func trigrams(text, hint string) (string, bool) {
	info := whatlanggo.Detect(text)
	code := Base(info.Lang.Iso6391())
	if code == "" || info.Confidence < 0.3 {
		return orUnknown(hint), false
	}
	return code, info.IsReliable() && len(text) > 80
}

func orUnknown(hint string) string {
	if hint == "" {
		return Unknown
	}
	return hint
}

func head(text string) string {
	if len(text) <= maxBytes {
		return text
	}
	return strings.ToValidUTF8(text[:maxBytes], "")
}
