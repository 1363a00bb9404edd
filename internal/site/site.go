// Package site tells which addresses belong together: it names the registrable domain of an
// address by the public suffix list. It fetches nothing.
package site

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Domain returns the registrable domain of an address's host, such as example.co.uk for
// https://news.example.co.uk/a. A host that has none is its own; an address without a host has "".
func Domain(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return OfHost(u.Hostname())
}

// OfHost is Domain for a host name.
func OfHost(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return d
	}
	return host
}

// Same reports whether two addresses are of one registrable domain.
func Same(a, b string) bool {
	d := Domain(a)
	return d != "" && d == Domain(b)
}

// Host returns an address's host without www, "" when it has none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
