package safehttp

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// DefaultUserAgent is how requests introduce themselves. Its first word is the name that
// robots.txt rules are read for.
const DefaultUserAgent = "iccwire/0.1 (news index on the International Criminal Court)"

// Options configure a Client. The zero value of every field is safe and has a default.
type Options struct {
	UserAgent string // default DefaultUserAgent; name a page about the robot in it

	Timeout       time.Duration // whole fetch, redirects and body included; default 60 s
	HeaderTimeout time.Duration // from the request sent to the header received, per hop; default 30 s
	DialTimeout   time.Duration // to connect, and again for TLS; default 15 s
	Window        time.Duration // in each such time of the body, MinProgress bytes must arrive; default 15 s
	MinProgress   int64         // bytes on the wire per Window; default 1,024

	MaxBytes     int64 // of the decoded body; default 10 MiB
	MaxRatio     int64 // decoded bytes per byte on the wire, once 1 MiB is decoded; default 300
	MaxHeader    int64 // bytes of a response's header; default 64 KiB
	MaxRedirects int   // default 10; negative follows none

	// AllowPrivate lets loopback and private networks, and every port, be fetched: for tests, the
	// demo and feeds inside a house. Link-local, multicast and metadata addresses stay closed.
	AllowPrivate bool
	Ports        []uint16 // allowed beside 80 and 443

	// Dial replaces the network, in tests and the demo. Where it returns a connection with an IP
	// address, that address is checked like any other.
	Dial     func(ctx context.Context, network, addr string) (net.Conn, error)
	Resolver *net.Resolver // default net.DefaultResolver
	TLS      *tls.Config   // default: the system's roots

	// Proxy, when set, carries every fetch; it then is what must keep private addresses closed,
	// except those that an address names in digits. The environment's proxies are never used.
	Proxy *url.URL
}

// Client fetches addresses. It is safe for use by many goroutines at once.
type Client struct {
	opts      Options
	transport *http.Transport
}

// New returns a client. Close it to give its idle connections back.
func New(o Options) *Client {
	o = withDefaults(o)
	c := &Client{opts: o}
	c.transport = &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        o.TLS.Clone(),
		TLSHandshakeTimeout:    o.DialTimeout,
		ResponseHeaderTimeout:  o.HeaderTimeout,
		MaxResponseHeaderBytes: o.MaxHeader,
		DisableCompression:     true, // decoded here, with bounds
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
	}
	if o.Proxy != nil {
		c.transport.Proxy = http.ProxyURL(o.Proxy)
	}
	return c
}

// Close closes the connections that are kept for further use.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

func withDefaults(o Options) Options {
	def(&o.UserAgent, DefaultUserAgent)
	def(&o.Timeout, 60*time.Second)
	def(&o.HeaderTimeout, 30*time.Second)
	def(&o.DialTimeout, 15*time.Second)
	def(&o.Window, 15*time.Second)
	def(&o.MinProgress, 1<<10)
	def(&o.MaxBytes, 10<<20)
	def(&o.MaxRatio, 300)
	def(&o.MaxHeader, 64<<10)
	def(&o.MaxRedirects, 10)
	o.Ports = append(slices.Clone(o.Ports), 80, 443)
	return o
}

// def sets *field to value where it has none.
func def[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
