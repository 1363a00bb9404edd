package page_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

const prose = "Judges at the court opened a three-day hearing on Monday to decide whether the case should go to trial."

func walk(s string) *page.Page {
	doc, _ := page.Parse([]byte(s))
	return page.Walk(doc)
}

func texts(p *page.Page) []string {
	var out []string
	for _, b := range p.Blocks {
		out = append(out, b.Text)
	}
	return out
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name, html string
		want       []string
	}{
		{"paragraphs", "<p>One.</p><p> Two\n words </p>", []string{"One.", "Two words"}},
		{"text between", "<div>One<p>Two</p>three</div>", []string{"One", "Two", "three"}},
		{"two breaks part, one does not", "a<br>b<br><br>c<br/> <br/>d", []string{"a\nb", "c", "d"}},
		{"inline elements join", "<p>re<b>port</b>ed <a href=x>that</a>.</p>", []string{"reported that."}},
		{"invisible letters", "<p>Haft&shy;befehl\u200b&nbsp;gegen\ufeff den</p>", []string{"Haftbefehl gegen den"}},
		{"ruby", "<p><ruby>砲撃<rp>(</rp><rt>ほうげき</rt><rp>)</rp></ruby>を</p>", []string{"砲撃を"}},
		{"scripts and the like", "<p>a</p><script>x</script><style>y</style><noscript>z</noscript><template><p>q</p></template>", []string{"a"}},
		{"a table of data goes by rows", "<table><tr><td>1</td><td>a b</td></tr><tr><td>2</td><td>c</td></tr></table>", []string{"1\ta b", "2\tc"}},
		{"a layout table goes by cells", "<table><tr><td>menu</td><td><h1>x</h1><p>y</p></td></tr></table>", []string{"menu", "x", "y"}},
		{"for machines", "<p>https://harbourpost.example/a.jpg</p><p>2032-03-08T09:00:00Z</p><p>a</p>", []string{"a"}},
		{"menus are dropped", "<nav><a href=/>Home</a></nav><p>" + prose + "</p><p>" + prose + "</p><div class=comments><p>Great.</p></div>", []string{prose, prose}},
		{"right to left marks", "<p>\u200fالمحكمة\u200f</p>", []string{"المحكمة"}},
	}
	for _, test := range tests {
		if got := texts(walk(test.html)); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestNamesDoNotKillTheArticle(t *testing.T) {
	body := strings.Repeat("<p>"+prose+"</p>", 20)
	for _, wrap := range []string{`<body class="comments-open cookie-banner-shown modal-ready">%</body>`, `<form id="aspnetForm">%</form>`,
		`<div class="lightbox-wrapper"><h1>A hearing</h1>%</div><p>` + prose + `</p>`, `<div class="search-page">%</div>`} {
		if p := walk(strings.Replace(wrap, "%", body, 1)); p.Words < 300 {
			t.Errorf("%.50s: %d words are left", wrap, p.Words)
		}
	}
}

func TestLongCommentsAreDropped(t *testing.T) {
	p := walk("<article><h1>A hearing</h1>" + strings.Repeat("<p>"+prose+"</p>", 3) + `</article><div id="comments">` + strings.Repeat("<div class=comment>"+prose+"</div>", 40) + "</div>")
	if len(p.Blocks) != 4 {
		t.Errorf("%d blocks", len(p.Blocks))
	}
}

func TestCounts(t *testing.T) {
	b := walk("<p><b>Two words</b> and <a href=x>a link</a>, 法官法官.</p>").Blocks[0]
	if b.Words != 7 || b.LinkWords != 2 || b.Strong != 2 || b.Links != 1 {
		t.Errorf("%+v", b)
	}
}

func TestRanges(t *testing.T) {
	p := walk("<div><p>a</p><p>b</p></div><nav>c</nav><div><p>d " + prose + "</p></div>")
	for i, e := range p.Elems {
		if e.First > e.Last || int(e.Last) > len(p.Blocks) || i > 0 && int(e.Parent) >= i {
			t.Errorf("element %d: %+v", i, e)
		}
	}
	if e := p.Elems[0]; e.First != 0 || int(e.Last) != len(p.Blocks) {
		t.Errorf("body %+v of %d", e, len(p.Blocks))
	}
}

func TestFlatten(t *testing.T) {
	doc, flattened := page.Parse([]byte(strings.Repeat("<div><span>", 600) + "<h1>Title</h1>" + prose))
	if p := page.Walk(doc); !flattened || !slices.Contains(texts(p), prose) || p.Blocks[0].Tag.String() != "h1" {
		t.Errorf("%v %q", flattened, texts(p))
	}
}

func TestRoles(t *testing.T) {
	tests := map[string]page.Mask{
		"article-body": page.Body, "articleBody": page.Body, "story__content": page.Body, "c-newsletter-2": page.Promo, "RelatedStories": page.Related,
		"comment": page.Comment, "commentary": 0, "x9": 0,
	}
	for class, want := range tests {
		p := walk(`<main>` + strings.Repeat("<p>"+prose+"</p>", 5) + `<section class="` + class + `"><p>a</p><p>b</p></section></main>`)
		var got page.Mask
		for _, e := range p.Elems {
			if e.Node.Data == "section" {
				got = e.Named
			}
		}
		if want != 0 && got&want == 0 || want == 0 && got != 0 {
			t.Errorf("%s: %b, want %b", class, got, want)
		}
	}
}

func TestFieldsForAnAddress(t *testing.T) {
	tests := []struct {
		field string
		want  bool
	}{
		{`<input type=email>`, true}, {`<input type="EMAIL">`, true}, {`<input value="Ваш адрес почты">`, true}, {`<input type=text name=newsletter_mail>`, true},
		{`<input placeholder="بريدك الإلكتروني">`, true}, {`<input type=search placeholder=mail>`, false}, {`<input type=hidden name=email>`, false}, {`<input name=q>`, false},
	}
	for _, test := range tests {
		p := walk(`<div class=far><p>` + prose + `</p></div><div class=box><form>` + test.field + `</form><p>` + prose + `</p></div>`)
		if far, box := p.Elems[p.Blocks[0].Elem], p.Elems[p.Elems[p.Blocks[1].Elem].Parent]; far.AsksMail || box.AsksMail != test.want {
			t.Errorf("%s: %v, far from it %v", test.field, box.AsksMail, far.AsksMail)
		}
	}
}
