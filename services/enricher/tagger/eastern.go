package tagger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// topic reads the speaker of a quotation in Japanese and Korean: whoever is marked as the topic before it ("Doe は「…」")
// or behind it ("「…」と Doe は"), or is named as the source ("Doe によると「…」").
func (r *reading) topic(q *quote, lo, hi int, last *quote) bool {
	if r.lang != "ja" && r.lang != "ko" {
		return false
	}
	lead, at := r.lead(q, lo)
	for _, find := range [...]func(string) (int, int){r.source, r.topicIn} {
		if from, to := find(lead); to > from {
			return r.giveTopic(q, at+from, at+to, last)
		}
	}
	tail, at := r.tail(q, hi)
	if from, to := r.topicIn(tail); to > from {
		return r.giveTopic(q, at+from, at+to, last)
	}
	return false
}

// lead is what stands before a quotation in its sentence, and where it begins.
func (r *reading) lead(q *quote, lo int) (string, int) {
	from := int(r.doc.Tokens[lo].Start)
	s := r.doc.Raw[from:min(q.start, int(r.doc.Tokens[q.first].Start))]
	s = strings.TrimRightFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("「『“\"'‘《〈", c) })
	stops := []string{"。", "！", "？", "」", "』", "\n"}
	if r.lang == "ko" {
		stops = []string{". ", "? ", "! ", ".\n", "\n", "” ", "\" "}
	}
	for _, stop := range stops {
		if i := strings.LastIndex(s, stop); i >= 0 {
			from += i + len(stop)
			s = s[i+len(stop):]
		}
	}
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "。") {
		return "", from
	}
	return s, from
}

// tail is what follows a quotation in its sentence; of the next sentence it is what says who said so.
func (r *reading) tail(q *quote, hi int) (string, int) {
	end := len(r.doc.Raw)
	if hi < len(r.doc.Tokens) {
		end = int(r.doc.Tokens[hi].Start)
	}
	s, from := r.doc.Raw[min(q.end, end):end], q.end
	cut := strings.TrimLeft(s, "」』”\"’ ")
	next := strings.TrimLeft(cut, "。 ")
	from += len(s) - len(next)
	stop := "。"
	if r.lang == "ko" {
		stop = "다."
	}
	sentence, _, _ := strings.Cut(next, stop)
	sentence, _, _ = strings.Cut(sentence, "\n")
	if strings.HasPrefix(cut, "。") && !strings.Contains(sentence, "そう") && !strings.Contains(sentence, "こう") {
		return "", from
	}
	if r.lang == "ja" {
		rest := strings.TrimPrefix(sentence, "と")
		return rest, from + len(sentence) - len(rest)
	}
	return sentence, from
}

// source is who stands before a word for "according to".
func (r *reading) source(s string) (from, to int) {
	for _, word := range [...]string{"によると", "によれば", "에 따르면", "에 의하면"} {
		if i := strings.Index(s, word); i > 0 {
			return clauseStart(s[:i]), i
		}
	}
	return 0, 0
}

// clauseStart is where the clause begins that s ends with.
func clauseStart(s string) int {
	i := strings.LastIndexAny(s, "、，,")
	if i < 0 {
		return len(s) - len(strings.TrimLeft(s, " "))
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return i + n + len(s[i+n:]) - len(strings.TrimLeft(s[i+n:], " "))
}

// topicIn finds the noun that a particle of the topic or the subject stands behind.
func (r *reading) topicIn(s string) (from, to int) {
	if r.lang == "ko" {
		return koreanTopic(s)
	}
	for _, particle := range [...]string{"は", "が", "も"} {
		for i := 0; i < len(s); {
			k := strings.Index(s[i:], particle)
			if k < 0 {
				break
			}
			i += k
			if from := clauseStart(s[:i]); nominal(s[from:i]) {
				return from, i
			}
			i += len(particle)
		}
	}
	return 0, 0
}

// noNouns are endings after which は, が or も marks a time, a place or a clause and nobody who speaks.
var noNouns = []string{"で", "に", "と", "から", "まで", "より", "こと", "もの", "時", "後", "日", "年", "月", "の", "い", "て", "れ", "そ", "た", "だ", "る", "う", "これまで", "今回", "措置", "一方", "声明", "会見"}

func nominal(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 40 && !slices.ContainsFunc(noNouns, func(end string) bool { return strings.HasSuffix(s, end) })
}

// adnominal are Korean words that end like a topic and are verbs or times.
var adnominal = []string{"하는", "되는", "있는", "없는", "않는", "받는", "사는", "맡는", "맡은", "같은", "많은", "높은", "에는", "에서는", "로는", "에게는", "때는", "까지는", "부터는", "라는", "다는", "이는", "오는", "지난", "또는", "낳은", "밝힌", "이번", "이날은", "오늘은", "들은", "관련이"}

// koreanTopic is the last word with the particle of a topic, or failing that of a subject, with the two words before it.
func koreanTopic(s string) (from, to int) {
	for _, particles := range [...][]string{{"께서는", "는", "은"}, {"께서", "이", "가"}} {
		at := 0
		for at < len(s) {
			word, _, _ := strings.Cut(s[at:], " ")
			end := at + len(word)
			if stem, ok := koreanStem(word, particles); ok {
				from, to = max(clauseStart(s[:at+len(stem)]), wordsBack(s, at, 2)), at+len(stem)
			}
			at = end + 1
		}
		if to > from {
			return from, to
		}
	}
	return 0, 0
}

func koreanStem(word string, particles []string) (string, bool) {
	word = strings.TrimRight(word, ",")
	if slices.ContainsFunc(adnominal, func(end string) bool { return strings.HasSuffix(word, end) }) {
		return "", false
	}
	for _, p := range particles {
		if stem, ok := strings.CutSuffix(word, p); ok && stem != "" {
			if i := strings.LastIndexAny(stem, "(（"); i > 0 {
				stem = stem[:i]
			}
			return stem, true
		}
	}
	return "", false
}

// wordsBack is where the n-th word before position at begins.
func wordsBack(s string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		at = strings.LastIndex(strings.TrimRight(s[:at], " "), " ") + 1
	}
	return at
}

// honorifics follow names and are no part of them.
var honorifics = []string{"さん", "氏", "様", " 씨", " 님", "弁護士", "教授", "博士", " 변호사", " 교수"}

// giveTopic gives a quotation to the noun between two bytes: to a person named in it, to an organisation that it ends
// with, to whom a pronoun means, or to the words themselves.
func (r *reading) giveTopic(q *quote, from, to int, last *quote) bool {
	words := strings.TrimSpace(r.doc.Raw[from:to])
	if i := strings.LastIndexAny(words, "（("); i > 0 && (strings.HasSuffix(words, ")") || strings.HasSuffix(words, "）")) {
		words = strings.TrimSpace(words[:i])
	}
	first, end := r.doc.TokenAt(from), r.doc.TokenAt(to-1)+1
	for _, m := range slices.Backward(r.between(first, end)) {
		switch {
		case m.ent != nil && m.ent.typ == "person", m.ent != nil && r.voice(m) && m.ent.typ != "state" && end-m.last <= 1:
			q.speaker = m.ent
			return true
		case m.ent == nil && r.isClass(m, r.cls.he) && end-m.first <= 4:
			r.pronoun(q, first, last)
			return q.speaker != nil || q.words != ""
		}
	}
	q.words = r.shortTopic(words)
	return q.words != ""
}

// shortTopic leaves what describes a speaker out: of Korean words the last three stay, of Japanese ones what follows
// the last genitive when that is long enough for a name.
func (r *reading) shortTopic(words string) string {
	for _, h := range honorifics {
		if name, ok := strings.CutSuffix(words, h); ok && utf8.RuneCountInString(name) > 2 {
			words = name
			break
		}
	}
	if r.lang == "ko" {
		f := strings.Fields(words)
		return strings.Join(f[max(0, len(f)-3):], " ")
	}
	if _, name, ok := cutLast(words, "の"); ok && utf8.RuneCountInString(name) > 3 {
		return name
	}
	return words
}
