package safehttp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The ways in which a fetch fails, beside StatusError and the context's own end. Every error of
// Get wraps one of them, or none when the cause is not known.
var (
	ErrRefusedURL       = errors.New("address refused")           // scheme, port, user name, odd host: never fetch it again
	ErrPrivateAddress   = errors.New("private address refused")   // not on the public internet: never fetch it again
	ErrTooLarge         = errors.New("response too large")        // body, header or compression beyond its bound
	ErrTooManyRedirects = errors.New("too many redirects")        // or a loop of them, or one that leads nowhere
	ErrTimeout          = errors.New("too slow")                  // to connect, to answer, to go on or to end: try later
	ErrIncomplete       = errors.New("connection ended too soon") // try later
	ErrEncoding         = errors.New("body cannot be decoded")    // unknown or damaged compression
	ErrDNS              = errors.New("host name not found")       // try later: it may be our own resolver
	ErrConnect          = errors.New("cannot connect")            // try later
	ErrTLS              = errors.New("certificate or TLS failed") // try later, or tell the site
)

// MaxRetryAfter bounds what a server may ask for with Retry-After.
const MaxRetryAfter = 24 * time.Hour

// StatusError is an answer that is neither success nor an expected "not modified".
type StatusError struct {
	Code       int           // HTTP status
	RetryAfter time.Duration // as the server asked, 0 to MaxRetryAfter; 0 when it did not
}

// Error says what the status means for the caller.
func (e *StatusError) Error() string {
	text := fmt.Sprintf("the server answered %d %s", e.Code, http.StatusText(e.Code))
	switch {
	case e.RetryAfter > 0:
		return text + "; come back in " + e.RetryAfter.String()
	case e.Code == http.StatusGone || e.Code == http.StatusNotFound:
		return text + "; check whether the address is still right"
	case e.Code == http.StatusForbidden || e.Code == http.StatusUnauthorized:
		return text + "; the site may refuse robots: ask it, or find another address"
	case e.Code == http.StatusTooManyRequests || e.Code >= 500:
		return text + "; try again later"
	}
	return text
}

// parseRetryAfter reads a Retry-After header: seconds or a date.
func parseRetryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 63); err == nil {
		return time.Duration(min(seconds, uint64(MaxRetryAfter/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), MaxRetryAfter)
	}
	return 0
}

// reasons are in the order in which they are looked for.
var reasons = []struct {
	err  error
	slug string
}{
	{ErrPrivateAddress, "private-address"},
	{ErrRefusedURL, "refused-url"},
	{ErrTooLarge, "too-large"},
	{ErrTooManyRedirects, "redirects"},
	{ErrTimeout, "timeout"},
	{ErrIncomplete, "incomplete"},
	{ErrEncoding, "encoding"},
	{ErrDNS, "dns"},
	{ErrTLS, "tls"},
	{ErrConnect, "connect"},
	{context.Canceled, "cancelled"},
}

// Reason names what went wrong as one of a bounded set of slugs: private-address, refused-url,
// too-large, redirects, timeout, incomplete, encoding, dns, tls, connect, cancelled, status-404
// (any status), or other. It is empty for nil.
func Reason(err error) string {
	if err == nil {
		return ""
	}
	var status *StatusError
	if errors.As(err, &status) {
		return "status-" + strconv.Itoa(status.Code)
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.slug
		}
	}
	return "other"
}

// Unreachable reports whether no server was reached at all. When that happens to every host at
// once, the fault is likely on our side of the line.
func Unreachable(err error) bool {
	return errors.Is(err, ErrDNS) || errors.Is(err, ErrConnect)
}

// classify wraps an error of the network in the one of ours that it amounts to.
func classify(err error) error {
	if Reason(err) != "other" {
		return err
	}
	var (
		dns    *net.DNSError
		op     *net.OpError
		netErr net.Error
	)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", ErrTimeout, err)
	case errors.As(err, &dns):
		return fmt.Errorf("%w: %w", ErrDNS, err)
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("%w: %w", ErrConnect, err)
	case errors.As(err, &netErr) && netErr.Timeout():
		return fmt.Errorf("%w: %w", ErrTimeout, err)
	case isTLS(err):
		return fmt.Errorf("%w: %w", ErrTLS, err)
	case isHeaderTooLarge(err):
		return fmt.Errorf("%w: %w", ErrTooLarge, err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &op):
		return fmt.Errorf("%w: %w", ErrIncomplete, err)
	}
	return err
}

func isTLS(err error) bool {
	var (
		verify *tls.CertificateVerificationError
		record tls.RecordHeaderError
		alert  tls.AlertError
		host   x509.HostnameError
	)
	return errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &host) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "HTTP response to HTTPS client")
}

// isHeaderTooLarge knows the library's errors by their words: they have no type.
func isHeaderTooLarge(err error) bool {
	text := err.Error()
	return strings.Contains(text, "response headers exceeded") || strings.Contains(text, "header list larger than")
}
