package features

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// looked is how much of a block, in bytes, the lexicon reads.
const looked = 240

// textFacts is what one block's words say by themselves.
type textFacts struct {
	normal   string // lexicon.Normal of the beginning
	opening  lexicon.Kind
	words    lexicon.Kind
	hash     uint64
	end      int8 // how the text ends
	start    int8 // and how it begins
	letters  int32
	digits   int32
	upper    int32
	commas   int32
	stops    int32
	marks    int32 // | • › » @
	lines    int32
	quotes   int32
	year     bool
	hasClock bool
}

// How a text ends and begins.
const (
	endNone = iota
	endComma
	endColon
	endQuestion
	endStop
)

const (
	startOther = iota
	startLower
	startUpper
	startDigit
	startQuote
	startDash
)

func readText(b *page.Block) textFacts {
	f := textFacts{normal: lexicon.Normal(b.Text, looked)}
	f.opening = lexicon.OpeningOf(f.normal)
	if b.Words <= 80 {
		f.words = lexicon.Words(f.normal)
	}
	f.count(b.Text)
	f.end, f.start = ending(b.Text), beginning(b.Text)
	f.hash = hashText(f.normal, len(b.Text))
	return f
}

func (f *textFacts) count(s string) {
	run := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			f.digits++
			run++
			if run == 4 && (s[i-3] == '1' || s[i-3] == '2') {
				f.year = true
			}
			continue
		case r == ',' || r == '،' || r == '、' || r == '，':
			f.commas++
		case r == '.' || r == '!' || r == '?' || r == '。' || r == '؟' || r == '।' || r == '！' || r == '？':
			f.stops++
		case r == '|' || r == '•' || r == '›' || r == '@' || r == '·' || r == '→' || r == '>':
			f.marks++
		case r == '\n':
			f.lines++
		case r == '"' || r == '“' || r == '”' || r == '«' || r == '»' || r == '„' || r == '「':
			f.quotes++
		case r == ':':
			f.hasClock = f.hasClock || run > 0 && run <= 2 && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9'
		case r >= 'A' && r <= 'Z':
			f.upper++
			f.letters++
		case r >= 'a' && r <= 'z':
			f.letters++
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			f.letters++
			if unicode.IsUpper(r) {
				f.upper++
			}
		}
		run = 0
	}
}

func ending(s string) int8 {
	s = strings.TrimRight(s, "\"”»'’)]“」』 \n")
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '!', '…', '。', '।', '！', '‼', '۔', '։':
		return endStop
	case '?', '؟', '？', ';':
		return endQuestion
	case ':', '：':
		return endColon
	case ',', '،', '、', '，', '-', '–', '—':
		return endComma
	}
	return endNone
}

func beginning(s string) int8 {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLower(r):
		return startLower
	case unicode.IsUpper(r):
		return startUpper
	case unicode.IsDigit(r):
		return startDigit
	case strings.ContainsRune("\"“„«»‘'「『‚", r):
		return startQuote
	case strings.ContainsRune("-–—•*·►▶→+>", r):
		return startDash
	}
	return startOther
}

// hashText tells repeated blocks apart.
func hashText(s string, n int) uint64 {
	h := uint64(14695981039346656037) ^ uint64(n)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// textColumns adds what the words of a block say.
func (r *row) textColumns(b *page.Block, f *textFacts) {
	words := max(b.Words, 1)
	r.add("words", float32(b.Words))
	r.add("letters per word", ratio(f.letters, words))
	r.add("link words", ratio(b.LinkWords, words))
	r.add("links", float32(b.Links))
	r.add("strong words", ratio(b.Strong, words))
	r.add("ends", float32(f.end))
	r.add("begins", float32(f.start))
	r.add("digits", ratio(f.digits, f.letters+f.digits))
	r.add("capitals", ratio(f.upper, f.letters))
	r.add("commas", ratio(f.commas, words))
	r.add("stops", float32(f.stops))
	r.add("marks", float32(f.marks))
	r.add("lines", float32(f.lines))
	r.add("quotes", float32(f.quotes))
	r.flag("year", f.year)
	r.flag("clock", f.hasClock)
	for k := range lexicon.NumKinds {
		r.flag(openingNames[k], f.opening>>k&1 != 0)
	}
	for k := range lexicon.NumKinds {
		r.flag(wordNames[k], f.words>>k&1 != 0)
	}
}

var openingNames, wordNames = kindNames("opening "), kindNames("word ")

func kindNames(prefix string) []string {
	names := strings.Fields("readmore subscribe share comments consent rights advert credit byline dated topics staff video about login note paywall script")
	for i := range names {
		names[i] = prefix + names[i]
	}
	return names
}
