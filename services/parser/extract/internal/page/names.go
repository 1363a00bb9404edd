package page

// The roles of elements. They are hints: none of them alone decides.
const (
	Body Mask = 1 << iota
	Comment
	Related
	Share
	Promo
	Nav
	Footer
	Header
	Sidebar
	Byline
	Caption
	Ad
	Topics
	Consent
	Title
	Lede
	Paywall
	Hidden
	Embed
	Quote
	Teaser
	Live
	Time
	Bio
	Widget
	Gallery
	Factbox
	User
	Search
	Modal
	Note
	Product
	Paragraph
	Subhead
	Content
	Story
	Inline
	Audio
	Transcript
	Summary
	ScreenReader
	Item
)

// NumRoles is the number of roles a Mask can hold.
const NumRoles = 42

// classNames is the table behind Mask, built once from words by role.
var classNames = buildNames(map[Mask]string{
	Body: `articlebody articletext articlecontent storybody storycontent storytext entrycontent postcontent
		postbody bodytext bodycopy bodycontent contentbody maincontent contenttext newstext newsbody newscontent
		textbody richtext fulltext wysiwyg prose artikeltext artikelinhalt articulo cuerpo corpo corps cuerponoticia textonoticia
		notacuerpo contenido conteudo inhalt brodtext brodtekst leipateksti tresc texte testo texto pagecontent
		contentarticle articlemain mainarticle articledetail detailcontent articlecopy copybody blogcontent
		newsdetail detailbody articleparagraph blockcontent postentry hentry articlewrap articlecontainer articleblock
		documentbody paywallcontent storyarea articlearea contentwell articlefulltext articleview xsarticle`,
	Paragraph: `paragraph para graf absatz paragraaf parrafo paragraphe paragrafo textblock text textmodule textcomponent absaetze bodytextblock`,
	Content:   `content copy main container primary body entry`,
	Story:     `article story post artikel nota noticia artigo news haber berita bericht beitrag actu novost`,
	Comment: `comment comments kommentar kommentare commentaire commentaires comentarios comentario commenti disqus
		discussion reply replies respond responses feedback forum viafoura coral spotim livefyre conversation talkback commentlist kommentit yorum yorumlar reacties debate`,
	Related: `related relatedarticles relatedcontent relatedposts relatedstories recommended recommendation recommendations recirc recirculation
		readmore readnext morestories morenews seealso similar popular mostread mostpopular mostviewed trending taboola outbrain
		revcontent upnext nextarticle suggested furtherreading alsoread relacionadas relacionados verwandt verwandte weiterlesen
		mehrzum alsolike youmaylike latest latestnews mehr aehnliche moreon morefrom relatednews internallink readalso weitere ilgili
		nextup readalsos onward lireaussi linkbox linklist backlink textlink latestposts topstories dontmiss promobox inlinerelated crossmodule mgid ligatus plista`,
	Teaser: `teaser card cards tile tiles promo promos thumb thumbnail thumbnails headlines listing feed river carousel
		slider swiper slick collection hub listitem grid newslist teaserlist teasers storycard package cluster stream`,
	Share: `share sharing social socials sharebar sharetools addthis sharethis facebook twitter whatsapp linkedin pinterest
		telegram email socialmedia socialshare teilen partage compartir copylink reddit flipboard follow followus bookmark print toolbar tools actions`,
	Promo: `newsletter newsletters subscribe subscription signup subscriber abo abonnement abonnieren suscripcion donate donation
		membership join cta marketing campaign offer app appstore download notifications push kontakt premiumteaser nl abobox`,
	Nav:    `nav navigation navbar menu breadcrumb breadcrumbs pagination pager topbar submenu sitemap megamenu skip jump toc tableofcontents languages anchor tabs hamburger offcanvas drawer burger ticker`,
	Footer: `footer foot colophon copyright legal imprint bottom credits endnote pagefooter articlefooter disclaimer`,
	Header: `header masthead head top banner hero intro articleheader pageheader storyheader heading kopf siteheader`,
	Sidebar: `sidebar aside rail rightrail rightcol leftrail side right secondary complementary sidecol rightcolumn leftcol
		marginal tertiary supplementary sidebox seitenleiste`,
	Byline: `byline author authors autor autores auteur writer contributor contributors redaktion reporter bylines articleauthor
		firma firmas authorname posttag credit authorinfo signature verfasser autori skribent journalist dateline kuerzel`,
	Bio:     `bio authorbio aboutauthor authorbox authorcard profile biography aboutthe authorprofile authordescription autorbox`,
	Caption: `caption captions figcaption imagecaption wpcaption legend legende bildunterschrift bildtext photocaption photocredit imagecredit copyrightholder imgcaption mediacaption piefoto pie didascalia photo image picture bild media figure img foto credit source quelle`,
	Ad: `ad ads advert advertisement advertising adslot adunit sponsor sponsored sponsoring dfp adsbygoogle gpt adwrapper adcontainer anzeige
		werbung publicidad pub commercial outstream native affiliate partner billboard leaderboard mpu adbox adhesion bannerad reklam reklama`,
	Topics:  `tags tag topics topic keywords categories category taglist themen schlagworte labels tagcloud etiquetas kategorien etiketler theme tagged postcategory rubrik ressort`,
	Consent: `cookie cookies consent gdpr cmp onetrust ccpa privacy cookiebanner datenschutz didomi usercentrics sourcepoint quantcast truste cookieconsent`,
	Title:   `title headline titel titulo titre pagetitle articletitle storytitle posttitle entrytitle heading titolo titular naslov baslik rubrik hed`,
	Lede: `lede lead standfirst dek deck subtitle subheadline subhead articlelead leadtext vorspann bajada entradilla chapo chapeau teasertext
		introtext articleintro articlesummary underrubrik ingress manchet occhiello sommario strapline kicker articledescription excerpt
		perex postexcerpt lid subtitulo spot unterzeile einleitung introduction description subheading articlesubtitle headlinesub abstract`,
	Summary:      `summary bulletpoints keypoints highlights takeaways glance tldr keyfacts resume resumen zusammenfassung ataglance storyhighlights shortsummary kurzfassung`,
	Paywall:      `paywall premium metered regwall piano tp locked subscriberonly gate piano restricted teaseronly barrier`,
	Hidden:       `hidden hide displaynone dnone invisible collapsed`,
	ScreenReader: `sronly screenreader visuallyhidden accessibility assistive offscreen visuallyhide screenreadertext hiddenvisually sr a11y`,
	Embed:        `embed embedded tweet twittertweet instagram instagrammedia oembed youtube tiktok blockembed fbpost socialembed`,
	Quote:        `quote blockquote pullquote pullquotes citation zitat cita citat quotation`,
	Live:         `live liveblog ticker livepost livefeed liveticker keyevents`,
	Time:         `date time timestamp published pubdate datetime postdate publishdate datum fecha updated modified lastmodified postmeta meta entrymeta metadata articlemeta info infos readingtime readtime`,
	Widget:       `widget widgets plugin module component box boxed aux extra additional`,
	Gallery:      `gallery slideshow lightbox slide slides galerie fotostrecke carouselitem photogallery galleryitem bildergalerie imagegallery`,
	Factbox:      `factbox infobox faktenbox fact facts facta fakta sidenote inset infokasten zumthema expander explainer glossary callout highlightbox kasten faktaboks notebox definition`,
	User:         `login user account register signin profile anmelden registration auth usermenu myaccount loginbox`,
	Search:       `search searchform suche buscar recherche searchbox autocomplete`,
	Modal:        `modal popup overlay dialog lightbox interstitial toast tooltip dropdown flyout popover alertdialog alert notification`,
	Note:         `note editorsnote correction corrections editornote disclosure hinweis anmerkung footnote footnotes clarification references update hatnote`,
	Product:      `product products price buy shop deal deals rating review specs buybox buttonprice itemprice proscons pros cons verdict`,
	Subhead:      `subhead crosshead zwischentitel intertitre zwischenueberschrift ladillo subheader crossheading intertitle mellemrubrik`,
	Inline:       `inline contextual instory inarticle inread infigure inlinecontent articleembed infeed`,
	Audio:        `audio player listen podcast video videoplayer vorlesen playlist jwplayer readspeaker texttospeech brightcove mediaplayer soundcloud ecouter`,
	Transcript:   `transcript transcription`,
	Item:         `item listitem entry row col cell`,
})

func buildNames(words map[Mask]string) map[string]Mask {
	names := make(map[string]Mask, 1200)
	for mask, list := range words {
		for _, w := range fields(list) {
			names[w] |= mask
		}
	}
	return names
}

// fields splits at white space.
func fields(s string) (words []string) {
	start := -1
	for i := 0; i <= len(s); i++ {
		gap := i == len(s) || s[i] == ' ' || s[i] == '\n' || s[i] == '\t'
		switch {
		case gap && start >= 0:
			words, start = append(words, s[start:i]), -1
		case !gap && start < 0:
			start = i
		}
	}
	return words
}
