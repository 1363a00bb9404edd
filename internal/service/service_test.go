package service_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/broker"
	"github.com/iccwire/iccwire/internal/natstest"
	"github.com/iccwire/iccwire/internal/service"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConfigNamesWhatIsWrong(t *testing.T) {
	ok := service.Config{NATSURL: "nats://127.0.0.1:4222", Replicas: 1}
	tests := []struct {
		name   string
		change func(*service.Config)
		says   string // "" when it is valid
	}{
		{"alone", func(*service.Config) {}, ""},
		{"cluster", func(c *service.Config) { c.Replicas = 3 }, ""},
		{"no address", func(c *service.Config) { c.NATSURL = "" }, "ICCWIRE_NATS_URL"},
		{"no replica", func(c *service.Config) { c.Replicas = 0 }, "--replicas"},
		{"too many", func(c *service.Config) { c.Replicas = 6 }, "--replicas"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := ok
			tt.change(&c)
			if err := c.Validate(); (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLogger(t *testing.T) {
	tests := []struct {
		cfg  service.LogConfig
		want string // what one info line and one debug line leave
	}{
		{service.LogConfig{Level: "info", Format: "json"}, `"msg":"hello"`},
		{service.LogConfig{Level: "debug", Format: "text"}, "msg=detail"},
		{service.LogConfig{Level: "nonsense"}, "msg=hello"},
		{service.LogConfig{Level: "error"}, ""},
	}
	for _, tt := range tests {
		var b strings.Builder
		log := tt.cfg.Logger(&b)
		log.Info("hello")
		log.Debug("detail")
		if got := b.String(); !strings.Contains(got, tt.want) || (tt.want == "") != (got == "") {
			t.Errorf("%+v: %q", tt.cfg, got)
		}
	}
}

func TestReplicaIDsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		seen[service.ReplicaID()] = true
	}
	if len(seen) != 100 {
		t.Errorf("%d different names of 100", len(seen))
	}
}

func TestReadyNamesWhatIsMissing(t *testing.T) {
	var r service.Ready
	if err := r.Err(); err != nil {
		t.Errorf("nothing is checked, yet %v", err)
	}
	index := errors.New("still opening")
	r.Add("broker", func() error { return nil })
	r.Add("index", func() error { return index })
	if err := r.Err(); !errors.Is(err, index) || !strings.Contains(err.Error(), "index") {
		t.Errorf("got %v", err)
	}
	r.Add("index", func() error { return nil })
	if err := r.Err(); err != nil {
		t.Errorf("replaced, yet %v", err)
	}
}

func TestOpsHandler(t *testing.T) {
	reg := prometheus.NewRegistry()
	reg.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "iccwire_test_total", Help: "Nothing."}))
	var ready service.Ready
	down := true
	ready.Add("streams", func() error {
		if down {
			return errors.New("not yet")
		}
		return nil
	})
	h := service.OpsHandler(reg, &ready)
	get := func(method, path string) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		return w.Code, w.Body.String()
	}
	tests := []struct {
		method, path string
		down         bool
		code         int
		body         string
	}{
		{"GET", "/metrics", true, 200, "iccwire_test_total 0"},
		{"GET", "/healthz", true, 200, "ok"},
		{"GET", "/readyz", true, 503, "streams: not yet"},
		{"GET", "/readyz", false, 200, "ready"},
		{"POST", "/healthz", false, 405, ""},
		{"GET", "/other", false, 404, ""},
	}
	for _, tt := range tests {
		down = tt.down
		if code, body := get(tt.method, tt.path); code != tt.code || !strings.Contains(body, tt.body) {
			t.Errorf("%s %s: %d %s", tt.method, tt.path, code, body)
		}
	}
}

func TestServeAndCheckHealth(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	at := make(chan net.Addr, 1)
	done := make(chan error, 1)
	log := slog.New(slog.DiscardHandler)
	h := service.OpsHandler(prometheus.NewRegistry(), &service.Ready{})
	go func() { done <- service.Serve(ctx, "127.0.0.1:0", h, log, func(a net.Addr) { at <- a }) }()
	addr := (<-at).String()
	_, port, _ := net.SplitHostPort(addr)
	for _, listen := range []string{addr, ":" + port, "0.0.0.0:" + port} {
		if err := service.CheckHealth(t.Context(), listen); err != nil {
			t.Errorf("%s: %v", listen, err)
		}
	}
	if err := service.Serve(ctx, addr, h, log, nil); err == nil || !strings.Contains(err.Error(), "--listen") {
		t.Errorf("a taken address: %v", err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	for _, listen := range []string{addr, "nonsense"} {
		if err := service.CheckHealth(t.Context(), listen); err == nil {
			t.Errorf("%s is alive after its end", listen)
		}
	}
}

func TestCheckHealthOfAnotherServer(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	if err := service.CheckHealth(t.Context(), srv.Listener.Addr().String()); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("got %v", err)
	}
}

func TestReadyFollowsTheConnection(t *testing.T) {
	_, nc := natstest.StartBroker(t)
	d, closeDeps, err := service.NewDeps(nc, slog.New(slog.DiscardHandler), prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	defer closeDeps()
	if err := d.Ready.Err(); err == nil || !strings.Contains(err.Error(), "starting") {
		t.Errorf("before its work began: %v", err)
	}
	d.Ready.Begun()
	if err := d.Ready.Err(); err != nil {
		t.Errorf("connected, yet %v", err)
	}
	nc.Close()
	if err := d.Ready.Err(); err == nil || !strings.Contains(err.Error(), "broker") {
		t.Errorf("closed, yet %v", err)
	}
}

// freeAddr is an address on which nobody listens.
func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestProcessWaitsForABrokerThatStartsLater(t *testing.T) {
	at, ops := freeAddr(t), freeAddr(t)
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	running, done := make(chan service.Deps, 1), make(chan error, 1)
	go func() {
		done <- service.Process(ctx, "parser", service.Config{NATSURL: "nats://" + at, Listen: ops, Replicas: 1, Log: service.LogConfig{Level: "error"}}, func(ctx context.Context, d service.Deps) error {
			d.Ready.Begun()
			running <- d
			<-ctx.Done()
			return fmt.Errorf("cannot open the bucket: %w", ctx.Err())
		})
	}()
	waitFor(t, ops, "/readyz", http.StatusServiceUnavailable)
	waitFor(t, ops, "/healthz", http.StatusOK)
	b, err := broker.Start(broker.Options{Dir: t.TempDir(), Listen: at})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	d := <-running
	if _, err := d.JS.Stream(t.Context(), contract.StreamDiscovered); err != nil {
		t.Error(err)
	}
	waitFor(t, ops, "/readyz", http.StatusOK)
	waitFor(t, ops, "/metrics", http.StatusOK)
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// waitFor asks until the answer has the status.
func waitFor(t *testing.T, addr, path string, status int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	got := "nothing"
	for ctx.Err() == nil {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			continue
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode == status {
			return
		}
		got = res.Status + " " + string(body)
	}
	t.Fatalf("%s answers %s, want %d", path, got, status)
}

func TestProcessSaysWhyItEnds(t *testing.T) {
	b, err := broker.Start(broker.Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	boom := errors.New("the disk is gone")
	failing := func(context.Context, service.Deps) error { return boom }
	waiting := func(ctx context.Context, _ service.Deps) error { <-ctx.Done(); return nil }
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	tests := []struct {
		name string
		cfg  service.Config
		run  service.RunFunc
		says string
	}{
		{"the service fails", service.Config{NATSURL: b.URL(), Listen: "127.0.0.1:0", Replicas: 1}, failing, boom.Error()},
		{"its address is taken", service.Config{NATSURL: b.URL(), Listen: taken.Addr().String(), Replicas: 1}, waiting, "--listen"},
		{"no address of a broker", service.Config{NATSURL: "nats://user:secret@[::1", Listen: "127.0.0.1:0", Replicas: 1}, waiting, "cannot use the broker's address"},
		{"wrong configuration", service.Config{}, waiting, "--nats-url"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.cfg.Log.Level = "error"
			err := service.Process(t.Context(), "parser", tt.cfg, tt.run)
			if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "secret") {
				t.Errorf("got %v", err)
			}
		})
	}
}
