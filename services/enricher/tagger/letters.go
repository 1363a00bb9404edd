package tagger

import (
	"slices"
	"strings"
)

// letters tells apart the letters of an article that speaks of several: each has signatories of its own, and a number
// of signatures. One letter alone gets its signatories.
func (r *reading) letters(ds []draft) []draft {
	at := slices.IndexFunc(ds, func(d draft) bool { return d.Type == "letter_against" && d.Status == reported })
	if at < 0 {
		return ds
	}
	signed := r.signedLetters(&ds[at])
	switch len(signed) {
	case 0:
		return ds
	case 1:
		ds[at].join(signed[0])
		return ds
	}
	return slices.Replace(ds, at, at+1, signed...)
}

// signedLetters finds the sentences that say who signed a letter, one letter for each.
func (r *reading) signedLetters(whole *draft) []draft {
	var out []draft
	for i := range r.sents {
		s := &r.sents[i]
		if s.title || !s.set.Has(r.cls.signed) || !s.set.Has(r.cls.letter) {
			continue
		}
		d := *whole
		d.sent = i
		d.signers, d.Participants = r.signers(&d)
		if len(d.signers) == 0 || slices.ContainsFunc(out, func(o draft) bool { return shares(o.signers, d.signers) }) {
			continue
		}
		d.Count = r.countIn(i)
		if next := i + 1; d.Count == nil && next < len(r.sents) && r.doc.Sents[next].Para == r.doc.Sents[i].Para {
			d.Count = r.countIn(next)
		}
		d.first, d.last = r.letterWords(i)
		d.Trigger, d.Why = r.doc.Original(d.first, d.last), "words for letter signed in one sentence, with who signed it"
		out = append(out, d)
	}
	return out
}

// signers are the persons of a sentence; the participants are they, their bodies, and the Court.
func (r *reading) signers(d *draft) (persons, all []string) {
	for _, id := range r.participants(d) {
		if strings.HasPrefix(id, "person:") && !r.ofCourt(r.byID[id]) {
			persons = append(persons, id)
		}
		all = append(all, id)
	}
	if !slices.Contains(all, idICC) {
		all = append(all, idICC)
	}
	return persons, all
}

// letterWords are the words from the letter to its signing, or the other way round.
func (r *reading) letterWords(i int) (first, last int) {
	var letter, sign mark
	for _, m := range r.sentence(i) {
		if r.isClass(m, r.cls.letter) && letter.last == 0 {
			letter = m
		}
		if r.isClass(m, r.cls.signed) && sign.last == 0 {
			sign = m
		}
	}
	first, last = bounds([]mark{letter, sign})
	return first, min(last, first+16)
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
