package safehttp

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// zone is a range of addresses that is not the public internet. House zones are opened by
// Options.AllowPrivate, the others never.
type zone struct {
	prefix netip.Prefix
	name   string
	house  bool
}

// zones follow the IANA special-purpose address registries for IPv4 and IPv6, plus what clouds
// use. An IPv6 address outside 2000::/3 that is in no zone is refused too.
var zones = []zone{
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback", true},
	{netip.MustParsePrefix("10.0.0.0/8"), "private", true},
	{netip.MustParsePrefix("172.16.0.0/12"), "private", true},
	{netip.MustParsePrefix("192.168.0.0/16"), "private", true},
	{netip.MustParsePrefix("100.100.100.200/32"), "cloud metadata", false},
	{netip.MustParsePrefix("100.64.0.0/10"), "shared by a carrier", true},
	{netip.MustParsePrefix("0.0.0.0/8"), "unspecified", false},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local", false},
	{netip.MustParsePrefix("168.63.129.16/32"), "cloud metadata", false},
	{netip.MustParsePrefix("192.0.0.0/24"), "reserved", false},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation", false},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4", false},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking", false},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation", false},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation", false},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast", false},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved", false},
	{netip.MustParsePrefix("::1/128"), "loopback", true},
	{netip.MustParsePrefix("fd00:ec2::/32"), "cloud metadata", false},
	{netip.MustParsePrefix("fc00::/7"), "private", true},
	{netip.MustParsePrefix("fe80::/10"), "link-local", false},
	{netip.MustParsePrefix("ff00::/8"), "multicast", false},
	{netip.MustParsePrefix("2001::/23"), "reserved (Teredo and others)", false},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation", false},
	{netip.MustParsePrefix("2002::/16"), "6to4", false},
	{netip.MustParsePrefix("3fff::/20"), "documentation", false},
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
)

// checkAddr refuses addresses that are not on the public internet. An IPv4 address that is mapped
// into IPv6, or reached through NAT64, is judged as the IPv4 address it is.
func checkAddr(addr netip.Addr, allowPrivate bool) error {
	inner := addr.Unmap()
	if nat64.Contains(inner) {
		b := inner.As16()
		inner = netip.AddrFrom4([4]byte(b[12:]))
	}
	inner = inner.WithZone("")
	for _, z := range zones {
		if z.prefix.Contains(inner) {
			if z.house && allowPrivate {
				return nil
			}
			return fmt.Errorf("%w: %s is %s; only the public internet is fetched unless private addresses are allowed", ErrPrivateAddress, addr, z.name)
		}
	}
	if inner.Is6() && !globalUnicast.Contains(inner) {
		return fmt.Errorf("%w: %s is outside the public IPv6 internet", ErrPrivateAddress, addr)
	}
	return nil
}

// checkURL refuses what can be told from an address alone, before any name is looked up.
func (c *Client) checkURL(u *url.URL) error {
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: its scheme is %q; only http and https are fetched", ErrRefusedURL, u.Scheme)
	case u.User != nil:
		return fmt.Errorf("%w: it carries a user name; remove what stands before the @", ErrRefusedURL)
	case host == "":
		return fmt.Errorf("%w: it names no host", ErrRefusedURL)
	case !c.portAllowed(u.Port()):
		return fmt.Errorf("%w: port %s is not open to fetches; allow it if the address is right", ErrRefusedURL, u.Port())
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return checkAddr(addr, c.opts.AllowPrivate)
	}
	if endsInNumber(host) {
		return fmt.Errorf("%w: host %q is an IP address in an odd spelling; write four decimal numbers", ErrRefusedURL, host)
	}
	return nil
}

func (c *Client) portAllowed(port string) bool {
	if port == "" {
		return true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0 && (c.opts.AllowPrivate || slices.Contains(c.opts.Ports, uint16(n)))
}

// endsInNumber reports whether a system's resolver might take the host for an IPv4 address: in
// octal or hexadecimal, or with fewer than four parts.
func endsInNumber(host string) bool {
	host = strings.TrimSuffix(host, ".")
	last := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// dial connects to addr. Names are looked up by the dialer and the addresses checked right before
// each connect, so that neither redirects nor a name that changes its address get around it.
func (c *Client) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if c.opts.Dial != nil {
		return c.dialChecked(ctx, network, addr)
	}
	d := net.Dialer{Timeout: c.opts.DialTimeout, Resolver: c.opts.Resolver}
	if c.opts.Proxy == nil {
		d.Control = c.control
	}
	return d.DialContext(ctx, network, addr)
}

func (c *Client) control(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s is no IP address", ErrPrivateAddress, address)
	}
	return checkAddr(ap.Addr(), c.opts.AllowPrivate)
}

func (c *Client) dialChecked(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := c.opts.Dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		if err := checkAddr(tcp.AddrPort().Addr(), c.opts.AllowPrivate); err != nil {
			_ = conn.Close()
			return nil, err
		}
	}
	return conn, nil
}
