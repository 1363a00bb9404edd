package runtime

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/iccwire/iccwire/contract"
)

// Bounds on what a dead letter and a ledger entry carry, in bytes.
const (
	maxDeadData  = 4500 << 10 // larger originals are cut; stream and sequence still lead to them
	maxDeadError = 2000
	maxDeadStack = 16 << 10
	maxDetail    = 500
)

// end writes a trigger's terminal status; a message without a trigger is in no balance.
func (l *loop) end(msg Message, e *End, fresh bool) error {
	if e == nil || l.opts.NoLedger {
		return nil
	}
	l.log.Info(string(e.Status), "url", msg.Header.Get(contract.HeaderURL), "title", e.Title, "reason", e.Reason, "detail", cut(e.Detail, maxDetail), "cause", msg.Header.Get(contract.HeaderCause), "trigger", msg.key())
	l.opts.Metrics.ended.WithLabelValues(string(e.Status)).Inc()
	entry := l.entry(msg, e.Status, e.Reason, e.Detail)
	entry.Title = e.Title
	entry.Version = e.Version
	return l.publishLedger(msg, entry, fresh)
}

func (l *loop) entry(msg Message, status contract.Status, reason, detail string) contract.LedgerEntry {
	h := msg.Header
	return contract.LedgerEntry{
		Schema: contract.SchemaLedger, Trigger: h.Get(contract.HeaderTrigger), ID: h.Get(contract.HeaderArticle),
		Stage: l.opts.Stage.Name, Status: status, Reason: reason, Detail: cut(detail, maxDetail),
		Cause: contract.Cause(h.Get(contract.HeaderCause)), Time: time.Now().UTC().Format(time.RFC3339Nano),
		Attempt: msg.Attempt, URL: h.Get(contract.HeaderURL), Feed: h.Get(contract.HeaderFeed), Source: h.Get(contract.HeaderOutlet),
	}
}

func (l *loop) publishLedger(msg Message, e contract.LedgerEntry, fresh bool) error {
	if e.Trigger == "" || l.opts.NoLedger {
		return nil
	}
	out, err := LedgerOut(e)
	if err != nil {
		return err
	}
	return l.pub.Publish(l.work, []*nats.Msg{out.stamp(l.opts.Stage.Name, msg, time.Now())}, fresh)
}

// LedgerOut makes the message that carries a ledger entry.
func LedgerOut(e contract.LedgerEntry) (Out, error) {
	id := contract.MessageID("ledger", e.Stage, e.Trigger, strconv.Itoa(e.Attempt), string(e.Status))
	return JSONOut(contract.SubjectLedger(e.Stage), "iccwire.ledger", id, e)
}

// failed parks a message or, when its time is over or nothing can help, writes its dead letter.
func (l *loop) failed(msg Message, v verdict, cause error) error {
	now := time.Now()
	first := msg.first(now)
	attempt := msg.Attempt + 1
	if v.outcome == "busy" || v.outcome == "transient" {
		if at, ok := l.opts.Retry.next(v, attempt, first, now); ok {
			return l.park(msg, v, cause, attempt, first, at)
		}
	}
	return l.bury(msg, v, cause, attempt, first)
}

// park puts the message into LATER; it falls due on the stage's own subject, so that it costs no
// delivery and blocks nobody.
func (l *loop) park(msg Message, v verdict, cause error, attempt int, first, at time.Time) error {
	stage := l.opts.Stage.Name
	n := strconv.Itoa(attempt)
	name := msg.key() // a replay must not take the place of the one before it
	if run := msg.Header.Get(contract.HeaderRun); run != "" {
		name += "-" + run
	}
	m := &nats.Msg{Subject: contract.SubjectLater(stage+"-"+name, n), Header: nats.Header{}, Data: msg.Data}
	for k, vs := range msg.Header {
		if !strings.HasPrefix(k, "Nats-") { // the broker's own do not apply to the parked copy
			m.Header[k] = vs
		}
	}
	m.Header.Set(contract.HeaderMsgID, contract.MessageID("later", stage, name, n))
	m.Header.Set(contract.HeaderAttempt, n)
	m.Header.Set(contract.HeaderFirstTry, first.UTC().Format(time.RFC3339Nano))
	m.Header.Set(contract.HeaderReason, v.reason)
	m.Header.Set(contract.HeaderOrigin, msg.Subject)
	for k, vs := range v.keep {
		m.Header[k] = vs
	}
	m.Header.Set(contract.HeaderSchedule, "@at "+at.UTC().Format(time.RFC3339Nano))
	m.Header.Set(contract.HeaderTarget, contract.SubjectDue(stage))
	fresh := msg.Deliveries <= 1
	if err := l.pub.Publish(l.work, []*nats.Msg{m}, fresh); err != nil {
		return err
	}
	l.log.Info("parked", "trigger", msg.key(), "url", msg.Header.Get(contract.HeaderURL), "reason", v.reason, "attempt", attempt, "until", at.UTC().Format(time.RFC3339), "error", cut(cause.Error(), maxDetail))
	e := l.entry(msg, contract.StatusRetrying, v.reason, cause.Error())
	e.Attempt = attempt
	e.Next = at.UTC().Format(time.RFC3339Nano)
	return l.publishLedger(msg, e, fresh)
}

// bury writes the dead letter and ends the trigger as dead.
func (l *loop) bury(msg Message, v verdict, cause error, attempt int, first time.Time) error {
	h := msg.Header
	letter := contract.DeadLetter{
		Schema: contract.SchemaDead, Stage: l.opts.Stage.Name, Trigger: h.Get(contract.HeaderTrigger), ID: h.Get(contract.HeaderArticle),
		Reason: v.reason, Error: cut(cause.Error(), maxDeadError), Stack: cut(v.stack, maxDeadStack), Attempts: attempt,
		First: first.UTC().Format(time.RFC3339Nano), Time: time.Now().UTC().Format(time.RFC3339Nano), URL: h.Get(contract.HeaderURL),
		Subject: msg.Subject, Stream: msg.Stream, Sequence: msg.Sequence, Header: h, Data: msg.Data,
	}
	if len(letter.Data) > maxDeadData {
		letter.Data = letter.Data[:maxDeadData]
	}
	data, err := json.Marshal(letter)
	if err != nil {
		return fmt.Errorf("cannot write the dead letter: %w", err)
	}
	out := Out{
		Subject: contract.SubjectDead(letter.Stage), Type: "iccwire.dead",
		ID: contract.MessageID("dead", letter.Stage, msg.key(), strconv.Itoa(attempt), h.Get(contract.HeaderRun)), Data: data,
	}
	fresh := msg.Deliveries <= 1
	if err := l.pub.Publish(l.work, []*nats.Msg{out.stamp(letter.Stage, msg, time.Now())}, fresh); err != nil {
		return err
	}
	l.opts.Metrics.dead.WithLabelValues(v.reason).Inc()
	l.log.Error("dead letter written; look at it with: iccwire tail --since 1h 'icc.dead.>'", "trigger", msg.key(), "url", letter.URL, "reason", v.reason, "error", letter.Error)
	return l.end(msg, &End{Status: contract.StatusDead, Reason: v.reason, Detail: cause.Error()}, fresh)
}

// cut shortens s to n bytes at a rune's border.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
