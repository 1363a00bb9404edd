package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/apostrophe"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"

	// Each language registers its filters with Bleve when it is imported.
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fa"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/id"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/in"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/no"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pt"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ro"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// otherLang is the analyzer of languages that have none of their own: words in lower case without
// accents, found by their beginning as well, since nothing takes their endings off.
const otherLang = "xx"

// filters lists, for each analyzer, the token filters between the tokenizer and the folding of
// accents that ends all of them.
var filters = map[string][]string{
	"ar":      {lowercase.Name, "normalize_ar", "stop_ar", "stemmer_ar"},
	"cjk":     {cjk.WidthName, lowercase.Name, cjk.BigramName},
	"da":      {lowercase.Name, "stop_da", "stemmer_da_snowball"},
	"de":      {lowercase.Name, "stop_de", "normalize_de", "stemmer_de_light"},
	"en":      {en.PossessiveName, lowercase.Name, "stop_en", porter.Name},
	"es":      {lowercase.Name, "stop_es", "normalize_es", "stemmer_es_light"},
	"fa":      {lowercase.Name, "normalize_ar", "normalize_fa", "stop_fa"},
	"fi":      {lowercase.Name, "stop_fi", "stemmer_fi_snowball"},
	"fr":      {lowercase.Name, "elision_fr", "stop_fr", "stemmer_fr_light"},
	"hi":      {lowercase.Name, "normalize_in", "normalize_hi", "stop_hi", "stemmer_hi"},
	"hr":      {lowercase.Name, "stop_hr", "hr_suffix_transformation_filter", "stemmer_hr"},
	"hu":      {lowercase.Name, "stop_hu", "stemmer_hu_snowball"},
	"id":      {lowercase.Name, "stop_id"},
	"it":      {lowercase.Name, "elision_it", "stop_it", "stemmer_it_light"},
	"nl":      {lowercase.Name, "stop_nl", "stemmer_nl_snowball"},
	"no":      {lowercase.Name, "stop_no", "stemmer_no_snowball"},
	"pl":      {lowercase.Name, "stop_pl", "stemmer_pl"},
	"pt":      {lowercase.Name, "stop_pt", "stemmer_pt_light"},
	"ro":      {lowercase.Name, "stop_ro", "stemmer_ro_snowball"},
	"ru":      {lowercase.Name, "stop_ru", "stemmer_ru_snowball"},
	"sv":      {lowercase.Name, "stop_sv", "stemmer_sv_snowball"},
	"tr":      {apostrophe.Name, lowercase.Name, "stop_tr", "stemmer_tr_snowball"},
	otherLang: {lowercase.Name},
}

// sameAs maps primary language subtags to the analyzer that serves them.
var sameAs = map[string]string{
	"zh": "cjk", "ja": "cjk", "ko": "cjk", "yue": "cjk", "cmn": "cjk",
	"nb": "no", "nn": "no", "in": "id", "ms": "id", "bs": "hr", "prs": "fa",
}

// unstemmed are the analyzers that leave words with their endings.
var unstemmed = map[string]bool{otherLang: true, "id": true, "fa": true}

// baseLang returns the primary subtag of a BCP 47 tag in lower case, or "und".
func baseLang(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if base == "" || len(base) > 8 {
		return "und"
	}
	return base
}

// analyzerFor returns the name of the analyzer for a BCP 47 tag.
func analyzerFor(tag string) string {
	base := baseLang(tag)
	if name, ok := sameAs[base]; ok {
		return name
	}
	if _, ok := filters[base]; ok {
		return base
	}
	return otherLang
}
