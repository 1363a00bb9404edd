package site_test

import (
	"testing"

	"github.com/iccwire/iccwire/internal/site"
)

func TestDomain(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://news.example.co.uk/a", "example.co.uk"},
		{"https://Example.ORG./", "example.org"},
		{"http://127.0.0.1:8080/a", "127.0.0.1"},
		{"http://localhost/", "localhost"},
		{"http://co.uk/", "co.uk"},
		{"not an address", ""},
		{"http://%zz/", ""},
	}
	for _, tt := range tests {
		if got := site.Domain(tt.address); got != tt.want {
			t.Errorf("Domain(%q) = %q, want %q", tt.address, got, tt.want)
		}
	}
}

func TestSame(t *testing.T) {
	if !site.Same("https://m.example.org/1", "http://www.example.org/2") {
		t.Error("two hosts of one site are told apart")
	}
	for _, b := range []string{"https://example.com/", "", "https://example.github.io/"} {
		if site.Same("https://example.org/", b) {
			t.Errorf("%q is taken for the same site", b)
		}
	}
	if site.Same("https://a.github.io/", "https://b.github.io/") {
		t.Error("two tenants of a public suffix are taken for one site")
	}
}

func TestHost(t *testing.T) {
	if got := site.Host("https://www.Example.org:8080/a"); got != "example.org" {
		t.Errorf("got %q", got)
	}
}
