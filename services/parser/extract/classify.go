package extract

import (
	"net/url"
	"strings"

	"github.com/iccwire/iccwire/services/parser/extract/internal/lexicon"
	"github.com/iccwire/iccwire/services/parser/extract/internal/page"
)

// Sizes, in words, that tell kinds of pages apart.
const (
	fewWords  = 40  // less is hardly an article
	someWords = 120 // an article of this length may still be an index page's teasers
	wallWords = 400 // a wall says no more than this
)

// facts are what the verdict on a page is made from.
type facts struct {
	words, sure       int // words chosen, and those of them that are probable
	certain           int // and those that are nearly certain
	links             int // link words among them
	consent, paywall  int // words of the chosen blocks that ask for consent or a subscription
	live              int // words chosen in parts named as live
	article, website  bool
	liveType, video   bool
	challenge, gone   bool
	script            bool
	front             bool // the address is a site's or a section's front
	teasers           int  // linked headings outside the chosen blocks
	pageWords, frames int
}

// classify decides the kind of the page, its confidence, and takes the text from what is no article.
func (x *extraction) classify(a *Article) {
	f := x.facts(a)
	kind, reason := f.kind()
	a.Kind = kind
	a.Confidence = 1
	if reason != "" {
		a.Reasons = append(a.Reasons, reason)
	}
	if !kind.Readable() {
		a.Text, a.Blocks, a.Standfirst, a.Truncated = "", nil, "", false
		a.Confidence = 0.9
		return
	}
	x.confide(a, f)
}

// kind weighs the facts, the surest signs first.
func (f *facts) kind() (Kind, string) {
	switch {
	case f.challenge && f.words < wallWords:
		return KindChallenge, "asks the reader to prove to be no robot"
	case f.gone && f.words < someWords:
		return KindNotFound, "the headline says that the page is gone"
	case 2*f.consent > f.words && f.words > 0 && f.words < wallWords && !f.article:
		return KindConsent, "most of the text asks for consent"
	case f.video && f.words < fewWords:
		return KindVideo, "a player with hardly any text"
	case f.words < fewWords && f.script:
		return KindScript, "asks for scripts and has hardly any text"
	case f.words == 0 && f.pageWords < fewWords:
		if f.frames > 0 {
			return KindScript, "has scripts and no text"
		}
		return KindEmpty, "has no text"
	case f.front && !f.article && f.teasers >= 5:
		return KindIndex, "the address is a front page's and most headings are links"
	case !f.article && f.teasers >= 8 && f.words < someWords && !f.sound():
		return KindIndex, "most headings are links and there is hardly any text"
	case f.words < fewWords && f.paywall > 0:
		return KindPaywall, "an offer to subscribe and hardly any text"
	case f.words == 0 && !f.article:
		return KindIndex, "no block reads like an article"
	case f.liveType || 2*f.live > f.words && f.words > 0:
		return KindLiveBlog, "the page says it is live"
	}
	return KindArticle, ""
}

// sound says whether nearly all of a text of some length is nearly certain: no list of teasers is.
func (f *facts) sound() bool {
	return f.certain >= fewWords && 10*f.certain >= 9*f.words && 5*f.links < f.words
}

func (x *extraction) facts(a *Article) *facts {
	f := &facts{pageWords: x.page.Seen, frames: x.page.Scripts, front: frontAddress(x.in.URL)}
	for _, t := range x.info.Types {
		f.article = f.article || strings.Contains(t, "article") || t == "blogposting" || t == "report"
		f.website = f.website || t == "og:website"
		f.liveType = f.liveType || t == "liveblogposting"
		f.video = f.video || t == "videoobject" || strings.HasPrefix(t, "og:video")
	}
	title := lexicon.Opening(a.Title) | lexicon.Opening(first(x.info.Titles...))
	f.challenge = title&lexicon.Script != 0
	f.gone = goneTitle(a.Title)
	f.script = x.page.NoScript
	next := 0
	for i := range x.page.Blocks {
		b := &x.page.Blocks[i]
		chosen := next < len(x.chosen) && x.chosen[next] == i
		if chosen {
			next++
			f.chosen(x, b, x.probs[i])
			continue
		}
		opening := lexicon.Opening(b.Text)
		f.challenge = f.challenge || opening&lexicon.Script != 0 && x.page.Seen < wallWords/2
		if opening&lexicon.Paywall != 0 {
			f.paywall += int(b.Words)
		}
		if page.IsHeading(b.Tag) && b.Words >= 3 && 2*b.LinkWords >= b.Words {
			f.teasers++
		}
	}
	return f
}

func (f *facts) chosen(x *extraction, b *page.Block, p float32) {
	words := int(b.Words)
	f.words += words
	if p > 0.7 {
		f.sure += words
	}
	if p > 0.9 {
		f.certain += words
	}
	f.links += int(b.LinkWords)
	normal := lexicon.Normal(b.Text, 400)
	if lexicon.OpeningOf(normal)&lexicon.Consent != 0 || lexicon.Words(normal)&lexicon.Consent != 0 {
		f.consent += words
	}
	if x.page.Elems[b.Elem].Within&page.Live != 0 {
		f.live += words
	}
	opening := lexicon.OpeningOf(normal)
	f.challenge = f.challenge || opening&lexicon.Script != 0 && x.page.Seen < wallWords/2
	if opening&lexicon.Paywall != 0 {
		f.paywall += words
	}
}

// frontAddress says whether an address is that of a site or of a section: no path, or one short word or two.
func frontAddress(address string) bool {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return false
	}
	path := strings.Trim(u.Path, "/")
	for _, name := range []string{"index.html", "index.php", "index.htm", "home"} {
		path = strings.TrimSuffix(path, name)
	}
	path = strings.Trim(path, "/")
	return u.RawQuery == "" && strings.Count(path, "/") <= 1 && len(path) < 40 && strings.Count(path, "-") <= 2 && !strings.ContainsAny(path, "0123456789.")
}

// goneWords are headlines of pages that say an article is not there.
var goneWords = []string{"404", "page not found", "not found", "page introuvable", "seite nicht gefunden", "página no encontrada", "pagina non trovata",
	"página não encontrada", "pagina niet gevonden", "sidan hittades inte", "страница не найдена", "сторінку не знайдено", "الصفحة غير موجودة",
	"页面不存在", "ページが見つかりません", "페이지를 찾을 수 없습니다", "sayfa bulunamadı", "halaman tidak ditemukan", "strona nie została znaleziona", "stránka nenalezena", "error 404", "410 gone"}

func goneTitle(title string) bool {
	normal := lexicon.Normal(title, 120)
	for _, w := range goneWords {
		if normal == w || strings.HasPrefix(normal, w+" ") && len(normal) < 2*len(w)+24 {
			return true
		}
	}
	return false
}

// confide sets the confidence of an article from how sure its blocks are and what it lacks.
func (x *extraction) confide(a *Article, f *facts) {
	if f.words == 0 {
		a.doubt(0.9, "no text found")
		return
	}
	if unsure := 1 - float64(f.sure)/float64(f.words); unsure > 0.1 {
		a.doubt(unsure*0.8, "some blocks may not belong to the article")
	}
	if missed := x.missed(); missed > f.words/5 {
		a.doubt(min(0.5, float64(missed)/float64(f.words+missed)), "some left out may belong to it")
	}
	if f.words < fewWords {
		a.doubt(0.3, "very short")
	}
	if a.Title == "" {
		a.doubt(0.3, "no headline")
	}
	if a.Published.IsZero() {
		a.doubt(0.1, "no date")
	}
	if 2*f.links > f.words {
		a.doubt(0.4, "mostly links")
	}
}

// missed counts the words of blocks that were nearly chosen.
func (x *extraction) missed() int {
	words := 0
	for i, p := range x.probs {
		if p > 0.2 && p <= 0.5 {
			words += int(x.page.Blocks[i].Words)
		}
	}
	return words
}
