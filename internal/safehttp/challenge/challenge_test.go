package challenge

import (
	"net/http"
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	tests := []struct {
		name   string
		header http.Header
		body   string
		want   string
	}{
		{"nothing", nil, "", ""},
		{"header", http.Header{"Cf-Mitigated": {"challenge"}}, "", "Cloudflare"},
		{"header of an ordinary answer", http.Header{"Cf-Ray": {"1"}, "Server": {"cloudflare"}}, "<html>news</html>", ""},
		{"captcha action", http.Header{"X-Amzn-Waf-Action": {"Captcha"}}, "", "AWS WAF"},
		{"interstitial", nil, "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "Cloudflare"},
		{"Cloudflare's script on an ordinary page", nil, `<p>news</p><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js">`, ""},
		{"DataDome", nil, `<script src="https://geo.Captcha-Delivery.com/x"></script>`, "DataDome"},
		{"Imperva", nil, `Request unsuccessful. Incapsula incident ID: 1-2`, "Imperva"},
		{"HUMAN", nil, `<div id="px-captcha"></div>`, "HUMAN"},
		{"Akamai", nil, `Access Denied … https://errors.edgesuite.net/18.x`, "Akamai"},
		{"a long article about it", nil, "_cf_chl_opt" + strings.Repeat("x", maxPage), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Detect(tt.header, []byte(tt.body)); got != tt.want {
				t.Errorf("Detect = %q, want %q", got, tt.want)
			}
		})
	}
}
