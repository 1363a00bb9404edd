package catalogue

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Languages are those in which the names of states are known from CLDR, and in which the Court, its organs and the
// crimes have names.
func Languages() []string {
	return []string{"en", "fr", "es", "ar", "ru", "uk", "de", "nl", "pt", "it", "he", "id", "sw", "fil", "tr", "zh", "ja", "ko", "fa", "ms", "pl"}
}

// regionNamers are made once: CLDR's tables are immutable and the same for every catalogue.
var regionNamers = sync.OnceValue(func() map[string]display.Namer {
	namers := map[string]display.Namer{}
	for _, lang := range Languages() {
		namers[lang] = display.Regions(language.MustParse(lang))
	}
	return namers
})

// stateLabels returns the CLDR names of a country by language, without what CLDR adds in brackets.
func stateLabels(alpha3 string) map[string]string {
	region, err := language.ParseRegion(alpha3)
	if err != nil {
		return nil
	}
	labels := map[string]string{}
	for lang, namer := range regionNamers() {
		name := namer.Name(region)
		for _, bracket := range []string{" (", "（", "("} {
			name, _, _ = strings.Cut(name, bracket)
		}
		if name != "" {
			labels[lang] = name
		}
	}
	return labels
}
