package contract

import "time"

// Retention is a stream's retention policy.
type Retention string

// The two retention policies in use.
const (
	WorkQueue Retention = "workqueue" // a message is gone once it is acknowledged
	Limits    Retention = "limits"    // a message stays until it is too old
)

// Stream describes a JetStream stream. Zero limits mean none.
type Stream struct {
	Name        string
	Description string
	Subjects    []string
	Retention   Retention
	DiscardNew  bool          // refuse publishes when full (back-pressure) instead of dropping the oldest
	MaxAge      time.Duration // of a message
	MaxMsgSize  int32         // bytes
	MaxBytes    int64         // bytes
	Duplicates  time.Duration // window in which a repeated message id is recognised
	Atomic      bool          // takes atomic batch publishes
	Schedules   bool          // takes messages that fall due later
}

// The streams' names.
const (
	StreamDiscovered = "DISCOVERED"
	StreamParsed     = "PARSED"
	StreamEnriched   = "ENRICHED"
	StreamDead       = "DEAD"
	StreamLater      = "LATER"
	StreamLedger     = "LEDGER"
	StreamFeeds      = "FEEDS"
	StreamAdvisory   = "ADVISORY"
)

const (
	day        = 24 * time.Hour
	dupeWindow = 2 * time.Minute
)

// Streams are all streams of iccwire. The reasons for each setting are in docs/jetstream.md.
var Streams = []Stream{
	{
		Name: StreamDiscovered, Description: "items of feeds, new or changed, to be scraped",
		Subjects:  []string{"icc.discovered.*"},
		Retention: WorkQueue, DiscardNew: true, MaxMsgSize: 256 << 10, MaxBytes: 1 << 30, Duplicates: dupeWindow,
	},
	{
		Name: StreamParsed, Description: "articles with body and metadata, to be tagged",
		Subjects:  []string{"icc.parsed.*"},
		Retention: WorkQueue, DiscardNew: true, MaxMsgSize: 4 << 20, MaxBytes: 4 << 30, Duplicates: dupeWindow,
	},
	{
		Name: StreamEnriched, Description: "tagged articles and one message per tag, for the index and for consumers",
		Subjects:  []string{"icc.enriched.>", "icc.tags.>"},
		Retention: Limits, MaxAge: 30 * day, MaxMsgSize: 6 << 20, Duplicates: dupeWindow, Atomic: true,
	},
	{
		Name: StreamDead, Description: "what failed for good, with its cause and the original",
		Subjects:  []string{"icc.dead.*"},
		Retention: Limits, DiscardNew: true, MaxAge: 90 * day, MaxMsgSize: 7 << 20, Duplicates: dupeWindow,
	},
	{
		Name: StreamLater, Description: "parked messages and those that fell due",
		Subjects:  []string{"icc.later.*", "icc.due.*"},
		Retention: WorkQueue, Duplicates: dupeWindow, Schedules: true,
	},
	{
		Name: StreamLedger, Description: "the steps that matter of every article",
		Subjects:  []string{"icc.ledger.*"},
		Retention: Limits, MaxAge: 7 * day, MaxMsgSize: 64 << 10, Duplicates: dupeWindow,
	},
	{
		Name: StreamFeeds, Description: "feeds that failed, recovered, moved or went silent",
		Subjects:  []string{"icc.feeds.*"},
		Retention: Limits, MaxAge: 30 * day, MaxMsgSize: 64 << 10, Duplicates: dupeWindow,
	},
	{
		Name: StreamAdvisory, Description: "the broker's word on messages that nobody could handle",
		Subjects: []string{
			"$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>",
			"$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>",
		},
		Retention: Limits, MaxAge: 7 * day,
	},
}

// Bucket describes a key-value bucket. A zero TTL means that entries stay.
type Bucket struct {
	Name        string
	Description string
	TTL         time.Duration
	MaxBytes    int64 // 0 = no bound
}

// The buckets' names.
const (
	BucketFeeds    = "feeds"    // one record per feed: validators, hashes of its items, health
	BucketSeen     = "seen"     // articles already discovered
	BucketPace     = "pace"     // each host's next free slot
	BucketArticles = "articles" // one record per relevant article: signature, story, tags, version
	BucketMembers  = "members"  // live fetchers
	BucketRefetch  = "refetch"  // planned refetches
	BucketClaims   = "claims"   // bands of the signatures of articles that open a story
	BucketEpochs   = "epochs"   // a number for each digest of extractor, tagger and catalogue
)

// Buckets are all key-value buckets of iccwire.
var Buckets = []Bucket{
	{Name: BucketFeeds, Description: "a record per feed"},
	{Name: BucketSeen, Description: "articles discovered in the last days", TTL: 7 * day, MaxBytes: 512 << 20},
	{Name: BucketPace, Description: "each host's next free slot", TTL: day},
	{Name: BucketArticles, Description: "a record per relevant article", TTL: 30 * day, MaxBytes: 2 << 30},
	{Name: BucketMembers, Description: "live fetchers", TTL: 20 * time.Second},
	{Name: BucketRefetch, Description: "planned refetches", TTL: 30 * day},
	{Name: BucketClaims, Description: "bands of articles that just opened a story", TTL: 2 * time.Minute, MaxBytes: 256 << 20},
	{Name: BucketEpochs, Description: "a number per digest of extractor, tagger and catalogue"},
}
