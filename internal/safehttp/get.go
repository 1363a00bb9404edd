package safehttp

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// maxErrorBody bounds, in bytes, what is read of the body of a refusal: enough to tell why.
const maxErrorBody = 64 << 10

// Request is what one fetch asks beside its address. The zero value asks for anything.
type Request struct {
	IfNoneMatch     string // an ETag seen before, as the server wrote it
	IfModifiedSince string // a Last-Modified seen before, as the server wrote it
	Accept          string // default */*
	MaxBytes        int64  // of the decoded body; default and upper bound: the client's
}

// Redirect is one hop of a fetch.
type Redirect struct {
	URL       string // where it led
	Status    int
	Permanent bool // 301 or 308
}

// Response is what was fetched.
type Response struct {
	Status      int
	Header      http.Header // of the final response; the body is decoded whatever Content-Encoding says
	Sent        http.Header // of the final request
	Proto       string      // HTTP/1.1, HTTP/2.0
	Remote      netip.Addr  // of the server; not valid when it was no IP address
	URL         string      // as asked for
	FinalURL    string      // after the redirects
	Redirects   []Redirect
	ContentType string // as the server wrote it
	Body        []byte // decoded
	Truncated   bool   // the body went on beyond its bound
	Wire        int64  // bytes of the body before decoding
	FetchedAt   time.Time
	Took        time.Duration
}

// NotModified reports whether what the request's validators named is still current.
func (r *Response) NotModified() bool { return r.Status == http.StatusNotModified }

// MovedTo returns the address that the server says to use from now on: the end of the permanent
// redirects that the fetch began with. It is empty when there were none.
func (r *Response) MovedTo() string {
	to := ""
	for _, hop := range r.Redirects {
		if !hop.Permanent {
			break
		}
		to = hop.URL
	}
	return to
}

// Get fetches an address. It returns a response and no error for the statuses 200 to 299, and 304
// if the request carried a validator.
//
// With any other status it returns the response, its body cut at 64 KiB, and a *StatusError. A
// response comes back with an error also when its body failed: too large (then Truncated is set and
// the body holds what is allowed), ended too soon, damaged or too slow. Without a header received
// the response is nil. See Reason for the kinds of errors.
func (c *Client) Get(ctx context.Context, address string, req Request) (*Response, error) {
	parent := ctx
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	limit := time.AfterFunc(c.opts.Timeout, func() {
		cancel(fmt.Errorf("%w: the fetch took longer than %s in all", ErrTimeout, c.opts.Timeout))
	})
	defer limit.Stop()
	f := &fetch{client: c, req: req, cancel: cancel, resp: &Response{URL: address, FetchedAt: time.Now()}}
	err := f.run(ctx, address)
	f.resp.Took = time.Since(f.resp.FetchedAt)
	if cause := context.Cause(ctx); err != nil && cause != nil && parent.Err() == nil {
		err = cause // our own end of it says more than what the network made of it
	}
	if err != nil {
		err = fmt.Errorf("get %s: %w", clip(address), classify(err))
	}
	if f.resp.Status == 0 {
		return nil, err
	}
	return f.resp, err
}

// fetch is one Get under way.
type fetch struct {
	client *Client
	req    Request
	cancel context.CancelCauseFunc
	resp   *Response
}

func (f *fetch) run(ctx context.Context, address string) error {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return fmt.Errorf("%w: it cannot be read as one", ErrRefusedURL)
	}
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for {
		// The same address with other cookies is not the same question: consent pages redirect so.
		key := u.String() + fmt.Sprint(jar.Cookies(u))
		if seen[key] {
			return fmt.Errorf("%w: they go in a circle at %s", ErrTooManyRedirects, clip(u.String()))
		}
		seen[key] = true
		res, err := f.hop(ctx, jar, u)
		if err != nil {
			return err
		}
		next, err := f.redirect(res, u)
		if err != nil || next == nil {
			if err == nil {
				err = f.finish(res, u)
			}
			_ = res.Body.Close()
			return err
		}
		discard(res.Body)
		u = next
	}
}

// hop sends one request, and takes and keeps the cookies of this fetch.
func (f *fetch) hop(ctx context.Context, jar http.CookieJar, u *url.URL) (*http.Response, error) {
	if err := f.client.checkURL(u); err != nil {
		return nil, err
	}
	trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if tcp, ok := info.Conn.RemoteAddr().(*net.TCPAddr); ok {
			f.resp.Remote = tcp.AddrPort().Addr().Unmap()
		}
	}}
	r, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefusedURL, err)
	}
	f.setHeader(r.Header)
	for _, cookie := range jar.Cookies(u) {
		r.AddCookie(cookie)
	}
	f.resp.Sent = r.Header
	res, err := f.client.transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	jar.SetCookies(u, res.Cookies())
	return res, nil
}

func (f *fetch) setHeader(h http.Header) {
	h.Set("User-Agent", f.client.opts.UserAgent)
	h.Set("Accept", "*/*")
	h.Set("Accept-Encoding", "gzip, br, zstd")
	for name, value := range map[string]string{
		"Accept": f.req.Accept, "If-None-Match": f.req.IfNoneMatch, "If-Modified-Since": f.req.IfModifiedSince,
	} {
		if value != "" {
			h.Set(name, value)
		}
	}
}

// redirect returns where a response leads, or nil when it is the final one.
func (f *fetch) redirect(res *http.Response, from *url.URL) (*url.URL, error) {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := strings.TrimSpace(res.Header.Get("Location"))
	if location == "" {
		return nil, nil
	}
	if len(f.resp.Redirects) >= f.client.opts.MaxRedirects {
		return nil, fmt.Errorf("%w: more than %d", ErrTooManyRedirects, max(f.client.opts.MaxRedirects, 0))
	}
	to, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: the last one leads to %q, which is no address", ErrTooManyRedirects, clip(location))
	}
	to.Fragment, to.RawFragment = "", ""
	permanent := res.StatusCode == http.StatusMovedPermanently || res.StatusCode == http.StatusPermanentRedirect
	f.resp.Redirects = append(f.resp.Redirects, Redirect{URL: to.String(), Status: res.StatusCode, Permanent: permanent})
	return to, nil
}

// finish reads the final response.
func (f *fetch) finish(res *http.Response, u *url.URL) error {
	r := f.resp
	r.Status, r.Header, r.Proto, r.FinalURL = res.StatusCode, res.Header, res.Proto, u.String()
	r.ContentType = res.Header.Get("Content-Type")
	conditional := f.req.IfNoneMatch != "" || f.req.IfModifiedSince != ""
	if r.Status >= 200 && r.Status < 300 || conditional && r.NotModified() {
		return f.readBody(res, f.maxBytes())
	}
	_ = f.readBody(res, min(f.maxBytes(), maxErrorBody)) // for whoever wants to know why; the status is the error
	return &StatusError{Code: r.Status, RetryAfter: parseRetryAfter(res.Header.Get("Retry-After"), r.FetchedAt)}
}

func (f *fetch) maxBytes() int64 {
	if f.req.MaxBytes > 0 {
		return min(f.req.MaxBytes, f.client.opts.MaxBytes)
	}
	return f.client.opts.MaxBytes
}

// discard reads a little of a redirect's body, so that its connection can be used again.
func discard(body io.ReadCloser) {
	_, _ = io.CopyN(io.Discard, body, 4<<10)
	_ = body.Close()
}

// clip cuts an address for an error's text.
func clip(s string) string {
	if len(s) <= 200 {
		return s
	}
	return strings.ToValidUTF8(s[:200], "") + "…"
}
