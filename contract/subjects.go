package contract

import "strings"

// Subjects of the two discovered lanes: bulk (imports, reprocessing) is read only when live is empty.
const (
	SubjectDiscoveredLive = "icc.discovered.live"
	SubjectDiscoveredBulk = "icc.discovered.bulk"
)

// SubjectParsed returns the subject of a parsed article in the given language.
func SubjectParsed(lang string) string { return "icc.parsed." + Slug(langOrUnd(lang)) }

// SubjectEnriched returns the subject of an enriched article. The outlet's name is a lower-case
// slug; one without a Latin letter or digit has none, so give the outlet's host then.
func SubjectEnriched(lang, source string) string {
	return "icc.enriched." + Slug(langOrUnd(lang)) + "." + strings.ToLower(Slug(source))
}

// HasSlug reports whether s has anything that a subject can show.
func HasSlug(s string) bool { return strings.ContainsFunc(s, isSlug) }

func isSlug(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

// SubjectTag returns the subject of one tag: an entity id such as person:karim-khan or state:ISR,
// or event:<event type>.
func SubjectTag(tag string) string {
	typ, name, _ := strings.Cut(tag, ":")
	return "icc.tags." + Slug(typ) + "." + Slug(name)
}

// SubjectDead returns the subject of the dead letters of a stage.
func SubjectDead(stage string) string { return "icc.dead." + Slug(stage) }

// SubjectLedger returns the subject of a stage's ledger entries.
func SubjectLedger(stage string) string { return "icc.ledger." + Slug(stage) }

// SubjectFeeds returns the subject of a feed event.
func SubjectFeeds(event string) string { return "icc.feeds." + Slug(event) }

// SubjectLater returns the subject on which a message is parked, unique for key and attempt.
func SubjectLater(key, attempt string) string { return "icc.later." + Slug(key) + "-" + Slug(attempt) }

// SubjectDue returns the subject on which a stage's parked messages fall due.
func SubjectDue(stage string) string { return "icc.due." + Slug(stage) }

func langOrUnd(lang string) string {
	if lang == "" {
		return "und"
	}
	return lang
}

// Slug makes one subject token of s: ASCII letters and digits are kept as they are, every other
// run of characters becomes one hyphen, and nothing is left becomes "none". It is at most 100
// bytes long.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for i := 0; i < len(s) && b.Len() < 100; i++ {
		c := s[i]
		if isSlug(rune(c)) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteByte(c)
			continue
		}
		gap = true
	}
	if b.Len() == 0 {
		return "none"
	}
	return b.String()
}
