// Package challenge reads a response and writes the name of whatever stands in front of the site
// and asked for proof of a human instead of giving the page. Such answers often come with status
// 200, so that only their header and words betray them.
//
// It solves nothing: a site that does not want robots is reported to the operator.
package challenge

import (
	"bytes"
	"net/http"
	"strings"
)

// maxPage bounds, in bytes, the pages whose body is looked at: challenges are small, and articles
// that write about them are not.
const maxPage = 256 << 10

// headers betray a challenge on their own. The first is documented by its vendor as the way to
// tell (developers.cloudflare.com, "Detect a Challenge Page response"), the second by AWS for the
// CAPTCHA and Challenge actions of its WAF.
var headers = []struct{ name, value, vendor string }{
	{"Cf-Mitigated", "challenge", "Cloudflare"},
	{"X-Amzn-Waf-Action", "challenge", "AWS WAF"},
	{"X-Amzn-Waf-Action", "captcha", "AWS WAF"},
}

// marks are pieces of challenge pages that the same vendors' scripts on ordinary pages lack.
// Each is in lower case.
var marks = []struct{ text, vendor string }{
	{"_cf_chl_opt", "Cloudflare"},
	{"<title>attention required! | cloudflare</title>", "Cloudflare"},
	{"geo.captcha-delivery.com", "DataDome"},
	{"incapsula incident id", "Imperva"},
	{"<title>pardon our interruption", "Imperva"},
	{`id="px-captcha"`, "HUMAN"},
	{"sec-if-cpt-container", "Akamai"},
	{"errors.edgesuite.net", "Akamai"},
	{"awswafcookiedomainlist", "AWS WAF"},
	{"<title>ddos-guard</title>", "DDoS-Guard"},
	{"sucuri_cloudproxy_js", "Sucuri"},
	{`id="anubis_challenge"`, "Anubis"},
}

// Detect returns the name of the vendor that challenged, or "" for an ordinary response. The
// header may be nil.
func Detect(header http.Header, body []byte) string {
	for _, h := range headers {
		if strings.EqualFold(header.Get(h.name), h.value) {
			return h.vendor
		}
	}
	if len(body) > maxPage {
		return ""
	}
	lower := bytes.ToLower(body)
	for _, m := range marks {
		if bytes.Contains(lower, []byte(m.text)) {
			return m.vendor
		}
	}
	return ""
}
