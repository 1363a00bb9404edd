package world

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Start serves the world on a free port of 127.0.0.1.
func (w *World) Start() error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	w.ln = ln
	w.srv = &http.Server{Handler: w, ReadHeaderTimeout: 10 * time.Second}
	go w.srv.Serve(ln)
	return nil
}

// Addr is where the world listens, "127.0.0.1:port"; empty before Start.
func (w *World) Addr() string {
	if w.ln == nil {
		return ""
	}
	return w.ln.Addr().String()
}

// Close ends every connection, also those of polls that wait, and the listener.
func (w *World) Close() error {
	w.closing.Do(func() { close(w.done) })
	if w.srv == nil {
		return nil
	}
	return w.srv.Close()
}

// DialContext connects to the world's listener for port 80 of any of its hosts. Whatever else is
// dialled fails as an unknown host would, and is remembered in Strays: a pipeline that runs on the
// world never reaches the network.
func (w *World) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if w.hosts[strings.ToLower(host)] == nil || port != "80" {
		w.mu.Lock()
		w.strays = append(w.strays, addr)
		w.mu.Unlock()
		return nil, &net.OpError{Op: "dial", Net: network,
			Err: &net.DNSError{Err: "no such host in the built-in world", Name: host, IsNotFound: true}}
	}
	if w.ln == nil {
		return nil, errors.New("world: call Start before dialling its hosts")
	}
	return dial(ctx, w.Addr())
}

// DialTo returns a dialer that connects port 80 of every host under .example to addr, where
// another process serves a world.
func DialTo(addr string) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(host, ".example") || port != "80" {
			return nil, &net.OpError{Op: "dial", Net: network,
				Err: &net.DNSError{Err: "not a host of the built-in world", Name: host, IsNotFound: true}}
		}
		return dial(ctx, addr)
	}
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "tcp", addr)
}

// Strays lists the addresses dialled that are not the world's, in order; a clean run has none.
func (w *World) Strays() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.strays)
}
