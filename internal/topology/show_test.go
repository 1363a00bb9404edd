package topology_test

import (
	"encoding/json"

	"github.com/nats-io/nats.go/jetstream"
)

// show writes a configuration, without what the broker adds, so that two can be compared.
func show(c jetstream.StreamConfig) string {
	c.Metadata = nil
	b, err := json.Marshal(c)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
