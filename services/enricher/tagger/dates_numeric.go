package tagger

import (
	"fmt"
	"slices"

	"github.com/iccwire/iccwire/catalogue"
	"github.com/iccwire/iccwire/services/enricher/tagger/text"
)

// numeric reads 2024-11-21, 21.11.2024, 21/11/2024 and 2024年11月21日.
func (r *reading) numeric(i, end int) (told, bool) {
	switch {
	case i+3 < end && r.isUnit(i+1, "年", "년") && len(r.doc.Word(i)) != 2:
		return r.eastern(i, end)
	case i+4 < end && r.isUnit(i+1, "年") && r.isUnit(i+3, "月") && len(r.doc.Word(i)) == 2 && r.number(i) > 0:
		return r.shortYear(i, end, 2000+r.number(i))
	case i+1 < end && r.isUnit(i+1, "月", "월"):
		return r.easternMonth(i, end)
	case i+1 < end && r.isUnit(i+1, "日", "일"):
		return r.easternDay(i, end)
	}
	if i+2 >= end || r.doc.Tokens[i+1].Gap > text.Dot || r.doc.Tokens[i+1].Gap == text.Space || r.doc.Tokens[i+2].Gap > text.Dot || r.doc.Tokens[i+2].Gap == text.Space {
		return told{}, false
	}
	a, b, c := r.number(i), r.number(i+1), r.number(i+2)
	if r.yearNumber(i) == 0 {
		a, c = c, a
	}
	d := catalogue.Date(fmt.Sprintf("%04d-%02d-%02d", a, b, c))
	return told{i, i + 3, d}, a >= 1990 && d.Valid()
}

func (r *reading) eastern(i, end int) (told, bool) {
	t := told{i, min(i+6, end), catalogue.Date(fmt.Sprintf("%04d-%02d-%02d", r.number(i), r.number(i+2), r.number(i+4)))}
	if !t.date.Valid() {
		t = told{i, i + 4, catalogue.Date(fmt.Sprintf("%04d-%02d", r.number(i), r.number(i+2)))}
	}
	return t, t.date.Valid()
}

// shortYear reads 22年3月2日, a year of two digits.
func (r *reading) shortYear(i, end, year int) (told, bool) {
	t := told{i, i + 4, catalogue.Date(fmt.Sprintf("%04d-%02d", year, r.number(i+2)))}
	if d := catalogue.Date(fmt.Sprintf("%s-%02d", t.date, r.smallNumber(i+4))); i+5 < end && string(r.doc.Word(i+5)) == "日" && d.Valid() {
		t.last, t.date = i+6, d
	}
	return t, t.date.Valid()
}

// isUnit reports that a token is one of the words after the numbers of a date.
func (r *reading) isUnit(i int, units ...string) bool {
	return slices.Contains(units, string(r.doc.Word(i)))
}

// easternMonth reads 11月21日 and 11月 without their year, which may stand before as "last year".
func (r *reading) easternMonth(i, end int) (told, bool) {
	if n := r.number(i); !r.dated || n < 1 || n > 12 || i+2 < end && r.isUnit(i+2, "间", "間", "간") {
		return told{}, false
	}
	year, dayNo, last := 0, 0, i+2
	if i+3 < end && r.isUnit(i+3, "日", "일") {
		dayNo, last = r.smallNumber(i+2), i+4
	}
	t := r.doc.Tokens[i]
	for _, m := range r.sentence(int(t.Sent)) {
		if m.last == i && r.isClass(m, r.cls.lastYear) {
			year = r.now.Year() - 1
		}
	}
	out := told{i, last, compose(year, r.number(i), dayNo, r.now)}
	return out, out.date.Valid()
}

// easternDay reads 21日: the last day of that number, when it is no span of days.
func (r *reading) easternDay(i, end int) (told, bool) {
	n := r.smallNumber(i)
	if n == 0 || !r.dated || i+2 < end && r.isUnit(i+2, "间", "間", "간", "内", "內", "目", "以", "前", "后", "後", "동", "ぶ", "程") {
		return told{}, false
	}
	month := r.now
	if n > month.Day() {
		month = month.AddDate(0, 0, -month.Day())
	}
	out := told{i, i + 2, compose(month.Year(), int(month.Month()), n, r.now)}
	return out, out.date.Valid()
}
