package page_test

import (
	"strings"
	"testing"
	"time"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

func TestCloseEmpty(t *testing.T) {
	for in, want := range map[string]string{
		"":                              "",
		"no markup > at all":            "no markup > at all",
		`<script src="a/b"/>x`:          `<script src="a/b"></script>x`,
		`<p/><br/><IMG src='x>' />`:     `<p></p><br/><IMG src='x>' />`,
		`<a title="x/>" id='y' />t`:     `<a title="x/>" id='y' ></a>t`,
		`<!-- <p/> --><p>1 &lt; 2</p>`:  `<!-- <p/> --><p>1 &lt; 2</p>`,
		`<![CDATA[ <p/> ]]><div/>`:      `<![CDATA[ <p/> ]]><div></div>`,
		`<?xml version="1.0"?><title/>`: `<?xml version="1.0"?><title></title>`,
		`a </> b </p/> <`:               `a </> b </p/> <`,
		`<p title="never closed`:        `<p title="never closed`,
	} {
		if got := string(page.CloseEmpty([]byte(in))); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestCloseEmptyIsLinear(t *testing.T) {
	began := time.Now()
	for _, s := range []string{"<", "<p/>", "<!--", `<"`, "<![CDATA["} {
		page.CloseEmpty([]byte(strings.Repeat(s, 1_000_000)))
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
}
