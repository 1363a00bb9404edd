package contract

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestNormalizeURL(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"already normal", "https://news.example/a/b?id=7", "https://news.example/a/b?id=7"},
		{"scheme and host", "HTTPS://WWW.News.Example/A", "https://www.news.example/A"},
		{"empty path", "http://news.example", "http://news.example/"},
		{"empty path with query", "http://news.example?x=1", "http://news.example/?x=1"},
		{"root dot", "http://news.example./a", "http://news.example/a"},
		{"default ports", "http://news.example:80/", "http://news.example/"},
		{"default port of https", "https://news.example:0443/", "https://news.example/"},
		{"other port", "https://news.example:80/", "https://news.example:80/"},
		{"empty port", "https://news.example:/", "https://news.example/"},
		{"fragment", "https://news.example/a#top?x=1", "https://news.example/a"},
		{"hash-bang", "https://news.example/#!/a", "https://news.example/"},
		{"trailing slash kept", "https://news.example/a/", "https://news.example/a/"},
		{"double slash kept", "https://news.example/a//b", "https://news.example/a//b"},
		{"dot segments", "https://news.example/a/./b/../../c/.", "https://news.example/c/"},
		{"dot segments beyond the root", "https://news.example/../../a/..", "https://news.example/"},
		{"escaped dot segments", "https://news.example/a/%2E%2e/b", "https://news.example/b"},
		{"escapes", "https://news.example/%7euser/%c3%a9t%C3%A9/a%2fb", "https://news.example/~user/%C3%A9t%C3%A9/a%2Fb"},
		{"raw letters", "https://news.example/été/статья", "https://news.example/%C3%A9t%C3%A9/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"},
		{"raw space and quotes", `https://news.example/a b"<c>`, "https://news.example/a%20b%22%3Cc%3E"},
		{"stray percent", "https://news.example/100%-sure%", "https://news.example/100%25-sure%25"},
		{"surrounding space", "\ufeff \n https://news.example/a \t", "https://news.example/a"},
		{"line break inside", "https://news.example/a\n/b", "https://news.example/a/b"},
		{"backslashes", `https://news.example\a\b?c=\`, "https://news.example/a/b?c=%5C"},
		{"tracking", "https://news.example/a?utm_source=x&UTM_Medium=y&id=3&fbclid=z&at_medium=RSS&gclid=1&mc_cid=2", "https://news.example/a?id=3"},
		{"only tracking", "https://news.example/a?utm_source=rss", "https://news.example/a"},
		{"feed value", "https://news.example/a?source=RSS&ref=front", "https://news.example/a?ref=front"},
		{"name that only begins alike", "https://news.example/a?gclidx=1&utm=2", "https://news.example/a?gclidx=1&utm=2"},
		{"escaped ampersands", "https://news.example/a?b=1&amp;amp;a=2&amp;utm_source=x", "https://news.example/a?a=2&b=1"},
		{"sorted, stably", "https://news.example/a?b=2&a=9&b=1&a", "https://news.example/a?a=9&a&b=2&b=1"},
		{"empty parameters", "https://news.example/a?&&x=&", "https://news.example/a?x="},
		{"address in the query", "https://r.example/go?to=https://news.example/a?x=1", "https://r.example/go?to=https://news.example/a?x=1"},
		{"IPv6", "http://[2001:DB8:0::1]:8080/a", "http://[2001:db8::1]:8080/a"},
		{"IPv4", "http://192.0.2.1/a", "http://192.0.2.1/a"},
		{"host in Cyrillic", "https://Пример.испытание/a", "https://xn--e1afmkfd.xn--80akhbyknj4f/a"},
		{"host in German", "https://bücher.example/a", "https://xn--bcher-kva.example/a"},
		{"host in Chinese with its full stop", "https://例子。测试/", "https://xn--fsqu00a.xn--0zwm56d/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := NormalizeURL(tt.in)
			if err != nil || got != tt.want {
				t.Fatalf("NormalizeURL(%q)\n got %q, %v\nwant %q", tt.in, got, err, tt.want)
			}
			if again, err := NormalizeURL(got); again != got || err != nil {
				t.Errorf("a second time: %q, %v", again, err)
			}
		})
	}
}

func TestNormalizeURLRefuses(t *testing.T) {
	tests := []struct{ name, in, says string }{
		{"empty", "", "http://"},
		{"relative", "/a/b", "http://"},
		{"without scheme", "news.example/a", "http://"},
		{"other scheme", "javascript:alert(1)", "http://"},
		{"file", "file:///etc/passwd", "http://"},
		{"no host", "http:///a", "no host"},
		{"user name", "https://me:secret@news.example/", "user name"},
		{"user name behind a backslash", `https://news.example:x@evil.example/`, "user name"},
		{"port", "https://news.example:99999/", "port"},
		{"port zero", "https://news.example:0/", "port"},
		{"port in words", "https://news.example:http/", "port"},
		{"space in host", "https://news example/", "host name"},
		{"escape in host", "https://news%2eexample/", "host name"},
		{"empty label", "https://news..example/", "empty"},
		{"long label", "https://" + strings.Repeat("a", 64) + ".example/", "63"},
		{"long host", "https://" + strings.Repeat("a.", 130) + "example/", "253"},
		{"mixed punycode", "https://xn--é.example/", "punycode"},
		{"IPv6 zone", "http://[fe80::1%25eth0]/", "IPv6"},
		{"IPv6 open", "http://[::1/", "IPv6"},
		{"long", "https://news.example/" + strings.Repeat("a", MaxURL), "longer"},
		{"very long", "https://news.example/?utm_source=" + strings.Repeat("a", maxRawURL), "longer"},
		{"long once encoded", "https://news.example/" + strings.Repeat("é", MaxURL/4), "longer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := NormalizeURL(tt.in)
			if !errors.Is(err, ErrBadURL) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("NormalizeURL(%q) = %q, %v; want ErrBadURL that says %q", tt.in, got, err, tt.says)
			}
			if err != nil && len(err.Error()) > 500 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
		})
	}
}

func TestArticleID(t *testing.T) {
	id := ArticleID("https://news.example/a?id=7")
	if id != ArticleID("http://news.example/a?id=7") {
		t.Error("http and https differ")
	}
	if id == ArticleID("https://news.example/A?id=7") || id == ArticleID("https://news.example/a/?id=7") {
		t.Error("different paths agree")
	}
	if want := "6ep54lxq4ne54yvu"; id != want {
		t.Errorf("ArticleID = %s, want %s: ids never change", id, want)
	}
}

func FuzzNormalizeURL(f *testing.F) {
	for _, seed := range []string{"https://news.example/a/../%7e?b=%zz&a&amp;utm_x=1#f", `http://H:80\x`, "http://[::ffff:1.2.3.4]/", "https://é。K/%25%32%35"} {
		f.Add(seed)
	}
	id := regexp.MustCompile(`^[a-z2-7]{16}$`)
	f.Fuzz(func(t *testing.T, raw string) {
		got, err := NormalizeURL(raw)
		if err != nil {
			if !errors.Is(err, ErrBadURL) {
				t.Fatalf("%q: %v", raw, err)
			}
			return
		}
		again, err := NormalizeURL(got)
		if err != nil || again != got {
			t.Fatalf("%q → %q → %q, %v", raw, got, again, err)
		}
		if len(got) > MaxURL || !id.MatchString(ArticleID(got)) {
			t.Fatalf("%q → %q, id %q", raw, got, ArticleID(got))
		}
	})
}

func BenchmarkNormalizeURL(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NormalizeURL("https://www.news.example/world/2024/11/22/court-issues-warrants?utm_source=rss&id=7&at_medium=RSS"); err != nil {
			b.Fatal(err)
		}
	}
}
