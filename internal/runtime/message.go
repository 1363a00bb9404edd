package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// Message is what a handler gets.
type Message struct {
	Subject    string // as first published, also when it was parked in between
	Header     nats.Header
	Data       []byte
	Time       time.Time // the broker's, of the delivery that is handled: new when a parked message falls due
	Attempt    int       // how often it was parked before
	Deliveries int       // how often the broker delivered this copy: more than 1 after a crash
	Stream     string
	Sequence   uint64
}

// Out is a message to publish.
type Out struct {
	Subject string
	Type    string // ce-type, such as iccwire.parsed
	ID      string // message id; see contract.MessageID
	Header  nats.Header
	Data    []byte
	Atomic  bool // with the other atomic ones of the same Result: all or none become visible
}

// JSONOut marshals v into a message. HTML is not escaped: pages would grow by half.
func JSONOut(subject, typ, id string, v any) (Out, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return Out{}, Permanent("marshal", err)
	}
	return Out{Subject: subject, Type: typ, ID: id, Data: bytes.TrimRight(b.Bytes(), "\n")}, nil
}

// End is a trigger's terminal status.
type End struct {
	Status  contract.Status
	Reason  string // a slug
	Detail  string // a sentence for a person
	Title   string
	Version int64
}

// Result is what a handler wants done with a message that it understood.
type Result struct {
	Out []Out
	// Confirmed runs after every message of Out is confirmed and before the ack: the place to
	// remember what was said. It may run again after a crash.
	Confirmed func(context.Context) error
	// End, when not nil, ends the message's trigger in the ledger.
	End *End
}

// Handler handles one message. It may be called for several messages at once, and again for a
// message that it has already handled.
type Handler func(context.Context, Message) (Result, error)

// Ended returns a Result that only ends the trigger.
func Ended(status contract.Status, reason, detail string) Result {
	return Result{End: &End{Status: status, Reason: reason, Detail: detail}}
}

func newMessage(m jetstream.Msg) (Message, error) {
	meta, err := m.Metadata()
	if err != nil {
		return Message{}, err
	}
	h := m.Headers()
	if h == nil {
		h = nats.Header{}
	}
	out := Message{
		Subject: m.Subject(), Header: h, Data: m.Data(), Time: meta.Timestamp,
		Deliveries: int(meta.NumDelivered), Stream: meta.Stream, Sequence: meta.Sequence.Stream,
	}
	out.Attempt, _ = strconv.Atoi(h.Get(contract.HeaderAttempt))
	if origin := h.Get(contract.HeaderOrigin); origin != "" {
		out.Subject = origin
	}
	return out, nil
}

// key names the message in ids of what is said about it: its trigger, or its place in the stream
// when it has none.
func (m Message) key() string {
	if t := m.Header.Get(contract.HeaderTrigger); t != "" {
		return t
	}
	return m.Stream + "-" + strconv.FormatUint(m.Sequence, 10)
}

// first returns when the message's first attempt failed, or now.
func (m Message) first(now time.Time) time.Time {
	if t, err := time.Parse(time.RFC3339Nano, m.Header.Get(contract.HeaderFirstTry)); err == nil {
		return t
	}
	return now
}

// passedOn are the headers that a message hands to those made from it.
var passedOn = []string{
	contract.HeaderTrigger, contract.HeaderArticle, contract.HeaderURL, contract.HeaderFeed,
	contract.HeaderOutlet, contract.HeaderCause, contract.HeaderRun, contract.HeaderTraceparent,
}

// NewMsg makes a message that is not the answer to another: the flow's beginning. Its headers
// carry what o.Header says about the article.
func NewMsg(stage string, o Out) *nats.Msg { return o.stamp(stage, Message{}, time.Now()) }

// stamp completes the headers of a message that stage publishes while handling m.
func (o Out) stamp(stage string, m Message, now time.Time) *nats.Msg {
	h := nats.Header{}
	for _, k := range passedOn {
		if v := m.Header.Get(k); v != "" {
			h.Set(k, v)
		}
	}
	steps := m.Header.Get(contract.HeaderSteps)
	if steps != "" {
		steps += ","
	}
	when := now.UTC().Format(time.RFC3339Nano)
	h.Set(contract.HeaderSteps, steps+stage+"="+when)
	h.Set(contract.HeaderID, o.ID)
	h.Set(contract.HeaderMsgID, o.ID)
	h.Set(contract.HeaderType, o.Type)
	h.Set(contract.HeaderSource, "iccwire/"+stage)
	h.Set(contract.HeaderTime, when)
	h.Set(contract.HeaderSpecVersion, contract.SpecVersion)
	for k, v := range o.Header {
		h[k] = v
	}
	return &nats.Msg{Subject: o.Subject, Header: h, Data: o.Data}
}
