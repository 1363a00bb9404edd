package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
)

// mappingVersion changes whenever documents have to be written anew: Open then rebuilds the index
// from the articles stored in it.
const mappingVersion = "1"

// newMapping says how each field of a document is indexed.
func newMapping() (*mapping.IndexMappingImpl, error) {
	if err := registerFold(); err != nil {
		return nil, err
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping.Dynamic = false
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	for name, list := range filters {
		if err := addLanguage(m, name, list); err != nil {
			return nil, fmt.Errorf("analyzer of %s: %w", name, err)
		}
	}
	addFields(m.DefaultMapping)
	return m, m.Validate()
}

func addLanguage(m *mapping.IndexMappingImpl, name string, list []string) error {
	err := m.AddCustomAnalyzer(analyzerName(name), map[string]any{
		"type":          custom.Name,
		"tokenizer":     unicode.Name,
		"token_filters": append(append([]string{}, list...), foldName),
	})
	if err != nil {
		return err
	}
	for _, prefix := range []string{prefixTitle, prefixText} {
		m.DefaultMapping.AddFieldMappingsAt(prefix+name, textField(analyzerName(name)))
	}
	return nil
}

// analyzerName is what Bleve knows our analyzer of a language by.
func analyzerName(lang string) string { return "iccwire_" + lang }

func addFields(d *mapping.DocumentMapping) {
	sorted := []string{fieldVersion, fieldDate, fieldDay, fieldMonth, fieldLang, fieldSource, fieldEntity,
		fieldEvent, fieldEventKey, fieldPosition, fieldStory}
	for _, name := range sorted {
		d.AddFieldMappingsAt(name, wordField(true))
	}
	for _, name := range []string{fieldKind, fieldOutlet, fieldEventID, fieldSpeaker, fieldType, fieldURL} {
		d.AddFieldMappingsAt(name, wordField(false))
	}
	d.AddFieldMappingsAt(fieldLabels, textField(analyzerName(otherLang)))
	stored := mapping.NewTextFieldMapping()
	stored.Store, stored.Index, stored.DocValues, stored.IncludeInAll = true, false, false, false
	d.AddFieldMappingsAt(fieldDoc, stored)
}

// textField is searchable text with positions, for phrases and snippets.
func textField(analyzer string) *mapping.FieldMapping {
	f := mapping.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.DocValues, f.IncludeInAll, f.IncludeTermVectors = false, false, false, true
	return f
}

// wordField is one exact term; with values it can be sorted, counted and read back.
func wordField(values bool) *mapping.FieldMapping {
	f := mapping.NewTextFieldMapping()
	f.Analyzer = keyword.Name
	f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
	f.DocValues = values
	f.SkipFreqNorm = true
	return f
}
