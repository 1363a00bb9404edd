package runtime_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/runtime"
)

// tags makes an article's tag messages with the given ids.
func tags(trigger string, ids ...string) []*nats.Msg {
	var out []*nats.Msg
	for _, id := range ids {
		out = append(out, &nats.Msg{
			Subject: contract.SubjectTag("org:" + id), Data: []byte("{}"),
			Header: nats.Header{contract.HeaderMsgID: {id}, contract.HeaderTrigger: {trigger}},
		})
	}
	return out
}

func numbered(prefix string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s-%d", prefix, i)
	}
	return out
}

func TestBatchWithKnownIds(t *testing.T) {
	tests := []struct {
		name  string
		fresh bool
		want  uint64
	}{
		{"sent before by this delivery", false, 3},
		{"sent by another trigger", true, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			if err := r.pub.PublishAtomic(t.Context(), tags("t-1", "a", "b"), true); err != nil {
				t.Fatal(err)
			}
			if err := r.pub.PublishAtomic(t.Context(), tags("t-2", "b", "c"), tt.fresh); err != nil {
				t.Fatal(err)
			}
			if n := r.held(t, contract.StreamEnriched); n != tt.want {
				t.Errorf("%d messages, want %d", n, tt.want)
			}
		})
	}
}

func TestArticlesThatDoNotFitOneBatch(t *testing.T) {
	tests := []struct {
		name string
		size int // messages of an article
	}{{"together too large", 700}, {"each too large", 1100}, {"exactly one batch", 1000}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			var wg sync.WaitGroup
			for _, name := range []string{"x", "y"} {
				wg.Go(func() {
					if err := r.pub.PublishAtomic(t.Context(), tags(name, numbered(name, tt.size)...), true); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := r.held(t, contract.StreamEnriched); n != uint64(2*tt.size) {
				t.Errorf("%d messages, want %d", n, 2*tt.size)
			}
		})
	}
}

func TestOneArticlesTroubleIsNotItsNeighbours(t *testing.T) {
	r := newRig(t)
	if err := r.pub.PublishAtomic(t.Context(), tags("before", "taken"), true); err != nil {
		t.Fatal(err)
	}
	bad := tags("bad", "bad")
	bad[0].Data = []byte(strings.Repeat("x", 6<<20+1))
	errs := make(chan error, 30)
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			name := fmt.Sprintf("n%d", i)
			switch i {
			case 10:
				errs <- r.pub.PublishAtomic(t.Context(), bad, true)
			case 20:
				errs <- r.pub.PublishAtomic(t.Context(), tags(name, "taken"), false)
			default:
				errs <- r.pub.PublishAtomic(t.Context(), tags(name, name, name+"-b"), true)
			}
		})
	}
	wg.Wait()
	close(errs)
	failed := 0
	for err := range errs {
		if err != nil {
			failed++
		}
	}
	if failed != 1 {
		t.Errorf("%d articles failed, want only the oversized one", failed)
	}
	if n := r.held(t, contract.StreamEnriched); n != 1+28*2 {
		t.Errorf("%d messages, want %d", n, 1+28*2)
	}
}

func TestPublishAfterTheEndReturns(t *testing.T) {
	type publish func(*runtime.Publisher, []*nats.Msg) error
	batch := func(p *runtime.Publisher, m []*nats.Msg) error { return p.PublishAtomic(t.Context(), m, true) }
	single := func(p *runtime.Publisher, m []*nats.Msg) error { return p.Publish(t.Context(), m, true) }
	closePublisher := func(_ *nats.Conn, p *runtime.Publisher) { p.Close() }
	closeConn := func(nc *nats.Conn, _ *runtime.Publisher) { nc.Close() }
	tests := []struct {
		name string
		end  func(*nats.Conn, *runtime.Publisher)
		pub  publish
	}{
		{"batch, publisher closed", closePublisher, batch},
		{"batch, connection closed", closeConn, batch},
		{"single, connection closed", closeConn, single},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			js := natstest.Start(t)
			pub, err := runtime.NewPublisher(js.Conn())
			if err != nil {
				t.Fatal(err)
			}
			tt.end(js.Conn(), pub)
			if err := tt.pub(pub, tags("t", "a")); err == nil {
				t.Error("published after the end")
			}
			pub.Close()
		})
	}
}
