package contract

import "strings"

// Headers of every message. The ce- ones follow the CloudEvents NATS binding; a consumer dedupes
// by ce-id.
const (
	HeaderID          = "ce-id"
	HeaderType        = "ce-type"
	HeaderSource      = "ce-source"
	HeaderTime        = "ce-time" // RFC 3339
	HeaderSpecVersion = "ce-specversion"
	HeaderTraceparent = "traceparent"

	HeaderMsgID    = "Nats-Msg-Id"
	HeaderTrigger  = "Icc-Trigger" // the ledger's key
	HeaderArticle  = "Icc-Article"
	HeaderURL      = "Icc-Url"
	HeaderFeed     = "Icc-Feed"
	HeaderOutlet   = "Icc-Source"  // the outlet, as the feed list names it
	HeaderCause    = "Icc-Cause"   // see Cause
	HeaderAttempt  = "Icc-Attempt" // times parked so far; absent means 0
	HeaderFirstTry = "Icc-First"   // RFC 3339: when the first attempt failed
	HeaderReason   = "Icc-Reason"  // why it was parked
	HeaderRun      = "Icc-Run"     // set by a replay or reprocess, so that it is not taken for a repetition
	HeaderSteps    = "Icc-Steps"   // when each stage was done: stage=RFC 3339, comma separated
	HeaderOrigin   = "Icc-Origin"  // of a parked message: the subject it was read from
	HeaderSchedule = "Nats-Schedule"
	HeaderTarget   = "Nats-Schedule-Target"
)

// SpecVersion is the CloudEvents version in HeaderSpecVersion.
const SpecVersion = "1.0"

// MessageID joins the parts of a message id: stage, article, v, attempt and, where wanted, run,
// tag or status. Empty parts are left out.
func MessageID(parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "/")
}

// MaxEpoch is the highest epoch that a version can carry.
const MaxEpoch = 1<<16 - 1

// Version orders everything that is said of an article: t is the broker's time in seconds of the
// message whose handling fetched the page, epoch the number of the digest of extractor, tagger and
// catalogue. It stays below 2^53, so JSON readers keep it exact.
func Version(t, epoch int64) int64 { return t<<16 | epoch&MaxEpoch }

// VersionParts splits a version into its time and its epoch.
func VersionParts(v int64) (t, epoch int64) { return v >> 16, v & MaxEpoch }
