package safehttp

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestCheckAddr(t *testing.T) {
	const (
		public = iota // always open
		house         // open with AllowPrivate
		closed        // never open
	)
	tests := map[string]int{
		"8.8.8.8": public, "193.0.6.139": public, "2a00:1450:4001::1": public, "::ffff:8.8.8.8": public, "64:ff9b::808:808": public,
		"127.0.0.1": house, "127.255.0.9": house, "10.1.2.3": house, "172.31.255.255": house, "192.168.1.1": house, "100.64.0.1": house,
		"::1": house, "fd12::1": house, "fc00::1": house, "::ffff:127.0.0.1": house, "::ffff:10.0.0.1": house, "64:ff9b::7f00:1": house,
		"172.32.0.1": public, "100.128.0.1": public, "11.0.0.1": public,
		"0.0.0.0": closed, "0.1.2.3": closed, "169.254.169.254": closed, "100.100.100.200": closed, "168.63.129.16": closed, "192.0.0.192": closed,
		"192.0.2.1": closed, "198.51.100.1": closed, "203.0.113.1": closed, "198.19.0.1": closed, "192.88.99.1": closed,
		"224.0.0.1": closed, "239.255.255.250": closed, "240.0.0.1": closed, "255.255.255.255": closed,
		"::": closed, "::8.8.8.8": closed, "fe80::1": closed, "fe80::1%eth0": closed, "ff02::1": closed, "fd00:ec2::254": closed, "2001::1": closed,
		"2001:db8::1": closed, "2002:7f00:1::": closed, "2002:808:808::1": closed, "3fff::1": closed, "64:ff9b:1::1": closed,
		"64:ff9b::a9fe:a9fe": closed, "::ffff:169.254.169.254": closed, "fec0::1": closed, "5f00::1": closed, "100::1": closed,
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			addr := netip.MustParseAddr(text)
			strict, loose := checkAddr(addr, false), checkAddr(addr, true)
			if (strict == nil) != (want == public) || (loose == nil) != (want != closed) {
				t.Errorf("strict %v, with private allowed %v", strict, loose)
			}
			if strict != nil && !errors.Is(strict, ErrPrivateAddress) {
				t.Errorf("untyped error %v", strict)
			}
		})
	}
}

func TestRefusedBeforeAnyLookup(t *testing.T) {
	c := client(t, Options{Ports: []uint16{8443}, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("dialled")
	}})
	tests := []struct{ address, reason string }{
		{"http://news.example/", "other"}, {"https://news.example:443/", "other"}, {"https://news.example:8443/", "other"},
		{"http://10.example/", "other"}, {"http://x.0a/", "other"}, {"http://8.8.8.8/", "other"},
		{"http://news.example:8080/", "refused-url"}, {"http://news.example:22/", "refused-url"}, {"http://news.example:0/", "refused-url"},
		{"ftp://news.example/", "refused-url"}, {"file:///etc/passwd", "refused-url"}, {"/relative", "refused-url"}, {"http:///x", "refused-url"},
		{"http://me:secret@news.example/", "refused-url"}, {"http://a b/", "refused-url"}, {"", "refused-url"},
		{"http://2130706433/", "refused-url"}, {"http://0177.0.0.1/", "refused-url"}, {"http://0x7f000001/", "refused-url"},
		{"http://0x7f.1/", "refused-url"}, {"http://127.1/", "refused-url"}, {"http://127.0.0.01/", "refused-url"}, {"http://127.0.0.1./", "refused-url"},
		{"http://0x/", "refused-url"}, {"http://256.256.256.256/", "refused-url"},
		{"http://127.0.0.1/", "private-address"}, {"http://[::1]/", "private-address"}, {"http://[::ffff:7f00:1]/", "private-address"},
		{"http://[::ffff:127.0.0.1]/", "private-address"}, {"http://[fe80::1%25eth0]/", "private-address"},
		{"http://169.254.169.254/latest/meta-data/", "private-address"}, {"http://[64:ff9b::7f00:1]/", "private-address"},
	}
	for _, tt := range tests {
		t.Run(tt.address, func(t *testing.T) {
			_, err := c.Get(t.Context(), tt.address, Request{})
			if Reason(err) != tt.reason || strings.Contains(err.Error(), "dialled") != (tt.reason == "other") {
				t.Errorf("%v is %q, want %q", err, Reason(err), tt.reason)
			}
		})
	}
}

// names is a resolver that knows nothing but what the test tells it.
func names(table map[string][]string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe() // a stream, so messages have a length before them
		go func() {
			defer theirs.Close()
			buf := make([]byte, 2048)
			n, err := theirs.Read(buf)
			if err == nil && n > 2 {
				_, _ = theirs.Write(answerDNS(table, buf[2:n]))
			}
		}()
		return ours, nil
	}}
}

func answerDNS(table map[string][]string, question []byte) []byte {
	var p dnsmessage.Parser
	head, err := p.Start(question)
	if err != nil {
		return nil
	}
	q, err := p.Question()
	if err != nil {
		return nil
	}
	m := dnsmessage.Message{Header: dnsmessage.Header{ID: head.ID, Response: true}, Questions: []dnsmessage.Question{q}}
	known, ok := table[strings.TrimSuffix(q.Name.String(), ".")]
	if !ok {
		m.RCode = dnsmessage.RCodeNameError
	}
	for _, text := range known {
		addr := netip.MustParseAddr(text)
		rh := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, Type: q.Type}
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: rh, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: rh, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	packed, err := m.Pack()
	if err != nil {
		return nil
	}
	return append([]byte{byte(len(packed) >> 8), byte(len(packed))}, packed...)
}

func TestNamesThatLeadHome(t *testing.T) {
	c := client(t, Options{Resolver: names(map[string][]string{
		"home.example":   {"127.0.0.1"},
		"six.example":    {"::1"},
		"mapped.example": {"::ffff:10.0.0.1"},
		"both.example":   {"10.0.0.1", "fd00::1"},
		"cloud.example":  {"169.254.169.254"},
	})})
	for _, host := range []string{"home.example", "six.example", "mapped.example", "both.example", "cloud.example"} {
		if _, err := c.Get(t.Context(), "http://"+host+"/", Request{}); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: %v", host, err)
		}
	}
	_, err := c.Get(t.Context(), "http://nowhere.example/", Request{})
	if !errors.Is(err, ErrDNS) || !Unreachable(err) {
		t.Errorf("unknown name: %v", err)
	}
}

func TestRedirectHome(t *testing.T) {
	private := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the private server was reached") }))
	t.Cleanup(private.Close)
	port := private.URL[strings.LastIndexByte(private.URL, ':'):]
	for _, location := range []string{private.URL, "//localhost" + port, "http://[::1]" + port, "http://home.example" + port, "http://u:p@news.example/", "gopher://news.example/"} {
		t.Run(location, func(t *testing.T) {
			// The first hop is on no network, the second on the real one.
			c := client(t, Options{Ports: []uint16{portOf(t, private.URL)}, Resolver: names(map[string][]string{"home.example": {"127.0.0.1"}})})
			front := c.transport.DialContext
			c.transport.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
				if addr != "news.example:80" {
					return front(ctx, network, addr)
				}
				return redirecting(location), nil
			}
			_, err := c.Get(t.Context(), "http://news.example/", Request{})
			if !errors.Is(err, ErrPrivateAddress) && !errors.Is(err, ErrRefusedURL) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestCustomDialIsChecked(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, server.Listener.Addr().String())
	}
	if _, err := client(t, Options{Dial: dial}).Get(t.Context(), "http://news.example/", Request{}); !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("error %v", err)
	}
	if _, err := client(t, Options{Dial: dial, AllowPrivate: true}).Get(t.Context(), "http://news.example/", Request{}); Reason(err) != "status-404" {
		t.Errorf("error %v", err)
	}
}

func portOf(t *testing.T, address string) uint16 {
	t.Helper()
	ap, err := netip.ParseAddrPort(strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	return ap.Port()
}

// redirecting is a connection to a server that sends everyone elsewhere.
func redirecting(location string) net.Conn {
	ours, theirs := net.Pipe()
	go func() {
		defer theirs.Close()
		buf := make([]byte, 4096)
		_, _ = theirs.Read(buf)
		_, _ = theirs.Write([]byte("HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n"))
	}()
	return ours
}
