// Package broker runs a JetStream server inside the process, for the all-in-one commands and for
// tests. It is not a second way of configuring a server that operators run themselves: those are
// in deploy/nats.
package broker

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/iccwire/iccwire/contract"
)

// Options says how the embedded server runs.
type Options struct {
	Dir        string        // where messages are stored; must not be shared with another process
	Listen     string        // host:port for clients of other processes; "" or "none" for none
	MaxStore   int64         // bytes on disk; 0 means 80 % of what is free or held already
	SyncAlways bool          // fsync every write: survives power loss, costs speed
	StartWait  time.Duration // for the server to become ready; 0 means 30 s
	Log        *slog.Logger
}

// Broker is a running embedded server.
type Broker struct {
	srv  *server.Server
	lock *os.File
}

// ErrInUse is returned by Start when another process holds the data folder.
var ErrInUse = errors.New("another process uses this data folder: stop it or choose another with --data")

// Start runs a server on dir until Close.
func Start(opts Options) (*Broker, error) {
	if err := os.MkdirAll(opts.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the broker's folder: %w", err)
	}
	lock, err := lockDir(opts.Dir)
	if err != nil {
		return nil, err
	}
	srv, err := startServer(opts)
	if err != nil {
		lock.Close()
		return nil, err
	}
	return &Broker{srv: srv, lock: lock}, nil
}

// lockDir keeps two servers off one store, which would lose messages without a word.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "LOCK"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("cannot lock the broker's folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", dir, ErrInUse)
	}
	return f, nil
}

func startServer(opts Options) (*server.Server, error) {
	so := &server.Options{
		ServerName:        "iccwire",
		JetStream:         true,
		StoreDir:          opts.Dir,
		MaxPayload:        contract.MaxPayload,
		MaxPending:        64 << 20,
		NoSigs:            true,
		NoLog:             true,
		SyncAlways:        opts.SyncAlways,
		JetStreamMaxStore: opts.MaxStore,
	}
	if so.JetStreamMaxStore == 0 {
		so.JetStreamMaxStore = roomFor(opts.Dir) / 5 * 4
	}
	if err := setListen(so, opts.Listen); err != nil {
		return nil, err
	}
	srv, err := server.NewServer(so)
	if err != nil {
		return nil, fmt.Errorf("cannot start the embedded broker: %w", err)
	}
	if opts.Log != nil {
		srv.SetLoggerV2(slogLogger{opts.Log.With("part", "broker")}, false, false, false)
	}
	srv.Start()
	wait := opts.StartWait
	if wait == 0 {
		wait = 30 * time.Second
	}
	if !srv.ReadyForConnections(wait) {
		srv.Shutdown()
		return nil, fmt.Errorf("the embedded broker was not ready within %s: is %s on a slow or full disk, or its address %s taken?", wait, opts.Dir, opts.Listen)
	}
	return srv, nil
}

func setListen(so *server.Options, listen string) error {
	if listen == "" || listen == "none" {
		so.DontListen = true
		return nil
	}
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("--nats-listen %q is not host:port: %w", listen, err)
	}
	n, err := strconv.Atoi(port)
	if err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("--nats-listen %q: %q is no port", listen, port)
	}
	// The server ends the process of whoever embeds it when its port is taken, so look first.
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("the broker cannot listen on %s: %w; choose another address with --nats-listen, or none", listen, err)
	}
	l.Close()
	if n == 0 {
		n = server.RANDOM_PORT
	}
	so.Host, so.Port = host, n
	return nil
}

// roomFor is what the folder may grow to: the free part of the disk and what it holds already.
// Without the latter a full store would find its bound halved at each start.
func roomFor(dir string) int64 {
	total := freeBytes(dir)
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone meanwhile
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return nil
	})
	return total
}

func freeBytes(dir string) int64 {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return 16 << 30
	}
	return int64(st.Bavail) * st.Bsize
}

// Connect returns a connection that does not leave the process.
func (b *Broker) Connect(opts ...nats.Option) (*nats.Conn, error) {
	return nats.Connect("", append([]nats.Option{nats.InProcessServer(b.srv)}, opts...)...)
}

// URL returns the address for clients of other processes, "" when there is no listener.
func (b *Broker) URL() string {
	if b.srv.Addr() == nil {
		return ""
	}
	return b.srv.ClientURL()
}

// Close stops the server and waits until its files are closed.
func (b *Broker) Close() {
	b.srv.Shutdown()
	b.srv.WaitForShutdown()
	b.lock.Close()
}

// slogLogger hands the server's lines to slog: its notices are of interest only when debugging.
type slogLogger struct{ log *slog.Logger }

func (l slogLogger) Noticef(f string, v ...any) { l.log.Debug(fmt.Sprintf(f, v...)) }
func (l slogLogger) Warnf(f string, v ...any)   { l.log.Debug(fmt.Sprintf(f, v...)) }
func (l slogLogger) Fatalf(f string, v ...any)  { l.log.Error(fmt.Sprintf(f, v...)) }
func (l slogLogger) Errorf(f string, v ...any)  { l.log.Error(fmt.Sprintf(f, v...)) }
func (l slogLogger) Debugf(f string, v ...any)  {}
func (l slogLogger) Tracef(f string, v ...any)  {}
