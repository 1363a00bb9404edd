package broker_test

import (
	"bufio"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/contract"
	"github.com/iccwire/iccwire/internal/broker"
)

// holdEnv makes the test binary hold a data folder instead of testing: it is the other process.
const holdEnv = "BROKER_TEST_HOLD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdEnv); dir != "" {
		hold(dir)
		return
	}
	goleak.VerifyTestMain(m)
}

// hold runs a broker on dir until its standard input ends.
func hold(dir string) {
	b, err := broker.Start(broker.Options{Dir: dir, MaxStore: 1 << 30})
	if err != nil {
		os.Stdout.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString("held\n")
	bufio.NewReader(os.Stdin).ReadByte()
	b.Close()
}

func start(t *testing.T, o broker.Options) *broker.Broker {
	t.Helper()
	b, err := broker.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func connect(t *testing.T, b *broker.Broker) jetstream.JetStream {
	t.Helper()
	nc, err := b.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	return js
}

func TestSecondStartOnSameDataDir(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "when missing")
	start(t, broker.Options{Dir: dir})
	if b, err := broker.Start(broker.Options{Dir: dir}); !errors.Is(err, broker.ErrInUse) || !strings.Contains(err.Error(), dir) {
		t.Errorf("got %v, %v", b, err)
	}
}

func TestSecondProcessOnSameDataDir(t *testing.T) {
	dir := t.TempDir()
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), holdEnv+"="+dir)
	in, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	if _, err := broker.Start(broker.Options{Dir: dir}); !errors.Is(err, broker.ErrInUse) {
		t.Errorf("got %v", err)
	}
	in.Close()
	if err := other.Wait(); err != nil {
		t.Fatal(err)
	}
	start(t, broker.Options{Dir: dir}) // free again
}

func TestMessagesSurviveARestart(t *testing.T) {
	o := broker.Options{Dir: t.TempDir(), MaxStore: 1 << 30, SyncAlways: true}
	first, err := broker.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	js := connect(t, first)
	if _, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "KEPT", Subjects: []string{"kept"}}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := js.Publish(t.Context(), "kept", []byte("article")); err != nil {
			t.Fatal(err)
		}
	}
	js.Conn().Close()
	first.Close()
	s, err := connect(t, start(t, o)).Stream(t.Context(), "KEPT")
	if err != nil {
		t.Fatal(err)
	}
	if n := s.CachedInfo().State.Msgs; n != 3 {
		t.Errorf("%d messages after the restart", n)
	}
}

func TestListen(t *testing.T) {
	for _, listen := range []string{"", "none"} {
		b := start(t, broker.Options{Dir: t.TempDir(), Listen: listen})
		if b.URL() != "" {
			t.Errorf("Listen %q gives %s", listen, b.URL())
		}
		if got := connect(t, b).Conn().MaxPayload(); got != contract.MaxPayload {
			t.Errorf("takes messages of %d bytes", got)
		}
	}
	b := start(t, broker.Options{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	nc, err := nats.Connect(b.URL())
	if err != nil {
		t.Fatalf("%s: %v", b.URL(), err)
	}
	nc.Close()
}

func TestAddressesThatCannotBeListenedOn(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir := t.TempDir()
	for _, listen := range []string{taken.Addr().String(), "4222", "127.0.0.1:nats", "127.0.0.1:70000", "192.0.2.1:4222"} {
		if _, err := broker.Start(broker.Options{Dir: dir, Listen: listen}); err == nil || !strings.Contains(err.Error(), listen) {
			t.Errorf("%s: %v", listen, err)
		}
	}
	start(t, broker.Options{Dir: dir}) // a failed start holds nothing
}

func TestFoldersThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	for _, path := range []string{file, filepath.Join(dir, "jetstream")} {
		if err := os.WriteFile(path, []byte("no folder"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, bad := range []string{file, dir} {
		if _, err := broker.Start(broker.Options{Dir: bad, StartWait: 100 * time.Millisecond}); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
