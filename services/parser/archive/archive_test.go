package archive_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/iccwire/iccwire/services/parser/archive"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, o archive.Options) *archive.Writer {
	t.Helper()
	o.Log = slog.New(slog.DiscardHandler)
	if o.Replica == "" {
		o.Replica = "parser-1"
	}
	w, err := archive.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func capture(path, body string) archive.Capture {
	return archive.Capture{URL: "https://harbourpost.example" + path, Time: time.Date(2032, 3, 8, 9, 0, 0, 0, time.UTC),
		Remote: netip.MustParseAddr("192.0.2.7"), Proto: "HTTP/2.0", Status: 200, Body: []byte(body),
		Sent:   http.Header{"User-Agent": {"iccwire-test"}},
		Header: http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"br"}, "Content-Length": {"3"}, "Set-Cookie": {"a=1", "b=2"}},
		Meta:   []archive.Field{{Name: "via", Value: "feed\r\nX-Evil: 1"}}}
}

func TestWriteAndRead(t *testing.T) {
	dir := t.TempDir()
	w := open(t, archive.Options{Dir: dir})
	ref, err := w.Write(context.Background(), capture("/a", "<p>Hello</p>"))
	if err != nil {
		t.Fatal(err)
	}
	rec, err := archive.Read(dir, ref)
	if err != nil {
		t.Fatal(err)
	}
	if rec.Type != "response" || rec.URL != "https://harbourpost.example/a" || rec.Time.Hour() != 9 || rec.Header.Get("WARC-IP-Address") != "192.0.2.7" {
		t.Errorf("record %+v", rec.Header)
	}
	resp, err := rec.Response()
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil || string(body) != "<p>Hello</p>" {
		t.Errorf("body %q, %v", body, err)
	}
	if h := resp.Header; h.Get("Content-Encoding") != "" || h.Get("X-Archive-Orig-Content-Encoding") != "br" || len(h["Set-Cookie"]) != 2 {
		t.Errorf("header %v", h)
	}
}

func TestReferencesSurviveTheRenaming(t *testing.T) {
	dir := t.TempDir()
	w := open(t, archive.Options{Dir: dir})
	ref, err := w.Write(context.Background(), capture("/a", "x"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Read(dir, ref); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.open")); len(left) > 0 {
		t.Errorf("left open: %v", left)
	}
	if _, err := w.Write(context.Background(), capture("/b", "x")); !errors.Is(err, archive.ErrClosed) {
		t.Errorf("write after close: %v", err)
	}
}

func TestManyAtOnceShareTheirSyncs(t *testing.T) {
	dir := t.TempDir()
	w := open(t, archive.Options{Dir: dir, Delay: archive.MaxSyncDelay})
	const n = 50
	refs := make([]string, n)
	var wg sync.WaitGroup
	began := time.Now()
	for i := range n {
		wg.Go(func() {
			ref, err := w.Write(context.Background(), capture(fmt.Sprintf("/%d", i), strings.Repeat("x", i)))
			if err != nil {
				t.Error(err)
			}
			refs[i] = ref
		})
	}
	wg.Wait()
	if took := time.Since(began); took > n*archive.MaxSyncDelay/2 {
		t.Errorf("%d pages took %v: they did not share", n, took)
	}
	for i, ref := range refs {
		rec, err := archive.Read(dir, ref)
		if err != nil || rec.URL != fmt.Sprintf("https://harbourpost.example/%d", i) {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

func TestRotation(t *testing.T) {
	dir := t.TempDir()
	w := open(t, archive.Options{Dir: dir, MaxBytes: 2000})
	var refs []string
	for i := range 5 {
		ref, err := w.Write(context.Background(), capture("/r", fmt.Sprint("page ", i)))
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	done, _ := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if len(done) < 2 {
		t.Errorf("finished files %v", done)
	}
	for i, ref := range refs {
		rec, err := archive.Read(dir, ref)
		if err != nil || !bytes.HasSuffix(rec.Block, fmt.Append(nil, "page ", i)) {
			t.Errorf("%s: %v", ref, err)
		}
		if !strings.Contains(ref, "-parser-1.warc.gz#") {
			t.Errorf("no replica in %s", ref)
		}
	}
}

// TestTornTail cuts a file at many places, as a crash would, and proves that what was whole is kept
// and readable and that the rest is gone.
func TestTornTail(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole")
	w := open(t, archive.Options{Dir: whole})
	var refs []string
	for i := range 3 {
		ref, err := w.Write(context.Background(), capture("/t", fmt.Sprint("page ", i)))
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	open1, _ := filepath.Glob(filepath.Join(whole, "*.open"))
	data, err := os.ReadFile(open1[0])
	if err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut <= len(data); cut += 97 {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(open1[0])), data[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		checkRecovered(t, dir, refs, cut)
	}
}

func checkRecovered(t *testing.T, dir string, refs []string, cut int) {
	t.Helper()
	w := open(t, archive.Options{Dir: dir})
	for _, ref := range refs {
		_, err := archive.Read(dir, ref)
		at := 0
		fmt.Sscan(ref[strings.IndexByte(ref, '#')+1:], &at)
		if at >= cut && err == nil {
			t.Errorf("cut at %d: %s is read", cut, ref)
		}
		if at+700 < cut && err != nil {
			t.Errorf("cut at %d: %s: %v", cut, ref, err)
		}
	}
	ref, err := w.Write(context.Background(), capture("/again", "again"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Read(dir, ref); err != nil {
		t.Errorf("cut at %d: after recovery: %v", cut, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.open")); len(left) != 1 {
		t.Errorf("cut at %d: open files %v", cut, left)
	}
}

func TestOtherReplicasAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "iccwire-20320308090000-000-x-parser-1.warc.gz.open")
	if err := os.WriteFile(other, []byte("not finished"), 0o644); err != nil {
		t.Fatal(err)
	}
	open(t, archive.Options{Dir: dir, Replica: "parser-1"})
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
}

func TestBadReferences(t *testing.T) {
	dir := t.TempDir()
	for _, ref := range []string{"", "#", "a#0", "../a.warc.gz#0", "/etc/a.warc.gz#0", `..\a.warc.gz#0`, "a.warc.gz#-1", "a.warc.gz#x", "a.warc.gz"} {
		if _, err := archive.Read(dir, ref); !errors.Is(err, archive.ErrReference) {
			t.Errorf("%q: %v", ref, err)
		}
	}
	if _, err := archive.Read(dir, "gone.warc.gz#0"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
}

func TestBadOptions(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	for _, o := range []archive.Options{{}, {Dir: t.TempDir(), Log: log}, {Dir: t.TempDir(), Replica: "a/b", Log: log}, {Dir: t.TempDir(), Replica: "a"}} {
		if w, err := archive.Open(o); err == nil {
			w.Close()
			t.Errorf("%+v opened", o)
		}
	}
}

func TestHeadersCannotForgeRecords(t *testing.T) {
	dir := t.TempDir()
	w := open(t, archive.Options{Dir: dir})
	c := capture("/a", "x")
	c.URL = "https://harbourpost.example/a\r\nWARC-Type: warcinfo"
	c.Header.Set("X", "1\r\n\r\nforged")
	ref, err := w.Write(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := archive.Read(dir, ref)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := rec.Response()
	if err != nil || rec.Type != "response" || resp.Header.Get("X") != "1    forged" {
		t.Errorf("%v %+v", err, rec)
	}
}

func TestCancelledWrite(t *testing.T) {
	w := open(t, archive.Options{Dir: t.TempDir()})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.Write(ctx, capture("/a", "x")); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzReadRecord(f *testing.F) {
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"))
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabcde"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rec, err := archive.ReadRecord(bytes.NewReader(data))
		if err != nil {
			return
		}
		if resp, err := rec.Response(); err == nil {
			_, _ = io.Copy(io.Discard, resp.Body)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	w, err := archive.Open(archive.Options{Dir: b.TempDir(), Replica: "bench", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	c := capture("/b", strings.Repeat("<p>The hearing began on Monday in The Hague.</p>\n", 3000))
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := w.Write(context.Background(), c); err != nil {
				b.Error(err)
			}
		}
	})
}
