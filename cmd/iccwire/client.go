package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// apiFlags tell where a running iccwire answers.
type apiFlags struct {
	Server string `env:"ICCWIRE_SERVER" default:"http://127.0.0.1:8080" help:"Address of the running iccwire's pages."`
	JSON   bool   `name:"json" help:"Print JSON instead of text."`
}

// get asks the API and decodes the answer into v.
func (f apiFlags) get(ctx context.Context, path string, query url.Values, v any) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	address := strings.TrimRight(f.Server, "/") + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fmt.Errorf("--server %q is not an address: %w", f.Server, err)
	}
	res, err := http.DefaultClient.Do(req)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("nothing answers at %s: start iccwire with up or demo, or name another address with --server", f.Server)
	}
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 256<<20))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return problem(res.Status, body)
	}
	return json.Unmarshal(body, v)
}

// problem turns a problem+json answer into an error that says what it says.
func problem(status string, body []byte) error {
	var p struct{ Title, Detail string }
	if json.Unmarshal(body, &p) == nil && p.Detail != "" {
		return errors.New(p.Detail)
	}
	if p.Title != "" {
		return errors.New(p.Title)
	}
	return fmt.Errorf("the server answers %s", status)
}

// natsURL is where the broker listens: as given, else where a running up or demo says, else the
// usual place.
func natsURL(given, data string) string {
	if given != "" {
		return given
	}
	if b, err := os.ReadFile(filepath.Join(data, "nats.url")); err == nil {
		return strings.TrimSpace(string(b))
	}
	return "nats://127.0.0.1:4222"
}

// isAddress tells an address of the web from the name of a file.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
