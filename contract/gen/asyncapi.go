package main

import (
	"regexp"

	"github.com/iccwire/iccwire/contract"
)

var parameter = regexp.MustCompile(`\{(\w+)\}`)

// asyncAPI describes every subject from a consumer's side.
func asyncAPI(docs comments) object {
	channels, operations, msgs := object{}, object{}, object{}
	for _, m := range messages {
		params := object{}
		for _, p := range parameter.FindAllStringSubmatch(m.subject, -1) {
			params[p[1]] = object{"description": parameters[p[1]]}
		}
		channels[m.name] = object{
			"address": m.subject, "description": m.summary, "parameters": params,
			"messages": object{m.name: object{"$ref": "#/components/messages/" + m.name}},
		}
		operations["receive-"+m.name] = object{
			"action": "receive", "channel": object{"$ref": "#/channels/" + m.name}, "summary": m.summary,
		}
		payload := schemaOf(m, docs)
		delete(payload, "$id")
		msgs[m.name] = object{
			"name": m.name, "title": m.summary, "contentType": "application/json",
			"headers": headers(), "payload": payload,
		}
	}
	return object{
		"asyncapi": "3.0.0",
		"info": object{
			"title": "iccwire", "version": "1.0.0",
			"description": "Messages of iccwire on NATS JetStream. Delivery is at-least-once: remove duplicates by ce-id and keep, of each article, the highest version.",
			"license":     object{"name": "Apache-2.0"},
		},
		"channels": channels, "operations": operations, "components": object{"messages": msgs},
	}
}

var parameters = map[string]string{
	"lane":   "live, or bulk for imports and reprocessing",
	"lang":   "the article's language, BCP 47, und when unknown",
	"source": "the outlet's slug",
	"type":   "person, organ, situation, case, state, crime, article, instrument, treaty, org or event",
	"name":   "the entity's slug, or the event type",
	"stage":  "fetcher, parser, enricher or indexer",
	"event":  "failed, recovered, silent, moved or gone",
}

func headers() object {
	str := func(doc string) object { return object{"type": "string", "description": doc} }
	return object{"type": "object", "properties": object{
		contract.HeaderID:          str("unique for each message; dedupe by it"),
		contract.HeaderType:        str("CloudEvents type, such as iccwire.article"),
		contract.HeaderSource:      str("iccwire/<stage>"),
		contract.HeaderTime:        str("RFC 3339"),
		contract.HeaderSpecVersion: str("CloudEvents version"),
		contract.HeaderTraceparent: str("W3C trace context, where tracing is on"),
	}}
}
