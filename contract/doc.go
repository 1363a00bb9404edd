// Package contract is what iccwire's stages say to each other and to their consumers: message
// types, subjects, streams, ids and versions. It reads nothing and writes nothing, and imports
// only the standard library, so that a consumer can depend on it alone.
//
// It is not a client: connecting, subscribing and acknowledging are NATS's own business, and the
// loop that the four services share is in internal/runtime.
//
// # Delivery
//
// Every hop is at-least-once. A consumer removes duplicates by the message's ce-id header and
// keeps, of each article id, the highest version; it is then right in whatever order messages
// come. Changes within a major version of a schema only add fields.
//
// # Offsets
//
// Every start and end is a half-open range of Unicode code points into the article's text.
package contract

//go:generate go run ./gen
