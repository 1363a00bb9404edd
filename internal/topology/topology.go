// Package topology creates the streams and key-value buckets of package contract on a broker and
// compares those that exist with what is wanted.
//
// It never overwrites what an operator set and never applies a change that loses messages: a
// limit that differs is named in the log and kept, a property that iccwire cannot work with is an
// error that says what to change. It does not create consumers: those belong to the loop that
// reads them.
package topology

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/iccwire/iccwire/contract"
)

// Options says how streams and buckets are made.
type Options struct {
	Replicas int // copies of each stream; 0 means 1
	Log      *slog.Logger
}

// Ensure creates what is missing and checks what is there. It is safe to call from any number of
// services at once.
func Ensure(ctx context.Context, js jetstream.JetStream, opts Options) error {
	if opts.Replicas == 0 {
		opts.Replicas = 1
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if err := checkPayload(js); err != nil {
		return err
	}
	for _, s := range contract.Streams {
		if err := ensureStream(ctx, js, Config(s, opts.Replicas), opts.Log); err != nil {
			return fmt.Errorf("stream %s: %w", s.Name, err)
		}
	}
	for _, b := range contract.Buckets {
		if err := ensureBucket(ctx, js, bucketConfig(b, opts.Replicas)); err != nil {
			return fmt.Errorf("bucket %s: %w", b.Name, err)
		}
	}
	return nil
}

func checkPayload(js jetstream.JetStream) error {
	if !js.Conn().IsConnected() {
		return fmt.Errorf("not connected to the broker yet (%s): is it running, and the address right?", js.Conn().Status())
	}
	if got := js.Conn().MaxPayload(); got < contract.MaxPayload {
		return fmt.Errorf("the broker takes messages of at most %d bytes, iccwire needs %d: set max_payload: 8MB in its configuration", got, contract.MaxPayload)
	}
	return nil
}

// Config turns a stream of the contract into JetStream's configuration.
func Config(s contract.Stream, replicas int) jetstream.StreamConfig {
	cfg := jetstream.StreamConfig{
		Name:               s.Name,
		Description:        s.Description,
		Subjects:           s.Subjects,
		Storage:            jetstream.FileStorage,
		Replicas:           replicas,
		Retention:          jetstream.LimitsPolicy,
		Discard:            jetstream.DiscardOld,
		MaxAge:             s.MaxAge,
		MaxMsgSize:         s.MaxMsgSize,
		MaxBytes:           s.MaxBytes,
		Duplicates:         s.Duplicates,
		AllowAtomicPublish: s.Atomic,
		AllowMsgSchedules:  s.Schedules,
	}
	if s.Retention == contract.WorkQueue {
		cfg.Retention = jetstream.WorkQueuePolicy
	}
	if s.DiscardNew {
		cfg.Discard = jetstream.DiscardNew
	}
	return cfg
}

func ensureStream(ctx context.Context, js jetstream.JetStream, want jetstream.StreamConfig, log *slog.Logger) error {
	stream, err := js.Stream(ctx, want.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		_, err = js.CreateStream(ctx, want)
		if !errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			return err
		}
		stream, err = js.Stream(ctx, want.Name) // another service was faster
	}
	if err != nil {
		return err
	}
	have := stream.CachedInfo().Config
	if broken := Breaking(have, want); len(broken) > 0 {
		return fmt.Errorf("it exists with settings that iccwire cannot work with: %s; change them with the nats command, or remove the stream when it is not iccwire's", strings.Join(broken, ", "))
	}
	for _, d := range Tuned(have, want) {
		log.Info("kept the operator's stream setting", "stream", want.Name, "setting", d)
	}
	return addSubjects(ctx, js, have, want)
}

// Breaking names the settings of have without which the pipeline would lose or refuse messages.
func Breaking(have, want jetstream.StreamConfig) []string {
	var out []string
	add := func(differs bool, name string, h, w any) {
		if differs {
			out = append(out, fmt.Sprintf("%s is %v, must be %v", name, h, w))
		}
	}
	add(have.Retention != want.Retention, "retention", have.Retention, want.Retention)
	add(have.Storage != want.Storage, "storage", have.Storage, want.Storage)
	add(have.Discard != want.Discard, "discard", have.Discard, want.Discard)
	add(want.AllowAtomicPublish && !have.AllowAtomicPublish, "allow_atomic", have.AllowAtomicPublish, true)
	add(want.AllowMsgSchedules && !have.AllowMsgSchedules, "allow_msg_schedules", have.AllowMsgSchedules, true)
	add(have.MaxMsgsPerSubject > 0, "max_msgs_per_subject", have.MaxMsgsPerSubject, "unlimited")
	if want.AllowMsgSchedules { // a limit would drop what is parked, without a word
		add(have.MaxMsgs > 0, "max_msgs", have.MaxMsgs, "unlimited")
		add(have.MaxBytes > 0, "max_bytes", have.MaxBytes, "unlimited")
		add(have.MaxAge > 0, "max_age", have.MaxAge, "unlimited")
	}
	tooSmall := have.MaxMsgSize > 0 && have.MaxMsgSize < want.MaxMsgSize
	add(tooSmall, "max_msg_size", have.MaxMsgSize, fmt.Sprintf("at least %d", want.MaxMsgSize))
	return out
}

// Tuned names the limits of have that differ from want and are the operator's to choose.
func Tuned(have, want jetstream.StreamConfig) []string {
	var out []string
	add := func(differs bool, name string, h, w any) {
		if differs {
			out = append(out, fmt.Sprintf("%s=%v (iccwire's own: %v)", name, h, w))
		}
	}
	add(have.MaxAge != want.MaxAge, "max_age", have.MaxAge, want.MaxAge)
	add(limit(have.MaxBytes) != limit(want.MaxBytes), "max_bytes", have.MaxBytes, want.MaxBytes)
	add(have.Replicas != want.Replicas, "replicas", have.Replicas, want.Replicas)
	add(have.Duplicates != want.Duplicates && want.Duplicates != 0, "duplicate_window", have.Duplicates, want.Duplicates)
	return out
}

// limit maps JetStream's two ways of saying "no limit" to one.
func limit(n int64) int64 { return max(n, 0) }

// addSubjects lets a stream made by an older version take the subjects of a newer one.
func addSubjects(ctx context.Context, js jetstream.JetStream, have, want jetstream.StreamConfig) error {
	missing := false
	known := map[string]bool{}
	for _, s := range have.Subjects {
		known[s] = true
	}
	for _, s := range want.Subjects {
		if !known[s] {
			have.Subjects = append(have.Subjects, s)
			missing = true
		}
	}
	if !missing {
		return nil
	}
	_, err := js.UpdateStream(ctx, have)
	return err
}

func bucketConfig(b contract.Bucket, replicas int) jetstream.KeyValueConfig {
	cfg := jetstream.KeyValueConfig{
		Bucket: b.Name, Description: b.Description, History: 1, TTL: b.TTL,
		MaxBytes: b.MaxBytes, Storage: jetstream.FileStorage, Replicas: replicas,
	}
	if b.TTL > 0 {
		cfg.LimitMarkerTTL = b.TTL // watchers see the end of an entry
	}
	return cfg
}

func ensureBucket(ctx context.Context, js jetstream.JetStream, cfg jetstream.KeyValueConfig) error {
	_, err := js.KeyValue(ctx, cfg.Bucket)
	if !errors.Is(err, jetstream.ErrBucketNotFound) {
		return err
	}
	_, err = js.CreateKeyValue(ctx, cfg)
	if errors.Is(err, jetstream.ErrBucketExists) {
		return nil // another service was faster
	}
	return err
}
