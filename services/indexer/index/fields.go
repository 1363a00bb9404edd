package index

// Names of the fields of a document. Text and title have one field for each analyzer, such as
// text_fr; see languages.go.
const (
	fieldKind     = "kind"     // article or erased; every query asks for it or for a field that only articles have
	fieldDoc      = "doc"      // the article as JSON, stored and not searchable
	fieldVersion  = "version"  // version and revision, see versionTerm
	fieldDate     = "date"     // sort key: time of publication, UTC, to the second
	fieldDay      = "day"      // 2024-06-15
	fieldMonth    = "month"    // 2024-06
	fieldLang     = "lang"     // primary subtag
	fieldSource   = "source"   // outlet as shown
	fieldOutlet   = "outlet"   // outlet in lower case, to filter by
	fieldEntity   = "entity"   // ids of entities, with those that a named office resolves to
	fieldEvent    = "event"    // event types
	fieldEventID  = "event_id" // ids of acts
	fieldEventKey = "event_key"
	fieldPosition = "position_key"
	fieldSpeaker  = "speaker" // of quotes: entity id, or words in lower case
	fieldStory    = "story"
	fieldType     = "type" // entity types, and event, position, quote, copy, original
	fieldURL      = "url"
	fieldLabels   = "labels" // labels, slugs and roles of the entities, as words

	prefixTitle = "title_"
	prefixText  = "text_"
)

const (
	kindArticle = "article"
	kindErased  = "erased"
)

// keySep separates the parts of the keys that are folded into dockets and positions.
const keySep = "\x1f"
