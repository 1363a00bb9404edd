package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"

	"github.com/iccwire/iccwire/cmd/internal/world"
)

// server is the process that serves the pages, seen from the one that measures.
type server struct {
	cmd   *exec.Cmd
	stdin io.Closer
	dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	feeds []world.Feed
	pages []string // addresses
}

// startServer runs this very program as the pages' server.
func startServer(ctx context.Context, o options) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "-serve", "-n", strconv.Itoa(o.articles), "-seed", strconv.FormatUint(o.seed, 10))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("cannot start the pages' server: %w", err)
	}
	addr, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("the pages' server does not say where it listens: %w", err)
	}
	s := &server{cmd: cmd, stdin: stdin, dial: world.DialTo(strings.TrimSpace(addr))}
	w := world.New(world.WithScale(o.articles, o.seed))
	s.feeds = w.Feeds()
	for _, a := range w.Articles() {
		s.pages = append(s.pages, a.URL)
	}
	return s, nil
}

// stop ends the server: it lives as long as its standard input.
func (s *server) stop() {
	s.stdin.Close()
	_ = s.cmd.Wait() // it has nothing to say any more
}

// serve is the server's process.
func serve(ctx context.Context, o options) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: &remembering{next: world.New(world.WithScale(o.articles, o.seed))}}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // ends with the process that started this one
		srv.Close()
	}()
	fmt.Println(ln.Addr())
	if err := srv.Serve(ln); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// remembering keeps every page that it answered with, so that while the pipeline is measured the
// server takes as little of the machine as it can.
type remembering struct {
	next  http.Handler
	pages sync.Map // address → *httptest.ResponseRecorder
}

func (m *remembering) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.Host + r.URL.RequestURI()
	v, ok := m.pages.Load(key)
	if !ok {
		rec := httptest.NewRecorder()
		m.next.ServeHTTP(rec, r)
		if rec.Code == http.StatusOK {
			m.pages.Store(key, rec)
		}
		v = rec
	}
	rec := v.(*httptest.ResponseRecorder)
	for k, vs := range rec.Header() {
		w.Header()[k] = vs
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes()) // a reader that went away is not our trouble
}
