package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAuthors of one article.
const maxAuthors = 12

// people turns lines of names into names of people, without "By", roles and outlets.
func people(lines []string, outlet string) []string {
	var names []string
	for _, line := range lines {
		for _, part := range splitNames(stripBy(clean(line))) {
			name := trimName(part)
			if !person(name, outlet) && !agency(name, outlet) || contains(names, name) {
				continue
			}
			if names = append(names, name); len(names) >= maxAuthors {
				return names
			}
		}
	}
	return names
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}

// byWords open a line of authors.
var byWords = []string{"by", "von", "par", "por", "di", "door", "av", "af", "written by", "posted by", "story by", "words by", "text", "text von",
	"author", "autor", "autorin", "auteur", "redaktion", "interview", "ein kommentar von", "a cura di", "od", "piše", "oleh", "автор", "από", "του", "yazan",
	"szerző", "kirjoittaja", "بقلم", "מאת", "opinion by", "analysis by", "reported by", "de", "e", "kommentar von", "eine analyse von", "autoři", "autorzy", "penulis", "reporter"}

// stripBy removes the opening of a byline, as often as there is one.
func stripBy(s string) string {
	for range 3 {
		lower := strings.ToLower(s)
		cut := 0
		for _, w := range byWords {
			if n := len(w); n > cut && len(lower) == len(s) && strings.HasPrefix(lower, w) && len(s) > n && strings.ContainsRune(" :", rune(s[n])) {
				cut = n
			}
		}
		if cut == 0 {
			return s
		}
		s = strings.TrimLeft(s[cut:], " :")
	}
	return s
}

// Signed returns the people of a line that opens with "By" in one of many languages; nil if it does not.
func Signed(line, outlet string) []string {
	line = clean(line)
	if stripBy(line) == line {
		return nil
	}
	return people([]string{line}, outlet)
}

// splitNames parts a line into names.
func splitNames(s string) []string {
	for _, w := range []string{" and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " ja ", " ve ", " i ", " и ", " та ", " và ", " & ", " with ", " mit ", " con ", " avec ", " și ", " a "} {
		s = strings.ReplaceAll(s, w, ";")
	}
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;|/•·、，\n–—", r) })
}

// trimName drops what stands around a name: brackets, "(dpa)", "in Berlin", "@handle".
func trimName(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "([@<{"); i > 0 {
		s = s[:i]
	}
	for _, w := range []string{" in ", " on ", " for ", " für ", " aus ", " at ", " - "} {
		if i := strings.Index(s, w); i > 3 {
			s = s[:i]
		}
	}
	return strings.Trim(strings.TrimSpace(s), ".:*-\"'“” ")
}

// notNames are words that no person's name holds.
var notNames = words(`staff team newsroom redaktion redaction redacción redazione redação redaktsia editor editors editorial board desk bureau agency agencies agence
	news newspaper press media magazine journal post times herald tribune gazette daily online web network reporter reporters correspondent contributor
	contributors wire service reuters afp dpa ansa efe ap apa tass upi pti ani ians associated xinhua bloomberg admin administrator webmaster
	user guest anonymous unknown http https www com org net published updated author authors by the and von mit company inc ltd gmbh llc redakce redakcja
	redaksi redacteur redactie red redaktionen toimitus editorial сотрудник редакция редакції ред редакция риа тасс תקשורת مراسل تحرير وكالات الجزيرة 编辑 记者 編集部 新聞
	university institute council ministry department office government foundation commission nations court nachrichtenagentur sid kna epd zeitung verlag
	subscribe follow share read more min minutes ago comments view all posts profile bio email contact twitter facebook special group tv radio channel
	politics political business sports sport culture world opinion senior chief writer columnist director professor intern special producer photographer video freelance journalist
	redakteur redakteurin autorin korrespondent korrespondentin leiter leiterin chefredakteur chefredakteurin ressortleiter volontär volontärin politik wirtschaft nachrichten
	journaliste rédaction correspondant periodista corresponsal redactor redactora agencia agencias giornalista jornalista da redação estagiário`)

// agencies sign articles of others; an outlet's own name is no author.
var agencies = words(`dpa afp ap reuters apa sda ats sid ansa efe ritzau tass ani pti belga anp ntb tt lusa aap upi interfax xinhua kna epd ddp adn-kronos
	anadolu_ajansı associated_press the_associated_press agence_france-presse deutsche_presse-agentur press_association pa_media press_trust_of_india
	canadian_press the_canadian_press australian_associated_press europa_press keystone-sda press_trust agencia_efe iha dha aa čtk ctk tasr pap mti agerpres tanjug hina sta bta cp`)

// agency says whether a name is a news agency's, and not this page's own.
func agency(s, outlet string) bool {
	return agencies[strings.ReplaceAll(strings.ToLower(s), " ", "_")] && !strings.EqualFold(s, outlet)
}

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// ownName says whether a name is the outlet's, or the word that the outlet's name begins with.
func ownName(s, outlet string) bool {
	s, outlet = strings.ToLower(s), strings.ToLower(outlet)
	return s == outlet || !strings.Contains(s, " ") && strings.HasPrefix(outlet, s+" ")
}

// person says whether a text looks like the name of one person.
func person(s, outlet string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 60 || ownName(s, outlet) {
		return false
	}
	parts := strings.Fields(s)
	if len(parts) > 6 {
		return false
	}
	capital := false
	for i, r := range s {
		if unicode.IsDigit(r) || strings.ContainsRune("@:/_#+=!?()[]", r) {
			return false
		}
		capital = capital || i == 0 && (!unicode.IsLower(r)) || unicode.IsUpper(r)
	}
	for _, p := range parts {
		if notNames[strings.ToLower(strings.Trim(p, ".,'’"))] {
			return false
		}
	}
	return capital && (len(parts) > 1 || wide(s) || n > 3)
}

// wide says whether a name is of a script that writes names without spaces.
func wide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x3040 && r < 0xd7ff
}
