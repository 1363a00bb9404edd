package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/iccwire/iccwire/cmd/internal/world"
)

func TestServesUntilItsInputEnds(t *testing.T) {
	in, end := io.Pipe()
	out, w := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(t.Context(), []string{"-scale", "5", "-seed", "3"}, in, w) }()

	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var ready Ready
	if err := json.Unmarshal(line, &ready); err != nil {
		t.Fatal(err)
	}
	if ready.Summary.Indexed != 5 || len(ready.Feeds) == 0 {
		t.Errorf("it offers %+v", ready)
	}
	tr := &http.Transport{DialContext: world.DialTo(ready.Addr)}
	defer tr.CloseIdleConnections()
	res, err := (&http.Client{Transport: tr}).Get(ready.Feeds[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("a feed answers %d", res.StatusCode)
	}
	end.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestRefusesUnknownFlags(t *testing.T) {
	if err := run(t.Context(), []string{"-nonsense"}, nil, io.Discard); err == nil {
		t.Error("it took an unknown flag")
	}
}
