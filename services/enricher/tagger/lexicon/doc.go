// Package lexicon is what the tagger knows of languages: words for acts, offices, speech, doubt and denial, months and
// numbers, and how words inflect; one YAML file per language under data/. rules.yaml says which words together make
// which event, for all languages at once.
//
// It holds no names of persons, states or organs (the catalogue does) and does not look at texts.
package lexicon
