package safehttp

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"
)

func TestParseRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 60 ": time.Minute, "-5": 0, "1.5": 0, "soon": 0,
		"99999999999999": MaxRetryAfter, "99999999999999999999999": 0,
		"Sun, 01 Mar 2026 12:10:00 GMT": 10 * time.Minute,
		"Sun, 01 Mar 2026 11:00:00 GMT": 0,
		"Fri, 01 Mar 2126 12:00:00 GMT": MaxRetryAfter,
	}
	for value, want := range tests {
		if got := parseRetryAfter(value, now); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

func TestReason(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("strange"), "other"},
		{fmt.Errorf("get: %w", &StatusError{Code: 503}), "status-503"},
		{classify(&net.OpError{Op: "dial", Err: errors.New("refused")}), "connect"},
		{classify(&net.OpError{Op: "dial", Err: &net.DNSError{Name: "x"}}), "dns"},
		{classify(&net.OpError{Op: "read", Err: errors.New("reset")}), "incomplete"},
		{classify(&net.OpError{Op: "dial", Err: fmt.Errorf("no: %w", ErrPrivateAddress)}), "private-address"},
		{classify(&net.OpError{Op: "remote error", Err: errors.New("tls: handshake failure")}), "tls"},
	}
	for _, tt := range tests {
		if got := Reason(tt.err); got != tt.want {
			t.Errorf("Reason(%v) = %q, want %q", tt.err, got, tt.want)
		}
	}
}

func TestStatusErrorsSayWhatToDo(t *testing.T) {
	for code, want := range map[int]string{404: "still right", 410: "still right", 403: "robots", 429: "later", 500: "later", 418: "418"} {
		if text := (&StatusError{Code: code}).Error(); !strings.Contains(text, want) {
			t.Errorf("%d: %q", code, text)
		}
	}
}
