package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/cmd/internal/console"
	"github.com/iccwire/iccwire/contract"
)

type tailCmd struct {
	Subject string        `arg:"" optional:"" default:"icc.enriched.>" help:"What to watch, with NATS wildcards."`
	NATSURL string        `name:"nats-url" env:"ICCWIRE_NATS_URL" help:"Address of the broker; by default that of the up or demo that runs on --data."`
	Data    string        `env:"ICCWIRE_DATA" default:"./iccwire-data" type:"path" help:"Folder of the running iccwire."`
	Since   time.Duration `help:"Begin with what was published this long ago; by default with what comes now."`
	Count   int           `short:"n" help:"Stop after so many messages."`
	JSON    bool          `name:"json" help:"Print messages as they are, one JSON object a line."`
}

// Help gives examples.
func (tailCmd) Help() string {
	return "Examples:\n  iccwire tail\n  iccwire tail icc.tags.situation.palestine --since 24h\n  iccwire tail --json 'icc.ledger.>'"
}

// Run prints messages until it is told to stop.
func (c *tailCmd) Run(ctx context.Context, s *streams) error {
	address := natsURL(c.NATSURL, c.Data)
	nc, err := nats.Connect(address, nats.Name("iccwire-tail"), nats.Timeout(5*time.Second))
	if err != nil {
		return fmt.Errorf("cannot reach the broker at %s: %w; start iccwire with up or demo, or give --nats-url", address, err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	msgs, err := c.consume(ctx, js)
	if err != nil {
		return err
	}
	defer msgs.Stop()
	context.AfterFunc(ctx, msgs.Stop)
	for n := 0; c.Count == 0 || n < c.Count; n++ {
		m, err := msgs.Next()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		c.print(s, m)
	}
	return nil
}

func (c *tailCmd) consume(ctx context.Context, js jetstream.JetStream) (jetstream.MessagesContext, error) {
	stream, err := js.StreamNameBySubject(ctx, c.Subject)
	if err != nil {
		return nil, fmt.Errorf("no stream has %s: %w; subjects are listed in contract/asyncapi.json", c.Subject, err)
	}
	cfg := jetstream.OrderedConsumerConfig{FilterSubjects: []string{c.Subject}, DeliverPolicy: jetstream.DeliverNewPolicy}
	if c.Since > 0 {
		from := time.Now().Add(-c.Since)
		cfg.DeliverPolicy, cfg.OptStartTime = jetstream.DeliverByStartTimePolicy, &from
	}
	cons, err := js.OrderedConsumer(ctx, stream, cfg)
	if err != nil {
		return nil, fmt.Errorf("cannot watch %s: %w; work queues (discovered, parsed, later) belong to their stage, watch icc.enriched.>, icc.tags.> or icc.ledger.>", c.Subject, err)
	}
	return cons.Messages()
}

func (c *tailCmd) print(s *streams, m jetstream.Msg) {
	if c.JSON {
		fmt.Fprintf(s.out, "%s\n", m.Data())
		return
	}
	fmt.Fprintf(s.out, "%s  %s\n", m.Subject(), console.Printable(describe(m)))
}

// describe words a message for a person.
func describe(m jetstream.Msg) string {
	switch kind, _, _ := strings.Cut(strings.TrimPrefix(m.Subject(), "icc."), "."); kind {
	case "enriched":
		var a contract.Article
		if json.Unmarshal(m.Data(), &a) == nil {
			return fmt.Sprintf("“%s”  %s · %d entities, %d events  %s", a.Title, a.Source, len(a.Entities), len(a.Events), a.URL)
		}
	case "tags":
		var t contract.Tag
		if json.Unmarshal(m.Data(), &t) == nil {
			return fmt.Sprintf("%s %s  “%s”  %s", t.Op, t.Tag, t.Title, t.URL)
		}
	case "ledger":
		var e contract.LedgerEntry
		if json.Unmarshal(m.Data(), &e) == nil {
			return fmt.Sprintf("%s  %s  %s", e.Status, e.URL, firstSet(e.Detail, e.Reason))
		}
	case "feeds":
		var e contract.FeedEvent
		if json.Unmarshal(m.Data(), &e) == nil {
			return fmt.Sprintf("%s  %s  %s", e.Event, e.URL, e.Detail)
		}
	case "dead":
		var d contract.DeadLetter
		if json.Unmarshal(m.Data(), &d) == nil {
			return fmt.Sprintf("%s  %s  %s", d.Reason, d.URL, d.Error)
		}
	}
	return fmt.Sprintf("%d bytes", len(m.Data()))
}
