package parser

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/iccwire/iccwire/internal/runtime"
	"github.com/iccwire/iccwire/internal/safehttp"
)

func TestFetchError(t *testing.T) {
	tests := []struct {
		err  error
		skip string // reason, "" when the page is tried again
	}{
		{&safehttp.StatusError{Code: 404}, "gone"},
		{&safehttp.StatusError{Code: 410}, "gone"},
		{&safehttp.StatusError{Code: 403}, "forbidden"},
		{&safehttp.StatusError{Code: 451}, "forbidden"},
		{&safehttp.StatusError{Code: 418}, "refused"},
		{&safehttp.StatusError{Code: 429}, ""},
		{&safehttp.StatusError{Code: 503, RetryAfter: time.Hour}, ""},
		{&safehttp.StatusError{Code: 500}, ""},
		{fmt.Errorf("x: %w", safehttp.ErrPrivateAddress), "private-address"},
		{fmt.Errorf("x: %w", safehttp.ErrTooLarge), "too-large"},
		{fmt.Errorf("x: %w", safehttp.ErrTooManyRedirects), "redirects"},
		{fmt.Errorf("x: %w", safehttp.ErrEncoding), "encoding"},
		{fmt.Errorf("x: %w", safehttp.ErrRefusedURL), "refused-url"},
		{fmt.Errorf("x: %w", safehttp.ErrTimeout), ""},
		{fmt.Errorf("x: %w", safehttp.ErrDNS), ""},
	}
	for _, tt := range tests {
		err := fetchError(tt.err, time.Now())
		var v *verdict
		got := ""
		if errors.As(err, &v) {
			got = v.reason
		}
		if got != tt.skip || err == nil {
			t.Errorf("%v: got %v, want skip %q", tt.err, err, tt.skip)
		}
	}
}

func TestReservedSlot(t *testing.T) {
	at := time.UnixMicro(1_700_000_000_000_001)
	m := runtime.Message{Header: nats.Header{headerSlot: {fmt.Sprintf("courier.example %d", at.UnixMicro())}}}
	if got, ok := reserved(m, "courier.example"); !ok || !got.Equal(at) {
		t.Errorf("got %v, %v", got, ok)
	}
	for _, h := range []string{"", "courier.example", "other.example 1", "courier.example x"} {
		m.Header.Set(headerSlot, h)
		if _, ok := reserved(m, "courier.example"); ok {
			t.Errorf("%q was taken for a slot", h)
		}
	}
}
